import { describe, expect, it } from "vitest";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { makeRunDigest } from "../../src/desk/run-digest.ts";
import { aDesk } from "../support/a-desk.ts";

const WHEN = {
  now: new Date("2025-03-07T07:00:00Z"),
  late: false,
  skipped: [],
  andEarlier: false,
  next: "2025-03-08T07:00Z",
  layout: "thread",
  words: wordsIn("en"),
  query: { topic: "tarsk" },
} as const;

describe("a scheduled digest", () => {
  it("is a first digest without a last one, and says so", async () => {
    const { summary, details } = await makeRunDigest({ ...WHEN, desk: aDesk(), last: null });

    const text = JSON.stringify(summary.blocks);
    expect(text).toContain("First digest");
    expect(text).toContain("Killed");
    expect(details).toBeNull();
  });

  it("says that nothing is new, and how much was searched, when the same is told again", async () => {
    const { snapshot } = await makeRunDigest({ ...WHEN, desk: aDesk(), last: null });

    const { summary, details } = await makeRunDigest({ ...WHEN, desk: aDesk(), last: snapshot });

    expect(JSON.stringify(summary.blocks)).toMatch(/Nothing new since .*searched/);
    expect(details).toBeNull();
  });

  it.each([
    ["damaged", { version: 1 }],
    ["older", { version: 0 }],
    ["no object", "x"],
  ])("treats a snapshot that is %s as none, and says so", async (_name, last) => {
    const { summary } = await makeRunDigest({ ...WHEN, desk: aDesk(), last });

    expect(JSON.stringify(summary.blocks)).toContain("cannot be compared");
  });

  it("names the runs that were left out", async () => {
    const { summary } = await makeRunDigest({
      ...WHEN,
      desk: aDesk(),
      last: null,
      late: true,
      skipped: ["2025-03-06T07:00Z"],
    });

    expect(JSON.stringify(summary.blocks)).toMatch(/Late: .*Not sent: 6 Mar/);
  });
});
