import { onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aSharedDatabase, describeWithPostgres } from "../support/a-database.ts";
import { postingContract } from "../support/contracts/posting-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

const closed = (store: Store) => {
  onTestFinished(() => store.close());
  return store;
};

postingContract("in a file", async () => closed(openSqliteStore(tempDir())));

describeWithPostgres("posting in PostgreSQL", () => {
  const database = aSharedDatabase();
  postingContract("in PostgreSQL", async () => closed(await openPostgresStore(await database())));
});
