import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { findZone, isZone, readZone } from "../../src/schedule/zone-name.ts";

describe("reading a time zone", () => {
  it.each([
    ["Africa/Lubumbashi", "Africa/Lubumbashi"],
    ["africa/lubumbashi", "Africa/Lubumbashi"],
    ["lubumbashi", "Africa/Lubumbashi"],
    ["Kinshasa", "Africa/Kinshasa"],
    ["nairobi", "Africa/Nairobi"],
    ["PARIS", "Europe/Paris"],
    ["New York", "America/New_York"],
    ["São Paulo", "America/Sao_Paulo"],
    ["port-au-prince", "America/Port-au-Prince"],
    ["utc", "UTC"],
    ["GMT", "UTC"],
    ["Etc/GMT-3", "Etc/GMT-3"],
    ["US/Eastern", "America/New_York"],
    ["Japan", "Asia/Tokyo"],
  ])("takes %s as %s", (text, zone) => {
    expect(readZone(text)).toBe(zone);
  });

  it.each([
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Europe/Kyiv", "Europe/Kyiv"],
    ["calcutta", "Asia/Kolkata"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["Asia/Katmandu", "Asia/Kathmandu"],
  ])("stores %s under the name it has today, %s", (text, zone) => {
    expect(readZone(text)).toBe(zone);
  });

  it.each([
    ["Africa/Lubumbasi", "did you mean Africa/Lubumbashi?"],
    ["Europe/Kinshasa", "did you mean Africa/Kinshasa?"],
    ["nairoby", "did you mean Africa/Nairobi?"],
    ["GMT+3", "is a distance from UTC, which changes with summer time in many places"],
    ["GMT+3", "Etc/GMT-3 (its sign is reversed)"],
    ["UTC-5", "Etc/GMT+5"],
    ["+03:00", "is a distance from UTC"],
    ["UTC + 05:30", "is a distance from UTC"],
    ["EAT", "is short for several time zones"],
    ["CET", "is short for several time zones"],
    ["Qqqqqqqqqqqq", "is not a time zone: write a place, as in Africa/Lubumbashi"],
    ["", "is not a time zone"],
    ["constructor", "is not a time zone"],
  ])("refuses “%s”: %s", (text, what) => {
    expect(() => readZone(text)).toThrow(UserError);
    expect(() => readZone(text)).toThrow(what);
  });

  it("does not offer a fixed zone for half hours, which have none", () => {
    expect(findZone("UTC+05:30")).toEqual({ status: "offset", fixed: null });
  });

  it("takes every zone of this Node by its name, and by its city alone where that is unique", () => {
    for (const listed of Intl.supportedValuesOf("timeZone")) {
      const zone = readZone(listed);

      expect(isZone(zone)).toBe(true);
      expect(readZone(zone)).toBe(zone);
      expect(findZone(zone.slice(zone.lastIndexOf("/") + 1))).toEqual({ status: "found", zone });
      // A new name stands for the same zone as the one that Node lists.
      const behind = (name: string) =>
        new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
      expect(behind(zone)).toBe(behind(listed));
    }
  });

  it("knows no zone that Node does not know", () => {
    expect(isZone("Africa/Goma")).toBe(false);
    expect(isZone("")).toBe(false);
  });
});
