import type { DatabaseSync } from "node:sqlite";
import { Article } from "../../briefings/index.ts";
import { type CopyIndex, type CopyLink, groupsOf } from "./copy-index.ts";
import {
  confirmPairs,
  type KeyRow,
  type PageRow,
  type Placing,
  pageKey,
  planPlacing,
  questionsOf,
  type Signed,
  sign,
} from "./place-copies.ts";
import type { TimeWindow } from "./store.ts";
import { keyRange } from "./time-key.ts";
import { writeStatement } from "./write-statement.ts";

interface ArticleRow {
  readonly key: number;
  readonly article: string;
}

export class SqliteCopies implements CopyIndex {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async place(limit: number): Promise<number> {
    if (this.#db.prepare("SELECT 1 FROM copies_waiting LIMIT 1").get() === undefined) return 0;
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const waiting = this.#waiting(limit);
      const batch = this.#signed(waiting);
      const placing = planPlacing(batch, this.#known(batch));
      this.#keep(waiting, placing, confirmPairs(placing.pairs, this.#articlesOf(batch, placing)));
      this.#db.exec("COMMIT");
      return waiting.length;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  async groups(window: TimeWindow): Promise<readonly (readonly string[])[]> {
    const { low, high } = keyRange(window);
    return this.#groupsFrom("SELECT a FROM copy_links WHERE a BETWEEN ? AND ?", [low, high]);
  }

  async groupsWith(articleIds: readonly string[]): Promise<readonly (readonly string[])[]> {
    const asked = "SELECT key FROM articles WHERE id IN (SELECT value FROM json_each(?))";
    return this.#groupsFrom(asked, [JSON.stringify(articleIds)]);
  }

  /** All that hangs together with the keys that a query gives. */
  #groupsFrom(keys: string, values: readonly (string | number)[]): readonly (readonly string[])[] {
    const rows = this.#db
      .prepare(
        `WITH RECURSIVE kin (key) AS (
           ${keys}
           UNION SELECT b FROM kin JOIN copy_links ON a = kin.key
         )
         SELECT one.id AS a, other.id AS b FROM kin JOIN copy_links ON copy_links.a = kin.key AND copy_links.b > kin.key
         JOIN articles AS one ON one.key = copy_links.a JOIN articles AS other ON other.key = copy_links.b`,
      )
      .all(...values) as unknown as { a: string; b: string }[];
    return groupsOf(rows.map(({ a, b }) => [a, b]));
  }

  async atAddress(url: string): Promise<readonly string[]> {
    const page = pageKey(url);
    if (page === null) return [];
    const rows = this.#db
      .prepare(
        `SELECT id, articles.article ->> '$.url' AS url FROM copy_pages JOIN articles ON articles.key = copy_pages.article
         WHERE page = ? ORDER BY id`,
      )
      .all(page) as unknown as { id: string; url: string | null }[];
    return rows.filter((row) => row.url !== null && pageKey(row.url) === page).map(({ id }) => id);
  }

  #waiting(limit: number): number[] {
    const rows = this.#db.prepare("SELECT key FROM copies_waiting ORDER BY key LIMIT ?").all(limit);
    return (rows as unknown as { key: number }[]).map(({ key }) => key);
  }

  #signed(keys: readonly number[]): Signed[] {
    return this.#articles(keys).map(({ key, article }) => sign(key, Article.parse(JSON.parse(article))));
  }

  #articles(keys: readonly number[]): ArticleRow[] {
    return this.#db
      .prepare("SELECT key, article FROM articles WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key")
      .all(JSON.stringify(keys)) as unknown as ArticleRow[];
  }

  #known(batch: readonly Signed[]): { keys: KeyRow[]; pages: PageRow[] } {
    const { buckets, pages } = questionsOf(batch);
    const inBucket = this.#db.prepare(
      "SELECT bucket, hash, article FROM copy_keys WHERE bucket = ? AND hash IN (SELECT value FROM json_each(?))",
    );
    return {
      keys: [...buckets].flatMap(
        ([bucket, hashes]) => inBucket.all(bucket, JSON.stringify(hashes)) as unknown as KeyRow[],
      ),
      pages: this.#db
        .prepare("SELECT page, article FROM copy_pages WHERE page IN (SELECT value FROM json_each(?))")
        .all(JSON.stringify(pages)) as unknown as PageRow[],
    };
  }

  #articlesOf(batch: readonly Signed[], { pairs }: Placing): Map<number, Article> {
    const articles = new Map(batch.map(({ key, article }) => [key, article]));
    const others = new Set(pairs.map(([, other]) => other).filter((key) => !articles.has(key)));
    for (const { key, article } of this.#articles([...others]))
      articles.set(key, Article.parse(JSON.parse(article)));
    return articles;
  }

  #keep(waiting: readonly number[], { keys, pages }: Placing, links: readonly CopyLink[]): void {
    const addKey = writeStatement(this.#db, "INSERT OR IGNORE INTO copy_keys VALUES (?, ?, ?)");
    for (const { bucket, hash, article } of keys) addKey.run(bucket, hash, article);
    const addPage = writeStatement(this.#db, "INSERT OR IGNORE INTO copy_pages VALUES (?, ?)");
    for (const { page, article } of pages) addPage.run(page, article);
    const addLink = writeStatement(this.#db, "INSERT OR IGNORE INTO copy_links VALUES (?, ?, ?, ?)");
    for (const { a, b, kind, share } of links) {
      addLink.run(a, b, kind, share);
      addLink.run(b, a, kind, share);
    }
    const done = writeStatement(this.#db, "DELETE FROM copies_waiting WHERE key = ?");
    for (const key of waiting) done.run(key);
    // Digests tell origins by links: with a new one they may say something else.
    if (links.length > 0) this.#db.exec("UPDATE notes SET value = value + 1 WHERE key = 'revision'");
  }
}
