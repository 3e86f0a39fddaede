import { describe, expect, it } from "vitest";
import type { Cadence } from "../../src/schedule/cadence.ts";
import { due, type Subscription } from "../../src/schedule/due.ts";
import { fc } from "../support/properties.ts";

const DAILY: Cadence = { kind: "daily", at: ["07:00"], zone: "Africa/Lubumbashi" };
const TWICE: Cadence = { kind: "daily", at: ["07:00", "19:00"], zone: "Africa/Lubumbashi" };

function aSubscription(given: Partial<Subscription> = {}): Subscription {
  return { id: "goma", cadence: DAILY, createdAt: "2025-03-01T00:00:00Z", ...given };
}

/** What is due for one subscription, as keys: those that run, "late" ones marked, and those that are skipped. */
function keysAt(now: string, given: Partial<Subscription> = {}, last?: string) {
  const subscription = aSubscription(given);
  const found = due(
    [subscription],
    new Map(last === undefined ? [] : [[subscription.id, last]]),
    new Date(now),
  );
  return {
    runs: found.runs.map((run) => (run.late ? `${run.key} late` : run.key)),
    skipped: found.skipped.flatMap((of) => of.runs.map((run) => run.key)),
  };
}

describe("what is due", () => {
  it("says key, day, local time and the moment it was due", () => {
    const { runs } = due(
      [aSubscription()],
      new Map([["goma", "goma/2025-03-29"]]),
      new Date("2025-03-30T05:00:20Z"),
    );

    expect(runs).toEqual([
      {
        key: "goma/2025-03-30",
        subscriptionId: "goma",
        day: "2025-03-30",
        time: "07:00",
        dueAt: "2025-03-30T05:00:00.000Z",
        late: false,
      },
    ]);
  });

  it.each([
    ["a minute early: nothing", "2025-03-30T04:59:59Z", "goma/2025-03-29", [], []],
    ["at its time", "2025-03-30T05:00:00Z", "goma/2025-03-29", ["goma/2025-03-30"], []],
    ["already run", "2025-03-30T05:01:00Z", "goma/2025-03-30", [], []],
    ["five minutes after: on time", "2025-03-30T05:05:00Z", "goma/2025-03-29", ["goma/2025-03-30"], []],
    ["six minutes after: late", "2025-03-30T05:06:00Z", "goma/2025-03-29", ["goma/2025-03-30 late"], []],
    ["six hours after: late", "2025-03-30T11:00:00Z", "goma/2025-03-29", ["goma/2025-03-30 late"], []],
    [
      "more than six hours after: skipped",
      "2025-03-30T11:00:01Z",
      "goma/2025-03-29",
      [],
      ["goma/2025-03-30"],
    ],
    [
      "the next day: that one, and the skipped one told of",
      "2025-03-31T05:00:00Z",
      "goma/2025-03-29",
      ["goma/2025-03-31"],
      ["goma/2025-03-30"],
    ],
    ["a clock that was put back: nothing", "2025-03-28T05:00:00Z", "goma/2025-03-30", [], []],
  ])("%s", (_, now, last, runs, skipped) => {
    expect(keysAt(now, {}, last)).toEqual({ runs, skipped });
  });

  it("names runs by day and time where there are several a day", () => {
    expect(keysAt("2025-03-30T17:00:00Z", { cadence: TWICE }, "goma/2025-03-30T07:00").runs).toEqual([
      "goma/2025-03-30T19:00",
    ]);
    expect(
      keysAt("2025-03-30T17:00:00Z", { cadence: { kind: "cron", pattern: "0 7 * * *", zone: "UTC" } }).runs,
    ).toEqual([]);
    expect(
      keysAt("2025-03-30T07:00:00Z", { cadence: { kind: "cron", pattern: "0 7 * * *", zone: "UTC" } }).runs,
    ).toEqual(["goma/2025-03-30"]);
    expect(
      keysAt("2025-03-30T17:02:00Z", { cadence: { kind: "hourly", zone: "Asia/Kolkata" } }).runs,
    ).toEqual(["goma/2025-03-30T22:00 late"]);
  });

  it("is one run, and none skipped, when a gap brings several times to one moment", () => {
    const cadence: Cadence = { kind: "daily", at: ["02:00", "02:30", "03:00"], zone: "Europe/Paris" };

    expect(keysAt("2025-03-30T01:00:00Z", { cadence }, "goma/2025-03-29T03:00")).toEqual({
      runs: ["goma/2025-03-30T03:00"],
      skipped: [],
    });
  });

  it("is one run after a week's outage, and the skipped ones first one first", () => {
    const { runs, skipped } = keysAt("2025-03-30T08:00:00Z", {}, "goma/2025-03-23");

    expect(runs).toEqual(["goma/2025-03-30 late"]);
    expect(skipped).toEqual([24, 25, 26, 27, 28, 29].map((day) => `goma/2025-03-${day}`));
  });

  it("tells of the latest 14 skipped runs, and that there were more", () => {
    const hourly: Cadence = { kind: "hourly", zone: "UTC" };
    const { skipped } = due(
      [aSubscription({ cadence: hourly })],
      new Map(),
      new Date("2025-03-30T08:00:00Z"),
    );

    expect(skipped).toHaveLength(1);
    expect(skipped[0]?.runs).toHaveLength(14);
    expect(skipped[0]?.runs.at(-1)?.key).toBe("goma/2025-03-30T07:00");
    expect(skipped[0]?.andEarlier).toBe(true);
  });

  it("does not say that there were more when there were exactly 14", () => {
    const createdAt = "2025-03-15T12:00:00Z";
    const { skipped } = due([aSubscription({ createdAt })], new Map(), new Date("2025-03-30T05:00:00Z"));

    expect(skipped[0]?.runs).toHaveLength(14);
    expect(skipped[0]?.andEarlier).toBe(false);
  });

  it("begins after a subscription is made: at 08:00 with 07:00 daily, tomorrow", () => {
    const createdAt = "2025-03-30T06:00:00Z";

    expect(keysAt("2025-03-30T06:00:00Z", { createdAt })).toEqual({ runs: [], skipped: [] });
    expect(keysAt("2025-03-31T04:59:00Z", { createdAt })).toEqual({ runs: [], skipped: [] });
    expect(keysAt("2025-03-31T05:00:00Z", { createdAt }).runs).toEqual(["goma/2025-03-31"]);
  });

  it("is nothing while paused, and what fell into the pause was not missed", () => {
    const pausedAt = "2025-03-25T12:00:00Z";
    const last = "goma/2025-03-25";

    expect(keysAt("2025-03-30T05:00:00Z", { pausedAt }, last)).toEqual({ runs: [], skipped: [] });
    expect(keysAt("2025-03-30T05:00:00Z", { resumedAt: "2025-03-29T12:00:00Z" }, last)).toEqual({
      runs: ["goma/2025-03-30"],
      skipped: [],
    });
    expect(keysAt("2025-03-30T05:00:00Z", { resumedAt: "2025-03-30T05:00:00Z" }, last).runs).toEqual([]);
  });

  it("does not run twice on a day when a daily cadence is moved to a later hour", () => {
    const cadence: Cadence = { ...DAILY, at: ["18:00"] };

    expect(keysAt("2025-03-30T16:00:00Z", { cadence }, "goma/2025-03-30").runs).toEqual([]);
    expect(keysAt("2025-03-30T16:00:00Z", { cadence }, "goma/2025-03-30T07:00").runs).toEqual([]);
    expect(keysAt("2025-03-31T16:00:00Z", { cadence }, "goma/2025-03-30").runs).toEqual(["goma/2025-03-31"]);
  });

  it("keeps subscriptions apart, also with a slash in the id", () => {
    const both = [aSubscription({ id: "a/b" }), aSubscription({ id: "a" })];

    const { runs } = due(both, new Map([["a/b", "a/b/2025-03-30"]]), new Date("2025-03-30T05:00:00Z"));

    expect(runs.map((run) => run.key)).toEqual(["a/2025-03-30"]);
  });

  it("throws for a key or a moment that is none", () => {
    expect(() => keysAt("2025-03-30T05:00:00Z", {}, "kelmar/2025-03-30")).toThrow(/not the key of a run/);
    expect(() => keysAt("2025-03-30T05:00:00Z", {}, "goma/yesterday")).toThrow(/not the key of a run/);
    expect(() => keysAt("2025-03-30T05:00:00Z", { createdAt: "yesterday" })).toThrow(/not a moment/);
  });
});

describe("a service that looks now and then", () => {
  const zones = ["Africa/Lubumbashi", "Europe/Paris", "America/Nuuk", "Australia/Lord_Howe", "Asia/Beirut"];
  const time = fc
    .integer({ min: 0, max: 1439 })
    .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));

  it("runs once per local day when it is never down for long", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, (zone, at) => {
        const subscription = aSubscription({ cadence: { kind: "daily", at: [at], zone } });
        const pauses = Array.from({ length: 9 * 24 * 4 }, () => 15);

        const { days, skipped } = look(subscription, "2025-03-27T23:58:00Z", pauses);

        expect(new Set(days).size).toBe(days.length);
        const all = Array.from({ length: 7 }, (_, i) =>
          new Date(Date.UTC(2025, 2, 29 + i)).toISOString().slice(0, 10),
        );
        expect(days).toEqual(expect.arrayContaining(all));
        expect(skipped).toBe(0);
      }),
      { numRuns: 25, seed: 20250330 },
    );
  });

  it("never runs a key twice, never goes back and never runs what is too old, whatever the outages", () => {
    const outages = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(time, { minLength: 1, maxLength: 4 }),
        outages,
        (zone, at, pauses) => {
          const cadence: Cadence = { kind: "daily", at: at.sort(), zone };

          const { keys, ages } = look(aSubscription({ cadence }), "2025-10-20T00:00:00Z", pauses);

          expect(keys).toEqual([...new Set(keys)].sort());
          expect(ages.every((age) => age >= 0 && age <= 6 * 3_600_000)).toBe(true);
        },
      ),
      { numRuns: 100, seed: 20250330 },
    );
  });
});

/** Looks at a moment, then again after each pause (in minutes), keeping the last run as a store would. */
function look(subscription: Subscription, start: string, pauses: readonly number[]) {
  const last = new Map<string, string>();
  const seen = { keys: [] as string[], days: [] as string[], ages: [] as number[], skipped: 0 };
  let now = Date.parse(start);
  for (const pause of [0, ...pauses]) {
    now += pause * 60_000;
    const found = due([{ ...subscription, createdAt: start }], last, new Date(now));
    expect(found.runs.length).toBeLessThanOrEqual(1);
    for (const run of found.runs) {
      last.set(subscription.id, run.key);
      seen.keys.push(run.key);
      seen.days.push(run.day);
      seen.ages.push(now - Date.parse(run.dueAt));
    }
    seen.skipped += found.skipped.length;
  }
  return seen;
}
