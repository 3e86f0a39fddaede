import type { DatabaseSync } from "node:sqlite";
import type { SqliteTopics } from "./sqlite-topics.ts";
import type { Sought, StoredArticle, TimeWindow } from "./store.ts";
import { type StoredRow as Row, storedPages, toStored } from "./stored-row.ts";
import { keyRange } from "./time-key.ts";

/** Rows fetched at a time: streams hold no cursor open while their reader waits. */
const PAGE = 64;

const COLUMNS = "key, reader, bundled, article, facts";

/** Articles of a window, by their words and by what they are about, in streams and as counts; it writes nothing. */
export class SqliteFound {
  readonly #db: DatabaseSync;
  readonly #topics: SqliteTopics;

  constructor(db: DatabaseSync, topics: SqliteTopics) {
    this.#db = db;
    this.#topics = topics;
  }

  async *between(window: TimeWindow): AsyncIterable<StoredArticle> {
    const { low, high } = keyRange(window);
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM articles WHERE key BETWEEN ? AND ? ORDER BY key LIMIT ${PAGE}`,
    );
    yield* stored((after) => page.all(after === null ? low : after + 1, high) as unknown as Row[]);
  }

  async *latest(window: TimeWindow): AsyncIterable<StoredArticle> {
    const { low, high } = keyRange(window);
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM articles WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT ${PAGE}`,
    );
    yield* stored((after) => page.all(low, after === null ? high : after - 1) as unknown as Row[]);
  }

  async *search(words: string, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    const match = matchAll(words);
    if (match === "") return;
    const { low, high } = keyRange(window);
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM search JOIN articles ON articles.key = search.rowid
       WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? ORDER BY search.rowid DESC LIMIT ${PAGE}`,
    );
    let left = limit;
    const rows = stored(
      (after) => page.all(match, low, after === null ? high : after - 1) as unknown as Row[],
    );
    for await (const item of rows) {
      if (left-- <= 0) return;
      yield item;
    }
  }

  async *find(sought: Sought, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    const { table, query } = this.#topics.match(sought);
    if (query === "") return;
    const { low, high } = keyRange(window);
    const size = Math.min(PAGE, limit);
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM ${table} JOIN articles ON articles.key = ${table}.rowid
       WHERE ${table} MATCH ? AND ${table}.rowid BETWEEN ? AND ? ORDER BY ${table}.rowid DESC LIMIT ${size}`,
    );
    let left = limit;
    const rows = storedPages(
      size,
      (after) => page.all(query, low, after === null ? high : after - 1) as unknown as Row[],
    );
    for await (const row of rows) {
      if (left-- <= 0) return;
      yield toStored(row);
    }
  }

  countOf(sought: Sought, window: TimeWindow, most: number, except: readonly string[] = []): number {
    const { table, query } = this.#topics.match(sought);
    if (query === "") return 0;
    const { low, high } = keyRange(window);
    const row = this.#db
      .prepare(
        `SELECT count(*) AS n FROM
         (SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ?
          AND rowid NOT IN (SELECT key FROM withdrawals CROSS JOIN articles ON id = withdrawals.article)
          AND rowid NOT IN (SELECT articles.key FROM json_each(?) AS other CROSS JOIN articles ON articles.id = other.value) LIMIT ?)`,
      )
      .get(query, low, high, JSON.stringify(except), most) as { n: number };
    return row.n;
  }

  async *notReadBy(reader: string): AsyncIterable<StoredArticle> {
    // Mostly there is none, which an index knows; two ranges and not "<>", which no index serves.
    const some = this.#db
      .prepare(
        `SELECT EXISTS (SELECT 1 FROM articles WHERE reader < ?1)
         OR EXISTS (SELECT 1 FROM articles WHERE reader > ?1) AS some`,
      )
      .get(reader) as { some: number };
    if (some.some === 0) return;
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM articles WHERE reader <> ? AND key > ? ORDER BY key LIMIT ${PAGE}`,
    );
    yield* stored((after) => page.all(reader, after ?? Number.MIN_SAFE_INTEGER) as unknown as Row[]);
  }

  articlesWith(word: string, most: number): number {
    const match = matchAll(word);
    if (match === "") return 0;
    const row = this.#db
      .prepare("SELECT count(*) AS n FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)")
      .get(match, most) as { n: number };
    return row.n;
  }
}

async function* stored(fetch: (after: number | null) => readonly Row[]): AsyncIterable<StoredArticle> {
  for await (const row of storedPages(PAGE, fetch)) yield toStored(row);
}

/** An FTS5 query for articles that have all the words; "" when there is no word in it. */
function matchAll(words: string): string {
  return words
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(" ");
}
