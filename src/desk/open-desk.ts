import { type Catalogue, foldName, type Topic, type Window } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { Store, StoredArticle } from "../stores/store.ts";
import type { BriefQuery, BriefResult, Desk, TopicOption } from "./desk.ts";
import { makeDigestOf, type Told } from "./digest-of.ts";
import type { Engine } from "./engine.ts";
import { explainFact } from "./explain-fact.ts";
import { resolveTime } from "./window.ts";

/** As many articles as one digest looks through at once; with more, older ones are searched by name. */
const LIBRARY_LIMIT = 3000;
/** Digests kept for the next one who asks the same. */
const DIGESTS_KEPT = 64;
/** Words of a question that are looked up, and how far their articles are counted. */
const MOST_WORDS = 20;
const MOST_COUNTED = 1000;

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
    const told = await makeDigestOf({ store, engine }, { topic, window, asOf, library, all });
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

    why: (id) => explainFact(store, id),

    async suggest(prefix: string, limit: number): Promise<readonly TopicOption[]> {
      return engine.completeTopics(prefix, await currentCatalogue(""), limit).map(toOption);
    },
  };
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
