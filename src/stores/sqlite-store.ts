import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { Facts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { type ArticleChanges, sqlArticleChanges } from "./article-changes.ts";
import { toCatalogue } from "./catalogue-rows.ts";
import { keptFacts } from "./kept-facts.ts";
import { KeyvStorage } from "./keyv-storage.ts";
import { makeFolder } from "./make-folder.ts";
import { type MovedRows, sqlMovedRows } from "./moved-rows.ts";
import { NameCounts } from "./name-counts.ts";
import { openDatabase } from "./open-database.ts";
import type { Outbox } from "./outbox.ts";
import type { RunBook } from "./run-book.ts";
import { sqlOutbox } from "./sql-outbox.ts";
import { sqlRuns } from "./sql-runs.ts";
import { sqlSubscriptions } from "./sql-subscriptions.ts";
import { sqlWatches } from "./sql-watches.ts";
import { SqliteArticles, SqliteChanges } from "./sqlite-articles.ts";
import { sqliteBatch } from "./sqlite-batch.ts";
import { SqliteCopies } from "./sqlite-copies.ts";
import { SqliteFound } from "./sqlite-found.ts";
import { SqliteKeyedValues } from "./sqlite-keyed-values.ts";
import { SqliteTopics } from "./sqlite-topics.ts";
import { SqliteVersions } from "./sqlite-versions.ts";
import { SqliteWithdrawals } from "./sqlite-withdrawals.ts";
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
import { type HeldRow, type StoredRow as Row, storedPages, toHeld, toStored } from "./stored-row.ts";
import type { Subscriptions } from "./subscriptions.ts";
import { FIRST_DATED_KEY, keyRange } from "./time-key.ts";
import type { Watches } from "./watches.ts";
import { writeStatement } from "./write-statement.ts";

/** Rows fetched at a time: streams hold no cursor open while their reader waits. */
const PAGE = 64;

/** The database in its folder; SQLite keeps up to two files beside it. */
export const STORE_FILE = "sitrep.db";

/**
 * Opens (and creates) the store in a folder; several processes may have it open. Throws a `UserError`:
 * store-unavailable when the folder cannot be made or the file cannot be opened, newer-store for a later schema.
 */
export function openSqliteStore(
  dataDir: string,
  {
    mayMake = true,
    firstRevision = 0,
  }: {
    /** false: what is not there is not made, and opening it fails. */
    readonly mayMake?: boolean;
    /** Of a store nothing was written to yet. */
    readonly firstRevision?: number;
  } = {},
): Store {
  const file = join(dataDir, STORE_FILE);
  try {
    if (mayMake) makeFolder(dataDir);
    const db = openDatabase(mayMake ? file : onlyExisting(file));
    if (firstRevision > 0)
      db.prepare("UPDATE notes SET value = ? WHERE key = 'revision' AND value = '0'").run(
        String(firstRevision),
      );
    return new SqliteStore(db);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("store-unavailable", `cannot keep articles in ${file} (${reason})`, { cause });
  }
}

function onlyExisting(file: string): URL {
  const address = pathToFileURL(file);
  // Read and write, and not create.
  address.searchParams.set("mode", "rw");
  return address;
}

/** The same store, gone when the process ends. */
export function openMemoryStore(): Store {
  return new SqliteStore(openDatabase(":memory:"));
}

class SqliteStore implements Store {
  readonly values: SqliteKeyedValues;
  readonly subscriptions: Subscriptions;
  readonly runs: RunBook;
  readonly outbox: Outbox;
  readonly watches: Watches;
  readonly changes: ArticleChanges;
  readonly moved: MovedRows;
  readonly copies: SqliteCopies;
  readonly versions: SqliteVersions;
  readonly withdrawals: SqliteWithdrawals;
  readonly names: NameCounts;
  readonly #db: DatabaseSync;
  readonly #topics: SqliteTopics;
  readonly #articles: SqliteArticles;
  readonly #found: SqliteFound;
  readonly #heldById;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.values = new SqliteKeyedValues(db);
    const batch = sqliteBatch(db);
    this.subscriptions = sqlSubscriptions(batch);
    this.runs = sqlRuns(batch);
    this.outbox = sqlOutbox(batch);
    this.watches = sqlWatches(batch, randomUUID);
    this.changes = sqlArticleChanges(batch);
    this.moved = sqlMovedRows(batch);
    this.copies = new SqliteCopies(db);
    this.versions = new SqliteVersions(db);
    this.withdrawals = new SqliteWithdrawals(db);
    this.names = new NameCounts(db);
    this.#topics = new SqliteTopics(db);
    this.#found = new SqliteFound(db, this.#topics);
    this.#articles = new SqliteArticles(db, this.names, this.#topics, this.versions);
    this.#heldById = db.prepare("SELECT id, reader, bundled, article FROM articles WHERE id = ?");
  }

  async put(item: StoredArticle): Promise<PutOutcome> {
    const [outcome] = await this.putAll([{ ...item, facts: keptFacts(item.facts) }]);
    return outcome!;
  }

  async putAll(items: readonly ReadArticle[]): Promise<readonly PutOutcome[]> {
    return this.#write((changes) => {
      const done = items.map((item) => this.#articles.put(changes, item));
      return { result: done.map(({ outcome }) => outcome), wrote: done.some(({ wrote }) => wrote) };
    });
  }

  async replaceFacts(articleId: string, facts: Facts, reader: string): Promise<void> {
    await this.replaceAllFacts([{ articleId, facts: keptFacts(facts), reader }]);
  }

  async replaceAllFacts(readings: readonly Reading[]): Promise<void> {
    this.#write((changes) => {
      const wrote = readings.map((reading) => this.#articles.replaceFacts(changes, reading));
      return { result: null, wrote: wrote.includes(true) };
    });
  }

  async dropBundledExcept(ids: ReadonlySet<string>): Promise<number> {
    return this.#write((changes) => {
      const rows = this.#db.prepare("SELECT key, id FROM articles WHERE bundled = 1").all() as {
        key: number;
        id: string;
      }[];
      const gone = rows.filter((row) => !ids.has(row.id));
      for (const { id } of gone) this.#articles.drop(changes, id);
      return { result: gone.length, wrote: gone.length > 0 };
    });
  }

  async article(id: string): Promise<StoredArticle | null> {
    const row = this.#articles.byId(id);
    return row === undefined ? null : toStored(row);
  }

  async held(ids: readonly string[]): Promise<ReadonlyMap<string, HeldArticle>> {
    const rows = ids.flatMap((id) => (this.#heldById.get(id) as unknown as HeldRow | undefined) ?? []);
    return new Map(rows.map((row) => [row.id, toHeld(row)]));
  }

  between(window: TimeWindow): AsyncIterable<StoredArticle> {
    return this.#found.between(window);
  }

  latest(window: TimeWindow): AsyncIterable<StoredArticle> {
    return this.#found.latest(window);
  }

  search(words: string, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    return this.#found.search(words, window, limit);
  }

  find(sought: Sought, window: TimeWindow, limit: number): AsyncIterable<StoredArticle> {
    return this.#found.find(sought, window, limit);
  }

  async countOf(
    sought: Sought,
    window: TimeWindow,
    most: number,
    except?: readonly string[],
  ): Promise<number> {
    return this.#found.countOf(sought, window, most, except);
  }

  async countUpTo(moment: string, except: readonly string[] = []): Promise<number> {
    return this.#topics.countUpTo(keyRange({ from: null, to: moment }).high, except);
  }

  async ids(): Promise<readonly string[]> {
    return (this.#db.prepare("SELECT id FROM articles").all() as { id: string }[]).map(({ id }) => id);
  }

  async unreadLanguages(): Promise<readonly string[]> {
    return this.#topics.unreadLanguages();
  }

  notReadBy(reader: string): AsyncIterable<StoredArticle> {
    return this.#found.notReadBy(reader);
  }

  async factsById(prefix: string, limit: number): Promise<readonly FoundFact[]> {
    if (prefix === "") return [];
    const rows = this.#db
      .prepare(
        `SELECT facts.id AS fact, facts.kind AS kind, articles.key, reader, bundled, articles.article, articles.facts
         FROM facts JOIN articles ON articles.key = facts.article
         WHERE facts.id >= ? AND facts.id < ? ORDER BY facts.id, articles.key LIMIT ?`,
      )
      .all(prefix, `${prefix}\u{10ffff}`, limit) as unknown as (Row & {
      fact: string;
      kind: FactKind;
    })[];
    return rows.map((row) => {
      const { article, facts } = toStored(row);
      return { id: row.fact, kind: row.kind, article, facts };
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

  async keysBeginning(beginning: string, most: number): Promise<readonly string[]> {
    return this.names.keysBeginning(beginning, most);
  }

  async articlesWith(word: string, most: number): Promise<number> {
    return this.#found.articlesWith(word, most);
  }

  async counts(): Promise<StoreCounts> {
    const row = this.#db
      .prepare(
        `SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM facts) AS facts,
         (SELECT article ->> '$.publishedAt' FROM articles WHERE key >= ?1 ORDER BY key LIMIT 1) AS first,
         (SELECT article ->> '$.publishedAt' FROM articles WHERE key >= ?1 ORDER BY key DESC LIMIT 1) AS last`,
      )
      .get(FIRST_DATED_KEY) as unknown as StoreCounts;
    return { ...row };
  }

  async revision(): Promise<number> {
    return Number(this.#note("revision"));
  }

  async note(key: string): Promise<string | null> {
    return this.#note(key);
  }

  async setNote(key: string, value: string): Promise<void> {
    this.#write(() => {
      writeStatement(
        this.#db,
        "INSERT INTO notes VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      ).run(key, value);
      return { result: null, wrote: false };
    });
  }

  /** Nothing to wait for: what processes of one machine do twice here, they do one after the other. */
  alone<T>(_name: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  keyed(clock: Clock): KeyvStorage {
    return new KeyvStorage(this.values, clock);
  }

  async *keptTexts(): AsyncIterable<KeptTexts> {
    const page = this.#db.prepare(
      `SELECT key, id, article, facts FROM articles WHERE key > ? ORDER BY key LIMIT ${PAGE}`,
    );
    const articles = storedPages(
      PAGE,
      (after) =>
        page.all(after ?? Number.MIN_SAFE_INTEGER) as unknown as (Omit<KeptTexts, "earlier"> & {
          key: number;
        })[],
    );
    for await (const { id, article, facts } of articles) yield { id, article, facts, earlier: false };
    for await (const { id, article, facts } of this.versions.rows())
      yield { id, article, facts, earlier: true };
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  #note(key: string): string | null {
    const row = this.#db.prepare("SELECT value FROM notes WHERE key = ?").get(key) as
      | { value: string }
      | undefined;
    return row?.value ?? null;
  }

  /** One transaction, all or nothing; the revision grows when something was written. */
  #write<T>(work: (changes: SqliteChanges) => { result: T; wrote: boolean }): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const changes = new SqliteChanges();
      const { result, wrote } = work(changes);
      this.#articles.write(changes);
      if (wrote) this.#db.exec("UPDATE notes SET value = value + 1 WHERE key = 'revision'");
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}
