import { createHash } from "node:crypto";
import { type Article, type Comparable, copyKeys, sameReport, toComparable } from "../../briefings/index.ts";
import { pageAddress } from "../ingest/page-address.ts";
import type { CopyLink } from "./copy-index.ts";
import { KEYS_PER_MS } from "./time-key.ts";

const DAY_MS = 86_400_000;
/** Copies are published within so many days of each other; what is older is quoted, not copied. */
const WINDOW_DAYS = 7;
/** Keys are kept by the fortnight of publication: the copies of an article are in its own or in one beside it. */
const BUCKET_MS = 2 * WINDOW_DAYS * DAY_MS;
/** A key that so many articles of a fortnight have is boilerplate or a story found long since: no more are kept. */
const MOST_PER_KEY = 8;
/** Articles compared with a new one, those with most common keys first. */
const MOST_COMPARED = 8;

/** A row of the index: an article of this fortnight has this key. */
export interface KeyRow {
  readonly bucket: number;
  readonly hash: number;
  readonly article: number;
}

/** A row of the index of addresses. */
export interface PageRow {
  readonly page: number;
  readonly article: number;
}

/** An article in line, with all it can be found by. */
export interface Signed {
  readonly key: number;
  readonly article: Article;
  readonly bucket: number;
  /** The buckets its copies can be in, one or two. */
  readonly near: readonly number[];
  readonly hashes: readonly number[];
  readonly page: number | null;
}

export function sign(key: number, article: Article): Signed {
  const [before, after] = [-WINDOW_DAYS, WINDOW_DAYS].map((days) => bucketOf(key, days)) as [number, number];
  const near = before === after ? [before] : [before, after];
  const page = article.url === undefined ? null : pageKey(article.url);
  return { key, article, bucket: bucketOf(key), near, hashes: copyKeys(article), page };
}

function bucketOf(key: number, daysLater = 0): number {
  return Math.floor((key / KEYS_PER_MS + daysLater * DAY_MS) / BUCKET_MS);
}

/** 48 bits of the SHA-256 of the page an address leads to; null for no web address. */
export function pageKey(url: string): number | null {
  const page = pageAddress(url);
  if (page === null) return null;
  return Number.parseInt(createHash("sha256").update(page, "utf8").digest("hex").slice(0, 12), 16);
}

/** What has to be asked of the index for a batch: by bucket, the keys of its articles; and every page. */
export function questionsOf(batch: readonly Signed[]): {
  readonly buckets: ReadonlyMap<number, readonly number[]>;
  readonly pages: readonly number[];
} {
  const buckets = new Map<number, Set<number>>();
  for (const { near, hashes } of batch) {
    for (const bucket of near) {
      const asked = buckets.get(bucket) ?? new Set();
      buckets.set(bucket, asked);
      for (const hash of hashes) asked.add(hash);
    }
  }
  const pages = new Set(batch.map(({ page }) => page).filter((page) => page !== null));
  // In the order of the index, which is the quickest way through it.
  return {
    buckets: new Map([...buckets].map(([bucket, asked]) => [bucket, [...asked].sort((a, b) => a - b)])),
    pages: [...pages],
  };
}

export interface Placing {
  /** Rows to add, in the order of the index. */
  readonly keys: readonly KeyRow[];
  readonly pages: readonly PageRow[];
  /** Pairs to compare, each once; the second is older in line. */
  readonly pairs: readonly (readonly [number, number])[];
}

/** Which pairs of articles are worth comparing, and which rows the batch adds to the index. Bounded for every article. */
export function planPlacing(
  batch: readonly Signed[],
  known: { readonly keys: readonly KeyRow[]; readonly pages: readonly PageRow[] },
): Placing {
  const holders = new Map<number, Map<number, number[]>>();
  const hold = ({ bucket, hash, article }: KeyRow): boolean => {
    const held = holders.get(bucket) ?? new Map<number, number[]>();
    holders.set(bucket, held);
    const list = held.get(hash) ?? [];
    held.set(hash, list);
    if (list.length >= MOST_PER_KEY || list.includes(article)) return false;
    list.push(article);
    return true;
  };
  const atPage = new Map<number, number[]>();
  const holdPage = ({ page, article }: PageRow): boolean => {
    const list = atPage.get(page) ?? [];
    atPage.set(page, list);
    if (list.length >= MOST_PER_KEY || list.includes(article)) return false;
    list.push(article);
    return true;
  };
  for (const row of known.keys) hold(row);
  for (const row of known.pages) holdPage(row);

  const keys: KeyRow[] = [];
  const pages: PageRow[] = [];
  const pairs: [number, number][] = [];
  for (const { key, bucket, near: around, hashes, page } of batch) {
    const shared = new Map<number, number>();
    const count = (article: number, by: number) => shared.set(article, (shared.get(article) ?? 0) + by);
    for (const other of around)
      for (const hash of hashes) for (const article of holders.get(other)?.get(hash) ?? []) count(article, 1);
    // An address says more than any stretch of text.
    if (page !== null) for (const article of atPage.get(page) ?? []) count(article, hashes.length);
    const near = [...shared].filter(([article]) => article !== key && daysApart(article, key) <= WINDOW_DAYS);
    near.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    for (const [article] of near.slice(0, MOST_COMPARED)) pairs.push([key, article]);
    for (const hash of hashes) {
      const row = { bucket, hash, article: key };
      if (hold(row)) keys.push(row);
    }
    if (page !== null && holdPage({ page, article: key })) pages.push({ page, article: key });
  }
  keys.sort((a, b) => a.bucket - b.bucket || a.hash - b.hash);
  return { keys, pages, pairs };
}

/** The pairs that the texts themselves confirm. Articles that are gone are passed over. */
export function confirmPairs(
  pairs: Placing["pairs"],
  articles: ReadonlyMap<number, Article>,
): readonly CopyLink[] {
  const comparable = new Map<number, Comparable>();
  const madeReady = (key: number): Comparable | null => {
    const article = articles.get(key);
    if (article === undefined) return null;
    const day = /^\d{4}-\d{2}-\d{2}/.exec(article.publishedAt)?.[0] ?? null;
    const page = article.url === undefined ? undefined : (pageAddress(article.url) ?? undefined);
    const ready = comparable.get(key) ?? toComparable(article, day, page);
    comparable.set(key, ready);
    return ready;
  };
  return pairs.flatMap(([a, b]) => {
    const [one, other] = [madeReady(a), madeReady(b)];
    const likeness = one === null || other === null ? null : sameReport(one, other);
    return likeness === null ? [] : [{ a, b, ...likeness }];
  });
}

function daysApart(a: number, b: number): number {
  return Math.abs(a - b) / KEYS_PER_MS / DAY_MS;
}
