import type { Article } from "../article.ts";
import { evidenceFor } from "../evidence.ts";
import { factId } from "../fact-id.ts";
import type { Figure, KeySentence, Metric, Statement } from "../facts.ts";
import type { Page } from "../text/page.ts";
import type { Sentence } from "../text/sentences.ts";
import type { World } from "./world.ts";

/** At most this many sentences speak for one article. */
const MOST = 5;
/** A longer "sentence", in characters, is a table or a page without stops: nobody reads it in a briefing. */
const LONGEST = 900;
/** How many of the best sentences are compared for novelty; keeps the choice linear in the text. */
const POOL = 24;

/** What a count of the past, a withdrawn one or a mere possibility takes from its sentence. */
const STALE = -1.2;

const METRIC_WEIGHT: Readonly<Record<Metric, number>> = {
  killed: 3,
  displaced: 2.4,
  refugees: 2,
  abducted: 2,
  injured: 1.2,
  missing: 1.5,
  detained: 1.5,
  people_in_need: 1.8,
  food_insecure: 1.8,
  sexual_violence: 1.8,
  attacked_facilities: 1.8,
  surrendered: 1.3,
  returnees: 1.2,
  hospitalised: 0.8,
  other: 0.5,
};

const ACT_WEIGHT: Readonly<Partial<Record<Statement["act"], number>>> = {
  denied: 3,
  accused: 2.6,
  condemned: 1.4,
  warned: 1.4,
  confirmed: 1.2,
  announced: 1.2,
  claimed: 1,
  urged: 1,
  demanded: 1,
  threatened: 1.2,
  estimated: 1,
};

interface Candidate {
  readonly index: number;
  readonly sentence: Sentence;
  readonly score: number;
  readonly words: ReadonlySet<string>;
  readonly counts: ReadonlySet<string>;
}

/**
 * The sentences that carry an article: chosen for the facts in them (toll, who did what, accusation, denial),
 * for their place (news puts first things first) and for novelty — never two that say the same. Best first.
 */
export function readKeySentences(
  page: Page,
  article: Article,
  world: World,
  statements: readonly Statement[],
  figures: readonly Figure[],
): KeySentence[] {
  const scores = new Float64Array(page.sentences.length);
  const counts: Set<string>[] = page.sentences.map(() => new Set<string>());
  let order = 0;
  for (const [i, sentence] of page.sentences.entries()) {
    const kind = page.blocks[sentence.block]!.kind;
    if (sentence.end - sentence.start > LONGEST) {
      scores[i] = Number.NEGATIVE_INFINITY;
      continue;
    }
    if (kind === "heading" || kind === "byline" || kind === "dateline") {
      scores[i] = Number.NEGATIVE_INFINITY;
      continue;
    }
    const words = sentence.to - sentence.from;
    scores[i] = 2.6 / (1 + order * 0.5) - (words < 7 ? 1.2 : 0) - (words > 60 ? 0.8 : 0);
    order++;
  }
  scoreFigures(page, figures, scores, counts);
  scoreStatements(page, statements, scores);
  scoreNames(world, scores);
  const pool = topCandidates(page, scores, counts);
  return choose(pool).map(({ sentence, score }) => ({
    id: factId("k", article.id, sentence.start, sentence.end),
    score: Math.round(score * 1000) / 1000,
    evidence: evidenceFor(article, sentence, "key-sentences"),
  }));
}

function scoreFigures(
  page: Page,
  figures: readonly Figure[],
  scores: Float64Array,
  counts: readonly Set<string>[],
): void {
  const perSentence = new Map<number, number>();
  const stale = new Set<number>();
  for (const figure of figures) {
    const i = sentenceAt(page, figure.evidence.start);
    if (i < 0) continue;
    const share = figure.scope === "subset" ? 0.4 : 1;
    if (figure.status !== "reported") {
      stale.add(i);
      continue;
    }
    const weight = METRIC_WEIGHT[figure.metric] * share;
    const sofar = perSentence.get(i) ?? 0;
    const add = Math.min(weight, 4.5 - sofar);
    perSentence.set(i, sofar + add);
    scores[i] = scores[i]! + add;
    counts[i]!.add(`${figure.metric}|${figure.low}|${figure.high}`);
  }
  // "raised to 63 from 41" is news; a sentence with nothing but the 41 is not.
  for (const i of stale) if (!perSentence.has(i)) scores[i] = scores[i]! + STALE;
}

function scoreStatements(page: Page, statements: readonly Statement[], scores: Float64Array): void {
  for (const statement of statements) {
    const cue = statement.speaker.span ?? statement.spans[0]!;
    const i = sentenceAt(page, cue.start);
    if (i < 0) continue;
    const weight = (ACT_WEIGHT[statement.act] ?? 0.4) + (statement.speaker.named ? 0.3 : 0);
    // A colourful quotation alone is rarely what happened.
    scores[i] = scores[i]! + (statement.mode === "direct" ? Math.min(weight, 0.4) - 0.9 : weight);
  }
}

function scoreNames(world: World, scores: Float64Array): void {
  const seen = new Map<number, Set<string>>();
  for (const mention of world.mentions) {
    if (mention.sentence < 0 || mention.sentence >= scores.length) continue;
    const key = `${mention.actor ?? ""}/${mention.place ?? ""}`;
    const names = seen.get(mention.sentence) ?? new Set();
    if (names.size < 4 && !names.has(key)) scores[mention.sentence] = scores[mention.sentence]! + 0.25;
    names.add(key);
    seen.set(mention.sentence, names);
  }
}

function topCandidates(page: Page, scores: Float64Array, counts: readonly Set<string>[]): Candidate[] {
  const order = [...scores.keys()].filter((i) => Number.isFinite(scores[i]!));
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, POOL).map((index) => {
    const sentence = page.sentences[index]!;
    const words = new Set<string>();
    for (let i = sentence.from; i < Math.min(sentence.to, sentence.from + 120); i++) {
      const token = page.tokens[i]!;
      if (token.kind !== "mark" && token.lower.length > 3) words.add(token.lower);
    }
    return {
      index,
      sentence,
      score: scores[index]!,
      words,
      counts: counts[index]!,
    };
  });
}

/** Greedy choice: each next sentence pays for what the chosen ones already say. */
function choose(pool: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  const left = [...pool];
  while (chosen.length < MOST && left.length > 0) {
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const [i, candidate] of left.entries()) {
      const score = candidate.score - overlap(candidate, chosen);
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    const next = left.splice(best, 1)[0]!;
    if (chosen.length > 0 && bestScore < 0.8) break;
    chosen.push({ ...next, score: bestScore });
  }
  return chosen;
}

function overlap(candidate: Candidate, chosen: readonly Candidate[]): number {
  let penalty = 0;
  for (const other of chosen) {
    let shared = 0;
    for (const word of candidate.words) if (other.words.has(word)) shared++;
    const share = shared / Math.max(1, Math.min(candidate.words.size, other.words.size));
    if (share > 0.4) penalty += share * 3;
    for (const count of candidate.counts) if (other.counts.has(count)) penalty += 1.5;
  }
  return penalty;
}

/** Index of the sentence that holds an offset, or -1. */
function sentenceAt(page: Page, offset: number): number {
  let low = 0;
  let high = page.sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const sentence = page.sentences[middle]!;
    if (offset < sentence.start) high = middle - 1;
    else if (offset >= sentence.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
