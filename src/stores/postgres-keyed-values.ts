import type { KeyedValue, KeyedValues } from "./keyed-values.ts";
import type { PostgresQuery } from "./postgres-query.ts";

interface Row {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly expires: number | null;
}

const LIVE = "(expires IS NULL OR expires > $2)";

/** Namespaces, keys and values go in as the bytes of their UTF-8. */
export class PostgresKeyedValues implements KeyedValues {
  readonly #db: PostgresQuery;

  constructor(db: PostgresQuery) {
    this.#db = db;
  }

  async get(namespace: string, keys: readonly string[], now: number): Promise<(string | undefined)[]> {
    if (keys.length === 0) return [];
    const rows = await this.#db.rows<Row>(
      `SELECT key, value, expires FROM sitrep.keyed_values
       WHERE namespace = $1 AND ${LIVE} AND key = ANY ($3::bytea[])`,
      [bytes(namespace), now, keys.map(bytes)],
    );
    const found = new Map(rows.map((row) => [row.key.toString("hex"), row.value.toString()]));
    return keys.map((key) => found.get(bytes(key).toString("hex")));
  }

  async set(namespace: string, values: readonly KeyedValue[], now: number): Promise<void> {
    if (values.length === 0) return;
    // The last of a key wins, and every process takes the rows in the same order.
    const last = [...new Map(values.map((one) => [one.key, one])).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    await this.#db.transaction(async (tx) => {
      await tx.run(
        `INSERT INTO sitrep.keyed_values (namespace, key, value, expires)
         SELECT $1::bytea, key, value, expires
         FROM unnest($2::bytea[], $3::bytea[], $4::bigint[]) AS given (key, value, expires)
         ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
        [
          bytes(namespace),
          last.map(({ key }) => bytes(key)),
          last.map(({ value }) => bytes(value)),
          last.map(({ expires }) => expires),
        ],
      );
      await tx.run("DELETE FROM sitrep.keyed_values WHERE expires <= $1", [now]);
    });
  }

  async delete(namespace: string, keys: readonly string[], now: number): Promise<boolean[]> {
    if (keys.length === 0) return [];
    const gone = await this.#db.rows<Pick<Row, "key">>(
      `DELETE FROM sitrep.keyed_values
       WHERE namespace = $1 AND ${LIVE} AND key = ANY ($3::bytea[]) RETURNING key`,
      [bytes(namespace), now, keys.map(bytes)],
    );
    const left = new Set(gone.map((row) => row.key.toString("hex")));
    // A key that is named twice is there once.
    return keys.map((key) => left.delete(bytes(key).toString("hex")));
  }

  async clear(namespace: string): Promise<void> {
    await this.#db.run("DELETE FROM sitrep.keyed_values WHERE namespace = $1", [bytes(namespace)]);
  }

  async page(namespace: string, after: string, limit: number, now: number): Promise<readonly KeyedValue[]> {
    const rows = await this.#db.rows<Row>(
      `SELECT key, value, expires FROM sitrep.keyed_values
       WHERE namespace = $1 AND ${LIVE} AND key > $3 ORDER BY key LIMIT $4`,
      [bytes(namespace), now, bytes(after), limit],
    );
    return rows.map(({ key, value, expires }) => ({ key: key.toString(), value: value.toString(), expires }));
  }

  async namespaces(now: number): Promise<readonly string[]> {
    const rows = await this.#db.rows<{ namespace: Buffer }>(
      `SELECT DISTINCT namespace FROM sitrep.keyed_values
       WHERE expires IS NULL OR expires > $1 ORDER BY namespace`,
      [now],
    );
    return rows.map(({ namespace }) => namespace.toString());
  }
}

function bytes(text: string): Buffer {
  return Buffer.from(text, "utf8");
}
