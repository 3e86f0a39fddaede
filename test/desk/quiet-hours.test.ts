import { describe, expect, it } from "vitest";
import { endOfQuiet, writtenQuietHours } from "../../src/desk/quiet-hours.ts";

const end = (hours: string, now: string) => endOfQuiet(hours, new Date(now))?.toISOString() ?? null;

describe("quiet hours", () => {
  it.each([
    ["22:00-06:30 africa/lubumbashi", "22:00-06:30 Africa/Lubumbashi"],
    ["22h-6h30 Africa/Lubumbashi", "22:00-06:30 Africa/Lubumbashi"],
    ["22:00 – 06:00", "22:00-06:00 UTC"],
    ["off", ""],
    ["non", ""],
  ])("are kept as they are meant: %s", (typed, kept) => {
    expect(writtenQuietHours(typed)).toBe(kept);
  });

  it.each([
    ["all night", /are no quiet hours: write 22:00-06:30/],
    ["22:00-22:00", /no quiet hours/],
    ["25:00-06:00", /no quiet hours/],
    ["22:00-06:00 Mars/Base", /is not a time zone/],
  ])("that are none are refused with what to write: %s", (typed, sentence) => {
    expect(() => writtenQuietHours(typed)).toThrow(sentence);
  });

  it.each([
    ["before midnight", "2031-03-04T20:30:00Z", "2031-03-05T04:30:00.000Z"],
    ["after midnight", "2031-03-05T01:00:00Z", "2031-03-05T04:30:00.000Z"],
    ["at their first minute", "2031-03-04T20:00:00Z", "2031-03-05T04:30:00.000Z"],
    ["at their end", "2031-03-05T04:30:00Z", null],
    ["just before them", "2031-03-04T19:59:59Z", null],
  ])("go on until their end: %s", (_name, now, expected) => {
    expect(end("22:00-06:30 Africa/Lubumbashi", now)).toBe(expected);
  });

  it("end at the first minute behind a gap of the clock", () => {
    expect(end("22:00-02:30 Europe/Paris", "2031-03-30T00:00:00Z")).toBe("2031-03-30T01:00:00.000Z");
  });

  it("are none where nothing is set, or what is kept cannot be read", () => {
    expect([end("", "2031-03-04T23:00:00Z"), end("whenever", "2031-03-04T23:00:00Z")]).toEqual([null, null]);
  });
});
