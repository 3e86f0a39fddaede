import { createHash } from "node:crypto";
import type { Article, Facts } from "../../briefings/index.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import type { Store } from "../../src/stores/store.ts";
import { ARTICLES_A_DAY, SYLLABLES, worldNews } from "./world-news.ts";

/** What a fill took, in seconds of wall clock and of processor. */
export interface Filled {
  readonly articles: number;
  readonly seconds: number;
  readonly reading: { readonly articles: number; readonly seconds: number; readonly processor: number };
  readonly keeping: { readonly seconds: number; readonly processor: number };
}

export interface FillOptions {
  readonly articles: number;
  /** Articles that the engine reads; the rest are renamed, shifted copies of them. At least `articles` means none. */
  readonly sample: number;
  readonly onProgress?: (done: number) => void;
}

interface Read {
  readonly article: Article;
  readonly facts: Facts;
}

/** Fills a store with world news, one after the other, and times reading and keeping apart. */
export async function fillLibrary(
  store: Store,
  { articles, sample, onProgress }: FillOptions,
): Promise<Filled> {
  const { read, tag } = openEngine();
  const reading = stopwatch();
  const keeping = stopwatch();
  const from = performance.now();
  const taken: string[] = [];
  let done = 0;
  const keep = async ({ article, facts }: Read): Promise<void> => {
    await keeping.time(() => store.put({ article, facts, reader: tag, bundled: false }));
    done += 1;
    onProgress?.(done);
  };
  const days = Math.ceil(sample / ARTICLES_A_DAY / 7) * 7;
  const copies = sample >= articles ? 0 : Math.ceil(articles / sample) - 1;
  for (const article of worldNews(Math.min(articles, sample))) {
    const facts = await reading.time(async () => read(article));
    if (copies > 0) taken.push(JSON.stringify({ article, facts }));
    else await keep({ article, facts });
  }
  // Copies lie before the sample, oldest first, so that the newest days are those that were really read.
  for (let copy = copies; copies > 0 && copy >= 0; copy--)
    for (const json of taken.slice(0, copy === copies ? articles - copies * taken.length : taken.length))
      await keep(copy === 0 ? (JSON.parse(json) as Read) : shifted(json, copy, copy * days));
  return {
    articles: done,
    seconds: (performance.now() - from) / 1000,
    reading: { articles: Math.min(articles, sample), ...reading.total() },
    keeping: keeping.total(),
  };
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

function stopwatch() {
  let seconds = 0;
  let processor = 0;
  return {
    async time<T>(work: () => Promise<T>): Promise<T> {
      const from = performance.now();
      const before = process.cpuUsage();
      const result = await work();
      const { user, system } = process.cpuUsage(before);
      seconds += (performance.now() - from) / 1000;
      processor += (user + system) / 1e6;
      return result;
    },
    total: () => ({ seconds, processor }),
  };
}
