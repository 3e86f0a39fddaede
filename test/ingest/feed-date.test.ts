import { describe, expect, it } from "vitest";
import { readFeedDate } from "../../src/ingest/feed-date.ts";

const now = new Date("2025-03-05T12:00:00Z");
const read = (...words: (string | undefined)[]) => readFeedDate(words, now);
const minute = (publishedAt: string) => ({ publishedAt, publishedPrecision: "minute" });
const day = (publishedAt: string) => ({ publishedAt, publishedPrecision: "day" });
const unknown = { publishedAt: "", publishedPrecision: "unknown" };

describe("a date of a feed", () => {
  it.each([
    ["Tue, 04 Mar 2025 06:30:00 GMT", minute("2025-03-04T06:30Z")],
    ["Tue, 4 Mar 2025 6:30 +0200", minute("2025-03-04T04:30Z")],
    ["Tuesday, 04 March 2025 06:30:00 UTC", minute("2025-03-04T06:30Z")],
    ["04-Mar-2025 06:30:00 GMT", minute("2025-03-04T06:30Z")],
    ["Tue, 04 Mar 25 01:30:00 EST", minute("2025-03-04T06:30Z")],
    ["Tue, 04 Mar 2025 06:30:00 GMT+02:00", minute("2025-03-04T04:30Z")],
    ["Tue, 04 Mar 2025 06:30:00 +0000 (UTC)", minute("2025-03-04T06:30Z")],
    ["2025-03-04T06:30:00.123Z", minute("2025-03-04T06:30Z")],
    ["2025-03-04", day("2025-03-04")],
    ["Tue, 04 Mar 2025 06:30:00", day("2025-03-04")],
    ["Tue, 04 Mar 2025 00:00:00 +0000", day("2025-03-04")],
    ["2025-03-04T00:00:00+03:00", day("2025-03-04")],
    ["2025-03-04T00:01:00Z", minute("2025-03-04T00:01Z")],
    ["2025-03-05T12:59:00Z", minute("2025-03-05T12:59Z")],
    ["2025-03-05T13:01:00Z", unknown],
    ["2025-03-06", day("2025-03-06")],
    ["2025-03-07", unknown],
    ["Sun, 30 Feb 2025 06:30:00 GMT", unknown],
    ["Tue, 04 Mar 2025 06:30:00 QQQ", unknown],
    ["1741069800", unknown],
    ["", unknown],
  ])("%s", (words, date) => {
    expect(read(words)).toEqual(date);
  });

  it("is the first that can be read; one in the future is not passed over for another", () => {
    expect(read(undefined, "soon", "2025-03-01", "2025-03-02")).toEqual(day("2025-03-01"));
    expect(read("2031-01-01", "2025-03-02")).toEqual(unknown);
  });
});
