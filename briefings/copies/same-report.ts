import type { Article } from "../article.ts";
import { overlap } from "../digest/sentence-likeness.ts";
import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { type ReportText, reportText } from "./report-text.ts";
import { containment, isWhole } from "./shingles.ts";

/** Containment from which two texts are the same report, whoever signs it. */
const COPY = 0.5;
/**
 * Containment from which another outlet's report of the same day or the next is a reworked version. The same outlet's
 * later report is an update with old background, not a copy, and needs the higher share.
 */
const REWORKED = 0.14;
const REWORKED_DAYS = 1;
/** The share without which no pair is the same report, whoever they are by. */
export const LEAST_SHARE = REWORKED;
/** A reworked report begins with the same news: so many of its opening words are the other one's, too (and `sharesRun`). */
const SAME_LEAD = 0.35;
/** Shorter texts are too easily contained in others … */
const LEAST_SHINGLES = 20;
/** … unless they are the same to the letter, or stand at the same address. */
const LEAST_OF_ALL = 6;

/** A report made ready to be compared. */
export interface Comparable {
  readonly article: Article;
  /** Day of publication; null when it is not known to the day. */
  readonly day: string | null;
  readonly text: ReportText;
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
  return { article, day, text: reportText(article), page };
}

/** The share of a pair that is needed at all: below it nothing else has to be looked at. */
export function shareNeeded(a: Comparable, b: Comparable): number {
  return mayRework(a, b) ? REWORKED : COPY;
}

/**
 * How two reports are the same, or null. Symmetric; decided by the texts themselves and never by a key of theirs.
 * `atMost` may be given where it is known that they have no more shingles in common.
 */
export function sameReport(a: Comparable, b: Comparable, atMost = Number.POSITIVE_INFINITY): Likeness | null {
  const same = a.article.sha256 === b.article.sha256 || (a.page !== undefined && a.page === b.page);
  const shortest = Math.min(a.text.sketch.hashes.length, b.text.sketch.hashes.length);
  if (shortest < (same ? LEAST_OF_ALL : LEAST_SHINGLES)) return null;
  // What opens differently and shares too little to be a copy is nothing else either: no need to count exactly.
  const isNoCopy = atMost < COPY * shortest && isWhole(a.text.sketch) && isWhole(b.text.sketch);
  if (isNoCopy && (!mayRework(a, b) || !beginsAlike(a, b))) return null;
  const share = containment(a.text.sketch, b.text.sketch);
  if (share >= COPY) return { kind: "copy", share };
  if (share < shareNeeded(a, b)) return null;
  const retold = beginsAlike(a, b) && a.text.sharesRun(b.text);
  return retold ? { kind: "reworked", share } : null;
}

function beginsAlike(a: Comparable, b: Comparable): boolean {
  return overlap(a.text.lead, b.text.lead) >= SAME_LEAD;
}

function mayRework(a: Comparable, b: Comparable): boolean {
  if (a.day === null || b.day === null) return false;
  if (foldName(a.article.publisher) === foldName(b.article.publisher)) return false;
  return a.day === b.day || Math.abs(daysBetween(a.day, b.day)) <= REWORKED_DAYS;
}
