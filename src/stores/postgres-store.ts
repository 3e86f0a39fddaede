import { randomUUID } from "node:crypto";
import type { Facts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { type ArticleChanges, sqlArticleChanges } from "./article-changes.ts";
import { toCatalogue } from "./catalogue-rows.ts";
import { keptFacts } from "./kept-facts.ts";
import { KeyvStorage } from "./keyv-storage.ts";
import { type MovedRows, sqlMovedRows } from "./moved-rows.ts";
import type { Outbox } from "./outbox.ts";
import { PostgresArticles } from "./postgres-articles.ts";
import { postgresBatch } from "./postgres-batch.ts";
import { PostgresChanges } from "./postgres-changes.ts";
import { PostgresCopies } from "./postgres-copies.ts";
import { PostgresKeyedValues } from "./postgres-keyed-values.ts";
import { migratePostgres } from "./postgres-migrations.ts";
import { type PostgresQuery, postgresQuery, type Transaction } from "./postgres-query.ts";
import { PostgresTopics } from "./postgres-topics.ts";
import { PostgresVersions } from "./postgres-versions.ts";
import { PostgresWithdrawals } from "./postgres-withdrawals.ts";
import type { RunBook } from "./run-book.ts";
import { searchQuery } from "./search-words.ts";
import { sqlOutbox } from "./sql-outbox.ts";
import { sqlRuns } from "./sql-runs.ts";
import { sqlSubscriptions } from "./sql-subscriptions.ts";
import { sqlWatches } from "./sql-watches.ts";
import type {
  FactKind,
  FoundFact,
  HeldArticle,
  KeptTexts,
  PutOutcome,
  ReadArticle,
  Reading,
  Sought,
  Store,
  StoreCatalogue,
  StoreCounts,
  StoredArticle,
  TimeWindow,
} from "./store.ts";
import { type HeldRow, type StoredRow, storedPages, toHeld, toStored } from "./stored-row.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { FIRST_DATED_KEY, keyRange } from "./time-key.ts";
import type { Watches } from "./watches.ts";

/** Rows fetched at a time: streams hold no cursor open while their reader waits. */
const PAGE = 64;
const OLDEST_VERSION = 15;
const COLUMNS = "key, reader, bundled, article, facts";
const EARLIEST = Number.MIN_SAFE_INTEGER;

/**
 * Opens (and on first use creates) the store in a PostgreSQL database, in a schema of its own; any number of
 * processes may have it open. Throws a `UserError`: bad-setting for an address that is none, store-unavailable
 * when the database cannot be reached, refuses, or is too old, newer-store for a later schema.
 */
export async function openPostgresStore(url: string): Promise<Store> {
  const db = postgresQuery(url);
  try {
    await refuseUnfit(db);
    return await openPostgresSchema(db);
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Opens (and creates) the store in a schema; `firstRevision` is that of a store nothing was written to yet. */
export async function openPostgresSchema(db: PostgresQuery, firstRevision = 0): Promise<Store> {
  await db.transaction(async (tx) => {
    await migratePostgres(tx, db.where);
    if (firstRevision > 0)
      await tx.run(
        `UPDATE sitrep.totals SET revision = $1
         WHERE stripe = 0 AND NOT EXISTS (SELECT FROM sitrep.totals WHERE revision > 0)`,
        [firstRevision],
      );
  });
  return new PostgresStore(db);
}

async function refuseUnfit({ rows, where }: PostgresQuery): Promise<void> {
  const [found] = await rows<{ version: string; encoding: string }>(
    "SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding",
  );
  const reason = found === undefined ? null : unfitBecause(found.version, found.encoding);
  if (reason !== null) throw new UserError("store-unavailable", `${where} ${reason}`);
}

/** Why a server ("14.2 (Debian …)") or a database with that encoding will not do, or null. */
export function unfitBecause(version: string, encoding: string): string | null {
  if (Number.parseInt(version, 10) < OLDEST_VERSION)
    return `is version ${version}: Sitrep needs PostgreSQL ${OLDEST_VERSION} or newer`;
  if (encoding !== "UTF8") return `keeps ${encoding}: create the database with ENCODING 'UTF8'`;
  return null;
}

class PostgresStore implements Store {
  readonly values: PostgresKeyedValues;
  readonly subscriptions: Subscriptions;
  readonly runs: RunBook;
  readonly outbox: Outbox;
  readonly watches: Watches;
  readonly changes: ArticleChanges;
  readonly moved: MovedRows;
  readonly copies: PostgresCopies;
  readonly versions: PostgresVersions;
  readonly withdrawals: PostgresWithdrawals;
  readonly names: PostgresTopics;
  readonly #db: PostgresQuery;
  readonly #articles: PostgresArticles;

  constructor(db: PostgresQuery) {
    this.#db = db;
    this.values = new PostgresKeyedValues(db);
    const batch = postgresBatch(db);
    this.subscriptions = sqlSubscriptions(batch);
    this.runs = sqlRuns(batch);
    this.outbox = sqlOutbox(batch);
    this.watches = sqlWatches(batch, randomUUID);
    this.changes = sqlArticleChanges(batch);
    this.moved = sqlMovedRows(batch);
    this.copies = new PostgresCopies(db);
    this.versions = new PostgresVersions(db);
    this.withdrawals = new PostgresWithdrawals(db);
    this.#articles = new PostgresArticles(this.versions);
    this.names = new PostgresTopics(db.rows);
  }

  async put(item: StoredArticle): Promise<PutOutcome> {
    const [outcome] = await this.putAll([{ ...item, facts: keptFacts(item.facts) }]);
    return outcome!;
  }

  async putAll(items: readonly ReadArticle[]): Promise<readonly PutOutcome[]> {
    return this.#write(async (tx, changes) => {
      const done = await this.#articles.putAll(tx, changes, items);
      return { result: done.map(({ outcome }) => outcome), wrote: done.some(({ wrote }) => wrote) };
    });
  }

  async replaceFacts(articleId: string, facts: Facts, reader: string): Promise<void> {
    await this.replaceAllFacts([{ articleId, facts: keptFacts(facts), reader }]);
  }

  async replaceAllFacts(readings: readonly Reading[]): Promise<void> {
    await this.#write(async (tx, changes) => {
      const wrote = await this.#articles.replaceFacts(tx, changes, readings);
      return { result: null, wrote };
    });
  }

  async dropBundledExcept(ids: ReadonlySet<string>): Promise<number> {
    return this.#write(async (tx, changes) => {
      const rows = await tx.rows<{ id: string }>("SELECT id FROM sitrep.articles WHERE bundled ORDER BY id");
      const gone = rows.filter((row) => !ids.has(row.id));
      const held = await this.#articles.hold(
        tx,
        gone.map(({ id }) => id),
      );
      for (const { id } of gone) {
        const row = held.get(id);
        if (row?.bundled === true) await this.#articles.remove(tx, changes, row);
      }
      return { result: gone.length, wrote: gone.length > 0 };
    });
  }

  async article(id: string): Promise<StoredArticle | null> {
    const [row] = await this.#db.rows<StoredRow>(
      `SELECT ${COLUMNS} FROM sitrep.articles WHERE key = (SELECT key FROM sitrep.article_ids WHERE id = $1)`,
      [id],
    );
    return row === undefined ? null : toStored(row);
  }

  async held(ids: readonly string[]): Promise<ReadonlyMap<string, HeldArticle>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#db.rows<HeldRow>(
      `SELECT id, reader, bundled, article FROM sitrep.articles
       WHERE key IN (SELECT key FROM sitrep.article_ids WHERE id = ANY ($1))`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, toHeld(row)]));
  }

  async *between(window: TimeWindow): AsyncIterable<StoredArticle> {
    const { low, high } = keyRange(window);
    const rows = storedPages(PAGE, (after) =>
      this.#db.rows<StoredRow>(
        `SELECT ${COLUMNS} FROM sitrep.articles WHERE key BETWEEN $1 AND $2 ORDER BY key LIMIT ${PAGE}`,
        [after === null ? low : after + 1, high],
      ),
    );
    for await (const row of rows) yield toStored(row);
  }

  async *latest(window: TimeWindow): AsyncIterable<StoredArticle> {
    const { low, high } = keyRange(window);
    const rows = storedPages(PAGE, (after) =>
      this.#db.rows<StoredRow>(
        `SELECT ${COLUMNS} FROM sitrep.articles WHERE key BETWEEN $1 AND $2 ORDER BY key DESC LIMIT ${PAGE}`,
        [low, after === null ? high : after - 1],
      ),
    );
    for await (const row of rows) yield toStored(row);
  }

  async *search(words: string, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    const query = searchQuery(words);
    if (query === "") return;
    const { low, high } = keyRange(window);
    let left = limit;
    const rows = storedPages(PAGE, (after) =>
      this.#db.rows<StoredRow>(
        `SELECT ${COLUMNS} FROM sitrep.articles
         WHERE search @@ $1::tsquery AND key BETWEEN $2 AND $3 ORDER BY key DESC LIMIT ${PAGE}`,
        [query, low, after === null ? high : after - 1],
      ),
    );
    for await (const row of rows) {
      if (left-- <= 0) return;
      yield toStored(row);
    }
  }

  async *find(sought: Sought, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    const { low, high } = keyRange(window);
    const size = Math.min(PAGE, limit);
    let left = limit;
    const rows = storedPages(size, (after) =>
      this.names.page(sought, low, after === null ? high : after - 1, size),
    );
    for await (const row of rows) {
      if (left-- <= 0) return;
      yield toStored(row);
    }
  }

  countOf(sought: Sought, window: TimeWindow, most: number, except: readonly string[] = []): Promise<number> {
    return this.names.countOf(sought, window, most, except);
  }

  countUpTo(moment: string, except: readonly string[] = []): Promise<number> {
    return this.names.countUpTo(moment, except);
  }

  async ids(): Promise<readonly string[]> {
    const rows = await this.#db.rows<{ id: string }>("SELECT id FROM sitrep.article_ids");
    return rows.map(({ id }) => id);
  }

  unreadLanguages(): Promise<readonly string[]> {
    return this.names.unreadLanguages();
  }

  async *notReadBy(reader: string): AsyncIterable<StoredArticle> {
    // Two ranges and not "<>": an index finds the few, or that there are none.
    const rows = storedPages(PAGE, (after) =>
      this.#db.rows<StoredRow>(
        `SELECT ${COLUMNS} FROM sitrep.articles
         WHERE (reader < $1 OR reader > $1) AND key > $2 ORDER BY key LIMIT ${PAGE}`,
        [reader, after ?? EARLIEST],
      ),
    );
    for await (const row of rows) yield toStored(row);
  }

  async factsById(prefix: string, limit: number): Promise<readonly FoundFact[]> {
    if (prefix === "" || prefix.includes("\u0000")) return [];
    const rows = await this.#db.rows<StoredRow & { readonly id: string; readonly kind: FactKind }>(
      `SELECT found.id, found.kind, key, reader, bundled, articles.article, articles.facts
       FROM (SELECT * FROM sitrep.facts WHERE id >= $1 AND id < $2 ORDER BY id, article LIMIT $3) AS found
       JOIN sitrep.articles ON articles.key = found.article ORDER BY found.id, found.article`,
      [prefix, `${prefix}\u{10ffff}`, limit],
    );
    return rows.map((row) => {
      const { article, facts } = toStored(row);
      return { id: row.id, kind: row.kind, article, facts };
    });
  }

  async catalogue(): Promise<StoreCatalogue> {
    return toCatalogue(await this.names.all());
  }

  async commonNames(most: number): Promise<{ readonly catalogue: StoreCatalogue; readonly whole: boolean }> {
    const { whole, ...rows } = await this.names.common(most);
    return { catalogue: toCatalogue(rows), whole };
  }

  async namesFor(groups: readonly (readonly string[])[], most: number): Promise<StoreCatalogue> {
    return toCatalogue(await this.names.lookUp(groups, most));
  }

  keysBeginning(beginning: string, most: number): Promise<readonly string[]> {
    return this.names.keysBeginning(beginning, most);
  }

  async articlesWith(word: string, most: number): Promise<number> {
    const query = searchQuery(word);
    if (query === "") return 0;
    const [row] = await this.#db.rows<{ n: number }>(
      `SELECT count(*) AS n FROM
       (SELECT 1 FROM sitrep.articles WHERE search @@ $1::tsquery LIMIT $2) AS found`,
      [query, most],
    );
    return row?.n ?? 0;
  }

  async counts(): Promise<StoreCounts> {
    const [row] = await this.#db.rows<StoreCounts>(
      `SELECT (SELECT sum(articles)::bigint FROM sitrep.totals) AS articles,
       (SELECT sum(facts)::bigint FROM sitrep.totals) AS facts,
       (SELECT article ->> 'publishedAt' FROM sitrep.articles WHERE key >= $1 ORDER BY key LIMIT 1) AS first,
       (SELECT article ->> 'publishedAt' FROM sitrep.articles WHERE key >= $1 ORDER BY key DESC LIMIT 1) AS last`,
      [FIRST_DATED_KEY],
    );
    return row!;
  }

  async revision(): Promise<number> {
    const [row] = await this.#db.rows<{ revision: number }>(
      "SELECT sum(revision)::bigint AS revision FROM sitrep.totals",
    );
    return row!.revision;
  }

  async note(key: string): Promise<string | null> {
    const [row] = await this.#db.rows<{ value: string }>("SELECT value FROM sitrep.notes WHERE key = $1", [
      key,
    ]);
    return row?.value ?? null;
  }

  async setNote(key: string, value: string): Promise<void> {
    await this.#db.run(
      `INSERT INTO sitrep.notes (key, value) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [key, value],
    );
  }

  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#db.alone(name, work);
  }

  keyed(clock: Clock): KeyvStorage {
    return new KeyvStorage(this.values, clock);
  }

  async *keptTexts(): AsyncIterable<KeptTexts> {
    const articles = storedPages(PAGE, (after) =>
      this.#db.rows<Omit<KeptTexts, "earlier"> & { readonly key: number }>(
        `SELECT key, id, article, facts FROM sitrep.articles WHERE key > $1 ORDER BY key LIMIT ${PAGE}`,
        [after ?? EARLIEST],
      ),
    );
    for await (const { id, article, facts } of articles) yield { id, article, facts, earlier: false };
    for await (const { id, article, facts } of this.versions.rows())
      yield { id, article, facts, earlier: true };
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  /** One transaction, all or nothing; the counts are written, and the revision grows, when something was written. */
  async #write<T>(
    work: (tx: Transaction, changes: PostgresChanges) => Promise<{ result: T; wrote: boolean }>,
  ): Promise<T> {
    const { result, changes } = await this.#db.transaction(async (tx) => {
      const changes = new PostgresChanges();
      const { result, wrote } = await work(tx, changes);
      if (wrote) await changes.write(tx);
      return { result, changes };
    });
    this.#articles.rememberMonths(changes);
    return result;
  }
}
