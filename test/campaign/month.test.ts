import { describe, expect, it } from "vitest";
import { readyLibrary } from "../support/ready-library.ts";
import { aMonthOfKills } from "./month.ts";
import { killsIn, problemsIn } from "./month-campaign.ts";
import { seeded } from "./seeded.ts";

// A whole month with a hundred kills, on both platforms: npm run campaign -- month.
describe("digests of a bot that is killed again and again", () => {
  it("stand once each on Discord", async () => {
    const report = await aMonthOfKills({
      library: readyLibrary(),
      ...{ platform: "discord", looks: true, days: 1, kills: 4 },
      random: seeded(3),
    });

    expect(problemsIn(report, true)).toEqual([]);
    expect(report.doubled).toEqual([]);
    expect(report.digests).toBe(2);
    expect(killsIn(report)).toBeGreaterThanOrEqual(2);
    expect(report.alerts).toBeGreaterThan(0);
  });

  it("stand twice on Slack only where a process died before it heard, and could not look", async () => {
    const report = await aMonthOfKills({
      library: readyLibrary(),
      ...{ platform: "slack", looks: false, days: 1, kills: 2 },
      random: seeded(3),
    });

    expect(problemsIn(report, false)).toEqual([]);
    expect(report.missed).toEqual([]);
    expect(report.digests).toBe(2);
  });
});
