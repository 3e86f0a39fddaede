import type { LibraryShelf } from "./library-shelf.ts";
import { MAIN_SCHEMA, type PostgresPool, postgresPool } from "./postgres-query.ts";
import { openPostgresSchema } from "./postgres-store.ts";
import type { Store } from "./store.ts";

/** Libraries whose schema need not be looked at again. */
const MOST_KNOWN = 1000;

/** What is kept of a schema between two questions; none of it holds a connection. */
interface Opened {
  /** Differs from that of a schema of the same name that was dropped. */
  readonly oid: number;
  readonly store: Store;
}

/**
 * Libraries as schemas (`sitrep_` and the name) of one database, all of them over one pool of connections beside that
 * of the shared store. Throws a `UserError` (bad-setting) for an address that is none.
 */
export function openLibrarySchemas(url: string): LibraryShelf {
  const pool: PostgresPool = postgresPool(url);
  const database = pool.query(MAIN_SCHEMA);
  const opened = new Map<string, Opened>();

  async function oidOf(name: string): Promise<number | null> {
    const [found] = await database.rows<{ oid: number }>(
      "SELECT oid::bigint AS oid FROM pg_namespace WHERE nspname = $1",
      [schemaOf(name)],
    );
    return found?.oid ?? null;
  }

  async function open(name: string, firstRevision: number): Promise<Store> {
    const store = await openPostgresSchema(pool.query(schemaOf(name)), firstRevision);
    opened.set(name, { oid: (await oidOf(name))!, store });
    for (const oldest of opened.keys()) {
      if (opened.size <= MOST_KNOWN) break;
      opened.delete(oldest);
    }
    return store;
  }

  const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    database.alone(`library ${name}`, work);

  return {
    has: async (name) => (await oidOf(name)) !== null,
    async find(name) {
      const oid = await oidOf(name);
      if (oid === null) return null;
      const known = opened.get(name);
      opened.delete(name);
      if (known?.oid !== oid)
        // Another process may be about to remove it: opening makes what is missing.
        return alone(name, async () => ((await oidOf(name)) === null ? null : open(name, 0)));
      // Used last, forgotten last.
      opened.set(name, known);
      return known.store;
    },
    make: open,
    async remove(name) {
      opened.delete(name);
      await database.rows(`DROP SCHEMA IF EXISTS ${schemaOf(name)} CASCADE`);
    },
    alone,
    close: () => pool.close(),
  };
}

function schemaOf(name: string): string {
  return `${MAIN_SCHEMA}_${name}`;
}
