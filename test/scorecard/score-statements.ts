import { assign, type Pairs } from "./assign.ts";
import { type Counts, countShare, noCounts, noShare, type Share, type Slip } from "./counts.ts";
import type { GoldActor, GoldStatement } from "./gold.ts";
import { formsOf, nameLikeness, personKey, SAME_NAME, SURNAME, sharedSurnames } from "./match-names.ts";
import { likeness, plain, shareWithin, wordsOf } from "./match-words.ts";
import type { PredictedStatement } from "./prediction.ts";

/** Texts at least this alike are the same statement. */
const SAME_TEXT = 0.6;
/** A part is within a text when at least this share of its words is. */
const WITHIN = 0.8;

export interface StatementScore {
  readonly counts: Counts;
  /** As `counts`, but a wrong speaker is a miss and a false find. */
  readonly withSpeaker: Counts;
  /** Of those found, how many have the right speaker. */
  readonly speaker: Share;
  /** Of those found one to one, how many are rightly direct, indirect or mixed. */
  readonly kind: Share;
  readonly slips: Slip[];
}

/**
 * Statements by the words of their content. An annotated one may come in parts, two may come as one when at least
 * half of it is reported content, and left-over fragments of something already found are not charged.
 */
export function scoreStatements(
  text: string,
  gold: readonly GoldStatement[],
  predicted: readonly PredictedStatement[],
  actors: readonly GoldActor[],
): StatementScore {
  const rightSpeaker = speakerJudge(actors);
  const pairs = assign(gold, predicted, (g, p) => {
    const like = likeness(g.text, p.text);
    return like >= SAME_TEXT ? like + (rightSpeaker(g, p) ? 0.05 : 0) : 0;
  });
  const spared = new Set(pairs.ofPrediction.keys());
  joinParts(gold, predicted, rightSpeaker, pairs, spared);
  const merged = findMerged(gold, predicted, rightSpeaker, pairs);
  for (const p of merged.values()) spared.add(p);
  spareFragments(gold, predicted, pairs, spared);

  const score: StatementScore = {
    counts: noCounts(),
    withSpeaker: noCounts(),
    speaker: noShare(),
    kind: noShare(),
    slips: [],
  };
  for (const [index, statement] of gold.entries()) {
    const found = predicted[pairs.ofGold.get(index) ?? merged.get(index) ?? -1];
    scoreOne(text, statement, found, merged.has(index), rightSpeaker, score);
  }
  for (const [index, statement] of predicted.entries()) {
    if (spared.has(index)) continue;
    score.counts.fp++;
    score.withSpeaker.fp++;
    const what = `${statement.kind}: ${statement.speaker}: ${statement.text}`;
    score.slips.push({ sign: "+", what, at: statement.spans[0] ?? null });
  }
  return score;
}

type SpeakerJudge = (gold: GoldStatement, predicted: PredictedStatement) => boolean;

/** Right is any form of the annotated speaker, but never a surname that two people of the article share. */
function speakerJudge(actors: readonly GoldActor[]): SpeakerJudge {
  const ambiguous = sharedSurnames(actors);
  return (gold, predicted) => {
    const key = personKey(predicted.speaker);
    if (key !== plain(gold.speaker) && ambiguous.has(key)) return false;
    const same = actors.filter((actor) => nameLikeness([gold.speaker], formsOf(actor)) >= SAME_NAME);
    return nameLikeness([gold.speaker, ...same.flatMap(formsOf)], [predicted.speaker]) >= SURNAME;
  };
}

/** Pairs an annotated statement with the first of several predictions that together make it; spares the others. */
function joinParts(
  gold: readonly GoldStatement[],
  predicted: readonly PredictedStatement[],
  rightSpeaker: SpeakerJudge,
  pairs: Pairs,
  spared: Set<number>,
): void {
  for (const [index, statement] of gold.entries()) {
    if (pairs.ofGold.has(index)) continue;
    const parts = [...predicted.keys()].filter(
      (p) => !spared.has(p) && isPartOf(predicted[p]!.text, statement.text),
    );
    const joined = parts.map((p) => predicted[p]!.text).join(" ");
    const lead = parts.find((p) => rightSpeaker(statement, predicted[p]!)) ?? parts[0];
    if (lead === undefined || likeness(statement.text, joined) < SAME_TEXT) continue;
    pairs.ofGold.set(index, lead);
    pairs.ofPrediction.set(lead, index);
    for (const part of parts) spared.add(part);
  }
}

function isPartOf(part: string, whole: string): boolean {
  return wordsOf(part).length > 2 && shareWithin(part, whole) >= WITHIN;
}

/** Annotated statements that stand in a prediction together with another: index of gold to index of prediction. */
function findMerged(
  gold: readonly GoldStatement[],
  predicted: readonly PredictedStatement[],
  rightSpeaker: SpeakerJudge,
  pairs: Pairs,
): Map<number, number> {
  const held = new Map<number, number[]>();
  for (const [index, statement] of gold.entries()) {
    const holder =
      pairs.ofGold.get(index) ??
      predicted.findIndex((p) => shareWithin(statement.text, p.text) >= WITHIN && rightSpeaker(statement, p));
    if (holder >= 0) held.set(holder, [...(held.get(holder) ?? []), index]);
  }
  const merged = new Map<number, number>();
  for (const [holder, indexes] of held) {
    // A whole paragraph is not a statement: at least half of it must be reported content.
    const reported = indexes.reduce((sum, index) => sum + wordsOf(gold[index]!.text).length, 0);
    if (reported < 0.5 * wordsOf(predicted[holder]!.text).length) continue;
    for (const index of indexes) if (!pairs.ofGold.has(index)) merged.set(index, holder);
  }
  return merged;
}

function spareFragments(
  gold: readonly GoldStatement[],
  predicted: readonly PredictedStatement[],
  pairs: Pairs,
  spared: Set<number>,
): void {
  for (const [p, statement] of predicted.entries()) {
    if (gold.some((g, index) => pairs.ofGold.has(index) && isPartOf(statement.text, g.text))) spared.add(p);
  }
}

function scoreOne(
  text: string,
  gold: GoldStatement,
  found: PredictedStatement | undefined,
  isMerged: boolean,
  rightSpeaker: SpeakerJudge,
  score: StatementScore,
): void {
  if (found === undefined) {
    score.counts.fn++;
    score.withSpeaker.fn++;
    const what = `${gold.kind}: ${gold.speaker} ${gold.verb}: ${gold.text}`;
    score.slips.push({ sign: "-", what, at: spanOfEvidence(text, gold) });
    return;
  }
  score.counts.tp++;
  const at = found.spans[0] ?? null;
  const isRight = rightSpeaker(gold, found);
  countShare(score.speaker, isRight);
  if (isRight) score.withSpeaker.tp++;
  else {
    score.withSpeaker.fn++;
    score.withSpeaker.fp++;
    const what = `speaker "${found.speaker}", should be "${gold.speaker}": ${gold.text}`;
    score.slips.push({ sign: "~", what, at });
  }
  if (isMerged) return;
  countShare(score.kind, found.kind === gold.kind);
  if (found.kind !== gold.kind) {
    score.slips.push({
      sign: "~",
      what: `kind ${found.kind}, should be ${gold.kind}: ${gold.text}`,
      at,
    });
  }
}

function spanOfEvidence(text: string, gold: GoldStatement): { start: number; end: number } | null {
  const first = gold.evidence.split(" … ")[0] ?? "";
  const start = text.indexOf(first);
  return start < 0 ? null : { start, end: start + first.length };
}
