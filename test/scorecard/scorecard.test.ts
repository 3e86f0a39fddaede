import { beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/desk/open-engine.ts";
import { checkBriefings, passedChecks } from "./check-briefings.ts";
import { ratiosOf, shareOf } from "./counts.ts";
import floors from "./floors.json" with { type: "json" };
import { readBriefingExpectations, readGold } from "./gold.ts";
import { keySentenceBaselines } from "./key-sentence-baselines.ts";
import { likeness } from "./match-words.ts";
import { readCorpus } from "./read-corpus.ts";
import { type EngineRun, runEngine } from "./run-engine.ts";
import { allTraps, type SetScore, scoreSet } from "./score-set.ts";

/** Scores below which a change has broken something; the set is a development set, so they promise no more. */
describe("the engine on the annotated articles", () => {
  const engine = openEngine();
  let run: EngineRun;
  let score: SetScore;

  beforeAll(() => {
    const gold = readGold();
    run = runEngine(gold, engine.read);
    score = scoreSet(gold, run.predictions);
  });

  it.each(["actors", "locations", "statements", "figures"] as const)("finds %s", (kind) => {
    expect(ratiosOf(score.counts[kind]).f1).toBeGreaterThanOrEqual(floors[`${kind} F1`]);
  });

  it("names the right speaker", () => {
    expect(shareOf(score.shares.speaker)).toBeGreaterThanOrEqual(floors["speaker right"]);
  });

  it("counts hardly anything that must not be counted", () => {
    expect(shareOf(allTraps(score))).toBeLessThanOrEqual(floors["traps sprung at most"]);
  });

  it("makes briefings that hold what they should", async () => {
    const checked = await checkBriefings(readBriefingExpectations(), run.readings.values(), engine);

    expect(shareOf(passedChecks(checked))).toBeGreaterThanOrEqual(floors["briefing checks passed"]);
  });

  it("makes briefings over the bundled reports that hold what is documented", async () => {
    const readings = await readCorpus(engine.read);

    const checked = await checkBriefings(readBriefingExpectations("corpus"), readings, engine);

    expect(shareOf(passedChecks(checked))).toBeGreaterThanOrEqual(floors["briefing checks passed, bundled"]);
  });

  it("chooses key sentences better than Lead-3 and LexRank, and no two of one article that say the same", () => {
    const { lead, lexRank } = keySentenceBaselines(readGold());
    const pairs = [...run.predictions.values()].flatMap(({ keySentences }) =>
      keySentences.flatMap((a, i) => keySentences.slice(i + 1).map((b) => likeness(a.text, b.text))),
    );

    const ours = ratiosOf(score.counts["key sentences"]).f1;
    expect(ours).toBeGreaterThan(ratiosOf(lead).f1);
    expect(ours).toBeGreaterThan(ratiosOf(lexRank).f1);
    expect(Math.max(...pairs)).toBeLessThan(0.6);
  });
});

/** A fall here means that a rule fits the development set better and new text worse. */
describe("the engine on articles no rule was written with", () => {
  const least = floors["held out"];
  let score: SetScore;

  beforeAll(() => {
    const gold = readGold("held-out");
    score = scoreSet(gold, runEngine(gold, openEngine().read).predictions);
  });

  it.each(["actors", "locations", "statements", "figures"] as const)("finds %s", (kind) => {
    expect(ratiosOf(score.counts[kind]).f1).toBeGreaterThanOrEqual(least[`${kind} F1`]);
  });

  it("names the right speaker", () => {
    expect(shareOf(score.shares.speaker)).toBeGreaterThanOrEqual(least["speaker right"]);
  });

  it("counts few things that must not be counted", () => {
    expect(shareOf(allTraps(score))).toBeLessThanOrEqual(least["traps sprung at most"]);
  });
});
