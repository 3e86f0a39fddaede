import { onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aSharedDatabase, describeWithPostgres } from "../support/a-database.ts";
import { watchesContract } from "../support/contracts/watches-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

const closed = (store: Store) => {
  onTestFinished(() => store.close());
  return store;
};

watchesContract("in a file", async () => closed(openSqliteStore(tempDir())));

describeWithPostgres("watches in PostgreSQL", () => {
  const database = aSharedDatabase();
  watchesContract("in PostgreSQL", async () => closed(await openPostgresStore(await database())));
});
