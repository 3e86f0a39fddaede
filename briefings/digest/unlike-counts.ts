import type { Metric } from "../facts.ts";
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

const TOLLS: ReadonlySet<Metric> = new Set(["killed", "injured", "missing"]);
/** Tolls of one event that differ in what they cover stay within this factor. */
const ONE_TOLL = 4;

/** Parts are added up only to recognise their total, within this share of it. */
const SUM_SLACK = 0.03;

/**
 * "116 from one hospital and 15 from another" beside "at least 130": exact numbers of one article that make up a total
 * given elsewhere are parts of it. The sum is never printed.
 */
export function markParts(claims: readonly Claim[]): Claim[] {
  const totals = new Map<string, number[]>();
  const sentences = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { metric, scope, status, quantifier, sentence } = claim.figure;
    if (scope !== "total" || status !== "reported" || !claim.value) continue;
    totals.set(metric, [...(totals.get(metric) ?? []), claim.value]);
    if (quantifier !== "exactly") continue;
    const key = `${claim.entry.article.id}\n${metric}\n${sentence.start}`;
    sentences.set(key, [...(sentences.get(key) ?? []), claim]);
  }
  const parts = new Set<Claim>();
  for (const together of sentences.values()) {
    if (new Set(together.map(({ value }) => value)).size < 2) continue;
    const sum = together.reduce((all, { value }) => all + value!, 0);
    const most = Math.max(...together.map(({ value }) => value!));
    const made = (totals.get(together[0]!.figure.metric) ?? []).some(
      (total) => total > most && Math.abs(total - sum) <= SUM_SLACK * total,
    );
    if (made) for (const claim of together) parts.add(claim);
  }
  return claims.map((claim) =>
    parts.has(claim) ? { ...claim, figure: { ...claim.figure, scope: "subset" } } : claim,
  );
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
    if (unlike.every((other) => isUnlike(claim, other))) unlike.push(claim);
  }
  return unlike;
}

/** Bodies collected and bodies with those in morgues are two tolls of one event: only sizes far apart are two events. */
function isUnlike(a: Claim, b: Claim): boolean {
  if (!excludes(a, b) || isDatedSeries(a, b)) return false;
  return (
    !TOLLS.has(a.figure.metric) || Math.max(a.value!, b.value!) > ONE_TOLL * Math.min(a.value!, b.value!)
  );
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
