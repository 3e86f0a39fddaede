import type { Facts } from "../../briefings/index.ts";
import { nameRowsOf } from "./catalogue-rows.ts";
import { termsOf } from "./kept-facts.ts";
import type { PostgresChanges } from "./postgres-changes.ts";
import { hasTable } from "./postgres-migrations.ts";
import { MAIN_SCHEMA, type Transaction } from "./postgres-query.ts";
import type { PostgresVersions } from "./postgres-versions.ts";
import { sameArticle } from "./same-article.ts";
import { searchVector } from "./search-words.ts";
import type { PutOutcome, ReadArticle, Reading } from "./store.ts";
import { type StoredRow, toHeld } from "./stored-row.ts";
import { FIRST_DATED_KEY, firstKey, KEYS_PER_MS, monthOf } from "./time-key.ts";

interface Put {
  readonly outcome: PutOutcome;
  readonly wrote: boolean;
}

/** Writes articles with everything that belongs to them, inside transactions of the caller. */
export class PostgresArticles {
  /** Months whose partition was there for all to see. */
  readonly #months = new Set<string>();
  readonly #versions: PostgresVersions;

  constructor(versions: PostgresVersions) {
    this.#versions = versions;
  }

  /** Keeps articles in their order; what each was, and whether anything was written for it. */
  async putAll(
    tx: Transaction,
    changes: PostgresChanges,
    items: readonly ReadArticle[],
  ): Promise<readonly Put[]> {
    const done: Put[] = [];
    for (const apart of runsWithout(items, ({ article }) => article.id))
      done.push(...(await this.#putDifferent(tx, changes, apart)));
    return done;
  }

  /** Gives whether anything was written: an article that is not here gets no facts. */
  async replaceFacts(
    tx: Transaction,
    changes: PostgresChanges,
    readings: readonly Reading[],
  ): Promise<boolean> {
    let wrote = false;
    for (const apart of runsWithout(readings, ({ articleId }) => articleId)) {
      await changes.writeFacts(tx);
      const rows = await this.hold(
        tx,
        apart.map(({ articleId }) => articleId),
      );
      for (const { articleId, facts, reader } of apart) {
        const row = rows.get(articleId);
        if (row === undefined) continue;
        await this.#swapFacts(tx, changes, row, { facts, reader, bundled: Boolean(row.bundled) });
        wrote = true;
      }
    }
    return wrote;
  }

  /** Articles of those ids, by id, which no other transaction changes until this one ends. */
  async hold(tx: Transaction, ids: readonly string[]): Promise<Map<string, StoredRow>> {
    // Every process takes the locks in the same order.
    await tx.rows(
      `SELECT pg_advisory_xact_lock(lock)
       FROM (SELECT DISTINCT hashtextextended($2 || id, 1) AS lock FROM unnest($1::text[]) AS given (id) ORDER BY 1)
         AS locks`,
      // The same article may be in libraries of several schemas.
      [ids, tx.schema === MAIN_SCHEMA ? "" : `${tx.schema} `],
    );
    const rows = await tx.rows<StoredRow & { readonly id: string }>(
      `SELECT id, key, reader, bundled, article, facts FROM sitrep.articles
       WHERE key IN (SELECT key FROM sitrep.article_ids WHERE id = ANY ($1))`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Articles of different ids. What leaves goes first and what is new comes last, all of it at once. */
  async #putDifferent(
    tx: Transaction,
    changes: PostgresChanges,
    items: readonly ReadArticle[],
  ): Promise<Put[]> {
    await changes.writeFacts(tx);
    const rows = await this.hold(
      tx,
      items.map(({ article }) => article.id),
    );
    const added: ReadArticle[] = [];
    const done: Put[] = [];
    for (const item of items) {
      const row = rows.get(item.article.id);
      if (row === undefined) {
        added.push(item);
        done.push({ outcome: "new", wrote: true });
        continue;
      }
      const old = toHeld(row);
      const bundled = old.bundled && item.bundled;
      if (!sameArticle(old.article, item.article)) {
        await this.#versions.insert(tx, old.article, row.facts, row.reader);
        await this.remove(tx, changes, row);
        added.push({ ...item, bundled });
        done.push({ outcome: "updated", wrote: true });
        continue;
      }
      const wrote = old.reader !== item.reader || old.bundled !== bundled;
      if (wrote) await this.#swapFacts(tx, changes, row, { ...item, bundled });
      done.push({ outcome: "unchanged", wrote });
    }
    await this.#add(tx, changes, added);
    return done;
  }

  /** Keeps new articles of different ids, in their order. */
  async #add(tx: Transaction, changes: PostgresChanges, items: readonly ReadArticle[]): Promise<void> {
    if (items.length === 0) return;
    const keys = await this.#insert(tx, changes, items);
    await tx.run("INSERT INTO sitrep.article_ids (id, key) SELECT * FROM unnest($1::text[], $2::bigint[])", [
      items.map(({ article }) => article.id),
      keys,
    ]);
    for (const [i, { article, facts }] of items.entries()) {
      changes.countArticle(keys[i]!, 1);
      changes.index(keys[i]!, article.language, facts);
    }
  }

  async remove(tx: Transaction, changes: PostgresChanges, row: StoredRow): Promise<void> {
    await this.#forgetFacts(tx, changes, row);
    await tx.run("DELETE FROM sitrep.article_ids WHERE key = $1", [row.key]);
    const gone = await tx.run("DELETE FROM sitrep.articles WHERE key = $1", [row.key]);
    if (gone > 0) changes.countArticle(row.key, -1);
  }

  async #swapFacts(
    tx: Transaction,
    changes: PostgresChanges,
    row: StoredRow,
    { facts, reader, bundled }: Omit<ReadArticle, "article">,
  ): Promise<void> {
    await this.#forgetFacts(tx, changes, row);
    const { language } = toHeld(row).article;
    await tx.run(
      "UPDATE sitrep.articles SET facts = $1, reader = $2, bundled = $3, terms = $4 WHERE key = $5",
      [facts.json, reader, bundled, termsOf(language, facts), row.key],
    );
    changes.index(row.key, language, facts);
  }

  /** To be called when a transaction is through: what it made is there for all now. */
  rememberMonths({ months }: PostgresChanges): void {
    for (const month of months) this.#months.add(month);
  }

  /** Gives each article the next key of its publication moment; a full millisecond overflows into the next ones. */
  async #insert(
    tx: Transaction,
    changes: PostgresChanges,
    items: readonly ReadArticle[],
  ): Promise<readonly number[]> {
    const given = items.map(({ article, facts, reader, bundled }) => ({
      values: [
        article.id,
        reader,
        bundled,
        JSON.stringify(article),
        facts.json,
        searchVector(article.title, article.text),
        termsOf(article.language, facts).join(" "),
      ],
      start: firstKey(article.publishedAt),
      key: null as number | null,
    }));
    for (let open = given; open.length > 0; open = given.filter(({ key }) => key === null)) {
      const asked = await this.#freeKeys(tx, open);
      for (const { key } of asked) await this.#makeMonth(tx, changes, key);
      asked.sort((a, b) => a.key - b.key);
      const columns = [0, 1, 2, 3, 4, 5, 6].map((at) => asked.map(({ one }) => one.values[at]));
      // Another process that is about to take a key is waited for, and the next one tried.
      const taken = await tx.rows<{ key: number }>(
        `INSERT INTO sitrep.articles (id, reader, bundled, article, facts, search, terms, key)
         SELECT id, reader, bundled, article, facts, search, string_to_array(terms, ' '), key
         FROM unnest($1::text[], $2::text[], $3::boolean[], $4::json[], $5::json[], $6::tsvector[], $7::text[], $8::bigint[])
           AS given (id, reader, bundled, article, facts, search, terms, key)
         ON CONFLICT (key) DO NOTHING RETURNING key`,
        [...columns, asked.map(({ key }) => key)],
      );
      const ours = new Set(taken.map(({ key }) => key));
      for (const { one, key } of asked) if (ours.has(key)) one.key = key;
    }
    return given.map(({ key }) => key!);
  }

  async #freeKeys<One extends { start: number }>(
    tx: Transaction,
    open: readonly One[],
  ): Promise<{ readonly one: One; readonly key: number }[]> {
    const next = new Map<number, number>();
    const found: { one: One; key: number }[] = [];
    for (let left = open; left.length > 0; ) {
      const starts = [...new Set(left.map(({ start }) => start))].filter((start) => !next.has(start));
      const rows = await tx.rows<{ start: number; last: number | null }>(
        `SELECT start, (SELECT max(key) FROM sitrep.articles WHERE key >= start AND key < start + ${KEYS_PER_MS}) AS last
         FROM unnest($1::bigint[]) AS given (start)`,
        [starts],
      );
      for (const { start, last } of rows) next.set(start, last === null ? start : last + 1);
      const full: One[] = [];
      for (const one of left) {
        const key = next.get(one.start)!;
        if (key < one.start + KEYS_PER_MS) {
          next.set(one.start, key + 1);
          found.push({ one, key });
        } else {
          one.start += KEYS_PER_MS;
          full.push(one);
        }
      }
      left = full;
    }
    return found;
  }

  /** A partition is made beside the table and then attached: reading and writing go on meanwhile. */
  async #makeMonth(tx: Transaction, changes: PostgresChanges, key: number): Promise<void> {
    if (key < FIRST_DATED_KEY) return;
    const { name, from, to } = monthOf(key);
    if (this.#months.has(name) || changes.months.has(name)) return;
    const table = `articles_${name}`;
    if (!(await hasTable(tx, table))) {
      await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${tx.schema} partitions`]);
      // Another process may have been faster.
      if (!(await hasTable(tx, table))) {
        await tx.rows(
          `CREATE TABLE sitrep.${table} (LIKE sitrep.articles INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
           ALTER TABLE sitrep.articles ATTACH PARTITION sitrep.${table} FOR VALUES FROM (${from}) TO (${to})`,
        );
      }
    }
    changes.months.add(name);
  }

  async #forgetFacts(tx: Transaction, changes: PostgresChanges, row: StoredRow): Promise<void> {
    changes.names.count(nameRowsOf(JSON.parse(row.facts) as Facts), -1);
    changes.facts -= await tx.run("DELETE FROM sitrep.facts WHERE article = $1", [row.key]);
  }
}

/** Cuts a list so that no piece names anything twice: the second one meets the first as if it had come later. */
function* runsWithout<T>(items: readonly T[], nameOf: (item: T) => string): Generator<readonly T[]> {
  let names = new Set<string>();
  let from = 0;
  for (const [at, item] of items.entries()) {
    const name = nameOf(item);
    if (names.has(name)) {
      yield items.slice(from, at);
      names = new Set();
      from = at;
    }
    names.add(name);
  }
  if (from < items.length) yield items.slice(from);
}
