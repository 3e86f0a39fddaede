import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { NewSubscription } from "../../src/stores/subscriptions.ts";
import { aPlatform, type PostsCampaign, postsCampaign } from "./posts.ts";
import { seeded } from "./seeded.ts";

const START = new Date("2025-03-20T03:00:00Z");
const COMMON = { owner: "u1", language: "en", query: { topic: "mbelo" } } as const;

/** Two daily digests, one of them over the change of the clock, and a weekly one. */
const SUBSCRIPTIONS: readonly Omit<NewSubscription, "createdAt" | "nextAt">[] = [
  {
    ...COMMON,
    ...{ id: "a", tenant: "discord:1", channel: "c1", layout: "thread" },
    cadence: { kind: "daily", at: ["07:00"], zone: "Africa/Lubumbashi" },
  },
  {
    ...COMMON,
    ...{ id: "b", tenant: "discord:2", channel: "c2", layout: "single" },
    cadence: { kind: "daily", at: ["02:30"], zone: "Europe/Paris" },
  },
  {
    ...COMMON,
    ...{ id: "w", tenant: "discord:1", channel: "c3", layout: "thread" },
    cadence: { kind: "weekly", days: ["mon"], at: ["18:00"], zone: "UTC" },
  },
];

/** Runs it on a platform that loses connections, and compares what arrived with what should have. */
export async function aMonth(
  given: Pick<
    PostsCampaign,
    "openStore" | "skews" | "risk" | "days" | "idleStepMs" | "beforeStep" | "onTrouble"
  > & {
    readonly seed: number;
    readonly looks?: boolean;
  },
) {
  let now = START.getTime();
  const random = seeded(given.seed);
  const adapter = aPlatform({ now: () => now, random, drops: 0.1, looks: given.looks ?? true });
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

/** Months with other seeds until there were `kills`. Gives whether everything arrived once. */
export async function killPosts({ kills, seed }: { readonly kills: number; readonly seed: number }) {
  const sum = { months: 0, kills: 0, afterPosting: 0, posts: 0, missed: 0, doubled: 0 };
  while (sum.kills < kills) {
    const dataDir = mkdtempSync(join(tmpdir(), "sitrep-posts-"));
    const { report, arrived, expected } = await aMonth({
      openStore: async () => openSqliteStore(dataDir),
      skews: [0],
      risk: 0.006,
      days: 30,
      seed: seed + sum.months,
    });
    rmSync(dataDir, { recursive: true, force: true });
    sum.months += 1;
    sum.kills += report.kills;
    sum.afterPosting += report.afterPosting;
    sum.posts += expected.length;
    sum.missed += expected.filter((key) => !arrived.includes(key)).length;
    sum.doubled += arrived.length - new Set(arrived).size;
  }
  console.log(
    `${sum.months} months, ${sum.kills} kills, ${sum.afterPosting} of them between "stored at the platform" and ` +
      `"confirmed"; ${sum.posts} posts due: ${sum.missed} missed, ${sum.doubled} doubled`,
  );
  return sum.missed === 0 && sum.doubled === 0;
}
