import { createHash } from "node:crypto";
import type { Article, Facts } from "../../briefings/index.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import type { ArticleReader } from "../../src/ingest/article-reader.ts";
import { keptFacts } from "../../src/stores/kept-facts.ts";
import type { ReadArticle, Store } from "../../src/stores/store.ts";
import { ARTICLES_A_DAY, SYLLABLES, worldNews } from "./world-news.ts";

/** What a fill took: articles, seconds, and how many a second one core reads without writing anything. */
export interface Filled {
  readonly articles: number;
  readonly seconds: number;
  /** Articles that the engine read. */
  readonly read: number;
  readonly oneCore: number;
  /** The processor time of reading alone as a share of that of the fill: 1 where keeping costs nothing. */
  readonly share: number;
}

export interface FillOptions {
  readonly articles: number;
  /** Articles that the engine reads; the rest are renamed, shifted copies of them. At least `articles` means none. */
  readonly sample: number;
  readonly reading: ArticleReader;
  readonly onProgress?: (done: number) => void;
}

/** As in ingest: articles of one transaction. */
const BATCH = 64;
/** Articles read on one core before, to compare with. */
const ALONE = 300;

interface Read {
  readonly article: Article;
  readonly facts: Facts;
}

/** Fills a store with world news as ingest does: read by the reader's workers, kept in batches while they read on. */
export async function fillLibrary(
  store: Store,
  { articles, sample, reading, onProgress }: FillOptions,
): Promise<Filled> {
  const { tag } = reading;
  const alone = readAlone(Math.min(ALONE, articles));
  const from = performance.now();
  const before = process.cpuUsage();
  const taken: string[] = [];
  const copies = sample >= articles ? 0 : Math.ceil(articles / sample) - 1;
  const days = Math.ceil(sample / ARTICLES_A_DAY / 7) * 7;
  let done = 0;
  const keep = async (batch: readonly Pick<ReadArticle, "article" | "facts">[]): Promise<void> => {
    await store.putAll(batch.map((item) => ({ ...item, reader: tag, bundled: false })));
    done += batch.length;
    onProgress?.(done);
  };
  let previous: Promise<Pick<ReadArticle, "article" | "facts">[]> | null = null;
  const next = async (batch: Promise<Pick<ReadArticle, "article" | "facts">[]> | null): Promise<void> => {
    const ready = await previous;
    previous = batch;
    if (ready === null) return;
    if (copies === 0) await keep(ready);
    else
      for (const { article, facts } of ready)
        taken.push(`{"article":${JSON.stringify(article)},"facts":${facts.json}}`);
  };
  for (const batch of inBatchesOf(BATCH, worldNews(Math.min(articles, sample))))
    await next(Promise.all(batch.map((article) => readOne(reading, article))));
  await next(null);
  // Copies lie before the sample, oldest first, so that the newest days are those that were really read.
  for (let copy = copies; copies > 0 && copy >= 0; copy--) {
    const part = taken.slice(0, copy === copies ? articles - copies * taken.length : taken.length);
    for (const batch of inBatchesOf(BATCH, part))
      await keep(
        batch.map((json) => {
          const { article, facts } =
            copy === 0 ? (JSON.parse(json) as Read) : shifted(json, copy, copy * days);
          return { article, facts: keptFacts(facts) };
        }),
      );
  }
  const { user, system } = process.cpuUsage(before);
  return {
    articles: done,
    seconds: (performance.now() - from) / 1000,
    read: Math.min(articles, sample),
    oneCore: alone.rate,
    share: alone.processor / ((user + system) / 1e6 / done),
  };
}

async function readOne(reading: ArticleReader, article: Article) {
  const read = await reading.read(article);
  if (!read.ok) throw new Error(`${article.id} ${read.reason}`);
  return { article, facts: read.facts };
}

/** Articles a second, and seconds of processor for each. */
function readAlone(articles: number): { readonly rate: number; readonly processor: number } {
  const { read } = openEngine();
  const news = [...worldNews(articles)];
  for (const article of news.slice(0, ALONE / 3)) read(article);
  const from = performance.now();
  const before = process.cpuUsage();
  for (const article of news) read(article);
  const { user, system } = process.cpuUsage(before);
  return {
    rate: news.length / ((performance.now() - from) / 1000),
    processor: (user + system) / 1e6 / news.length,
  };
}

function* inBatchesOf<T>(size: number, items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const DAY = /(?<=")(\d{4}-\d{2}-\d{2})(?=[T"])/g;
/** In JSON a word may stand right behind the "n" of a line break. */
const INVENTED = new RegExp(`(?<=\\\\n|\\b)(?:${SYLLABLES.join("|")}){3,4}\\b`, "gi");
/** Ids of facts, which are told apart by their last letters. */
const FACT_ID = /(?<=")[a-z][0-9a-z]{10}(?=")/g;

/**
 * The same report in other days with other invented names of the same length, so that every offset still holds; ids
 * are its own.
 */
export function shifted(json: string, copy: number, days: number): Read {
  const mark = copy.toString(32).padStart(4, "0");
  const { article, facts } = JSON.parse(
    json
      .replace(DAY, (day) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10))
      .replace(INVENTED, (name) => renamed(name, copy))
      .replace(FACT_ID, (id) => `${id.slice(0, 7)}${mark}`)
      .replace(/(?<=")[0-9a-f]{24}(?=")/g, (id) => `${id.slice(0, 20)}${mark}`),
  ) as Read;
  const sha256 = createHash("sha256").update(article.text, "utf8").digest("hex");
  return { article: { ...article, sha256 }, facts };
}

/** Each syllable becomes the next but `copy` of the same length: another name, and the same one everywhere. */
function renamed(name: string, copy: number): string {
  const parts = name.toLowerCase().match(new RegExp(SYLLABLES.join("|"), "g")) ?? [];
  const other = parts
    .map((part, place) => {
      const alike = SYLLABLES.filter((one) => one.length === part.length);
      return alike[(alike.indexOf(part) + copy * (place + 1)) % alike.length];
    })
    .join("");
  return other.length !== name.length
    ? name
    : name === name.toUpperCase()
      ? other.toUpperCase()
      : capital(other);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
