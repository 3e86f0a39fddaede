import type { Facts } from "../../briefings/index.ts";
import { type FormRow, type NameRow, nameRowsOf } from "./catalogue-rows.ts";
import { STRIPES } from "./postgres-migrations.ts";
import type { Transaction } from "./postgres-query.ts";

type Counted<Row> = { -readonly [Field in keyof Row]: Row[Field] };

/**
 * What one transaction changes in the counts, gathered and written as its last statements: the rows of common
 * names are locked for a moment only, and in the same order by every process.
 */
export class PostgresChanges {
  articles = 0;
  facts = 0;
  /** Months whose partition is there once the transaction is through. */
  readonly months = new Set<string>();
  readonly #names = new Map<string, Counted<NameRow>>();
  readonly #forms = new Map<string, Counted<FormRow>>();

  countNames(facts: Facts, sign: 1 | -1): void {
    const { names, forms } = nameRowsOf(facts);
    for (const row of names) {
      const key = JSON.stringify([row.kind, row.name, row.detail]);
      const counted = this.#names.get(key) ?? { ...row, articles: 0, mentions: 0 };
      counted.articles += sign;
      counted.mentions += sign * row.mentions;
      this.#names.set(key, counted);
    }
    for (const row of forms) {
      const key = JSON.stringify([row.kind, row.name, row.detail, row.use, row.form]);
      const counted = this.#forms.get(key) ?? { ...row, articles: 0 };
      counted.articles += sign;
      this.#forms.set(key, counted);
    }
  }

  /** Writes all of it and grows the revision. */
  async write(tx: Transaction): Promise<void> {
    await this.#writeNames(tx);
    await this.#writeForms(tx);
    await tx.run(
      `UPDATE sitrep.totals SET revision = revision + 1, articles = articles + $1, facts = facts + $2
       WHERE stripe = pg_backend_pid() % ${STRIPES}`,
      [this.articles, this.facts],
    );
  }

  async #writeNames(tx: Transaction): Promise<void> {
    const rows = inOrder(this.#names).filter((row) => row.articles !== 0 || row.mentions !== 0);
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
    const rows = inOrder(this.#forms).filter((row) => row.articles !== 0);
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

function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
