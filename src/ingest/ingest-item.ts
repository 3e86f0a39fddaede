import type { Article } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../stores/store.ts";
import type { ArticleReader } from "./article-reader.ts";
import type { FeedItem } from "./feed-item.ts";
import type { FetchSource } from "./fetch-source.ts";
import { makeArticle } from "./make-article.ts";
import type { Agencies } from "./origin.ts";
import type { PageLines } from "./page-lines.ts";
import type { PageContent } from "./read-page.ts";
import type { WithdrawalWords } from "./withdrawal-notice.ts";

export interface ItemNeeds {
  readonly store: Store;
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly clock: Clock;
  readonly fetch: FetchSource;
  readonly pageLines: PageLines;
  readonly withdrawalWords: WithdrawalWords;
}

export interface ItemPlace {
  /** Used where the entry names no publisher. */
  readonly publisher: string;
  /** Whether other entries of the feed have the same address. */
  readonly sharesAddress: boolean;
}

export interface ItemArticle {
  /** null when there is nothing to keep. */
  readonly article: Article | null;
  readonly problem: string | null;
  /** Whether trying again can give more. */
  readonly again: boolean;
  /** Whether its page is gone for good: what was read from it before is withdrawn, and nothing new is kept. */
  readonly gone: boolean;
}

/** A body shorter than this, or one that breaks off, announces a report and is none. */
const TEASER = 600;
const BROKEN_OFF = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|continue|find out) (?:more|reading)\W{0,3})$/i;

/** Whether the linked page should be asked for the whole text. */
export function isTeaser({ text, url }: FeedItem): boolean {
  return url !== undefined && (text.length < TEASER || (text.length < TEASER * 4 && BROKEN_OFF.test(text)));
}

/** The article of one entry. When its page cannot be read, the teaser stands for it; when it is gone, the report is withdrawn. */
export async function articleOfItem(
  item: FeedItem,
  place: ItemPlace,
  needs: ItemNeeds,
): Promise<ItemArticle> {
  const { store, agencies, clock } = needs;
  const page = isTeaser(item) ? await wholeText(item, needs) : null;
  const whole = page?.ok === true ? page.page : null;
  const problem = page?.ok === false ? page.reason : null;
  const again = page?.ok === false && page.passing;
  const dated = item.publishedPrecision === "unknown" && whole !== null ? whole : item;
  const article = makeArticle(
    {
      givenId: item.key,
      apart: place.sharesAddress ? item.key : undefined,
      publisher: item.publisher ?? place.publisher,
      origin: item.origin,
      url: item.url,
      title: item.title ?? whole?.title,
      byline: item.author ?? whole?.byline,
      publishedAt: dated.publishedAt,
      publishedPrecision: dated.publishedPrecision,
      language: whole?.language ?? item.language ?? "en",
      text: whole?.text ?? item.text,
      offset: 0,
    },
    { agencies, retrievedAt: clock.now().toISOString() },
  );
  const there = article !== null && page?.ok === false && page.gone ? await store.article(article.id) : null;
  if (there !== null) {
    const at = clock.now().toISOString();
    await store.withdrawals.add({ articleId: there.article.id, at, by: "gone", reason: null });
    const problem = "is gone for good (410): its report is withdrawn here";
    return { article: null, problem, again: false, gone: true };
  }
  const reason = article === null ? (problem ?? "has no text") : problem;
  return { article, problem: reason, again, gone: false };
}

type WholeText =
  | { readonly ok: true; readonly page: PageContent }
  | { readonly ok: false; readonly reason: string; readonly passing: boolean; readonly gone: boolean };

async function wholeText({ url = "", text }: FeedItem, needs: ItemNeeds): Promise<WholeText> {
  const fetched = await needs.fetch({ url });
  if (fetched.status === "unchanged")
    return { ok: false, reason: "answers without a page", passing: true, gone: false };
  if (fetched.status === "problem")
    return { ok: false, reason: fetched.reason, passing: fetched.passing, gone: fetched.http === 410 };
  const { readPage } = await import("./read-page.ts");
  const read = readPage(fetched.text, needs.pageLines, needs.clock.now());
  if (!read.ok) return { ...read, passing: false, gone: false };
  // A wall of cookies or a login gives less than the feed did.
  if (read.page.text.length < text.length)
    return { ok: false, reason: "has less text than the feed", passing: false, gone: false };
  return read;
}
