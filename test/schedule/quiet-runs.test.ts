import { describe, expect, it, onTestFinished } from "vitest";
import { endOfQuiet } from "../../src/desk/quiet-hours.ts";
import type { Cadence } from "../../src/schedule/cadence.ts";
import { type AskedRun, makeDueRuns } from "../../src/schedule/make-runs.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aTickingClock } from "../support/a-ticking-clock.ts";
import { aSubscription } from "../support/contracts/posting-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

const NIGHT = "22:00-06:00 Africa/Lubumbashi";

/** What a subscription is asked for over a time, by the moments at which it is. */
async function runsOver(cadence: Cadence, quiet: string, hours: number) {
  const store = openSqliteStore(tempDir());
  onTestFinished(() => store.close());
  const clock = aTickingClock("2025-03-30T12:00:00Z");
  await store.subscriptions.add(
    aSubscription({ cadence, createdAt: "2025-03-30T11:59:00Z", nextAt: "2025-03-30T12:00:00Z" }),
    9,
  );
  const asked: { readonly at: string; readonly run: AskedRun }[] = [];
  for (let minutes = 0; minutes <= hours * 60; minutes += 5, clock.tick(5 * 60_000)) {
    await makeDueRuns({
      ...{ store, clock, holder: "one", log: { info: () => {}, error: () => {} } },
      heldUntil: async () => (moment) => endOfQuiet(quiet, moment) ?? moment,
      async makeDigest(run) {
        asked.push({ at: clock.now().toISOString(), run });
        return { summary: { summary: "x", tone: "found", blocks: [] }, details: null, snapshot: null };
      },
    });
  }
  return asked;
}

describe("digests that fall in quiet hours", () => {
  it("wait until their end, are not late then, and cover the time up to then", async () => {
    const daily: Cadence = { kind: "daily", at: ["23:00"], zone: "Africa/Lubumbashi" };

    const asked = await runsOver(daily, NIGHT, 30);

    expect(asked.map(({ at }) => at)).toEqual(["2025-03-31T04:00:00.000Z"]);
    expect(asked[0]?.run).toMatchObject({
      late: false,
      skipped: null,
      period: { to: "2025-03-31T04:00:00.000Z" },
      next: "2025-04-01T04:00:00.000Z",
    });
  });

  it("are one for a whole night of hourly ones, and none of them counts as left out", async () => {
    const asked = await runsOver({ kind: "hourly", zone: "UTC" }, NIGHT, 20);

    const hour = (at: string) => at.slice(11, 13);
    expect(asked.map(({ at }) => hour(at)).join(" ")).toBe("12 13 14 15 16 17 18 19 04 05 06 07 08");
    expect(asked.filter(({ run }) => run.skipped !== null || run.late)).toEqual([]);
    expect(asked[7]?.run.next).toBe("2025-03-31T04:00:00.000Z");
  });

  it("come at their time where a tenant has none", async () => {
    const daily: Cadence = { kind: "daily", at: ["23:00"], zone: "Africa/Lubumbashi" };

    expect((await runsOver(daily, "", 30)).map(({ at }) => at)).toEqual(["2025-03-30T21:00:00.000Z"]);
  });

  it("are made up for by the grace period after the end of longer quiet hours", async () => {
    const long = "20:00-10:00 UTC";
    const daily: Cadence = { kind: "daily", at: ["21:00"], zone: "UTC" };

    expect((await runsOver(daily, long, 24)).map(({ at }) => at)).toEqual(["2025-03-31T10:00:00.000Z"]);
  });
});
