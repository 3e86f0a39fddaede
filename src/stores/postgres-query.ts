import { Client, Pool, type PoolClient, type PoolConfig, types } from "pg";
import { UserError } from "../errors.ts";

const CONNECT_MS = 10_000;
/** A command and a chat need one or two at a time; a lock that is held needs one of its own. */
const CONNECTIONS = 6;
/** How often a transaction is tried that another one got in the way of. */
const TRIES = 5;

const OID = { bigint: 20, json: 114 } as const;
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";
const UNDEFINED_TABLE = "42P01";
const UNDEFINED_SCHEMA = "3F000";

/** Runs one statement (or, without values, several) and gives its rows. */
export type Rows = <Row extends object = object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The schema that statements are written for; a query of another one puts its own name there. */
export const MAIN_SCHEMA = "sitrep";

/** How many locks are held at once over one pool: as many connections are left for the work under them. */
const LOCKS = CONNECTIONS / 2;

export interface Transaction {
  /** Where `sitrep.` in a statement leads. */
  readonly schema: string;
  readonly rows: Rows;
  /** Runs a statement and gives the number of rows it touched. */
  readonly run: (sql: string, values?: readonly unknown[]) => Promise<number>;
}

/** PostgreSQL as the stores use it; every method throws a `UserError` (store-unavailable) for trouble with the connection. */
export interface PostgresQuery extends Transaction {
  /** All or nothing. `work` may run again from the start when another transaction got in the way. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `work` while no other process runs any under the same name. A process that dies lets go. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
  /** Host, port and database for messages, without name and password. */
  readonly where: string;
}

/** One pool of connections for any number of schemas of a database. */
export interface PostgresPool {
  /** Statements name their tables `sitrep.…` and reach those of `schema`. Its `close` leaves the pool open. */
  query(schema: string): PostgresQuery;
  close(): Promise<void>;
}

/** The main schema over a pool of its own. Throws a `UserError` (bad-setting) for an address that is none. */
export function postgresQuery(url: string): PostgresQuery {
  const pool = postgresPool(url);
  return { ...pool.query(MAIN_SCHEMA), close: pool.close };
}

/** A pool of connections, none of them opened yet. Throws a `UserError` (bad-setting) for an address that is none. */
export function postgresPool(url: string): PostgresPool {
  const where = placeOf(url);
  const pool = openPool(url);
  // A connection that breaks while nobody uses it is replaced when the next one is needed.
  pool.on("error", () => {});
  const locking = atMost(LOCKS);
  return {
    query: (schema) => queryIn(schema, pool, where, locking),
    async close() {
      if (!pool.ended && !pool.ending) await pool.end();
    },
  };
}

function queryIn(schema: string, pool: Pool, where: string, locking: Turns): PostgresQuery {
  const on = (client: Pool | PoolClient): Transaction => {
    const query = async (sql: string, values?: readonly unknown[]) => {
      try {
        return await client.query(inSchema(sql, schema), values === undefined ? undefined : [...values]);
      } catch (error) {
        throw explained(error, where, schema);
      }
    };
    return {
      schema,
      rows: async <Row extends object>(sql: string, values?: readonly unknown[]) =>
        (await query(sql, values)).rows as Row[],
      run: async (sql, values) => (await query(sql, values)).rowCount ?? 0,
    };
  };

  async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw explained(error, where, schema);
    });
    // Trouble with a connection in use reaches whoever waits for an answer on it.
    const heard = () => {};
    client.on("error", heard);
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      client.removeListener("error", heard);
      client.release(broken);
    }
  }

  const once = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    withClient(async (client) => {
      const tx = on(client);
      await tx.rows("BEGIN");
      // After trouble the connection is closed, which rolls back.
      const result = await work(tx);
      await tx.rows("COMMIT");
      return result;
    });

  return {
    ...on(pool),
    where,
    async transaction(work) {
      for (let left = TRIES - 1; ; left--) {
        try {
          return await once(work);
        } catch (error) {
          const code = codeOf(error);
          if (left === 0 || (code !== DEADLOCK && code !== SERIALIZATION_FAILURE)) throw error;
        }
      }
    },
    alone: (name, work) =>
      locking(() =>
        withClient(async (client) => {
          const { rows } = on(client);
          await rows("SELECT pg_advisory_lock(hashtextextended($1, 0))", [`${schema} ${name}`]);
          const result = await work();
          await rows("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [`${schema} ${name}`]);
          return result;
        }),
      ),
    close: async () => {},
  };
}

/** Every table, function and partition of ours is written with the schema before it; values are never in the text. */
function inSchema(sql: string, schema: string): string {
  return schema === MAIN_SCHEMA ? sql : sql.replaceAll(/\bsitrep\./g, `${schema}.`);
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs so many at once and lets the others wait for their turn. */
function atMost(count: number): Turns {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Hangs up when it was not let in: pg leaves such a line open, and the server waits on it for a minute. */
class ClosingClient extends Client {
  override connect(): Promise<Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<Client> | undefined {
    if (callback === undefined) return super.connect();
    super.connect((error: Error | null) => {
      if (error !== null && error !== undefined) void this.end();
      callback(error as Error);
    });
    return undefined;
  }
}

function openPool(url: string): Pool {
  // Keys stay exact in a number; JSON stays the text it is.
  const parsers: Record<number, (text: string) => unknown> = {
    [OID.bigint]: Number,
    [OID.json]: (text) => text,
  };
  const config: PoolConfig = {
    connectionString: url,
    Client: ClosingClient,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "sitrep",
    types: {
      getTypeParser: ((oid: number, format?: "text") =>
        parsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  };
  try {
    return new Pool(config);
  } catch {
    // Without its cause, which may repeat the password.
    throw notAnAddress();
  }
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) throw notAnAddress();
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname === "" ? "this machine" : hostname}:${port === "" ? 5432 : port}${pathname}`;
}

function notAnAddress(): UserError {
  return new UserError(
    "bad-setting",
    "DATABASE_URL is not an address: it looks like postgres://name:password@host:5432/database, " +
      "with signs in the password written as %40 for @",
  );
}

/** What a person can put right, in words; anything else as it was. Never with the address, which has the password. */
function explained(error: unknown, where: string, schema: string): unknown {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  const gone = schema !== MAIN_SCHEMA && (code === UNDEFINED_TABLE || code === UNDEFINED_SCHEMA);
  const sentence = gone ? "no longer has this library: it was removed" : remedyOf(code, message);
  return sentence === null ? error : new UserError("store-unavailable", `${where} ${sentence}`);
}

function remedyOf(code: string, message: string): string | null {
  if (code === "28P01" || code === "28000" || /password must be a string/.test(message))
    return "refuses the name or the password: check both in DATABASE_URL";
  if (code === "3D000") return "has no such database: create it, or check DATABASE_URL";
  if (code === "42501")
    return `does not let this user do that (${message}): let it create a schema in the database`;
  if (code === "53300") return "has no free connection: allow more, or run fewer processes";
  if (code === "53100") return "has no room left on its disk";
  if (/does not support SSL/.test(message)) return "offers no encryption: check sslmode in DATABASE_URL";
  const unreachable =
    /^(E[A-Z_]+|57P0[123]|08.{3})$/.test(code) ||
    /^Connection terminated|^timeout e|^Client has encountered a connection error/.test(message);
  return unreachable
    ? `cannot be reached (${code || "no answer"}): is it running, and is DATABASE_URL right?`
    : null;
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
