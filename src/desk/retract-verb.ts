import type { Article } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { placeCopies } from "../ingest/place-waiting.ts";
import type { Store } from "../stores/store.ts";

export interface Retract {
  /** Id of an article, of a fact as printed, or the address of a page. */
  readonly named: string;
  readonly reason?: string | undefined;
  /** Takes the mark away, whoever made it. */
  readonly undo: boolean;
}

const MOST_FACTS = 50;

/**
 * Marks a report as withdrawn by the operator, or lifts the mark; gives a line that says what was done. Throws a
 * `UserError`: not-found for what names no report, bad-option for what names several.
 */
export async function retract({ named, reason, undo }: Retract, store: Store, clock: Clock): Promise<string> {
  const article = await articleNamed(named.trim(), store);
  const name = `${article.publisher}: ${article.title} (${article.id})`;
  if (undo) {
    const lifted = await store.withdrawals.lift(article.id);
    return lifted ? `stands again: ${name}\n` : `was not withdrawn: ${name}\n`;
  }
  const words = reason?.trim();
  const isNew = await store.withdrawals.add({
    articleId: article.id,
    at: clock.now().toISOString(),
    by: "operator",
    reason: words === undefined || words === "" ? null : words,
  });
  return isNew ? `withdrawn: ${name}\n` : `was withdrawn already: ${name}\n`;
}

async function articleNamed(named: string, store: Store): Promise<Article> {
  const stored = await store.article(named);
  if (stored !== null) return stored.article;
  const ids = /^https?:/i.test(named) ? await atAddress(named, store) : await ofFact(named, store);
  const articles = await Promise.all(
    [...new Set(ids)].sort().map(async (id) => (await store.article(id))?.article),
  );
  const [first, ...others] = articles.filter((article) => article !== undefined);
  if (first === undefined)
    throw new UserError(
      "not-found",
      `no report is called ${named}: give its id or address (sitrep sources TOPIC --json lists them), or the id of a fact`,
    );
  if (others.length > 0) {
    const all = [first, ...others].map(({ id, publisher }) => `${id} (${publisher})`).join(", ");
    throw new UserError("bad-option", `${named} fits several reports: give the id of one of ${all}`);
  }
  return first;
}

async function atAddress(url: string, store: Store): Promise<readonly string[]> {
  await placeCopies(store);
  return store.copies.atAddress(url);
}

async function ofFact(prefix: string, store: Store): Promise<readonly string[]> {
  const folded = prefix.toLowerCase();
  const facts = [
    ...(await store.factsById(folded, MOST_FACTS)),
    ...(await store.versions.factsById(folded, MOST_FACTS)),
  ];
  return facts.map(({ article }) => article.id);
}
