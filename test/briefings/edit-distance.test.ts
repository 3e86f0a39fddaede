import { describe, expect, it } from "vitest";
import { editDistance, slipsAllowed } from "../../briefings/edit-distance.ts";

describe("edit distance", () => {
  it.each([
    ["lindal", "lindal", 0],
    ["lindal", "lindall", 1],
    ["lindal", "lidal", 1],
    ["lindal", "londal", 1],
    ["lindal", "lidnal", 1],
    ["lindal", "lidnla", 2],
    ["", "ab", 2],
  ])("between %j and %j is %i", (a, b, slips) => {
    expect(editDistance(a, b, 3)).toBe(slips);
  });

  it("stops counting beyond the most that matters", () => {
    expect(editDistance("lindal", "quay", 2)).toBe(3);
    expect(editDistance("a", "abcdefgh", 2)).toBe(3);
  });

  it("forgives nothing in short names", () => {
    expect([
      slipsAllowed("m23"),
      slipsAllowed("tarn"),
      slipsAllowed("lindal"),
      slipsAllowed("bestria"),
    ]).toEqual([0, 1, 1, 2]);
  });
});
