import { type Article, addDays, dayOf, foldName } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { PutOutcome, Store } from "../stores/store.ts";
import { titleTakenBack, type WithdrawalWords, withdrawalNotice } from "./withdrawal-notice.ts";

/** A notice with an address of its own takes back what the same outlet published in so many days before. */
const DAYS_BEFORE = 7;
const MOST_FOUND = 50;

export interface NoteNeeds {
  readonly store: Store;
  readonly withdrawalWords: WithdrawalWords;
  readonly clock: Clock;
}

/**
 * To be called when an article has been put: marks it as withdrawn when it says so of itself, together with the story
 * of the same headline that it takes back; a new version that no longer says so stands again.
 */
export async function noteWithdrawal(
  article: Article,
  outcome: PutOutcome,
  { store, withdrawalWords, clock }: NoteNeeds,
): Promise<void> {
  const { withdrawals } = store;
  const reason = withdrawalNotice(article, withdrawalWords);
  if (reason === null) {
    if (outcome !== "updated") return;
    await withdrawals.lift(article.id, "publisher");
    await withdrawals.lift(article.id, "gone");
    return;
  }
  const at = clock.now().toISOString();
  for (const articleId of [article.id, ...(await storiesTakenBack(article, store, withdrawalWords))])
    await withdrawals.add({ articleId, at, by: "publisher", reason });
}

/** Marks the articles of an outlet at an address whose page is gone for good. Gives whether there were any. */
export async function noteGone(
  { url, publisher }: { readonly url: string; readonly publisher: string },
  { store, clock }: Omit<NoteNeeds, "withdrawalWords">,
): Promise<boolean> {
  let found = false;
  for (const articleId of await store.copies.atAddress(url)) {
    if ((await store.article(articleId))?.article.publisher !== publisher) continue;
    found = true;
    await store.withdrawals.add({ articleId, at: clock.now().toISOString(), by: "gone", reason: null });
  }
  return found;
}

async function storiesTakenBack(notice: Article, store: Store, words: WithdrawalWords): Promise<string[]> {
  const title = titleTakenBack(notice.title, words);
  if (title === null || notice.publishedAt === "") return [];
  const day = dayOf(notice.publishedAt);
  const window = { from: addDays(day, -DAYS_BEFORE), to: day };
  const ids: string[] = [];
  for await (const { article } of store.search(title, window, MOST_FOUND)) {
    const same = foldName(article.title) === foldName(title) && article.publisher === notice.publisher;
    if (same && article.id !== notice.id) ids.push(article.id);
  }
  return ids;
}
