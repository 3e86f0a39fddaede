import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";
import { excludes } from "./reconcile.ts";
import { isDatedSeries } from "./series.ts";

/**
 * "Two patients and a nurse were killed": unlike nouns with unlike numbers from one source in one article are parts of
 * something, not rival counts, so each gets a ladder of its own.
 */
export function splitParts(bucket: readonly Claim[]): Claim[][] {
  const parts = new Set<Claim>();
  for (const claims of bySource(bucket.filter(({ group }) => group === null))) {
    const nouns = new Set(claims.map(({ noun }) => noun));
    if (nouns.size < 2 || new Set(claims.map(({ value }) => value)).size < 2) continue;
    for (const claim of claims) if (claim.noun !== null) parts.add(claim);
  }
  if (parts.size === 0) return [[...bucket]];
  const byNoun = new Map<string, Claim[]>();
  for (const claim of bucket) {
    const noun = parts.has(claim) ? claim.noun! : "";
    const list = byNoun.get(noun) ?? [];
    list.push(noun === "" ? claim : { ...claim, group: noun });
    byNoun.set(noun, list);
  }
  return [...byNoun.values()];
}

/**
 * A source that gives 7,430 and 38,900 in one article and takes neither back counts two different things, even if what
 * tells them apart was not read. Everybody else's numbers go to the nearer of the two.
 */
export function splitUnlike(bucket: readonly Claim[]): Claim[][] {
  // What an outlet says in its own voice may come from many: rival tolls in one sentence are no two counts.
  const [most] = bySource(bucket.filter(({ voice }) => !voice.generic))
    .map(unlikeCounts)
    .toSorted((a, b) => b.length - a.length || compare(a[0]?.figure.id ?? "", b[0]?.figure.id ?? ""));
  if (most === undefined || most.length < 2) return [[...bucket]];
  const seeds = most.toSorted((a, b) => a.value! - b.value!);
  const split = seeds.map((): Claim[] => []);
  for (const claim of bucket) split[nearest(claim, seeds)]!.push(claim);
  return split;
}

/** Totals that somebody reports in one article, by article and source. */
function bySource(bucket: readonly Claim[]): Claim[][] {
  const sources = new Map<string, Claim[]>();
  for (const claim of bucket) {
    if (claim.figure.scope !== "total" || claim.figure.status !== "reported") continue;
    const key = `${claim.entry.article.id}\n${claim.voice.key}`;
    const list = sources.get(key);
    if (list === undefined) sources.set(key, [claim]);
    else list.push(claim);
  }
  return [...sources.values()];
}

/** Claims no two of which can be the same count. */
function unlikeCounts(claims: readonly Claim[]): Claim[] {
  const unlike: Claim[] = [];
  for (const claim of claims.toSorted((a, b) => compare(a.figure.id, b.figure.id))) {
    if (claim.figure.quantifier === "vague" || !claim.value) continue;
    if (unlike.every((other) => excludes(claim, other) && !isDatedSeries(claim, other))) unlike.push(claim);
  }
  return unlike;
}

/** By proportion, as sizes go: 300 is nearer to 1,000 than to 30. */
function nearest(claim: Claim, seeds: readonly Claim[]): number {
  const size = Math.log(Math.max(1, claim.value ?? 1));
  let best = 0;
  for (const [index, seed] of seeds.entries()) {
    const distance = (one: Claim): number => Math.abs(Math.log(Math.max(1, one.value!)) - size);
    if (distance(seed) < distance(seeds[best]!)) best = index;
  }
  return best;
}
