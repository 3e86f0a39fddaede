import { FORM_COLUMNS, type FormRow, keysOf, NAME_COLUMNS, type NameRow } from "./catalogue-rows.ts";
import type { KeptFacts } from "./kept-facts.ts";
import { NameChanges } from "./name-changes.ts";
import { STRIPES } from "./postgres-migrations.ts";
import type { Transaction } from "./postgres-query.ts";
import { dayOfKey } from "./time-key.ts";

/**
 * What one transaction changes in the counts, gathered and written as its last statements: the rows of common
 * names are locked for a moment only, and in the same order by every process.
 */
export class PostgresChanges {
  facts = 0;
  /** Languages of articles that nobody could read. */
  readonly #unread = new Set<string>();
  readonly #days = new Map<number, number>();
  /** Names and forms that were not there before. */
  readonly #fresh: (NameRow | FormRow)[] = [];
  /** Months whose partition is there once the transaction is through. */
  readonly months = new Set<string>();
  readonly names = new NameChanges();
  readonly #ids: string[] = [];
  readonly #kinds: string[] = [];
  readonly #articles: number[] = [];

  /** Facts of an article that are to be found and counted from now on. */
  index(key: number, language: string, facts: KeptFacts): void {
    if (!facts.read) this.#unread.add(language);
    for (const { id, kind } of facts.ids) {
      this.#ids.push(id);
      this.#kinds.push(kind);
      this.#articles.push(key);
    }
    this.names.count(facts, 1);
  }

  /** An article that came (1) or went (-1). */
  countArticle(key: number, sign: 1 | -1): void {
    const day = dayOfKey(key);
    this.#days.set(day, (this.#days.get(day) ?? 0) + sign);
  }

  /** Writes all of it and grows the revision. */
  async write(tx: Transaction): Promise<void> {
    await this.writeFacts(tx);
    await this.#writeNames(tx);
    await this.#writeForms(tx);
    await this.#writeKeys(tx);
    await this.#writeDays(tx);
    await tx.run(
      `UPDATE sitrep.totals SET revision = revision + 1, articles = articles + $1, facts = facts + $2
       WHERE stripe = pg_backend_pid() % ${STRIPES}`,
      [[...this.#days.values()].reduce((sum, articles) => sum + articles, 0), this.facts],
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

  /** Keys of names and aliases that were written: a name that is known has its keys already. */
  async #writeKeys(tx: Transaction): Promise<void> {
    const keys = this.#fresh
      .flatMap((row) =>
        keysOf(row).map((key) => ({ key, kind: row.kind, name: row.name, detail: row.detail })),
      )
      .map((row) => [JSON.stringify(row), row] as const);
    const rows = [...new Map(keys)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    if (rows.length > 0)
      await tx.run(
        `INSERT INTO sitrep.name_keys (key, kind, name, detail)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
        [
          rows.map((row) => row.key),
          rows.map((row) => row.kind),
          rows.map((row) => row.name),
          rows.map((row) => row.detail),
        ],
      );
    if (this.#unread.size > 0)
      await tx.run(
        "INSERT INTO sitrep.unread_languages SELECT unnest($1::text[]) ORDER BY 1 ON CONFLICT DO NOTHING",
        [[...this.#unread]],
      );
  }

  async #writeDays(tx: Transaction): Promise<void> {
    const days = [...this.#days].filter(([, articles]) => articles !== 0).toSorted(([a], [b]) => a - b);
    if (days.length === 0) return;
    await tx.run(
      `INSERT INTO sitrep.days (day, stripe, articles)
       SELECT day, pg_backend_pid() % ${STRIPES}, articles
       FROM unnest($1::integer[], $2::bigint[]) AS given (day, articles)
       ON CONFLICT (day, stripe) DO UPDATE SET articles = days.articles + excluded.articles`,
      [days.map(([day]) => day), days.map(([, articles]) => articles)],
    );
  }

  async #writeNames(tx: Transaction): Promise<void> {
    const rows = this.names.names();
    if (rows.length === 0) return;
    const keys = [rows.map((row) => row.kind), rows.map((row) => row.name), rows.map((row) => row.detail)];
    const written = await tx.rows<NameRow & { readonly fresh: boolean }>(
      `INSERT INTO sitrep.names (kind, name, detail, articles, mentions, grade)
       SELECT kind, name, detail, articles, mentions, sitrep.grade_of(articles)
       FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::integer[])
         AS given (kind, name, detail, articles, mentions)
       ON CONFLICT (kind, name, detail) DO UPDATE SET
       articles = names.articles + excluded.articles, mentions = names.mentions + excluded.mentions,
       grade = sitrep.grade_of(names.articles + excluded.articles)
       RETURNING ${NAME_COLUMNS}, xmax = 0 AS fresh`,
      [...keys, rows.map((row) => row.articles), rows.map((row) => row.mentions)],
    );
    this.#fresh.push(...written.filter(({ fresh }) => fresh));
    if (rows.every((row) => row.articles > 0)) return;
    await tx.run(
      `DELETE FROM sitrep.names WHERE articles <= 0 AND (kind, name, detail) IN
       (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]))`,
      keys,
    );
    const gone = written.filter(({ articles }) => articles <= 0);
    const old = gone.flatMap((row) => keysOf(row).map((key) => ({ ...row, key })));
    await tx.run(
      `DELETE FROM sitrep.name_keys WHERE (key, kind, name, detail) IN
       (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]))`,
      [
        old.map((row) => row.key),
        old.map((row) => row.kind),
        old.map((row) => row.name),
        old.map((row) => row.detail),
      ],
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
    const written = await tx.rows<FormRow & { readonly fresh: boolean }>(
      `INSERT INTO sitrep.name_forms (kind, name, detail, use, form, articles)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[])
       ON CONFLICT (kind, name, detail, use, form) DO UPDATE SET articles = name_forms.articles + excluded.articles
       RETURNING ${FORM_COLUMNS}, xmax = 0 AS fresh`,
      [...keys, rows.map((row) => row.articles)],
    );
    this.#fresh.push(...written.filter(({ fresh }) => fresh));
    if (rows.every((row) => row.articles > 0)) return;
    await tx.run(
      `DELETE FROM sitrep.name_forms WHERE articles <= 0 AND (kind, name, detail, use, form) IN
       (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]))`,
      keys,
    );
  }
}
