import type { DatabaseSync } from "node:sqlite";
import type { KeyedValue, KeyedValues } from "./keyed-values.ts";
import { writeStatement } from "./write-statement.ts";

/** Of one key, when it has not expired. */
const LIVE = "namespace = ? AND key = ? AND (expires IS NULL OR expires > ?)";

export class SqliteKeyedValues implements KeyedValues {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async get(namespace: string, keys: readonly string[], now: number): Promise<(string | undefined)[]> {
    const one = this.#db.prepare(`SELECT value FROM keyed_values WHERE ${LIVE}`);
    return keys.map((key) => (one.get(namespace, key, now) as { value: string } | undefined)?.value);
  }

  async set(namespace: string, values: readonly KeyedValue[], now: number): Promise<void> {
    this.#write(() => {
      const put = writeStatement(
        this.#db,
        `INSERT INTO keyed_values (namespace, key, value, expires) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value, expires = excluded.expires`,
      );
      for (const { key, value, expires } of values) put.run(namespace, key, value, expires);
      writeStatement(this.#db, "DELETE FROM keyed_values WHERE expires <= ?").run(now);
    });
  }

  async delete(namespace: string, keys: readonly string[], now: number): Promise<boolean[]> {
    return this.#write(() => {
      const one = writeStatement(this.#db, `DELETE FROM keyed_values WHERE ${LIVE}`);
      return keys.map((key) => one.run(namespace, key, now).changes > 0);
    });
  }

  async clear(namespace: string): Promise<void> {
    writeStatement(this.#db, "DELETE FROM keyed_values WHERE namespace = ?").run(namespace);
  }

  async page(namespace: string, after: string, limit: number, now: number): Promise<readonly KeyedValue[]> {
    return this.#db
      .prepare(
        `SELECT key, value, expires FROM keyed_values
         WHERE namespace = ? AND key > ? AND (expires IS NULL OR expires > ?) ORDER BY key LIMIT ?`,
      )
      .all(namespace, after, now, limit) as unknown as KeyedValue[];
  }

  async namespaces(now: number): Promise<readonly string[]> {
    const rows = this.#db
      .prepare(
        `SELECT DISTINCT namespace FROM keyed_values
         WHERE expires IS NULL OR expires > ? ORDER BY namespace`,
      )
      .all(now) as { namespace: string }[];
    return rows.map((row) => row.namespace);
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
}
