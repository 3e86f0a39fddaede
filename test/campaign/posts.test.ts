import { expect, it } from "vitest";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { tempDir } from "../support/temp-dir.ts";
import { aMonth } from "./posts-month.ts";

it("posts every digest of a month once, whatever moment a process dies at", async () => {
  const dataDir = tempDir();

  const { report, arrived, expected } = await aMonth({
    openStore: async () => openSqliteStore(dataDir),
    ...{ skews: [0], risk: 0.006, days: 30, seed: 7 },
  });

  expect(report.kills).toBeGreaterThanOrEqual(100);
  expect(report.afterPosting).toBeGreaterThan(0);
  expect(arrived).toEqual(expected);
}, 120_000);

describeWithPostgres("several schedulers on one PostgreSQL", () => {
  it.each([[[90_000, -90_000]], [[90_000, 0, -90_000]]])(
    "with clocks off by %j ms double nothing and miss nothing",
    async (skews) => {
      const url = await aDatabase();

      const { arrived, expected } = await aMonth({
        openStore: () => openPostgresStore(url),
        ...{ skews, risk: 0.001, days: 3, seed: 7 },
      });

      expect(arrived).toEqual(expected);
    },
    120_000,
  );
});
