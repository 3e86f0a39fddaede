import type { DatabaseSync } from "node:sqlite";
import { type KeyvStorageAdapter, type KeyvStorageEntry, keyvStorageCapability } from "keyv";
import type { Clock } from "../clock.ts";
import { writeStatement } from "./write-statement.ts";

/** What keyv asks of a storage, without the events: trouble is thrown, and Keyv passes it on to its caller. */
type KeyvStorage = Pick<
  KeyvStorageAdapter,
  | "namespace"
  | "capabilities"
  | "get"
  | "getMany"
  | "has"
  | "hasMany"
  | "set"
  | "setMany"
  | "delete"
  | "deleteMany"
  | "clear"
  | "iterator"
>;

/** Rows fetched at a time: an iterator holds no cursor open while its reader waits. */
const PAGE = 64;

/** Of one key, when it has not expired. */
const LIVE = "namespace = ? AND key = ? AND (expires IS NULL OR expires > ?)";

/**
 * A storage for Keyv in the store's own database, made anew for each Keyv because a Keyv sets its namespace.
 * Keeps texts only (keyv's serialization stays on); `expires` is in milliseconds since 1970, and an entry is
 * gone from that millisecond on. No namespace is a namespace of its own, so `clear` never reaches another.
 */
export class SqliteKeyvStorage implements KeyvStorage {
  namespace: string | undefined = undefined;
  readonly #db: DatabaseSync;
  readonly #clock: Clock;

  constructor(db: DatabaseSync, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Says that `set` takes a moment and not a length of time: without this keyv would convert. */
  get capabilities() {
    return keyvStorageCapability(this);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#get(key);
  }

  async getMany(keys: readonly string[]): Promise<(string | undefined)[]> {
    return keys.map((key) => this.#get(key));
  }

  async has(key: string): Promise<boolean> {
    return this.#get(key) !== undefined;
  }

  async hasMany(keys: readonly string[]): Promise<boolean[]> {
    return keys.map((key) => this.#get(key) !== undefined);
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    await this.setMany([{ key, value, ...(expires === undefined ? {} : { expires }) }]);
    return true;
  }

  /** All entries or none. What has expired, in any namespace, is swept out on the way. */
  async setMany(entries: readonly KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    this.#write(() => {
      const put = writeStatement(
        this.#db,
        `INSERT INTO keyed_values (namespace, key, value, expires) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value, expires = excluded.expires`,
      );
      for (const { key, value, expires } of entries)
        put.run(this.#space(), key, textOf(value), expires ?? null);
      writeStatement(this.#db, "DELETE FROM keyed_values WHERE expires <= ?").run(this.#now());
    });
    return entries.map(() => true);
  }

  /** Whether there was an entry. */
  async delete(key: string): Promise<boolean> {
    return this.#delete(key);
  }

  async deleteMany(keys: readonly string[]): Promise<boolean[]> {
    return this.#write(() => keys.map((key) => this.#delete(key)));
  }

  async clear(): Promise<void> {
    writeStatement(this.#db, "DELETE FROM keyed_values WHERE namespace = ?").run(this.#space());
  }

  /** Keys and values of the namespace, by key. */
  async *iterator(): AsyncGenerator<[key: string, value: string], void> {
    const space = this.#space();
    const page = this.#db.prepare(
      `SELECT key, value FROM keyed_values
       WHERE namespace = ? AND key > ? AND (expires IS NULL OR expires > ?) ORDER BY key LIMIT ${PAGE}`,
    );
    // Keyv has no empty key.
    for (let after = ""; ; ) {
      const rows = page.all(space, after, this.#now()) as { key: string; value: string }[];
      for (const { key, value } of rows) yield [key, value];
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.key;
    }
  }

  #get(key: string): string | undefined {
    const row = this.#db
      .prepare(`SELECT value FROM keyed_values WHERE ${LIVE}`)
      .get(this.#space(), key, this.#now()) as { value: string } | undefined;
    return row?.value;
  }

  #delete(key: string): boolean {
    const { changes } = writeStatement(this.#db, `DELETE FROM keyed_values WHERE ${LIVE}`).run(
      this.#space(),
      key,
      this.#now(),
    );
    return changes > 0;
  }

  #write<T>(work: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  #space(): string {
    return this.namespace ?? "";
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError("this storage keeps texts: leave keyv's serialization on");
}
