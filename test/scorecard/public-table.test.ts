import { describe, expect, it } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { loadAgencies } from "../../src/desk/load-agencies.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { measuredLines } from "./public-measures.ts";
import { type PublicScore, scorePublicSets } from "./public-sets.ts";
import { publicSlips, publicTable } from "./public-table.ts";

const SCORE: PublicScore = {
  set: "fig-isi",
  kind: "figures",
  documents: 3,
  rows: [{ measure: "numbers: value and metric", p: null, r: 0.75, f: null, tp: 3, fn: 1 }],
  notes: [["precision of displaced, refugees, returnees", "100.0% (4/4)"]],
  miss: ["d1: displaced 12..12"],
  extra: ["d2: displaced 7..7"],
};

describe("the table of public sets", () => {
  it("holds each measure of a set against what is wanted of it", () => {
    const table = publicTable(measuredLines([SCORE]));

    expect(table).toContain("| fig-isi | Displacement figures | recall | 0.750 | 0.85 | missed, 3 of 4 |");
    expect(table).toContain("| fig-isi | Displacement figures | share | 1.000 | 0.92 | met, 4 of 4 |");
    expect(table).toContain("1 of 2 targets met.");
  });

  it("does not take a measure that the scorer no longer prints for a met one", () => {
    const table = publicTable(measuredLines([{ ...SCORE, notes: [] }]));

    expect(table).toContain("| fig-isi | Displacement figures | share | - | 0.92 | missed, - |");
  });

  it("lists misses and false finds, each with its text", () => {
    expect(publicSlips(SCORE)).toBe("== fig-isi\n- d1: displaced 12..12\n+ d2: displaced 7..7");
  });

  it("says aloud that the sets are not there", async () => {
    const needs = { reader: openEngine(), agencies: loadAgencies(), clock: systemClock };

    await expect(scorePublicSets("no/such/folder", needs, null)).rejects.toThrow(
      "There is no folder no/such/folder: the public sets are not on this machine",
    );
  });
});
