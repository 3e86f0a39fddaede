import { describe, expect, it, onTestFinished } from "vitest";
import type { Cadence } from "../../src/schedule/cadence.ts";
import { type AskedRun, makeDueRuns } from "../../src/schedule/make-runs.ts";
import { heldUntil, type QuietHours, readQuietHours } from "../../src/schedule/quiet-hours.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aTickingClock } from "../support/a-ticking-clock.ts";
import { aSubscription } from "../support/contracts/posting-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

const NIGHT: QuietHours = { from: "22:00", to: "06:00", zone: "Africa/Lubumbashi" };
const HOUR = 3_600_000;

describe("quiet hours", () => {
  it.each([
    ["22:00-06:00 Africa/Lubumbashi", NIGHT],
    ["22h à 6h Africa/Lubumbashi", NIGHT],
    ["9 – 17:30", { from: "09:00", to: "17:30", zone: "UTC" }],
    ["off", null],
    ["aucune", null],
  ])("are read from %s", (text, hours) => {
    expect(readQuietHours(text)).toEqual(hours);
  });

  it.each(["22:00", "25:00-06:00", "06:00-06:00", "22:00-06:00 Mars/Base", "at night"])(
    "are not read from %s, and the person is told what to write",
    (text) => {
      expect(() => readQuietHours(text)).toThrow(/Africa\/Lubumbashi/);
    },
  );

  it.each([
    ["before them", "2025-03-30T19:59:59Z", "2025-03-30T19:59:59.000Z"],
    ["at their beginning", "2025-03-30T20:00:00Z", "2025-03-31T04:00:00.000Z"],
    ["after midnight", "2025-03-30T23:30:00Z", "2025-03-31T04:00:00.000Z"],
    ["at their end", "2025-03-31T04:00:00Z", "2025-03-31T04:00:00.000Z"],
  ])("hold back what falls in them: %s", (_, at, until) => {
    expect(new Date(heldUntil(NIGHT, Date.parse(at))).toISOString()).toBe(until);
  });

  it("end by the clock on the wall in the night in which it changes", () => {
    const paris = { ...NIGHT, zone: "Europe/Paris" };

    expect(new Date(heldUntil(paris, Date.parse("2025-03-29T22:00Z"))).toISOString()).toBe(
      "2025-03-30T04:00:00.000Z",
    );
    expect(
      new Date(heldUntil({ ...paris, to: "02:30" }, Date.parse("2025-03-29T22:00Z"))).toISOString(),
    ).toBe("2025-03-30T01:00:00.000Z");
  });
});

/** What a subscription is asked for over a time, by the moments at which it is. */
async function runsOver(cadence: Cadence, quiet: QuietHours | null, hours: number) {
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
      quietHours: async () => quiet,
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

    expect((await runsOver(daily, null, 30)).map(({ at }) => at)).toEqual(["2025-03-30T21:00:00.000Z"]);
  });

  it("are made up for by the grace period after the end of longer quiet hours", async () => {
    const long = { from: "20:00", to: "10:00", zone: "UTC" };
    const daily: Cadence = { kind: "daily", at: ["21:00"], zone: "UTC" };

    expect((await runsOver(daily, long, 24)).map(({ at }) => at)).toEqual(["2025-03-31T10:00:00.000Z"]);
    expect(heldUntil(long, Date.parse("2025-03-30T21:00Z")) - Date.parse("2025-03-30T21:00Z")).toBe(
      13 * HOUR,
    );
  });
});
