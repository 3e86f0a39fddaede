import {
  type Digest,
  type DigestScope,
  type PreparedDigest,
  type Topic,
  unreadTerm,
  type Window,
} from "../../briefings/index.ts";
import type { Sought, Store, StoredArticle, TimeWindow } from "../stores/store.ts";
import type { Engine } from "./engine.ts";

/** A library of no more articles is looked through as a whole. */
const SMALL_LIBRARY = 250;
/** As many articles on a topic one digest is made from, the latest of its window; the reply says where it is cut. */
const MOST_READ = 60;
/** Answers of those who are accused are looked for in at most this many further articles. */
const MOST_ANSWERING = 30;
const MOST_TERMS = 60;
/** Search words that are this much commoner than the rarest one find too much that is about something else. */
const MUCH_COMMONER = 8;
const MOST_UNREAD = 10_000;

/** A digest with the articles it may cite. */
export interface FoundDigest {
  readonly digest: Digest;
  readonly read: readonly StoredArticle[];
}

interface Question {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
}

/**
 * The digest of a topic. What it costs depends on the window: articles on the topic are found by an index, the latest
 * `MOST_READ` of the window are read, and where the window has none, the latest before it.
 */
export async function digestFrom(store: Store, engine: Engine, question: Question): Promise<FoundDigest> {
  const { topic, window, asOf } = question;
  const articles = await store.countUpTo(asOf);
  if (articles <= SMALL_LIBRARY) {
    const library = await all(store.latest({ from: null, to: asOf }));
    return { digest: engine.makeDigest({ ...question, library }), read: library };
  }
  const wished = { from: window.since, to: earlierEnd(window.until, asOf) };
  const seek = engine.seek(topic);
  const words = "words" in seek ? await countsOf(store, seek.words, wished) : null;
  const find = (where: TimeWindow): Promise<StoredArticle[]> =>
    "words" in seek
      ? findByWords(store, seek.words, words!.having, where)
      : all(store.find({ terms: seek.terms }, where, MOST_READ + 1));
  const prepare = async (
    where: TimeWindow,
  ): Promise<{ found: StoredArticle[]; prepared: PreparedDigest }> => {
    const found = await find(where);
    const lookedBackTo = found[MOST_READ - 1]?.article.publishedAt;
    const scope: DigestScope = {
      articles,
      words,
      unread: await countUnread(store, where),
      lookedBackTo: found.length > MOST_READ && lookedBackTo !== undefined ? lookedBackTo : null,
    };
    const library = found.slice(0, MOST_READ);
    return { found, prepared: engine.prepareDigest({ ...question, library, scope }) };
  };

  let { found, prepared } = await prepare(wished);
  let shown: TimeWindow = wished;
  if (prepared.found === 0) {
    ({ found, prepared } = await prepare({ from: null, to: asOf }));
    shown = { from: prepared.window.since, to: earlierEnd(prepared.window.until, asOf) };
  }
  const read = [...found, ...(await findAnswers(store, prepared.answerTerms, found, shown))];
  const digest = prepared.finish(read);
  if (shown === wished) return { digest, read };
  // Those counted before were the unread ones of all that was looked through.
  const coverage = { ...digest.coverage, unread: await countUnread(store, shown) };
  return { digest: { ...digest, coverage }, read };
}

/** Articles of the window in which those who are accused may answer, and that are not on the topic. */
async function findAnswers(
  store: Store,
  terms: readonly string[],
  found: readonly StoredArticle[],
  where: TimeWindow,
): Promise<StoredArticle[]> {
  const known = new Set(found.map(({ article }) => article.id));
  const others = await all(store.find({ terms: terms.slice(0, MOST_TERMS) }, where, MOST_ANSWERING));
  return others.filter(({ article }) => !known.has(article.id));
}

/** How many articles of the window have each word in one of its forms. */
async function countsOf(store: Store, words: ReadonlyMap<string, readonly string[]>, where: TimeWindow) {
  const having = new Map<string, number>();
  for (const [word, forms] of words)
    having.set(word, await store.countOf({ anyWord: forms }, where, Number.MAX_SAFE_INTEGER));
  const before = where.from === null ? 0 : await store.countUpTo(dayBefore(where.from));
  const articles = (await store.countUpTo(where.to ?? "9999-12-31")) - before;
  return { articles, having };
}

/** The latest articles with the rarer ones of the words: a question's common words say little of what it is about. */
async function findByWords(
  store: Store,
  words: ReadonlyMap<string, readonly string[]>,
  having: ReadonlyMap<string, number>,
  where: TimeWindow,
): Promise<StoredArticle[]> {
  const counts = [...having.values()].filter((count) => count > 0);
  const most = Math.min(...counts) * MUCH_COMMONER;
  const telling = [...words].filter(([word]) => counts.length === 0 || (having.get(word) ?? 0) <= most);
  const sought: Sought = { anyWord: telling.flatMap(([, forms]) => forms) };
  return all(store.find(sought, where, MOST_READ + 1));
}

async function countUnread(store: Store, where: TimeWindow): Promise<DigestScope["unread"]> {
  const counted = [];
  for (const language of await store.unreadLanguages()) {
    const articles = await store.countOf({ terms: [unreadTerm(language)] }, where, MOST_UNREAD);
    if (articles > 0) counted.push({ language, articles });
  }
  return counted;
}

function earlierEnd(until: string, asOf: string): string {
  return until < asOf.slice(0, 10) ? until : asOf;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
