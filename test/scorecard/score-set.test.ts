import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ratiosOf, shareOf } from "./counts.ts";
import { readBriefingExpectations, readGold, spanInText } from "./gold.ts";
import { damaged, goldAsPrediction } from "./gold-as-prediction.ts";
import { nameLikeness, placeLikeness } from "./match-names.ts";
import { sameNumber } from "./match-numbers.ts";
import type { Prediction } from "./prediction.ts";
import { allTraps, MEASURES, type Measure, type SetScore, scoreSet } from "./score-set.ts";

const gold = readGold();

function predict(how: (article: (typeof gold)[number]) => Prediction): Map<string, Prediction> {
  return new Map(gold.map((article) => [article.id, how(article)]));
}

describe("the annotated sets", () => {
  it.each(["articles", "held-out"] as const)("have every annotated phrase of %s in its text", (set) => {
    const lost = readGold(set).flatMap(
      ({ id, text, gold: { figures, notFigures, keySentences, statements } }) => [
        ...[...figures, ...notFigures]
          .filter((phrase) => spanInText(text, phrase.text, phrase.sentence) === null)
          .map((phrase) => `${id}: ${phrase.text}`),
        ...[...keySentences, ...statements.flatMap((statement) => statement.text.split(" … "))]
          .filter((phrase) => !text.includes(phrase))
          .map((phrase) => `${id}: ${phrase}`),
      ],
    );

    expect(lost).toEqual([]);
  });

  it("names only its own articles in the briefing expectations", () => {
    const ids = new Set(gold.map((article) => article.id));
    const named = readBriefingExpectations().flatMap(({ expect: wanted }) => [
      ...wanted.articleIds,
      ...wanted.figures.flatMap((figure) => figure.sources),
      ...Object.values(wanted.statementsBy).flat(),
      ...wanted.nearDuplicates.flat(),
    ]);

    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe("the scorer", () => {
  it("gives the annotation itself full marks", () => {
    const score = scoreSet(gold, predict(goldAsPrediction));

    expect(f1s(score)).toEqual(Object.fromEntries(MEASURES.map((measure) => [measure, 1])));
    expect(Object.values(score.shares).map(shareOf)).toEqual([1, 1, 1, 1]);
    expect(allTraps(score)).toEqual({ right: 0, of: 134 });
    expect(score.slips.flatMap(({ slips }) => Object.values(slips).flat())).toEqual([]);
  });

  it("gives an empty prediction nothing", () => {
    const score = scoreSet(gold, new Map());

    expect(MEASURES.map((measure) => score.counts[measure].tp)).toEqual(MEASURES.map(() => 0));
    expect(allTraps(score).right).toBe(0);
  });

  it("takes marks off a damaged prediction in every measure, and sees the traps it sprang", () => {
    const score = scoreSet(
      gold,
      predict((article) => damaged(article, 1)),
    );

    for (const [measure, f1] of Object.entries(f1s(score))) {
      expect(f1, measure).toBeGreaterThan(0);
      expect(f1, measure).toBeLessThan(1);
    }
    expect(score.counts["statements with right speaker"].tp).toBeLessThan(score.counts.statements.tp);
    expect(shareOf(allTraps(score))).toBeGreaterThan(0.7);
  });

  it("takes statements in parts as well as joined", () => {
    const inParts = predict((article) => {
      const whole = goldAsPrediction(article);
      const statements = whole.statements.flatMap((statement) =>
        statement.text.split(" … ").map((text) => ({ ...statement, text })),
      );
      return { ...whole, statements };
    });

    const score = scoreSet(gold, inParts);

    expect(ratiosOf(score.counts.statements).f1).toBe(1);
  });

  it("does not count figures that are marked as denied", () => {
    const denied = predict((article) => {
      const whole = goldAsPrediction(article);
      return {
        ...whole,
        figures: whole.figures.map((figure) => ({
          ...figure,
          status: "denied",
        })),
      };
    });

    const score = scoreSet(gold, denied);

    expect(score.counts.figures.tp).toBe(0);
    expect(score.counts.figures.fp).toBe(0);
  });

  it.each([
    ["at least 17 read as 17", { min: 17, max: null }, { min: 17, max: 17 }, true],
    ["at least 17 read as 18", { min: 17, max: null }, { min: 18, max: 18 }, false],
    ["more than 400 read as 401", { min: 400, max: null, approx: true }, { min: 401, max: null }, true],
    ["63 read as 64", { min: 63, max: 63 }, { min: 64, max: 64 }, false],
    ["up to 50 read as 0 to 50", { min: null, max: 50 }, { min: 0, max: 50 }, true],
    ["dozens read as 24 or more", { min: 24, max: 99 }, { min: 24, max: null }, true],
    ["dozens read as 24", { min: 24, max: 99 }, { min: 24, max: 24 }, false],
    ["a range read as its lower end", { min: 1200, max: 1500 }, { min: 1200, max: 1200 }, false],
    ["100 read as nothing", { min: 100, max: 100 }, { min: null, max: null }, false],
  ])("judges %s", (_, annotated, read, same) => {
    expect(sameNumber(annotated, read)).toBe(same);
  });

  it("knows a person by surname or without rank, and keeps places of one word apart", () => {
    expect(nameLikeness(["Maj. Orla Tennick"], ["Orla Tennick"])).toBeGreaterThan(0.9);
    expect(nameLikeness(["Orla Tennick"], ["Tennick"])).toBe(0.7);
    expect(nameLikeness(["Orla Tennick"], ["Orla"])).toBe(0);
    expect(placeLikeness(["Gaza City"], ["Gaza Strip"])).toBe(0);
    expect(placeLikeness(["northern Tessaut"], ["Tessaut province"])).toBeGreaterThan(0.9);
  });
});

const REFERENCE = new URL("../../../shared/eval/gold.mjs", import.meta.url);

interface ReferenceScore {
  readonly sum: Readonly<Record<string, { tp: number; fp: number; fn: number }>>;
  readonly extra: Readonly<Record<string, number>>;
}

const REFERENCE_NAMES: Readonly<Record<Measure, string>> = {
  actors: "actors",
  locations: "locations",
  "locations on the map": "locations:geo",
  statements: "statements",
  "statements with right speaker": "statements+speaker",
  figures: "figures",
  "figures without other": "figures:not-other",
  "figures, number only": "figures:number",
  "figures full": "figures:full",
  "key sentences": "keySentences",
};

describe.skipIf(!existsSync(REFERENCE))(
  "the scorer beside the reference scorer (runs only where shared/eval lies beside the checkout)",
  () => {
    it.each([0, 1, 2, 3, 4, 5, 6])("agrees count by count on damage %i", async (turn) => {
      const { scoreSet: scoreByReference } = (await import(REFERENCE.href)) as {
        scoreSet(golds: unknown, predictions: unknown): ReferenceScore;
      };
      const predictions = predict((article) => damaged(article, turn));

      const ours = scoreSet(gold, predictions);

      const theirs = scoreByReference(gold, predictions);
      for (const measure of MEASURES) {
        expect(ours.counts[measure], measure).toEqual(theirs.sum[REFERENCE_NAMES[measure]]);
      }
      expect({
        traps: allTraps(ours),
        kind: ours.shares["actor kind"],
        statementKind: ours.shares["statement kind"],
        speaker: ours.shares.speaker,
        country: ours.shares.country,
      }).toEqual({
        traps: { right: theirs.extra.trapHits, of: theirs.extra.trapN },
        kind: { right: theirs.extra.kindOk, of: theirs.extra.kindN },
        statementKind: {
          right: theirs.extra.stKindOk,
          of: theirs.extra.stKindN,
        },
        speaker: { right: theirs.extra.spOk, of: theirs.extra.spN },
        country: { right: theirs.extra.ccOk, of: theirs.extra.ccN },
      });
    });
  },
);

function f1s(score: SetScore): Record<string, number> {
  return Object.fromEntries(MEASURES.map((measure) => [measure, ratiosOf(score.counts[measure]).f1]));
}
