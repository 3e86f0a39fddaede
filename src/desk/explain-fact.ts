import { createHash } from "node:crypto";
import type { FoundFact, StoreReading } from "../stores/store.ts";
import type { WhyItem, WhyResult } from "./desk.ts";
import { versionOf } from "./why-history.ts";

const CONTEXT = 200;
const MOST_FACTS = 20;

/** The facts whose id begins with what was typed: those that stand, then those that only stood in earlier versions. */
export async function explainFact(store: StoreReading, id: string): Promise<WhyResult> {
  const prefix = id.trim().toLowerCase();
  const items: WhyItem[] = [];
  for (const found of await store.factsById(prefix, MOST_FACTS)) {
    const item = await toWhyItem(store, found, null);
    if (item !== null) items.push(item);
  }
  for (const found of await store.versions.factsById(prefix, MOST_FACTS)) {
    if (items.length >= MOST_FACTS) break;
    // The last version that had it speaks for those before.
    const isKnown = (item: WhyItem) => item.id === found.id && item.article.id === found.article.id;
    const before = items.findIndex(isKnown);
    if (before >= 0 && items[before]?.version?.current !== false) continue;
    const item = await toWhyItem(store, found, found.version);
    if (item === null) continue;
    if (before >= 0) items[before] = item;
    else items.push(item);
  }
  return items.length === 0 ? { status: "unknown-id", id: id.trim() } : { status: "found", items };
}

async function toWhyItem(
  store: StoreReading,
  { id, kind, article, facts }: FoundFact,
  version: number | null,
): Promise<WhyItem | null> {
  const list = {
    figure: facts.figures,
    statement: facts.statements,
    "key sentence": facts.keySentences,
    "timeline entry": facts.events ?? [],
  }[kind];
  const fact = list.find((one) => one.id === id);
  if (fact === undefined) return null;
  const { evidence } = fact;
  const current = version === null ? { article, facts, reader: null } : await store.article(article.id);
  const { start, end, excerpt } = evidence;
  const verified =
    article.text.slice(start, end) === excerpt &&
    createHash("sha256").update(article.text, "utf8").digest("hex") === article.sha256;
  return {
    id,
    kind,
    article,
    evidence,
    before: contextBefore(article.text, start),
    after: contextAfter(article.text, end),
    engine: facts.engine,
    verified,
    version: current === null ? null : versionOf(fact, current, await store.versions.of(article.id), version),
    withdrawal: await store.withdrawals.of(article.id),
    fact,
  };
}

/** Up to `CONTEXT` characters before `start`, from the beginning of a word. */
function contextBefore(text: string, start: number): string {
  if (start <= CONTEXT) return text.slice(0, start);
  const cut = text.slice(start - CONTEXT, start);
  const blank = cut.search(/\s/);
  return blank < 0 ? cut.toWellFormed() : cut.slice(blank + 1);
}

/** Up to `CONTEXT` characters after `end`, to the end of a word. */
function contextAfter(text: string, end: number): string {
  if (text.length - end <= CONTEXT) return text.slice(end);
  const cut = text.slice(end, end + CONTEXT);
  const blank = cut.search(/\s\S*$/);
  return blank < 0 ? cut.toWellFormed() : cut.slice(0, blank);
}
