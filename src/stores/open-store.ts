import { openSqliteStore } from "./sqlite-store.ts";
import type { Store } from "./store.ts";

export interface StorePlace {
  /** Folder of the store that is one file. */
  readonly dataDir: string;
  /** Set when everything is kept in PostgreSQL instead. */
  readonly databaseUrl: string | null;
}

/** Opens the store where it is; throws the `UserError`s of either kind of store. */
export async function openStore({ dataDir, databaseUrl }: StorePlace): Promise<Store> {
  if (databaseUrl === null) return openSqliteStore(dataDir);
  // Loaded only where it is used: a command on the file starts without it.
  const { openPostgresStore } = await import("./postgres-store.ts");
  return openPostgresStore(databaseUrl);
}
