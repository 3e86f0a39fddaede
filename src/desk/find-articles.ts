import {
  type Digest,
  type DigestScope,
  type Topic,
  unreadTerm,
  type Window,
  type Withdrawal,
} from "../../briefings/index.ts";
import type { Sought, StoredArticle, StoreReading, TimeWindow } from "../stores/store.ts";
import type { AwaitedDigest, DigestMaker } from "./digest-maker.ts";
import type { Engine, WithdrawnArticle } from "./engine.ts";
import { findCopies } from "./find-copies.ts";

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

/** What was withdrawn, by the ids of the articles. */
type Marks = ReadonlyMap<string, Withdrawal>;

interface Divided {
  readonly standing: readonly StoredArticle[];
  readonly withdrawn: readonly WithdrawnArticle[];
}

interface Question {
  readonly topic: Topic;
  readonly window: Window;
  readonly asOf: string;
}

/**
 * The digest of a topic. What it costs depends on the window: articles on the topic are found by an index, the latest
 * `MOST_READ` of the window are read, and where the window has none, the latest before it. What was withdrawn is named
 * and not read.
 */
export async function digestFrom(
  store: StoreReading,
  engine: Pick<Engine, "seek">,
  maker: DigestMaker,
  question: Question,
): Promise<FoundDigest> {
  const { topic, window, asOf } = question;
  const articles = await store.countUpTo(asOf);
  const marks = new Map((await store.withdrawals.all()).map((mark) => [mark.articleId, mark]));
  const copiesOf = (library: readonly StoredArticle[]) =>
    findCopies(
      store,
      library.map(({ article }) => article),
      marks,
    );
  if (articles <= SMALL_LIBRARY) {
    const { standing, withdrawn } = await divide(store.latest({ from: null, to: asOf }), marks);
    const copies = await copiesOf(standing);
    const digest = await maker.make({ ...question, library: standing, copies, withdrawn });
    return { digest, read: standing };
  }
  const wished = { from: window.since, to: earlierEnd(window.until, asOf) };
  const seek = engine.seek(topic);
  const words = "words" in seek ? await countsOf(store, seek.words, wished) : null;
  const sought: Sought = "words" in seek ? tellingWords(seek.words, words!.having) : { terms: seek.terms };
  const prepare = async (
    where: TimeWindow,
  ): Promise<{ found: readonly StoredArticle[]; prepared: AwaitedDigest }> => {
    const { standing: found, withdrawn } = await findApart(store, sought, where, marks, MOST_READ + 1);
    const lookedBackTo = found[MOST_READ - 1]?.article.publishedAt;
    const scope: DigestScope = {
      articles,
      words,
      unread: await countUnread(store, where),
      lookedBackTo: found.length > MOST_READ && lookedBackTo !== undefined ? lookedBackTo : null,
    };
    const library = found.slice(0, MOST_READ);
    const copies = await copiesOf(library);
    return { found, prepared: await maker.prepare({ ...question, library, scope, copies, withdrawn }) };
  };

  let { found, prepared } = await prepare(wished);
  let shown: TimeWindow = wished;
  if (prepared.found === 0) {
    ({ found, prepared } = await prepare({ from: null, to: asOf }));
    shown = { from: prepared.window.since, to: earlierEnd(prepared.window.until, asOf) };
  }
  const read = [...found, ...(await findAnswers(store, prepared.answerTerms, found, shown, marks))];
  const digest = await prepared.finish(read);
  if (shown === wished) return { digest, read };
  // Those counted before were the unread ones of all that was looked through.
  const coverage = { ...digest.coverage, unread: await countUnread(store, shown) };
  return { digest: { ...digest, coverage }, read };
}

/** Articles of the window in which those who are accused may answer, and that are not on the topic. */
async function findAnswers(
  store: StoreReading,
  terms: readonly string[],
  found: readonly StoredArticle[],
  where: TimeWindow,
  marks: Marks,
): Promise<StoredArticle[]> {
  const known = new Set(found.map(({ article }) => article.id));
  const sought = { terms: terms.slice(0, MOST_TERMS) };
  const { standing } = await findApart(store, sought, where, marks, MOST_ANSWERING);
  return standing.filter(({ article }) => !known.has(article.id));
}

/** How many articles of the window have each word in one of its forms. */
async function countsOf(
  store: StoreReading,
  words: ReadonlyMap<string, readonly string[]>,
  where: TimeWindow,
) {
  const having = new Map<string, number>();
  for (const [word, forms] of words)
    having.set(word, await store.countOf({ anyWord: forms }, where, Number.MAX_SAFE_INTEGER));
  const before = where.from === null ? 0 : await store.countUpTo(dayBefore(where.from));
  const articles = (await store.countUpTo(where.to ?? "9999-12-31")) - before;
  return { articles, having };
}

/** The rarer ones of the words: a question's common words say little of what it is about. */
function tellingWords(
  words: ReadonlyMap<string, readonly string[]>,
  having: ReadonlyMap<string, number>,
): Sought {
  const counts = [...having.values()].filter((count) => count > 0);
  const most = Math.min(...counts) * MUCH_COMMONER;
  const telling = [...words].filter(([word]) => counts.length === 0 || (having.get(word) ?? 0) <= most);
  return { anyWord: telling.flatMap(([, forms]) => forms) };
}

async function countUnread(store: StoreReading, where: TimeWindow): Promise<DigestScope["unread"]> {
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

/** The latest articles that have what is sought until `most` of them stand, and the withdrawn ones among these. */
function findApart(
  store: StoreReading,
  sought: Sought,
  where: TimeWindow,
  marks: Marks,
  most: number,
): Promise<Divided> {
  return divide(store.find(sought, where, most + marks.size), marks, most);
}

async function divide(
  found: AsyncIterable<StoredArticle>,
  marks: Marks,
  most = Number.POSITIVE_INFINITY,
): Promise<Divided> {
  const standing: StoredArticle[] = [];
  const withdrawn: WithdrawnArticle[] = [];
  for await (const item of found) {
    const withdrawal = marks.get(item.article.id);
    if (withdrawal !== undefined) withdrawn.push({ ...item, withdrawal });
    else standing.push(item);
    if (standing.length >= most) break;
  }
  return { standing, withdrawn };
}
