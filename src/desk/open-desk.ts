import type { Topic } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { StoreReading } from "../stores/store.ts";
import type { BriefQuery, BriefResult, Desk, TopicOption } from "./desk.ts";
import { type DigestMaker, makeHere } from "./digest-maker.ts";
import type { Engine } from "./engine.ts";
import { explainFact } from "./explain-fact.ts";
import { digestFrom, type FoundDigest } from "./find-articles.ts";
import { openNameFinder } from "./find-names.ts";
import { keepDigests, type Told } from "./kept-digests.ts";
import { makeTurns } from "./turns.ts";
import { resolveTime } from "./window.ts";

/** How articles on a topic are told from others; null for words that name none, or several: the next may name it. */
export interface TopicSeeker {
  seek(typed: string): Promise<ReturnType<Engine["seek"]> | null>;
}

/** Questions that are worked on at the same time: more than one only where a database is waited for. */
const AT_ONCE = 2;
/** Later than any publication. */
const LAST_DAY = "9999-12-31";

export interface DeskNeeds {
  readonly store: StoreReading;
  readonly engine: Engine;
  readonly clock: Clock;
  /** Speaks for this moment unless a query says otherwise; else for now. */
  readonly asOf?: string | undefined;
  /** What makes digests; else they are made in this thread. */
  readonly maker?: DigestMaker;
}

/** The desk over a store and an engine. Throws a `UserError` (bad-date) for a time that cannot be read. */
export function openDesk({
  store,
  engine,
  clock,
  asOf: defaultAsOf,
  maker = makeHere(engine),
}: DeskNeeds): Desk & TopicSeeker {
  const names = openNameFinder(store, engine, clock);
  const turns = makeTurns(AT_ONCE);

  const digests = keepDigests({
    store,
    digestAsOf: engine.digestAsOf,
    make: async (wish) => tell(await digestFrom(store, engine, maker, wish)),
  });

  async function brief(query: BriefQuery): Promise<BriefResult> {
    const { window, asOf } = resolveTime({ ...query, asOf: query.asOf ?? defaultAsOf }, clock.now());
    if (await isEmpty(store)) return { status: "empty-library" };
    const match = engine.findTopic(query.topic, await names.forTyped(query.topic));
    switch (match.status) {
      case "found":
        return {
          status: "ok",
          ...(await digests.of({ topic: match.topic, window, asOf })),
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
  }

  return {
    brief: (query) => turns.take(() => brief(query)),

    why: (id) => explainFact(store, id),

    async seek(typed) {
      const match = engine.findTopic(typed, await names.forTyped(typed));
      return match.status === "found" && match.understoodAs === null ? engine.seek(match.topic) : null;
    },

    async suggest(prefix: string, limit: number): Promise<readonly TopicOption[]> {
      return engine.completeTopics(prefix, await names.forPrefix(prefix), limit).map(toOption);
    },
  };
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

/** The first look is cheap, and knows only what stands. */
async function isEmpty(store: StoreReading): Promise<boolean> {
  return (await store.countUpTo(LAST_DAY)) === 0 && (await store.counts()).articles === 0;
}

function toOption({ words, label, detail }: Topic): TopicOption {
  return { query: words, label, detail };
}
