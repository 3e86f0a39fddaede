import { expect, it } from "vitest";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { aSubscription } from "../support/contracts/posting-contract.ts";
import { tempDir } from "../support/temp-dir.ts";
import { aPlatform, type PostsCampaign, postsCampaign } from "./posts.ts";

const START = new Date("2025-03-20T03:00:00Z");

/** Two daily digests, one over the change of the clock, and a weekly one. */
const SUBSCRIPTIONS = [
  aSubscription({ id: "a" }),
  aSubscription({
    id: "b",
    channel: "c2",
    tenant: "discord:2",
    layout: "single",
    cadence: { kind: "daily", at: ["02:30"], zone: "Europe/Paris" },
  }),
  aSubscription({
    id: "w",
    channel: "c3",
    cadence: { kind: "weekly", days: ["mon"], at: ["18:00"], zone: "UTC" },
  }),
];

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function aMonth(given: Pick<PostsCampaign, "openStore" | "skews" | "risk" | "days">, drops = 0.1) {
  let now = START.getTime();
  const random = seeded(7);
  const adapter = aPlatform({ now: () => now, random, drops, looks: true });
  const report = await postsCampaign({
    ...given,
    adapter,
    random,
    subscriptions: SUBSCRIPTIONS,
    start: START,
    onAdvance: (ms) => {
      now += ms;
    },
  });
  const expected = report.expected.flatMap((key) => (key.startsWith("b/") ? [key] : [key, `${key} details`]));
  return { report, arrived: adapter.arrived().sort(), expected: expected.sort() };
}

it("posts every digest of a month once, whatever moment a process dies at", async () => {
  const dataDir = tempDir();

  const { report, arrived, expected } = await aMonth({
    openStore: async () => openSqliteStore(dataDir),
    skews: [0],
    risk: 0.006,
    days: 30,
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

      const { arrived, expected } = await aMonth(
        { openStore: () => openPostgresStore(url), skews, risk: 0.001, days: 3 },
        0.1,
      );

      expect(arrived).toEqual(expected);
    },
    120_000,
  );
});
