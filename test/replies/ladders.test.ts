import { describe, expect, it } from "vitest";
import type { Ladder } from "../../briefings/index.ts";
import { ladderBlocks, ladderTitle, rangeWords } from "../../src/replies/ladders.ts";
import { aDigest, aLadder, aRung } from "../support/a-digest.ts";
import { aTelling, english } from "../support/a-telling.ts";
import { linesOf } from "../support/lines-of.ts";

const question = { topic: "marenta", since: undefined, until: undefined };
const whole = { ladders: 9, rungs: 9, otherRungs: 9, foldSuperseded: false };
const linesFor = (ladders: readonly Ladder[], limits = whole) =>
  linesOf(
    ladderBlocks(aDigest({ ladders: [...ladders] }), question, aTelling({ quietYear: "2031" }), limits),
  );

describe("the range of a ladder", () => {
  const rung = (words: string, low: number | null, high: number | null) =>
    aRung({ id: `f${words}`, words, low, high });

  it.each([
    ["groups digits that a rung prints", [rung("773", 773, 773), rung("2900", 2900, 2900)], "773 – 2,900"],
    [
      "reads digits inside a hedge",
      [rung("at least 773", 773, null), rung("2,900", 2900, 2900)],
      "773 – 2,900",
    ],
    [
      "keeps words where no digits are printed",
      [rung("scores", 40, 99), rung("120", 120, 120)],
      "scores – 120",
    ],
    ["keeps number words", [rung("twelve", 12, 12), rung("20", 20, 20)], "twelve – 20"],
    ["does not repeat one claim made twice", [rung("40", 40, 40), rung("40", 40, 40)], "40"],
  ])("%s", (_, rungs, expected) => {
    const low = Math.min(...rungs.map((one) => one.low ?? Number.POSITIVE_INFINITY));
    const high = Math.max(...rungs.map((one) => one.high ?? 0));

    expect(rangeWords(aLadder({ rungs, low, high }), english)).toBe(expected);
  });

  it("says from where nobody gives an upper bound, and up to where nobody gives a lower one", () => {
    const open = aLadder({
      low: 12,
      high: null,
      rungs: [rung("at least 12", 12, null), rung("more than 20", 20, null)],
    });
    const capped = aLadder({
      low: null,
      high: 15,
      rungs: [rung("up to 15", null, 15), rung("fewer than 9", null, 9)],
    });

    expect([rangeWords(open, english), rangeWords(capped, english)]).toEqual(["from 12", "up to 15"]);
  });

  it("prints no bound that no rung has", () => {
    const ladder = aLadder({
      low: 1,
      high: 77,
      rungs: [rung("40", 40, 40), rung("50", 50, 50)],
    });

    expect(rangeWords(ladder, english)).toBeNull();
  });

  it("says nothing when all rungs are withdrawn or denied", () => {
    const ladder = aLadder({
      rungs: [aRung({ status: "denied" }), aRung({ id: "f2", status: "hypothetical" })],
    });

    expect(rangeWords(ladder, english)).toBeNull();
  });
});

describe("the title of a ladder", () => {
  it("names what is counted, where, whom, in what unit and scope", () => {
    const ladder = aLadder({
      metric: "displaced",
      counted: "farmers",
      unit: "household",
      scope: "increment",
    });

    expect(ladderTitle(ladder, aTelling())).toBe("Displaced · Marenta · farmers · households · additional");
  });

  it("tells stock from flow only where both are there", () => {
    const stock = aLadder({ metric: "displaced", measure: "stock" });
    const flow = aLadder({ metric: "displaced", measure: "flow" });

    expect(ladderTitle(stock, aTelling(), [stock])).toBe("Displaced · Marenta");
    expect(ladderTitle(stock, aTelling(), [stock, flow])).toBe("Displaced · Marenta · number at the time");
  });
});

describe("the rows of a ladder", () => {
  const newer = aRung({
    id: "f2222222222",
    words: "at least 63",
    low: 63,
    high: null,
  });
  const older = aRung({
    id: "f1111111111",
    words: "41",
    low: 41,
    high: 41,
    asOf: "2031-05-04",
    status: "superseded",
    supersededBy: newer.id,
  });
  const ladder = aLadder({ low: 63, high: null, rungs: [newer, older] });

  it("folds a superseded number behind the one that replaced it", () => {
    const lines = linesFor([ladder], { ...whole, foldSuperseded: true });

    expect(lines).toEqual([
      "FIGURES",
      "Killed · Marenta                                                     at least 63",
      "  at least 63  Ilan Torvek, health minister, via Northern Wire    6 May  f222222",
      "               was 41 (4 May) f111111",
    ]);
  });

  it("shows a superseded number as a marked row where everything is shown", () => {
    const lines = linesFor([ladder]);

    expect(lines.slice(2)).toEqual([
      "  at least 63  Ilan Torvek, health minister, via Northern Wire    6 May  f222222",
      "  41           Ilan Torvek, health minister, via Northern Wire    4 May  f111111",
      "               superseded",
    ]);
  });

  it("names the outlet and says so when nobody is given for a number", () => {
    const lines = linesFor([aLadder({ rungs: [aRung({ claimant: null, claimantRole: null })] })]);

    expect(lines[2]).toBe("  40  Northern Wire, no claimant named                            6 May  f000000");
  });

  it("brackets a day that is only the day of publication", () => {
    const lines = linesFor([aLadder({ rungs: [aRung({ asOfBasis: "inferred" })] })]);

    expect(lines[2]).toContain("(6 May)");
  });

  it.each([
    ["denied", "denied"],
    ["hypothetical", "hypothetical"],
    ["historic", "of an earlier time"],
  ] as const)("marks a number that is %s", (status, words) => {
    const lines = linesFor([aLadder({ rungs: [aRung({ status })] })]);

    expect(lines[3]?.trim()).toBe(words);
  });

  it("says whom a claim counts when that is narrower, and how many outlets carry it", () => {
    const lines = linesFor([aLadder({ rungs: [aRung({ counted: "nurses", carriedBy: ["A", "B"] })] })]);

    expect(lines.slice(2).join("\n")).toContain("· nurses ·  6 May  f000000\n      carried by 2 outlets");
  });

  it("names the command that has the rest", () => {
    const rungs = [aRung(), aRung({ id: "f2", words: "50", low: 50, high: 50 })];

    const lines = linesFor([aLadder({ rungs }), aLadder()], {
      ...whole,
      ladders: 1,
      rungs: 1,
    });

    expect(lines.at(-1)).toBe("2 more: /figures marenta");
  });

  it("gives a best number only with its rule", () => {
    const rungs = [aRung(), aRung({ id: "f2", words: "50", low: 50, high: 50 })];

    const lines = linesFor([
      aLadder({
        rungs,
        low: 40,
        high: 50,
        best: 50,
        bestRule: "latest official count",
      }),
    ]);

    expect(lines[1]).toContain("40 – 50  best 50 (latest official count)");
  });
});
