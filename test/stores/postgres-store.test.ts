import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { keyvStorageContract } from "../support/contracts/keyv-storage-contract.ts";
import { storeContract } from "../support/contracts/store-contract.ts";

const openEmpty = async () => openPostgresStore(await aDatabase());

describeWithPostgres("a store in PostgreSQL", () => {
  storeContract("PostgreSQL store", openEmpty);
  keyvStorageContract("storage in PostgreSQL", openEmpty);
});
