import { Cron } from "croner";
import { describe, expect, it } from "vitest";
import type { Cadence } from "../../src/schedule/cadence.ts";
import { nextRuns } from "../../src/schedule/next-runs.ts";
import { slotsAfter, slotsUpTo } from "../../src/schedule/slots.ts";
import { fc } from "../support/properties.ts";

const runs = (cadence: Cadence, from: string, count: number) =>
  nextRuns(cadence, new Date(from), count).map(
    ({ day, time, dueAt }) => `${day} ${time} ${dueAt.slice(0, 16)}Z`,
  );
const daily = (zone: string, ...at: string[]): Cadence => ({ kind: "daily", at, zone });

describe("the next runs", () => {
  it("are one a day, by the wall clock, across both changes of the clock", () => {
    expect(runs(daily("Europe/Paris", "02:30"), "2025-03-29T00:00Z", 3)).toEqual([
      "2025-03-29 02:30 2025-03-29T01:30Z",
      "2025-03-30 02:30 2025-03-30T01:00Z",
      "2025-03-31 02:30 2025-03-31T00:30Z",
    ]);
    expect(runs(daily("Europe/Paris", "02:30"), "2025-10-25T12:00Z", 2)).toEqual([
      "2025-10-26 02:30 2025-10-26T00:30Z",
      "2025-10-27 02:30 2025-10-27T01:30Z",
    ]);
  });

  it("do not come again in an hour that comes again", () => {
    expect(runs(daily("Europe/Paris", "02:30"), "2025-10-26T00:30Z", 1)).toEqual([
      "2025-10-27 02:30 2025-10-27T01:30Z",
    ]);
  });

  it("leave out a day that the zone left out, and nothing else", () => {
    expect(runs(daily("Pacific/Apia", "07:00"), "2011-12-29T00:00Z", 3)).toEqual([
      "2011-12-29 07:00 2011-12-29T17:00Z",
      "2011-12-31 07:00 2011-12-30T17:00Z",
      "2012-01-01 07:00 2011-12-31T17:00Z",
    ]);
  });

  it("keep to their own day when a gap at its end moves them past midnight", () => {
    expect(runs(daily("America/Nuuk", "23:30"), "2024-03-30T12:00Z", 2)).toEqual([
      "2024-03-30 23:30 2024-03-31T01:00Z",
      "2024-03-31 23:30 2024-04-01T00:30Z",
    ]);
  });

  it("are one run, named after the last time, where a gap brings several to one moment", () => {
    expect(runs(daily("Europe/Paris", "02:00", "02:30", "03:00"), "2025-03-30T00:00Z", 2)).toEqual([
      "2025-03-30 03:00 2025-03-30T01:00Z",
      "2025-03-31 02:00 2025-03-31T00:00Z",
    ]);
    expect(runs(daily("America/Nuuk", "00:00", "23:30"), "2024-03-30T12:00Z", 2)).toEqual([
      "2024-03-31 00:00 2024-03-31T01:00Z",
      "2024-03-31 23:30 2024-04-01T00:30Z",
    ]);
  });

  it("are 23 by the hour on a day with a gap and 24 on a day of 25 hours", () => {
    const hourly: Cadence = { kind: "hourly", zone: "Europe/Paris" };

    const spring = runs(hourly, "2025-03-29T22:59Z", 23);
    const autumn = runs(hourly, "2025-10-25T21:59Z", 24);

    expect(spring[0]).toBe("2025-03-30 00:00 2025-03-29T23:00Z");
    expect(spring.slice(1, 4).map((run) => run.slice(11, 16))).toEqual(["01:00", "03:00", "04:00"]);
    expect(spring.at(-1)).toBe("2025-03-30 23:00 2025-03-30T21:00Z");
    expect(autumn[0]).toBe("2025-10-26 00:00 2025-10-25T22:00Z");
    expect(autumn.slice(2, 4)).toEqual([
      "2025-10-26 02:00 2025-10-26T00:00Z",
      "2025-10-26 03:00 2025-10-26T02:00Z",
    ]);
    expect(autumn.at(-1)).toBe("2025-10-26 23:00 2025-10-26T22:00Z");
  });

  it("are at the first minute after a gap of half an hour", () => {
    expect(runs({ kind: "hourly", zone: "Australia/Lord_Howe" }, "2025-10-04T15:00Z", 2)).toEqual([
      "2025-10-05 02:00 2025-10-04T15:30Z",
      "2025-10-05 03:00 2025-10-04T16:00Z",
    ]);
  });

  it("are on the days asked for, by the local calendar", () => {
    const weekdays: Cadence = { kind: "weekdays", at: ["06:30"], zone: "Pacific/Auckland" };
    const weekly: Cadence = { kind: "weekly", days: ["mon", "thu"], at: ["18:00"], zone: "Africa/Kinshasa" };

    // Friday in London is Saturday morning in Auckland.
    expect(runs(weekdays, "2025-02-28T12:00Z", 1)).toEqual(["2025-03-03 06:30 2025-03-02T17:30Z"]);
    expect(runs(weekly, "2025-03-03T17:00Z", 2)).toEqual([
      "2025-03-06 18:00 2025-03-06T17:00Z",
      "2025-03-10 18:00 2025-03-10T17:00Z",
    ]);
  });

  it("wait eight years for a 29 February if need be", () => {
    expect(runs({ kind: "cron", pattern: "0 6 29 2 *", zone: "UTC" }, "2096-03-01T00:00Z", 1)).toEqual([
      "2104-02-29 06:00 2104-02-29T06:00Z",
    ]);
  });

  it("treat cron as any other cadence: what a gap holds runs once, at its end", () => {
    expect(
      runs({ kind: "cron", pattern: "*/20 2-3 * * *", zone: "Europe/Paris" }, "2025-03-30T00:00Z", 3),
    ).toEqual([
      "2025-03-30 03:00 2025-03-30T01:00Z",
      "2025-03-30 03:20 2025-03-30T01:20Z",
      "2025-03-30 03:40 2025-03-30T01:40Z",
    ]);
  });
});

const field = (min: number, max: number) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant("*") },
    fc.integer({ min, max }).map(String),
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 2, maxLength: 4 }).map((list) => list.join(",")),
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min, max }), fc.integer({ min: 1, max: 5 }))
      .map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}/${step}`),
  );
const pattern = fc
  .tuple(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
  .map((fields) => fields.join(" "));

describe("slots", () => {
  it("agree with croner on a clock that never changes, for any expression", () => {
    fc.assert(
      fc.property(pattern, fc.integer({ min: 0, max: 2_000_000 }), (expression, minute) => {
        const from = new Date(Date.UTC(2024, 0, 1) + minute * 60_000);

        const ours = nextRuns({ kind: "cron", pattern: expression, zone: "UTC" }, from, 4);

        const theirs = new Cron(expression, { timezone: "UTC", mode: "5-part" }).nextRuns(4, from);
        expect(ours.map((run) => run.dueAt)).toEqual(theirs.map((date) => date.toISOString()));
      }),
      { numRuns: 60, seed: 20250330 },
    );
  });

  it("agree with croner on one time a day across changes of an hour", () => {
    for (const zone of ["Europe/Paris", "America/New_York", "Asia/Beirut"]) {
      for (const expression of ["30 2 * * *", "0 7 * * *", "30 0 * * *", "59 23 * * *"]) {
        const from = new Date("2025-01-01T00:00:00Z");

        const ours = nextRuns({ kind: "cron", pattern: expression, zone }, from, 330);

        const theirs = new Cron(expression, { timezone: zone, mode: "5-part" }).nextRuns(330, from);
        expect(ours.map((run) => run.dueAt)).toEqual(theirs.map((date) => date.toISOString()));
      }
    }
  });

  it("are the same looking back as looking ahead", () => {
    const zones = ["Europe/Paris", "America/Nuuk", "Australia/Lord_Howe", "Asia/Gaza", "Africa/Casablanca"];
    const moments = fc.integer({ min: 0, max: 5 * 525_600 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), pattern, moments, (zone, expression, minute) => {
        const cadence: Cadence = { kind: "cron", pattern: expression, zone };
        const from = Date.UTC(2021, 0, 1) + minute * 60_000;

        const ahead = slotsAfter(cadence, from).take(20).toArray();

        const end = ahead.at(-1)?.at ?? from;
        expect(slotsUpTo(cadence, end).take(ahead.length).toArray().reverse()).toEqual(ahead);
        expect(slotsUpTo(cadence, from).next().value?.at).toBeLessThanOrEqual(from);
      }),
      { numRuns: 150, seed: 20250330 },
    );
  });
});
