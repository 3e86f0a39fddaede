import { describe, expect, it } from "vitest";
import { checkZone } from "./zones.ts";

// Every zone and more years: npm run campaign -- zones.
describe("one run per local day", () => {
  it.each([
    ["Europe/Paris", { from: 2025, to: 2025 }, 3 * 365],
    ["America/Nuuk", { from: 2024, to: 2024 }, 3 * 366],
    // 30 December 2011 was left out.
    ["Pacific/Apia", { from: 2011, to: 2011 }, 3 * 364],
  ])("in %s, %j", (zone, years, cases) => {
    const report = checkZone(zone, [30, 150, 1410], years);

    expect(report.problems).toEqual([]);
    expect(report.cases).toBe(cases);
    expect(report.searched).toBeGreaterThan(0);
  });
});
