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
import { PostgresChanges } from "./postgres-changes.ts";
import type { PostgresQuery, Transaction } from "./postgres-query.ts";
import type { TimeWindow } from "./store.ts";
import { keyRange } from "./time-key.ts";

interface ArticleRow {
  readonly key: number;
  readonly article: string;
}

export class PostgresCopies implements CopyIndex {
  readonly #db: PostgresQuery;

  constructor(db: PostgresQuery) {
    this.#db = db;
  }

  async place(limit: number): Promise<number> {
    if ((await this.#db.rows("SELECT FROM sitrep.copies_waiting LIMIT 1")).length === 0) return 0;
    // One process at a time: two that place two copies at once would not see each other's.
    return this.#db.alone("copies", () =>
      this.#db.transaction(async (tx) => {
        const waiting = await waitingIn(tx, limit);
        const batch = (await articlesIn(tx, waiting)).map(([key, article]) => sign(key, article));
        const placing = planPlacing(batch, await knownOf(tx, batch));
        const articles = await articlesOf(tx, batch, placing);
        await keep(tx, waiting, placing, confirmPairs(placing.pairs, articles));
        return waiting.length;
      }),
    );
  }

  async groups(window: TimeWindow): Promise<readonly (readonly string[])[]> {
    const { low, high } = keyRange(window);
    return this.#groupsFrom("SELECT a FROM sitrep.copy_links WHERE a BETWEEN $1 AND $2", [low, high]);
  }

  groupsWith(articleIds: readonly string[]): Promise<readonly (readonly string[])[]> {
    return this.#groupsFrom("SELECT key FROM sitrep.article_ids WHERE id = ANY ($1::text[])", [articleIds]);
  }

  /** All that hangs together with the keys that a query gives. */
  async #groupsFrom(keys: string, values: readonly unknown[]): Promise<readonly (readonly string[])[]> {
    const rows = await this.#db.rows<{ a: string; b: string }>(
      `WITH RECURSIVE kin (key) AS (
         ${keys}
         UNION SELECT b FROM kin JOIN sitrep.copy_links ON a = kin.key
       )
       SELECT one.id AS a, other.id AS b FROM kin JOIN sitrep.copy_links AS link ON link.a = kin.key AND link.b > kin.key
       JOIN sitrep.articles AS one ON one.key = link.a JOIN sitrep.articles AS other ON other.key = link.b`,
      values,
    );
    return groupsOf(rows.map(({ a, b }) => [a, b]));
  }

  async atAddress(url: string): Promise<readonly string[]> {
    const page = pageKey(url);
    if (page === null) return [];
    const rows = await this.#db.rows<{ id: string; url: string | null }>(
      `SELECT id, articles.article ->> 'url' AS url FROM sitrep.copy_pages
       JOIN sitrep.articles ON articles.key = copy_pages.article WHERE page = $1 ORDER BY id`,
      [page],
    );
    return rows.filter((row) => row.url !== null && pageKey(row.url) === page).map(({ id }) => id);
  }
}

/** Held until the end: whoever changes one of these articles meanwhile waits, and puts it in line again. */
async function waitingIn({ rows }: Transaction, limit: number): Promise<number[]> {
  const waiting = await rows<{ key: number }>(
    "SELECT key FROM sitrep.copies_waiting ORDER BY key LIMIT $1 FOR UPDATE",
    [limit],
  );
  return waiting.map(({ key }) => key);
}

/** The articles of those keys that are there, in order; none of them changes before the transaction ends. */
async function articlesIn({ rows }: Transaction, keys: readonly number[]): Promise<[number, Article][]> {
  const found = await rows<ArticleRow>(
    "SELECT key, article FROM sitrep.articles WHERE key = ANY ($1::bigint[]) ORDER BY key FOR KEY SHARE",
    [keys],
  );
  return found.map(({ key, article }) => [key, Article.parse(JSON.parse(article))]);
}

async function knownOf({ rows }: Transaction, batch: readonly Signed[]) {
  const { buckets, pages } = questionsOf(batch);
  const asked = [...buckets].flatMap(([bucket, hashes]) => hashes.map((hash) => ({ bucket, hash })));
  return {
    keys: await rows<KeyRow>(
      `SELECT bucket, hash, article FROM unnest($1::integer[], $2::bigint[]) AS asked (bucket, hash)
       JOIN sitrep.copy_keys USING (bucket, hash)`,
      [asked.map(({ bucket }) => bucket), asked.map(({ hash }) => hash)],
    ),
    pages: await rows<PageRow>(
      "SELECT page, article FROM sitrep.copy_pages WHERE page = ANY ($1::bigint[])",
      [pages],
    ),
  };
}

async function articlesOf(
  tx: Transaction,
  batch: readonly Signed[],
  { pairs }: Placing,
): Promise<Map<number, Article>> {
  const articles = new Map(batch.map(({ key, article }) => [key, article]));
  const others = new Set(pairs.map(([, other]) => other).filter((key) => !articles.has(key)));
  for (const [key, article] of await articlesIn(tx, [...others])) articles.set(key, article);
  return articles;
}

async function keep(
  tx: Transaction,
  waiting: readonly number[],
  { keys, pages }: Placing,
  links: readonly CopyLink[],
): Promise<void> {
  await tx.run(
    `INSERT INTO sitrep.copy_keys SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bigint[])
     ON CONFLICT DO NOTHING`,
    [keys.map(({ bucket }) => bucket), keys.map(({ hash }) => hash), keys.map(({ article }) => article)],
  );
  await tx.run(
    "INSERT INTO sitrep.copy_pages SELECT * FROM unnest($1::bigint[], $2::bigint[]) ON CONFLICT DO NOTHING",
    [pages.map(({ page }) => page), pages.map(({ article }) => article)],
  );
  const both = links.flatMap((link) => [link, { ...link, a: link.b, b: link.a }]);
  await tx.run(
    `INSERT INTO sitrep.copy_links SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::real[])
     ON CONFLICT DO NOTHING`,
    [
      both.map(({ a }) => a),
      both.map(({ b }) => b),
      both.map(({ kind }) => kind),
      both.map(({ share }) => share),
    ],
  );
  await tx.run("DELETE FROM sitrep.copies_waiting WHERE key = ANY ($1::bigint[])", [waiting]);
  // Digests tell origins by links: with a new one they may say something else.
  if (links.length > 0) await new PostgresChanges().write(tx);
}
