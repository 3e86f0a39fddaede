import type { Facts } from "../../briefings/index.ts";
import type { PostgresChanges } from "./postgres-changes.ts";
import { hasTable } from "./postgres-migrations.ts";
import type { Transaction } from "./postgres-query.ts";
import { searchVector } from "./search-words.ts";
import type { StoredArticle } from "./store.ts";
import { factIdsOf, type StoredRow } from "./stored-row.ts";
import { FIRST_DATED_KEY, firstKey, KEYS_PER_MS, monthOf } from "./time-key.ts";

/** Writes articles with everything that belongs to them, inside transactions of the caller. */
export class PostgresArticles {
  /** Months whose partition was there for all to see. */
  readonly #months = new Set<string>();

  /** The article of that id, which no other transaction changes until this one ends, or null. */
  async hold(tx: Transaction, id: string): Promise<StoredRow | null> {
    await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", [id]);
    const [row] = await tx.rows<StoredRow>(
      `SELECT key, reader, bundled, article, facts FROM sitrep.articles
       WHERE key = (SELECT key FROM sitrep.article_ids WHERE id = $1)`,
      [id],
    );
    return row ?? null;
  }

  async add(tx: Transaction, changes: PostgresChanges, item: StoredArticle): Promise<void> {
    const { article, facts } = item;
    const key = await this.#insert(tx, changes, item);
    await tx.run("INSERT INTO sitrep.article_ids (id, key) VALUES ($1, $2)", [article.id, key]);
    changes.articles += 1;
    await this.#indexFacts(tx, changes, key, facts);
  }

  async remove(tx: Transaction, changes: PostgresChanges, row: StoredRow): Promise<void> {
    await this.#forgetFacts(tx, changes, row);
    await tx.run("DELETE FROM sitrep.article_ids WHERE key = $1", [row.key]);
    changes.articles -= await tx.run("DELETE FROM sitrep.articles WHERE key = $1", [row.key]);
  }

  async swapFacts(
    tx: Transaction,
    changes: PostgresChanges,
    row: StoredRow,
    { facts, reader, bundled }: Omit<StoredArticle, "article">,
  ): Promise<void> {
    await this.#forgetFacts(tx, changes, row);
    await tx.run("UPDATE sitrep.articles SET facts = $1, reader = $2, bundled = $3 WHERE key = $4", [
      JSON.stringify(facts),
      reader,
      bundled,
      row.key,
    ]);
    await this.#indexFacts(tx, changes, row.key, facts);
  }

  /** To be called when a transaction is through: what it made is there for all now. */
  rememberMonths({ months }: PostgresChanges): void {
    for (const month of months) this.#months.add(month);
  }

  /** The next key of that publication moment; a full millisecond overflows into the next ones. */
  async #insert(
    tx: Transaction,
    changes: PostgresChanges,
    { article, facts, reader, bundled }: StoredArticle,
  ): Promise<number> {
    const values = [
      article.id,
      reader,
      bundled,
      JSON.stringify(article),
      JSON.stringify(facts),
      searchVector(article.title, article.text),
    ];
    for (let start = firstKey(article.publishedAt); ; ) {
      const [row] = await tx.rows<{ last: number | null }>(
        "SELECT max(key) AS last FROM sitrep.articles WHERE key >= $1 AND key < $2",
        [start, start + KEYS_PER_MS],
      );
      const key = row?.last == null ? start : row.last + 1;
      if (key >= start + KEYS_PER_MS) {
        start += KEYS_PER_MS;
        continue;
      }
      await this.#makeMonth(tx, changes, key);
      // Another process that is about to take the key is waited for, and the next one tried.
      const taken = await tx.run(
        `INSERT INTO sitrep.articles (id, reader, bundled, article, facts, search, key)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key) DO NOTHING`,
        [...values, key],
      );
      if (taken === 1) return key;
    }
  }

  /** A partition is made beside the table and then attached: reading and writing go on meanwhile. */
  async #makeMonth(tx: Transaction, changes: PostgresChanges, key: number): Promise<void> {
    if (key < FIRST_DATED_KEY) return;
    const { name, from, to } = monthOf(key);
    if (this.#months.has(name) || changes.months.has(name)) return;
    const table = `articles_${name}`;
    if (!(await hasTable(tx.rows, table))) {
      await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended('sitrep partitions', 0))");
      // Another process may have been faster.
      if (!(await hasTable(tx.rows, table))) {
        await tx.rows(
          `CREATE TABLE sitrep.${table} (LIKE sitrep.articles INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
           ALTER TABLE sitrep.articles ATTACH PARTITION sitrep.${table} FOR VALUES FROM (${from}) TO (${to})`,
        );
      }
    }
    changes.months.add(name);
  }

  async #indexFacts(tx: Transaction, changes: PostgresChanges, key: number, facts: Facts): Promise<void> {
    const ids = factIdsOf(facts);
    changes.countNames(facts, 1);
    if (ids.length === 0) return;
    changes.facts += await tx.run(
      `INSERT INTO sitrep.facts (id, kind, article)
       SELECT id, kind, $3 FROM unnest($1::text[], $2::text[]) AS given (id, kind) ON CONFLICT DO NOTHING`,
      [ids.map(({ id }) => id), ids.map(({ kind }) => kind), key],
    );
  }

  async #forgetFacts(tx: Transaction, changes: PostgresChanges, row: StoredRow): Promise<void> {
    changes.countNames(JSON.parse(row.facts) as Facts, -1);
    changes.facts -= await tx.run("DELETE FROM sitrep.facts WHERE article = $1", [row.key]);
  }
}
