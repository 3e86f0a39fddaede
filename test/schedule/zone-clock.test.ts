import { Temporal } from "temporal-polyfill/implementation";
import { describe, expect, it } from "vitest";
import { zoneClock } from "../../src/schedule/zone-clock.ts";
import { fc } from "../support/properties.ts";

const wall = (local: string) => Date.parse(`${local}Z`);
const iso = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`;
const firstAt = (zone: string, local: string) => iso(zoneClock(zone).firstAt(wall(local)));

describe("the first moment at which a wall clock shows a time", () => {
  it.each([
    ["an ordinary day", "Africa/Lubumbashi", "2025-03-30T07:00", "2025-03-30T05:00:00Z"],
    ["UTC", "UTC", "2025-03-30T07:00", "2025-03-30T07:00:00Z"],
    ["the minute before a gap", "Europe/Paris", "2025-03-30T01:59", "2025-03-30T00:59:00Z"],
    ["the start of a gap", "Europe/Paris", "2025-03-30T02:00", "2025-03-30T01:00:00Z"],
    ["inside a gap: its end, 03:00 CEST", "Europe/Paris", "2025-03-30T02:30", "2025-03-30T01:00:00Z"],
    ["the end of a gap", "Europe/Paris", "2025-03-30T03:00", "2025-03-30T01:00:00Z"],
    ["after a gap", "Europe/Paris", "2025-03-30T03:01", "2025-03-30T01:01:00Z"],
    ["a time that comes twice: CEST", "Europe/Paris", "2025-10-26T02:30", "2025-10-26T00:30:00Z"],
    ["the first time that comes once again", "Europe/Paris", "2025-10-26T03:00", "2025-10-26T02:00:00Z"],
    ["a midnight gap", "America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00Z"],
    ["inside a midnight gap", "America/Sao_Paulo", "2018-11-04T00:30", "2018-11-04T03:00:00Z"],
    ["23:30 twice", "America/Sao_Paulo", "2018-02-17T23:30", "2018-02-18T01:30:00Z"],
    ["midnight after 23:30 twice", "America/Sao_Paulo", "2018-02-18T00:00", "2018-02-18T03:00:00Z"],
    ["a midnight gap on a Friday", "Africa/Cairo", "2023-04-28T00:15", "2023-04-27T22:00:00Z"],
    ["the day before it", "Africa/Cairo", "2023-04-27T00:15", "2023-04-26T22:15:00Z"],
    ["a midnight gap in Lebanon", "Asia/Beirut", "2024-03-31T00:30", "2024-03-30T22:00:00Z"],
    ["23:30 twice in Lebanon", "Asia/Beirut", "2024-10-26T23:30", "2024-10-26T20:30:00Z"],
    ["inside a gap of half an hour", "Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:30:00Z"],
    ["after a gap of half an hour", "Australia/Lord_Howe", "2025-10-05T02:30", "2025-10-04T15:30:00Z"],
    ["a half hour that comes twice", "Australia/Lord_Howe", "2025-04-06T01:45", "2025-04-05T14:45:00Z"],
    ["after it", "Australia/Lord_Howe", "2025-04-06T02:00", "2025-04-05T15:30:00Z"],
    ["an offset of 7 hours and 20 minutes", "Asia/Singapore", "1938-01-15T12:00", "1938-01-15T04:40:00Z"],
    ["Ramadan begins: 02:30 twice", "Africa/Casablanca", "2025-02-23T02:30", "2025-02-23T01:30:00Z"],
    ["Ramadan ends: inside the gap", "Africa/Casablanca", "2025-04-06T02:30", "2025-04-06T02:00:00Z"],
    ["a gap up to midnight", "America/Nuuk", "2024-03-30T23:30", "2024-03-31T01:00:00Z"],
    ["a change of two hours", "Antarctica/Troll", "2025-03-30T01:30", "2025-03-30T01:00:00Z"],
    ["two hours that come twice", "Antarctica/Troll", "2025-10-26T02:30", "2025-10-26T00:30:00Z"],
    ["a day left out", "Pacific/Apia", "2011-12-30T07:00", "2011-12-30T10:00:00Z"],
    ["the day after it", "Pacific/Apia", "2011-12-31T07:00", "2011-12-30T17:00:00Z"],
    ["a day left out in 1993", "Pacific/Kwajalein", "1993-08-21T07:00", "1993-08-21T12:00:00Z"],
    ["a day left out on new year's eve", "Pacific/Kiritimati", "1994-12-31T07:00", "1994-12-31T10:00:00Z"],
    ["a day that came twice", "Pacific/Kwajalein", "1969-09-30T12:00", "1969-09-30T01:00:00Z"],
  ])("%s: %s %s", (_, zone, local, expected) => {
    expect(firstAt(zone, local)).toBe(expected);
  });

  it("agrees with Temporal for any zone and any minute since 1900", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: -36_800_000, max: 36_800_000 }),
        (zone, minute) => {
          expect(iso(zoneClock(zone).firstAt(minute * 60_000))).toBe(throughTemporal(zone, minute * 60_000));
        },
      ),
      { numRuns: 400, seed: 20250330 },
    );
  });

  it("agrees with Temporal around every change of some unruly zones", () => {
    for (const zone of [
      "Africa/Casablanca",
      "America/Nuuk",
      "Asia/Gaza",
      "Australia/Lord_Howe",
      "Pacific/Apia",
    ]) {
      let change = Temporal.Instant.from("2005-01-01T00:00Z")
        .toZonedDateTimeISO(zone)
        .getTimeZoneTransition("next");
      while (change !== null && change.year < 2031) {
        const shown = wall(change.toPlainDateTime().toString().slice(0, 16));
        for (const minutes of [-1471, -75, -61, -60, -30, -1, 0, 1, 30, 59, 60, 61]) {
          const local = shown + minutes * 60_000;
          expect([zone, iso(zoneClock(zone).firstAt(local))]).toEqual([zone, throughTemporal(zone, local)]);
        }
        change = change.getTimeZoneTransition("next");
      }
    }
  });

  it("knows the highest time shown so far, also after the clock was put back", () => {
    const latest = (moment: string) => iso(zoneClock("Europe/Paris").latestWallAt(Date.parse(moment)));

    expect(latest("2025-10-26T00:59:00Z")).toBe("2025-10-26T02:59:00Z");
    expect(latest("2025-10-26T01:10:00Z")).toBe("2025-10-26T02:59:59Z");
    expect(latest("2025-10-26T02:10:00Z")).toBe("2025-10-26T03:10:00Z");
    expect(latest("2025-03-30T01:00:00Z")).toBe("2025-03-30T03:00:00Z");
  });

  it.each([
    ["Pacific/Apia", "2011-12-30", false],
    ["Pacific/Apia", "2011-12-29", true],
    ["Pacific/Apia", "2011-12-31", true],
    ["Pacific/Kwajalein", "1993-08-21", false],
    ["Pacific/Kiritimati", "1994-12-31", false],
    ["America/Sao_Paulo", "2018-11-04", true],
    ["America/Nuuk", "2024-03-30", true],
    ["Europe/Paris", "2025-03-30", true],
  ])("knows whether %s had a %s: %s", (zone, day, expected) => {
    expect(zoneClock(zone).hasDay(wall(`${day}T00:00`))).toBe(expected);
  });

  it("refuses a zone that does not exist", () => {
    expect(() => zoneClock("Africa/Nowhere")).toThrow(RangeError);
  });
});

/** The same rule in terms of Temporal: the earlier of two, and the change itself for a time that never came. */
function throughTemporal(zone: string, local: number): string {
  const plain = Temporal.PlainDateTime.from(new Date(local).toISOString().slice(0, 19));
  const earlier = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const found = earlier.toPlainDateTime().equals(plain) ? earlier : earlier.getTimeZoneTransition("next");
  return iso(found?.epochMilliseconds ?? Number.NaN);
}
