import { createHash } from "node:crypto";
import { type Catalogue, type Digest, foldName, type Topic, type Window } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { FoundFact, Store, StoredArticle } from "../stores/store.ts";
import type { BriefQuery, BriefResult, Desk, TopicOption, WhyItem, WhyResult } from "./desk.ts";
import type { Engine } from "./engine.ts";
import { resolveTime } from "./window.ts";

/** As many articles as one digest looks through at once; with more, older ones are searched by name. */
const LIBRARY_LIMIT = 3000;
/** Digests kept for the next one who asks the same. */
const DIGESTS_KEPT = 64;
/** Words of a question that are looked up, and how far their articles are counted. */
const MOST_WORDS = 20;
const MOST_COUNTED = 1000;
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
  let known: {
    readonly revision: number;
    readonly catalogue: Catalogue;
    readonly counts: Map<string, number>;
  } | null = null;

  /** What the library holds now, and how often the words typed occur in it; one object as long as nothing changes. */
  async function currentCatalogue(typed: string): Promise<Catalogue> {
    const revision = await store.revision();
    if (known?.revision !== revision) {
      const counts = new Map<string, number>();
      const articlesWith = (word: string) => counts.get(word) ?? 0;
      known = {
        revision,
        counts,
        catalogue: { ...(await store.catalogue()), articlesWith },
      };
    }
    const { counts, catalogue } = known;
    for (const word of foldName(typed).split(" ").slice(0, MOST_WORDS)) {
      if (!counts.has(word)) counts.set(word, await store.articlesWith(word, MOST_COUNTED));
    }
    return catalogue;
  }

  async function digestOf(topic: Topic, window: Window, asOf: string): Promise<Told> {
    const key = JSON.stringify([topic, window, asOf, await store.revision()]);
    const kept = digests.get(key);
    if (kept !== undefined) return kept;
    const { library, all } = await latestArticles(store, window, asOf);
    let told = tell(engine, { topic, window, asOf, library });
    if (told.digest.coverage.found === 0 && !all) {
      const older = await articlesNaming(store, topic.names, asOf);
      told = tell(engine, { topic, window, asOf, library: older });
    }
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
      if ((await store.counts()).articles === 0) return { status: "empty-library" };
      const match = engine.findTopic(query.topic, await currentCatalogue(query.topic));
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
      return engine.completeTopics(prefix, await currentCatalogue(""), limit).map(toOption);
    },
  };
}

/** A digest with the languages of its articles, by their ids. */
interface Told {
  readonly digest: Digest;
  readonly languages: Readonly<Record<string, string>>;
}

function tell(engine: Engine, input: Parameters<Engine["makeDigest"]>[0]): Told {
  const digest = engine.makeDigest(input);
  // Answers may stand in articles that are not of the topic, and so not among its sources.
  const cited = new Set([
    ...digest.sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)),
    ...digest.exchanges.flatMap(({ answers }) => answers.map(({ evidence }) => evidence.articleId)),
  ]);
  const languages = input.library
    .filter(({ article }) => cited.has(article.id))
    .map(({ article }) => [article.id, article.language] as const);
  return { digest, languages: Object.fromEntries(languages) };
}

function toOption({ words, label, detail }: Topic): TopicOption {
  return { query: words, label, detail };
}

/** Everything from the beginning of the window to as-of, and before it as far as the limit goes. */
async function latestArticles(
  store: Store,
  window: Window,
  asOf: string,
): Promise<{
  readonly library: readonly StoredArticle[];
  readonly all: boolean;
}> {
  const library: StoredArticle[] = [];
  for await (const item of store.latest({ from: null, to: asOf })) {
    const day = item.article.publishedAt.slice(0, 10);
    if (library.length >= LIBRARY_LIMIT && day < window.since) return { library, all: false };
    library.push(item);
  }
  return { library, all: true };
}

/** The latest articles that have one of the names in their words, each once. */
async function articlesNaming(
  store: Store,
  names: readonly string[],
  asOf: string,
): Promise<readonly StoredArticle[]> {
  const found = new Map<string, StoredArticle>();
  for (const name of names) {
    for await (const item of store.search(name, { from: null, to: asOf }, LIBRARY_LIMIT))
      found.set(item.article.id, item);
    if (found.size >= LIBRARY_LIMIT) break;
  }
  return [...found.values()];
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
