import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Facts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { KeyvStorage } from "./keyv-storage.ts";
import { makeFolder } from "./make-folder.ts";
import { NameCounts } from "./name-counts.ts";
import { openDatabase } from "./open-database.ts";
import { sameArticle } from "./same-article.ts";
import { SqliteCopies } from "./sqlite-copies.ts";
import { SqliteKeyedValues } from "./sqlite-keyed-values.ts";
import { SqliteVersions } from "./sqlite-versions.ts";
import { SqliteWithdrawals } from "./sqlite-withdrawals.ts";
import type {
  FactKind,
  FoundFact,
  KeptTexts,
  PutOutcome,
  Store,
  StoreCatalogue,
  StoreCounts,
  StoredArticle,
  TimeWindow,
} from "./store.ts";
import { factIdsOf, type StoredRow as Row, storedPages, toStored } from "./stored-row.ts";
import { FIRST_DATED_KEY, firstKey, KEYS_PER_MS, keyRange } from "./time-key.ts";
import { writeStatement } from "./write-statement.ts";

/** Rows fetched at a time: streams hold no cursor open while their reader waits. */
const PAGE = 64;

const COLUMNS = "key, reader, bundled, article, facts";

/**
 * Opens (and creates) the store in a folder; several processes may have it open. Throws a `UserError`:
 * store-unavailable when the folder cannot be made or the file cannot be opened, newer-store for a later schema.
 */
export function openSqliteStore(dataDir: string): Store {
  const file = join(dataDir, "sitrep.db");
  try {
    makeFolder(dataDir);
    return new SqliteStore(openDatabase(file));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("store-unavailable", `cannot keep articles in ${file} (${reason})`, { cause });
  }
}

/** The same store, gone when the process ends. */
export function openMemoryStore(): Store {
  return new SqliteStore(openDatabase(":memory:"));
}

class SqliteStore implements Store {
  readonly values: SqliteKeyedValues;
  readonly copies: SqliteCopies;
  readonly versions: SqliteVersions;
  readonly withdrawals: SqliteWithdrawals;
  readonly #db: DatabaseSync;
  readonly #names: NameCounts;
  readonly #byId;
  readonly #insert;
  readonly #insertSearch;
  readonly #insertFact;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.values = new SqliteKeyedValues(db);
    this.copies = new SqliteCopies(db);
    this.versions = new SqliteVersions(db);
    this.withdrawals = new SqliteWithdrawals(db);
    this.#names = new NameCounts(db);
    this.#byId = db.prepare(`SELECT ${COLUMNS} FROM articles WHERE id = ?`);
    this.#insert = writeStatement(
      db,
      "INSERT INTO articles (key, id, reader, bundled, article, facts) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#insertSearch = writeStatement(db, "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)");
    this.#insertFact = writeStatement(db, "INSERT OR IGNORE INTO facts (id, kind, article) VALUES (?, ?, ?)");
  }

  async put(item: StoredArticle): Promise<PutOutcome> {
    return this.#write(() => {
      const row = this.#byId.get(item.article.id) as unknown as Row | undefined;
      if (row === undefined) {
        this.#add(item);
        return { result: "new", wrote: true };
      }
      const old = toStored(row);
      const bundled = old.bundled && item.bundled;
      if (!sameArticle(old.article, item.article)) {
        this.versions.insert(old.article, row.facts, row.reader);
        this.#remove(row);
        this.#add({ ...item, bundled });
        return { result: "updated", wrote: true };
      }
      const wrote = old.reader !== item.reader || old.bundled !== bundled;
      if (wrote) this.#swapFacts(row, item.facts, item.reader, bundled);
      return { result: "unchanged", wrote };
    });
  }

  async replaceFacts(articleId: string, facts: Facts, reader: string): Promise<void> {
    this.#write(() => {
      const row = this.#byId.get(articleId) as unknown as Row | undefined;
      if (row !== undefined) this.#swapFacts(row, facts, reader, row.bundled === 1);
      return { result: null, wrote: row !== undefined };
    });
  }

  async dropBundledExcept(ids: ReadonlySet<string>): Promise<number> {
    return this.#write(() => {
      const rows = this.#db.prepare("SELECT key, id FROM articles WHERE bundled = 1").all() as {
        key: number;
        id: string;
      }[];
      const gone = rows.filter((row) => !ids.has(row.id));
      for (const { id } of gone) this.#remove(this.#byId.get(id) as unknown as Row);
      return { result: gone.length, wrote: gone.length > 0 };
    });
  }

  async article(id: string): Promise<StoredArticle | null> {
    const row = this.#byId.get(id) as unknown as Row | undefined;
    return row === undefined ? null : toStored(row);
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

  async *notReadBy(reader: string): AsyncIterable<StoredArticle> {
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM articles WHERE reader <> ? AND key > ? ORDER BY key LIMIT ${PAGE}`,
    );
    yield* stored((after) => page.all(reader, after ?? Number.MIN_SAFE_INTEGER) as unknown as Row[]);
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
    return this.#names.catalogue();
  }

  async articlesWith(word: string, most: number): Promise<number> {
    const match = matchAll(word);
    if (match === "") return 0;
    const row = this.#db
      .prepare("SELECT count(*) AS n FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)")
      .get(match, most) as { n: number };
    return row.n;
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
  #write<T>(work: () => { result: T; wrote: boolean }): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const { result, wrote } = work();
      if (wrote) this.#db.exec("UPDATE notes SET value = value + 1 WHERE key = 'revision'");
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  #add({ article, facts, reader, bundled }: StoredArticle): void {
    const key = this.#freeKey(article.publishedAt);
    this.#insert.run(
      key,
      article.id,
      reader,
      bundled ? 1 : 0,
      JSON.stringify(article),
      JSON.stringify(facts),
    );
    this.#insertSearch.run(key, article.title, article.text);
    this.#indexFacts(key, facts);
  }

  #remove(row: Row): void {
    this.#forgetFacts(row);
    writeStatement(this.#db, "DELETE FROM search WHERE rowid = ?").run(row.key);
    writeStatement(this.#db, "DELETE FROM articles WHERE key = ?").run(row.key);
  }

  #swapFacts(row: Row, facts: Facts, reader: string, bundled: boolean): void {
    this.#forgetFacts(row);
    writeStatement(this.#db, "UPDATE articles SET facts = ?, reader = ?, bundled = ? WHERE key = ?").run(
      JSON.stringify(facts),
      reader,
      bundled ? 1 : 0,
      row.key,
    );
    this.#indexFacts(row.key, facts);
  }

  #indexFacts(key: number, facts: Facts): void {
    for (const { id, kind } of factIdsOf(facts)) this.#insertFact.run(id, kind, key);
    this.#names.count(facts, 1);
  }

  #forgetFacts(row: Row): void {
    this.#names.count(JSON.parse(row.facts) as Facts, -1);
    writeStatement(this.#db, "DELETE FROM facts WHERE article = ?").run(row.key);
  }

  /** The next key of that publication moment; a full millisecond overflows into the next ones. */
  #freeKey(publishedAt: string): number {
    const last = this.#db.prepare("SELECT max(key) AS last FROM articles WHERE key >= ? AND key < ?");
    for (let start = firstKey(publishedAt); ; start += KEYS_PER_MS) {
      const row = last.get(start, start + KEYS_PER_MS) as {
        last: number | null;
      };
      if (row.last === null) return start;
      if (row.last < start + KEYS_PER_MS - 1) return row.last + 1;
    }
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
