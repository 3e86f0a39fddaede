import { describe, expect, it } from "vitest";
import { dateWords, periodWords, quietYearOf } from "../../src/replies/dates.ts";

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
    expect(dateWords(iso, precision, quietYear)).toBe(expected);
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
    expect(periodWords(from, to, precision, quietYear)).toBe(expected);
  });

  it("keeps the year where the window crosses one", () => {
    expect(quietYearOf({ since: "2030-12-28", until: "2031-01-03" })).toBeNull();
    expect(quietYearOf({ since: "2031-01-01", until: "2031-01-03" })).toBe("2031");
  });
});
