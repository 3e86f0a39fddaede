import type { Article } from "../article.ts";
import {
  type Comparable,
  LEAST_SHARE,
  type Likeness,
  sameReport,
  shareNeeded,
  toComparable,
} from "../copies/same-report.ts";
import type { SourceLine } from "../digest.ts";
import { foldName } from "../gazetteer.ts";
import { byDayThenId, compare, publishedDay, type Selected } from "./entry.ts";

/** The index leaves out boilerplate, so its counts may fall this far short of the true share. */
const INDEX_SLACK = 0.6;
/** A shingle that so many different reports share is boilerplate and proposes no pair. */
const BOILERPLATE = 32;

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
 * `relatives` are known copies of the selected ones that are not selected themselves, because they lie outside the
 * window: they take part in the grouping, so that a story whose first copy is not shown is one origin all the same.
 */
export function findOrigins(selected: readonly Selected[], relatives: readonly Article[] = []): Origins {
  const ordered = [
    ...selected.map(({ article, day }) => toComparable(article, day)),
    ...relatives.map((article) => toComparable(article, publishedDay(article))),
  ].sort(byDayThenOwn);
  const firsts: Comparable[] = [];
  const index = new Map<number, number[]>();
  const sameText = new Map<string, string>();
  const copies = new Map<string, Article[]>();
  for (const one of ordered) {
    const { article, text } = one;
    const match = closest(one, firsts, index);
    if (match !== null) sameText.set(article.id, match.first.article.id);
    if (match?.kind === "copy") {
      copies.get(match.first.article.id)!.push(article);
      continue;
    }
    copies.set(article.id, [article]);
    for (const hash of text.sketch.hashes) {
      const list = index.get(hash);
      if (list === undefined) index.set(hash, [firsts.length]);
      else if (list.length < BOILERPLATE) list.push(firsts.length);
    }
    firsts.push(one);
  }

  const origin = new Map<string, string>();
  for (const group of copies.values()) {
    const name = commonOrigin(group);
    for (const { id } of group) origin.set(id, name);
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

/** Oldest first; of one day, an outlet that is itself the origin before those who carry it. */
function byDayThenOwn(a: Comparable, b: Comparable): number {
  return (
    compare(a.day ?? "", b.day ?? "") ||
    Number(isOwn(b.article)) - Number(isOwn(a.article)) ||
    compare(a.article.id, b.article.id)
  );
}

function isOwn({ publisher, origin }: Article): boolean {
  return foldName(publisher) === foldName(origin);
}

function closest(
  one: Comparable,
  firsts: readonly Comparable[],
  index: ReadonlyMap<number, readonly number[]>,
): ({ readonly first: Comparable } & Likeness) | null {
  const shared = new Uint32Array(firsts.length);
  // Shingles whose list was cut: any of the others may have them, too.
  let unlisted = 0;
  for (const hash of one.text.sketch.hashes) {
    const list = index.get(hash);
    if (list === undefined) continue;
    if (list.length >= BOILERPLATE) unlisted++;
    for (const i of list) shared[i]!++;
  }
  let best: ({ first: Comparable } & Likeness) | null = null;
  for (let i = 0; i < shared.length; i++) {
    const count = shared[i]!;
    const first = firsts[i]!;
    const smaller = Math.min(first.text.sketch.hashes.length, one.text.sketch.hashes.length);
    // Most pairs share too little for either bound, which costs nothing to see.
    if (count < smaller * LEAST_SHARE * INDEX_SLACK) continue;
    if (count < smaller * shareNeeded(first, one) * INDEX_SLACK) continue;
    const likeness = sameReport(first, one, count + unlisted);
    if (likeness !== null && (best === null || likeness.share > best.share)) best = { first, ...likeness };
  }
  return best;
}

/** Among copies the agency that others credit goes before an outlet's own name; then the earliest. */
function commonOrigin(copies: readonly Article[]): string {
  const publishers = new Set(copies.map(({ publisher }) => foldName(publisher)));
  const credited = copies.find(({ origin }) => !publishers.has(foldName(origin)));
  return (credited ?? copies[0]!).origin;
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
      sha256: article.sha256,
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
