import { createHash } from "node:crypto";
import type { Digest, Topic, Window } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { FoundFact, Store } from "../stores/store.ts";
import type { BriefQuery, BriefResult, Desk, TopicOption, WhyItem, WhyResult } from "./desk.ts";
import type { Engine } from "./engine.ts";
import { digestFrom, type FoundDigest } from "./find-articles.ts";
import { openNameFinder } from "./find-names.ts";
import { resolveTime } from "./window.ts";

/** Digests kept for the next one who asks the same. */
const DIGESTS_KEPT = 64;
/** Later than any publication. */
const LAST_DAY = "9999-12-31";
const CONTEXT = 200;
const MOST_FACTS = 20;

export interface DeskNeeds {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  /** Speaks for this moment unless a query says otherwise; else for now. */
  readonly asOf?: string | undefined;
}

/** The desk over a store and an engine. Throws a `UserError` (bad-date) for a time that cannot be read. */
export function openDesk({ store, engine, clock, asOf: defaultAsOf }: DeskNeeds): Desk {
  const digests = new Map<string, Told>();
  const underway = new Map<string, Promise<Told>>();
  const names = openNameFinder(store, engine, clock);

  async function digestOf(topic: Topic, window: Window, asOf: string): Promise<Told> {
    const key = JSON.stringify([topic, window, asOf, await store.revision()]);
    const kept = digests.get(key);
    if (kept !== undefined) return kept;
    // Many who ask the same at the same moment wait for one digest.
    const making =
      underway.get(key) ??
      digestFrom(store, engine, { topic, window, asOf })
        .then(tell)
        .finally(() => underway.delete(key));
    underway.set(key, making);
    const told = await making;
    digests.set(key, told);
    // A map keeps its order: the first key is the one that was made first.
    for (const first of digests.keys()) {
      if (digests.size <= DIGESTS_KEPT) break;
      digests.delete(first);
    }
    return told;
  }

  return {
    async brief(query: BriefQuery): Promise<BriefResult> {
      const { window, asOf } = resolveTime({ ...query, asOf: query.asOf ?? defaultAsOf }, clock.now());
      if ((await store.countUpTo(LAST_DAY)) === 0) return { status: "empty-library" };
      const match = engine.findTopic(query.topic, await names.forTyped(query.topic));
      switch (match.status) {
        case "found":
          return {
            status: "ok",
            ...(await digestOf(match.topic, window, asOf)),
            understoodAs: match.understoodAs,
          };
        case "several":
          return {
            status: "several",
            query: query.topic,
            options: match.options.map(toOption),
          };
        case "unknown":
          return {
            status: "unknown-topic",
            query: query.topic,
            near: match.near.map(toOption),
          };
        default:
          return match satisfies never;
      }
    },

    async why(id: string): Promise<WhyResult> {
      const prefix = id.trim().toLowerCase();
      const found = await store.factsById(prefix, MOST_FACTS);
      const items = found.map(toWhyItem).filter((item) => item !== null);
      return items.length === 0 ? { status: "unknown-id", id: id.trim() } : { status: "found", items };
    },

    async suggest(prefix: string, limit: number): Promise<readonly TopicOption[]> {
      return engine.completeTopics(prefix, await names.forPrefix(prefix), limit).map(toOption);
    },
  };
}

/** A digest with the languages of its articles, by their ids. */
interface Told {
  readonly digest: Digest;
  readonly languages: Readonly<Record<string, string>>;
}

function tell({ digest, read }: FoundDigest): Told {
  // Answers may stand in articles that are not of the topic, and so not among its sources.
  const cited = new Set([
    ...digest.sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)),
    ...digest.exchanges.flatMap(({ answers }) => answers.map(({ evidence }) => evidence.articleId)),
  ]);
  const languages = read
    .filter(({ article }) => cited.has(article.id))
    .map(({ article }) => [article.id, article.language] as const);
  return { digest, languages: Object.fromEntries(languages) };
}

function toOption({ words, label, detail }: Topic): TopicOption {
  return { query: words, label, detail };
}

function toWhyItem({ id, kind, article, facts }: FoundFact): WhyItem | null {
  const list = {
    figure: facts.figures,
    statement: facts.statements,
    "key sentence": facts.keySentences,
    "timeline entry": facts.events ?? [],
  }[kind];
  const fact = list.find((one) => one.id === id);
  if (fact === undefined) return null;
  const { evidence } = fact;
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
