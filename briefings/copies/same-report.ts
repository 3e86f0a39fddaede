import type { Article } from "../article.ts";
import { overlap, wordSet } from "../digest/sentence-likeness.ts";
import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { containment, foldedWords, type Sketch, sketch } from "./shingles.ts";

/** Containment from which two texts are the same report, whoever signs it. */
const COPY = 0.5;
/**
 * Containment from which another outlet's report of the same day or the next is a reworked version. The same outlet's
 * later report is an update with old background, not a copy, and needs the higher share.
 */
const REWORKED = 0.14;
const REWORKED_DAYS = 1;
/** A reworked report begins with the same news: so many of its opening words are the other one's, too. */
const SAME_LEAD = 0.35;
const LEAD_LENGTH = 400;
/** … and it keeps a quotation or a sentence: a run of so many words is hardly written twice. */
const SAME_RUN = 8;
/** Shorter texts are too easily contained in others … */
const LEAST_SHINGLES = 20;
/** … unless they are the same to the letter, or stand at the same address. */
const LEAST_OF_ALL = 6;

/** A report made ready to be compared. */
export interface Comparable {
  readonly article: Article;
  /** Day of publication; null when it is not known to the day. */
  readonly day: string | null;
  readonly sketch: Sketch;
  /** The page it stands on, however its address was spelled; where it is known. */
  readonly page?: string | undefined;
}

export interface Likeness {
  /** copy: the same text, perhaps shortened; reworked: another outlet's version of the same report. */
  readonly kind: "copy" | "reworked";
  /** Share of the shorter one's shingles that stand in the other, 0–1. */
  readonly share: number;
}

export function toComparable(article: Article, day: string | null, page?: string): Comparable {
  return { article, day, sketch: sketch(article.text), page };
}

/** The share of a pair that is needed at all: below it nothing else has to be looked at. */
export function shareNeeded(a: Comparable, b: Comparable): number {
  return mayRework(a, b) ? REWORKED : COPY;
}

/** How two reports are the same, or null. Symmetric; decided by the texts themselves and never by a key of theirs. */
export function sameReport(a: Comparable, b: Comparable): Likeness | null {
  const same = a.article.sha256 === b.article.sha256 || (a.page !== undefined && a.page === b.page);
  const shortest = Math.min(a.sketch.hashes.length, b.sketch.hashes.length);
  if (shortest < (same ? LEAST_OF_ALL : LEAST_SHINGLES)) return null;
  const share = containment(a.sketch, b.sketch);
  if (share >= COPY) return { kind: "copy", share };
  if (share < shareNeeded(a, b)) return null;
  const retold = sameLead(a.article, b.article) && sharesRun(a.article.text, b.article.text);
  return retold ? { kind: "reworked", share } : null;
}

function mayRework(a: Comparable, b: Comparable): boolean {
  if (a.day === null || b.day === null) return false;
  if (foldName(a.article.publisher) === foldName(b.article.publisher)) return false;
  return Math.abs(daysBetween(a.day, b.day)) <= REWORKED_DAYS;
}

function sameLead(a: Article, b: Article): boolean {
  const lead = ({ title, text }: Article): ReadonlySet<string> =>
    wordSet(`${title} ${text.slice(0, LEAD_LENGTH)}`);
  return overlap(lead(a), lead(b)) >= SAME_LEAD;
}

function sharesRun(a: string, b: string): boolean {
  const runs = new Set(wordRuns(a));
  return wordRuns(b).some((run) => runs.has(run));
}

function wordRuns(text: string): string[] {
  const words = foldedWords(text);
  return words.slice(SAME_RUN - 1).map((_, start) => words.slice(start, start + SAME_RUN).join(" "));
}
