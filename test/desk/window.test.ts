import { describe, expect, it } from "vitest";
import { resolveTime } from "../../src/desk/window.ts";

const now = new Date("2025-02-05T06:00:30Z");

describe("the window of a briefing", () => {
  it("is the last seven days before as-of, and as-of is now", () => {
    expect(resolveTime({}, now)).toEqual({
      asOf: "2025-02-05T06:00Z",
      window: { since: "2025-01-29", until: "2025-02-05" },
    });
  });

  it("has seven whole days when as-of is a day", () => {
    expect(resolveTime({ asOf: "2025-02-05" }, now).window).toEqual({
      since: "2025-01-30",
      until: "2025-02-05",
    });
  });

  it.each([
    [{ since: "72h" }, { since: "2025-02-02", until: "2025-02-05" }],
    [{ since: "2w" }, { since: "2025-01-22", until: "2025-02-05" }],
    [{ since: "2025-01-27" }, { since: "2025-01-27", until: "2025-02-05" }],
    [{ since: "2025-01-27T23:30-02:00" }, { since: "2025-01-28", until: "2025-02-05" }],
    [{ until: "2025-01-31" }, { since: "2025-01-25", until: "2025-01-31" }],
    [
      { until: "2025-01-31", since: "3d" },
      { since: "2025-01-29", until: "2025-01-31" },
    ],
    [
      { until: "7d", since: "2025-01-01" },
      { since: "2025-01-01", until: "2025-01-29" },
    ],
  ])("follows %j", (asked, window) => {
    expect(resolveTime(asked, now).window).toEqual(window);
  });

  it("writes as-of as a UTC minute", () => {
    expect(resolveTime({ asOf: "2025-01-30T08:00:59.5+02:00" }, now).asOf).toBe("2025-01-30T06:00Z");
  });

  it.each([
    [{ since: "soon" }, /^since must be a day like .* not "soon"$/],
    [{ since: "0d" }, /^since must be/],
    [{ until: "2025-02-30" }, /^until must be/],
    [{ asOf: "7d" }, /^as-of must be a day like 2025-01-30 or a moment/],
    [{ asOf: "2025-01-30T06:00" }, /^as-of must be/],
    [{ since: "2025-02-01", until: "2025-01-01" }, /^since \(2025-02-01\) lies after/],
    [{ since: "a\u001b[31m\nb" }, /not "a \[31m b"$/],
  ])("refuses %j and names the option", (asked, message) => {
    expect(() => resolveTime(asked, now)).toThrow(message);
    expect(() => resolveTime(asked, now)).toThrow(expect.objectContaining({ code: "bad-date" }));
  });
});
