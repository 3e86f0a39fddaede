import { assign } from "./assign.ts";
import { type Counts, noCounts, noShare, type Share, type Slip } from "./counts.ts";
import { type GoldActor, type GoldArticle, type GoldFigure, spanInText, type TrapReason } from "./gold.ts";
import { formsOf, nameLikeness, placeKey, SAME_NAME, SURNAME } from "./match-names.ts";
import { boundsKey, sameBounds, sameNumber } from "./match-numbers.ts";
import { shareWithin } from "./match-words.ts";
import type { PredictedFigure } from "./prediction.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface FigureScore {
  /** Metric and number right. */
  readonly counts: Counts;
  /** The same without metric `other` on either side. */
  readonly withoutOther: Counts;
  /** Metric, number, place and source right. */
  readonly full: Counts;
  /** The number right, whatever the metric. */
  readonly number: Counts;
  /** Numbers that must not be counted, and how many were (`right` are the traps sprung). */
  readonly traps: Map<TrapReason, Share>;
  readonly slips: Slip[];
  readonly trapSlips: Slip[];
}

interface Expected extends GoldFigure {
  readonly at: Stretch | null;
  /** false for a figure that an earlier one of the article repeats: finding it or not costs nothing. */
  readonly counts: boolean;
}

/**
 * Figures the text asserts (status `reported`), by metric and number. One that stands on an annotated trap and on
 * no annotated figure is wrong even if its number fits elsewhere; the same figure twice is not charged.
 */
export function scoreFigures(article: GoldArticle, predicted: readonly PredictedFigure[]): FigureScore {
  const expected = expectedFigures(article);
  const traps = article.gold.notFigures.map((trap) => ({
    ...trap,
    at: spanInText(article.text, trap.text, trap.sentence),
    sprung: false,
  }));
  const trapUnder = (p: PredictedFigure) =>
    expected.some((g) => touches(p, g.at)) ? undefined : traps.find((trap) => touches(p, trap.at));
  const reported = predicted.filter((p) => p.status === "reported");
  const setAside = predicted.filter((p) => p.status !== "reported");
  const standing = reported.filter((p) => trapUnder(p) === undefined);

  const score = emptyScore();
  const judge = fieldJudge(article.gold.actors);
  const likeness = (g: Expected, p: PredictedFigure): number =>
    g.metric === p.metric && sameNumber(g, p) ? 1 + nicety(g, p, judge) : 0;
  const pairs = assign(expected, standing, likeness);
  for (const [index, figure] of expected.entries()) {
    if (!figure.counts) continue;
    const found = standing[pairs.ofGold.get(index) ?? -1];
    if (found !== undefined) scoreFound(figure, found, judge, score);
    else scoreMissed(figure, unpaired(standing, pairs.ofPrediction), setAside, score);
  }
  for (const figure of reported) {
    const trap = trapUnder(figure);
    if (trap === undefined) continue;
    trap.sprung = true;
    charge(figure, ` (trap: ${trap.why})`, score);
    score.trapSlips.push({
      sign: "+",
      what: `${trap.why}: ${describe(figure)}`,
      at: figure,
    });
  }
  for (const figure of unpaired(standing, pairs.ofPrediction)) {
    if (!expected.some((g) => likeness(g, figure) > 0)) charge(figure, "", score);
  }
  countNumbers(expected, standing, reported.length - standing.length, score.number);
  for (const trap of traps) {
    const share = score.traps.get(trap.why) ?? noShare();
    score.traps.set(trap.why, {
      right: share.right + (trap.sprung ? 1 : 0),
      of: share.of + 1,
    });
  }
  return score;
}

function emptyScore(): FigureScore {
  return {
    counts: noCounts(),
    withoutOther: noCounts(),
    full: noCounts(),
    number: noCounts(),
    traps: new Map(),
    slips: [],
    trapSlips: [],
  };
}

function expectedFigures({ text, gold }: GoldArticle): Expected[] {
  const seen = new Set<string>();
  return gold.figures.map((figure) => {
    const key = [figure.metric, boundsKey(figure), figure.place ?? ""].join("|");
    const counts = !seen.has(key);
    seen.add(key);
    return {
      ...figure,
      at: spanInText(text, figure.text, figure.sentence),
      counts,
    };
  });
}

function touches(p: Stretch, at: Stretch | null): boolean {
  return at !== null && p.start < at.end && at.start < p.end;
}

interface FieldJudge {
  place(gold: GoldFigure, predicted: PredictedFigure): boolean;
  source(gold: GoldFigure, predicted: PredictedFigure): boolean;
}

function fieldJudge(actors: readonly GoldActor[]): FieldJudge {
  return {
    place: (gold, { place }) => !gold.place || samePhrase(gold.place, [], place),
    source: (gold, { attributedTo }) => {
      const source = gold.attributedTo;
      if (!source) return !attributedTo;
      const same = actors.filter((actor) => nameLikeness([source], formsOf(actor)) >= SAME_NAME);
      return samePhrase(source, same.flatMap(formsOf), attributedTo);
    },
  };
}

function samePhrase(gold: string, forms: readonly string[], predicted: string | null): boolean {
  if (!predicted) return false;
  return (
    nameLikeness([gold, ...forms], [predicted]) >= SURNAME ||
    placeKey(gold) === placeKey(predicted) ||
    shareWithin(gold, predicted) >= 0.99 ||
    shareWithin(predicted, gold) >= 0.99
  );
}

/** Which of several predictions of the same number is the better pair; required figures go before repeated ones. */
function nicety(g: Expected, p: PredictedFigure, judge: FieldJudge): number {
  return (
    (touches(p, g.at) ? 0.3 : 0) +
    (sameBounds(g, p) ? 0.2 : 0) +
    (judge.place(g, p) ? 0.1 : 0) +
    (judge.source(g, p) ? 0.1 : 0) +
    (g.counts ? 0.001 : 0)
  );
}

function unpaired(
  figures: readonly PredictedFigure[],
  paired: ReadonlyMap<number, number>,
): PredictedFigure[] {
  return figures.filter((_, index) => !paired.has(index));
}

function scoreFound(gold: Expected, found: PredictedFigure, judge: FieldJudge, score: FigureScore): void {
  count(score, gold.metric, "tp");
  if (judge.place(gold, found) && judge.source(gold, found)) {
    score.full.tp++;
    return;
  }
  score.full.fp++;
  score.full.fn++;
  const fields = [
    judge.place(gold, found) ? "" : `place "${found.place ?? ""}", should be "${gold.place ?? ""}"`,
    judge.source(gold, found)
      ? ""
      : `source "${found.attributedTo ?? ""}", should be "${gold.attributedTo ?? ""}"`,
  ];
  score.slips.push({
    sign: "~",
    what: `${describe(gold)}: ${fields.filter(Boolean).join("; ")}`,
    at: found,
  });
}

function scoreMissed(
  gold: Expected,
  spare: readonly PredictedFigure[],
  setAside: readonly PredictedFigure[],
  score: FigureScore,
): void {
  count(score, gold.metric, "fn");
  score.full.fn++;
  const aside = setAside.find((p) => p.metric === gold.metric && sameNumber(gold, p));
  const elsewhere = spare.find((p) => sameNumber(gold, p));
  const hint = aside
    ? ` (found, but ${aside.status})`
    : elsewhere
      ? ` (number found as ${elsewhere.metric})`
      : "";
  score.slips.push({ sign: "-", what: describe(gold) + hint, at: gold.at });
}

function charge(figure: PredictedFigure, note: string, score: FigureScore): void {
  count(score, figure.metric, "fp");
  score.full.fp++;
  score.slips.push({ sign: "+", what: describe(figure) + note, at: figure });
}

function count(score: FigureScore, metric: string, what: keyof Counts): void {
  score.counts[what]++;
  if (metric !== "other") score.withoutOther[what]++;
}

function countNumbers(
  expected: readonly Expected[],
  standing: readonly PredictedFigure[],
  sprung: number,
  counts: Counts,
): void {
  const pairs = assign(expected, standing, (g, p) => {
    if (!sameNumber(g, p)) return 0;
    return 1 + (touches(p, g.at) ? 0.3 : 0) + (g.metric === p.metric ? 0.2 : 0) + (g.counts ? 0.001 : 0);
  });
  for (const [index, figure] of expected.entries()) {
    if (!figure.counts) continue;
    if (pairs.ofGold.has(index)) counts.tp++;
    else counts.fn++;
  }
  const spare = unpaired(standing, pairs.ofPrediction);
  counts.fp += sprung + spare.filter((p) => !expected.some((g) => sameNumber(g, p))).length;
}

function describe(figure: { metric: string; min: number | null; max: number | null; text: string }): string {
  return `${figure.metric} ${figure.min ?? ""}..${figure.max ?? ""} "${figure.text}"`;
}
