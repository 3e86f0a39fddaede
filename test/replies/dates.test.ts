import { describe, expect, it } from "vitest";
import { dateWords, periodWords } from "../../src/replies/dates.ts";
import { quietYearOf } from "../../src/replies/telling.ts";
import { english, french } from "../support/a-telling.ts";

describe("dates in print", () => {
  it.each([
    ["2031-05-06", "day", "2031", "6 May"],
    ["2031-05-06", "day", "2030", "6 May 2031"],
    ["2031-05-06T09:05Z", "minute", "2031", "6 May 09:05 UTC"],
    ["2031-05-06T00:00Z", "day", "2031", "6 May"],
    ["2031-05-06", "minute", "2031", "6 May"],
    ["2031-05-05", "week", "2031", "week of 5 May"],
    ["2031-05-01", "month", "2031", "May 2031"],
    ["2031-05", "day", null, "May 2031"],
    ["2031-01-01", "year", "2031", "2031"],
    ["", "day", null, "date unknown"],
    ["2031-05-06", "unknown", null, "date unknown"],
  ] as const)("prints %s with precision %s (quiet year %s)", (iso, precision, quietYear, expected) => {
    expect(dateWords(iso, precision, { words: english, quietYear })).toBe(expected);
  });

  it.each([
    ["2031-05-04", "2031-05-05", "day", "2031", "4–5 May"],
    ["2031-05-06", "2031-05-06", "day", "2031", "6 May"],
    ["2031-04-28", "2031-05-05", "day", null, "28 Apr – 5 May 2031"],
    ["2030-12-28", "2031-01-03", "day", null, "28 Dec 2030 – 3 Jan 2031"],
    ["2031-05-01", null, "day", "2031", "since 1 May"],
    [null, "2031-05-01", "day", "2031", "until 1 May"],
    ["2031-05-01", "2031-05-31", "month", null, "May 2031"],
    ["2031-01-01", "2031-12-31", "year", null, "2031"],
    ["2031-05-05", "2031-05-11", "week", "2031", "week of 5 May"],
    [null, null, "unknown", null, "date unknown"],
  ] as const)("prints %s to %s with precision %s", (from, to, precision, quietYear, expected) => {
    expect(periodWords(from, to, precision, { words: english, quietYear })).toBe(expected);
  });

  it("keeps the year where the window crosses one", () => {
    expect(quietYearOf({ since: "2030-12-28", until: "2031-01-03" })).toBeNull();
    expect(quietYearOf({ since: "2031-01-01", until: "2031-01-03" })).toBe("2031");
  });
});

describe("dates in French", () => {
  const inFrench = { words: french, quietYear: "2031" };

  it.each([
    ["2031-05-06", "day", "6 mai"],
    ["2031-05-01", "day", "1er mai"],
    ["2030-02-05", "day", "5 févr. 2030"],
    ["2031-02-05T09:05Z", "minute", "5 févr. à 09:05 UTC"],
    ["2031-05-05", "week", "semaine du 5 mai"],
    ["2031-08-01", "month", "août 2031"],
    ["", "day", "date inconnue"],
  ] as const)("print %s with precision %s", (iso, precision, expected) => {
    expect(dateWords(iso, precision, inFrench)).toBe(expected);
  });

  it.each([
    ["2031-05-01", "2031-05-05", "day", "1er–5 mai"],
    ["2031-01-26", "2031-02-07", "day", "26 janv. – 7 févr."],
    ["2031-05-01", null, "day", "depuis le 1er mai"],
    ["2031-05-01", null, "month", "depuis mai 2031"],
    [null, "2031-05-01", "day", "jusqu'au 1er mai"],
    [null, "2031-05-01", "year", "jusqu'en 2031"],
    [null, null, "unknown", "date inconnue"],
  ] as const)("print %s to %s with precision %s", (from, to, precision, expected) => {
    expect(periodWords(from, to, precision, inFrench)).toBe(expected);
  });
});
