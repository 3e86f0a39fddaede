import type { SourceLine } from "../digest.ts";
import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { byDayThenId, compare, type Selected } from "./entry.ts";
import { type ReportText, reportText } from "./report-text.ts";
import { overlap } from "./sentence-likeness.ts";
import { containment } from "./shingles.ts";

/** Containment from which two texts are the same report, whoever signs it. */
const COPY = 0.5;
/**
 * Containment from which another outlet's report of the same day or the next is a reworked version. The same outlet's
 * later report is an update with old background, not a copy, and needs the higher share.
 */
const REWORKED = 0.14;
const REWORKED_DAYS = 1;
/** A reworked report begins with the same news: so many of its opening words are the other one's, too (and `sharesRun`). */
const SAME_LEAD = 0.35;
/** The index leaves out boilerplate, so its counts may fall this far short of the true share. */
const INDEX_SLACK = 0.6;
/** A shingle that so many different reports share is boilerplate and proposes no pair. */
const BOILERPLATE = 32;
/** Shorter texts are too easily contained in others. */
const LEAST_SHINGLES = 20;

export interface Origins {
  /** Where the text of an article really comes from; articles with one origin are one source. */
  originOf(articleId: string): string;
  /** The earliest article with nearly the same text, or null. */
  sameTextAs(articleId: string): string | null;
  /** Earliest origin first. */
  readonly lines: readonly SourceLine[];
}

/**
 * Groups articles by origin and finds copies. Every article is compared with the first article of each group of
 * copies only, found through an inverted index, so a thousand copies of one story cost no more than a thousand reads.
 */
export function findOrigins(selected: readonly Selected[]): Origins {
  const ordered = selected.toSorted(
    (a, b) =>
      compare(a.day, b.day) || Number(isOwn(b)) - Number(isOwn(a)) || compare(a.article.id, b.article.id),
  );
  const firsts: First[] = [];
  const index = new Map<number, number[]>();
  const sameText = new Map<string, string>();
  const copies = new Map<string, Selected[]>();
  for (const entry of ordered) {
    const text = reportText(entry.article);
    const own = text.sketch;
    const match = closest(entry, text, firsts, index);
    if (match !== null) sameText.set(entry.article.id, match.first.article.id);
    if (match?.copy === true) {
      copies.get(match.first.article.id)!.push(entry);
      continue;
    }
    copies.set(entry.article.id, [entry]);
    for (const hash of own.hashes) {
      const list = index.get(hash);
      if (list === undefined) index.set(hash, [firsts.length]);
      else if (list.length < BOILERPLATE) list.push(firsts.length);
    }
    firsts.push({ entry, text });
  }

  const origin = new Map<string, string>();
  for (const group of copies.values()) {
    const name = commonOrigin(group);
    for (const { article } of group) origin.set(article.id, name);
  }
  const printed = new Map<string, string>();
  for (const { article } of ordered) {
    const name = origin.get(article.id)!;
    if (!printed.has(foldName(name))) printed.set(foldName(name), name);
  }
  const originOf = (articleId: string): string => printed.get(foldName(origin.get(articleId)!))!;
  const sameTextAs = (articleId: string): string | null => sameText.get(articleId) ?? null;
  return {
    originOf,
    sameTextAs,
    lines: sourceLines(selected, originOf, sameTextAs),
  };
}

/** Whether the outlet is itself the origin; it stands before those who carry it. */
function isOwn({ article }: Selected): boolean {
  return foldName(article.publisher) === foldName(article.origin);
}

/** The first article of a group of copies. */
interface First {
  readonly entry: Selected;
  readonly text: ReportText;
}

function closest(
  entry: Selected,
  text: ReportText,
  firsts: readonly First[],
  index: ReadonlyMap<number, readonly number[]>,
): { first: Selected; copy: boolean } | null {
  const own = text.sketch;
  if (own.hashes.length < LEAST_SHINGLES) return null;
  const shared = new Uint32Array(firsts.length);
  for (const hash of own.hashes) for (const i of index.get(hash) ?? []) shared[i]!++;
  let best: { first: Selected; share: number; copy: boolean } | null = null;
  for (const [i, count] of shared.entries()) {
    const first = firsts[i]!;
    const smaller = Math.min(first.text.sketch.hashes.length, own.hashes.length);
    // Most pairs share too little for either bound, which costs nothing to see.
    if (first.text.sketch.hashes.length < LEAST_SHINGLES || count < smaller * REWORKED * INDEX_SLACK)
      continue;
    const needed = mayRework(first.entry, entry) ? REWORKED : COPY;
    if (count < smaller * needed * INDEX_SLACK) continue;
    const share = containment(own, first.text.sketch);
    if (share < needed || (best !== null && share <= best.share)) continue;
    if (share < COPY && !(overlap(text.lead, first.text.lead) >= SAME_LEAD && text.sharesRun(first.text)))
      continue;
    best = { first: first.entry, share, copy: share >= COPY };
  }
  return best;
}

function mayRework(first: Selected, entry: Selected): boolean {
  if (foldName(first.article.publisher) === foldName(entry.article.publisher)) return false;
  return first.day === entry.day || Math.abs(daysBetween(first.day, entry.day)) <= REWORKED_DAYS;
}

/** Among copies the agency that others credit goes before an outlet's own name; then the earliest. */
function commonOrigin(copies: readonly Selected[]): string {
  const publishers = new Set(copies.map(({ article }) => foldName(article.publisher)));
  const credited = copies.find(({ article }) => !publishers.has(foldName(article.origin)));
  return (credited ?? copies[0]!).article.origin;
}

function sourceLines(
  selected: readonly Selected[],
  originOf: (id: string) => string,
  sameTextAs: (id: string) => string | null,
): SourceLine[] {
  const byOrigin = new Map<string, SourceLine["outlets"]>();
  for (const { article } of selected.toSorted(byDayThenId)) {
    const origin = originOf(article.id);
    const outlets = byOrigin.get(origin) ?? [];
    outlets.push({
      articleId: article.id,
      publisher: article.publisher,
      title: article.title,
      publishedAt: article.publishedAt,
      url: article.url ?? null,
      retoldFrom: article.retoldFrom ?? [],
      sameTextAs: sameTextAs(article.id),
    });
    byOrigin.set(origin, outlets);
  }
  return [...byOrigin].map(([origin, outlets]) => ({ origin, outlets }));
}
