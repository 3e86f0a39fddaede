import { describe, expect, it } from "vitest";
import { readGold } from "./gold.ts";
import { goldAsPrediction } from "./gold-as-prediction.ts";
import { scoreSet } from "./score-set.ts";
import { heldOutTable, scorecardTable, withTable } from "./table.ts";

const BASELINES = { lead: { tp: 1, fp: 1, fn: 1 }, lexRank: { tp: 1, fp: 3, fn: 3 } };

describe("the scorecard table", () => {
  it("has a row for every measure and says that the set is a development set", () => {
    const gold = readGold();
    const score = scoreSet(gold, new Map(gold.map((article) => [article.id, goldAsPrediction(article)])));

    const table = scorecardTable({
      score,
      baselines: BASELINES,
      briefings: { right: 3, of: 4 },
      corpusBriefings: { right: 1, of: 4 },
      articlesPerSecond: 99.6,
    });

    expect(table).toContain("| Actors | 1.000 | 1.000 | 1.000 |");
    expect(table).toContain("| Briefing checks passed | 75.0 % | 3 of 4 |");
    expect(table).toContain("| Briefing checks passed, bundled reports | 25.0 % | 1 of 4 |");
    expect(table).toContain(
      "| Baseline: five sentences by LexRank as key sentences | 0.250 | 0.250 | 0.250 |",
    );
    expect(table).toContain("| **all** | 0.0 % | 0 of 134 |");
    expect(table).toContain("100 articles a second");
    expect(table).toContain("development set");
  });

  it("has a shorter one for the articles by other hands", () => {
    const gold = readGold("held-out");
    const score = scoreSet(gold, new Map(gold.map((article) => [article.id, goldAsPrediction(article)])));

    const table = heldOutTable(score, BASELINES);

    expect(table).toContain("| Actors | 1.000 | 1.000 | 1.000 |");
    expect(table).toContain(`${gold.length} articles by other hands`);
    expect(table).toMatch(/of \d+ traps, 0 were counted as figures/);
  });

  it("replaces what stands between its marks in a page, and nothing else", () => {
    const page = "before\n<!-- scorecard -->\nold\n<!-- /scorecard -->\nafter\n";

    expect(withTable(page, "new", "scorecard")).toBe(
      "before\n<!-- scorecard -->\nnew\n<!-- /scorecard -->\nafter\n",
    );
  });

  it("leaves a page without marks alone", () => {
    expect(withTable("no marks here", "new", "public")).toBeNull();
  });
});
