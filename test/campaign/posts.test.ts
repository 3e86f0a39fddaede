import { expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { cuttableLine } from "../support/cuttable-line.ts";
import { tempDir } from "../support/temp-dir.ts";
import { aMonth } from "./posts-month.ts";
import { seeded } from "./seeded.ts";

const IDLE_MS = 2 * 3_600_000;

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
        ...{ skews, risk: 0.001, days: 3, idleStepMs: IDLE_MS, seed: 7 },
      });

      expect(arrived).toEqual(expected);
    },
    120_000,
  );

  it.each([2, 3])(
    "double nothing and miss nothing when one of %i is cut off the database",
    async (count) => {
      const url = await aDatabase();
      const line = await cuttableLine(url);
      onTestFinished(line.close);
      const random = seeded(count);
      const cuts = { "before the commit": 0, "after the commit": 0 };
      let [mendIn, troubles] = [0, 0];

      const { arrived, expected } = await aMonth({
        openStore: (place) => openPostgresStore(place === 1 ? line.url : url),
        skews: [90_000, -90_000, 0].slice(0, count),
        ...{ risk: 0, days: 3, idleStepMs: IDLE_MS, seed: 7 },
        beforeStep() {
          if (mendIn > 0) {
            mendIn -= 1;
            if (mendIn === 0) line.mend();
          } else if (random() < 0.5) {
            const kind = random() < 0.5 ? "before the commit" : "after the commit";
            void line.cutAt(kind).then(() => {
              cuts[kind] += 1;
              mendIn = 1 + Math.floor(random() * 4);
            });
          }
        },
        onTrouble: () => {
          troubles += 1;
        },
      });

      expect(arrived).toEqual(expected);
      expect(cuts["before the commit"]).toBeGreaterThan(0);
      expect(cuts["after the commit"]).toBeGreaterThan(0);
      expect(troubles).toBeGreaterThan(0);
    },
    120_000,
  );
});
