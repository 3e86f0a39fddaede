import type { KeptFacts } from "./kept-facts.ts";
import { NameChanges } from "./name-changes.ts";
import { STRIPES } from "./postgres-migrations.ts";
import type { Transaction } from "./postgres-query.ts";

/**
 * What one transaction changes in the counts, gathered and written as its last statements: the rows of common
 * names are locked for a moment only, and in the same order by every process.
 */
export class PostgresChanges {
  articles = 0;
  facts = 0;
  /** Months whose partition is there once the transaction is through. */
  readonly months = new Set<string>();
  readonly names = new NameChanges();
  readonly #ids: string[] = [];
  readonly #kinds: string[] = [];
  readonly #articles: number[] = [];

  /** Facts of an article that are to be found and counted from now on. */
  index(key: number, facts: KeptFacts): void {
    for (const { id, kind } of facts.ids) {
      this.#ids.push(id);
      this.#kinds.push(kind);
      this.#articles.push(key);
    }
    this.names.count(facts, 1);
  }

  /** Writes all of it and grows the revision. */
  async write(tx: Transaction): Promise<void> {
    await this.writeFacts(tx);
    await this.#writeNames(tx);
    await this.#writeForms(tx);
    await tx.run(
      `UPDATE sitrep.totals SET revision = revision + 1, articles = articles + $1, facts = facts + $2
       WHERE stripe = pg_backend_pid() % ${STRIPES}`,
      [this.articles, this.facts],
    );
  }

  /** Facts that were not indexed yet; to be called before any of them is taken away again. */
  async writeFacts(tx: Transaction): Promise<void> {
    if (this.#ids.length === 0) return;
    this.facts += await tx.run(
      `INSERT INTO sitrep.facts (id, kind, article)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT DO NOTHING`,
      [this.#ids, this.#kinds, this.#articles],
    );
    this.#ids.length = 0;
    this.#kinds.length = 0;
    this.#articles.length = 0;
  }

  async #writeNames(tx: Transaction): Promise<void> {
    const rows = this.names.names();
    if (rows.length === 0) return;
    const keys = [rows.map((row) => row.kind), rows.map((row) => row.name), rows.map((row) => row.detail)];
    await tx.run(
      `INSERT INTO sitrep.names (kind, name, detail, articles, mentions)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[])
       ON CONFLICT (kind, name, detail) DO UPDATE SET
       articles = names.articles + excluded.articles, mentions = names.mentions + excluded.mentions`,
      [...keys, rows.map((row) => row.articles), rows.map((row) => row.mentions)],
    );
    if (rows.every((row) => row.articles > 0)) return;
    await tx.run(
      `DELETE FROM sitrep.names WHERE articles <= 0 AND (kind, name, detail) IN
       (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
      keys,
    );
  }

  async #writeForms(tx: Transaction): Promise<void> {
    const rows = this.names.forms();
    if (rows.length === 0) return;
    const keys = [
      rows.map((row) => row.kind),
      rows.map((row) => row.name),
      rows.map((row) => row.detail),
      rows.map((row) => row.use),
      rows.map((row) => row.form),
    ];
    await tx.run(
      `INSERT INTO sitrep.name_forms (kind, name, detail, use, form, articles)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[])
       ON CONFLICT (kind, name, detail, use, form) DO UPDATE SET articles = name_forms.articles + excluded.articles`,
      [...keys, rows.map((row) => row.articles)],
    );
    if (rows.every((row) => row.articles > 0)) return;
    await tx.run(
      `DELETE FROM sitrep.name_forms WHERE articles <= 0 AND (kind, name, detail, use, form) IN
       (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]))`,
      keys,
    );
  }
}
