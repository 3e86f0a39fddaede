import type { Figure } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";
import { bucketByEvent } from "./event-buckets.ts";
import type { Origins } from "./origins.ts";
import { splitStates } from "./people-on-the-move.ts";
import type { KnownPlace } from "./places.ts";
import { markParts, splitParts, splitUnlike } from "./unlike-counts.ts";
import { type DigestWords, hasPhrase } from "./words.ts";

/** Claims about the same count: same metric, unit, measure, scope, group, place and event. */
export interface Quantity {
  readonly metric: Figure["metric"];
  readonly unit: Figure["unit"];
  readonly measure: Figure["measure"];
  readonly scope: Figure["scope"];
  readonly counted: string | null;
  readonly place: KnownPlace | null;
  readonly claims: readonly Claim[];
}

/** A count without a place joins one with a place in the same article only if it is of about this size. */
const SAME_COUNT = 3;
/** Smaller numbers come up twice by chance. */
const TELLING = 20;

/** Puts claims about the same count together. Nothing is added up, and no part is put beside its total. */
export function groupClaims(claims: readonly Claim[], origins: Origins, words: DigestWords): Quantity[] {
  const ordered = markParts(adoptPlaces(claims, origins)).toSorted((a, b) =>
    compare(a.figure.id, b.figure.id),
  );
  const byKey = new Map<string, Claim[]>();
  for (const claim of ordered) push(byKey, `${baseKey(claim)}|${claim.place?.key ?? ""}`, claim);
  const quantities = [...byKey.values()]
    .flatMap(bucketByEvent)
    .flatMap(splitParts)
    .flatMap(splitUnlike)
    .flatMap(splitStates)
    .map((bucket) => quantity(bucket, words));
  return mergeContested(quantities, words);
}

function push<K>(map: Map<K, Claim[]>, key: K, claim: Claim): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [claim]);
  else list.push(claim);
}

function baseKey({ figure, group, noun, value, sentence, entry }: Claim): string {
  const { metric, unit, measure, scope } = figure;
  const counted =
    group ??
    // Parts of a total must say of what, or stand alone; `other` holds unlike things, so only a noun joins them.
    (scope === "subset"
      ? (noun ?? `part ${value}`)
      : metric === "other"
        ? (noun ?? `${entry.article.id} ${sentence}`)
        : "");
  return [metric, unit, measure, scope, counted].join("|");
}

/**
 * Gives a place to counts that name none, where it can be defended: the same number of the same source (or of a copy
 * of the same report) has a place elsewhere; the source counts this in one place only; or the article does.
 */
function adoptPlaces(claims: readonly Claim[], origins: Origins): Claim[] {
  const byBase = new Map<string, Claim[]>();
  for (const claim of claims) push(byBase, baseKey(claim), claim);
  const adopted: Claim[] = [];
  for (const group of byBase.values()) {
    const placed = group.filter(({ place }) => place !== null);
    const byValue = new Map<number | null, Claim[]>();
    for (const claim of placed) push(byValue, claim.value, claim);
    const byVoice = new Map<string, Claim[]>();
    for (const claim of placed) if (claim.voice.identity !== null) push(byVoice, claim.voice.key, claim);
    const byArticle = new Map<string, Claim[]>();
    for (const claim of placed) push(byArticle, claim.entry.article.id, claim);
    for (const claim of group)
      adopted.push({
        ...claim,
        place: placeFor(claim, byValue, byVoice, byArticle, origins),
      });
  }
  return adopted;
}

function placeFor(
  claim: Claim,
  byValue: ReadonlyMap<number | null, readonly Claim[]>,
  byVoice: ReadonlyMap<string, readonly Claim[]>,
  byArticle: ReadonlyMap<string, readonly Claim[]>,
  origins: Origins,
): KnownPlace | null {
  const sameNumber = byValue.get(claim.value) ?? [];
  const first = origins.sameTextAs(claim.entry.article.id);
  const copied = first === null ? undefined : sameNumber.find(({ entry }) => entry.article.id === first);
  if (copied !== undefined) return copied.place;
  const own = sameNumber.filter(({ voice }) => voice.key === claim.voice.key);
  if (claim.place !== null) {
    // The same number of the same source for a province and for one town in it: the town is meant.
    const town =
      claim.place.wide && claim.value !== null && claim.value >= TELLING
        ? onlyPlace(own.filter(({ place }) => !place!.wide))
        : null;
    return town ?? claim.place;
  }
  const repeated = onlyPlace(
    sameNumber.filter(({ voice, entry }) => voice.key === claim.voice.key || entry === claim.entry),
  );
  if (repeated !== null) return repeated;
  if (claim.voice.identity !== null) {
    const series = onlyPlace(byVoice.get(claim.voice.key) ?? []);
    if (series !== null) return series;
  }
  const near = byArticle.get(claim.entry.article.id) ?? [];
  return near.some((other) => sameCount(claim, other)) && namesOneTown(claim, near) ? onlyPlace(near) : null;
}

/** In a report from several towns a count without a place may be about any of them, or all. */
function namesOneTown({ entry }: Claim, near: readonly Claim[]): boolean {
  const forms = near[0]!.place!.forms;
  return entry.facts.places.every(
    ({ name, precision }) =>
      precision === "country" ||
      precision === "admin1" ||
      precision === "unknown" ||
      forms.includes(foldName(name)),
  );
}

function onlyPlace(claims: readonly Claim[]): KnownPlace | null {
  if (claims.length === 0) return null;
  const keys = new Set(claims.map(({ place }) => place!.key));
  return keys.size === 1 ? claims[0]!.place : null;
}

function sameCount(a: Claim, b: Claim): boolean {
  if (a.value === null || b.value === null) return false;
  return Math.max(a.value, b.value) <= SAME_COUNT * Math.min(a.value, b.value);
}

function quantity(claims: readonly Claim[], words: DigestWords): Quantity {
  const { figure, group, noun, place } = claims[0]!;
  const { metric, unit, measure, scope } = figure;
  const own = group ?? (scope === "subset" || metric === "other" ? noun : null);
  // A group we know has our name for it; any other is called as the text calls it.
  const counted =
    own === null || own.split(" and ").every((name) => name in words.groups) ? own : figure.counted;
  return { metric, unit, measure, scope, counted, place, claims };
}

/**
 * One side's "terrorists" may be the other side's villagers. Counts of fighters, of civilians and of people in one
 * event are put side by side only when the text itself says that the label is disputed ("no fighter was hit").
 */
function mergeContested(quantities: readonly Quantity[], words: DigestWords): Quantity[] {
  const gone = new Set<Quantity>();
  const merged = new Map<Quantity, Quantity>();
  const denials = words.negators.flatMap((no) =>
    (words.groups.fighters ?? []).map((fighter) => `${no} ${fighter}`),
  );
  for (const fighters of quantities) {
    if (fighters.counted !== "fighters" || !fighters.claims.some(({ hostile }) => hostile)) continue;
    const rivals = quantities.filter(
      (other) =>
        (other.counted === null || other.counted === "civilians") &&
        sameCounts(fighters, other) &&
        sameTime(fighters, other),
    );
    const disputed = rivals.some(({ claims }) => claims.some(({ sentence }) => hasPhrase(sentence, denials)));
    if (!disputed) continue;
    for (const gonner of [fighters, ...rivals]) gone.add(gonner);
    merged.set(fighters, {
      ...fighters,
      counted: null,
      claims: [fighters, ...rivals].flatMap(({ claims }) => claims),
    });
  }
  return [...quantities.filter((one) => !gone.has(one)), ...merged.values()];
}

function sameCounts(a: Quantity, b: Quantity): boolean {
  return (
    a.metric === b.metric &&
    a.unit === b.unit &&
    a.measure === b.measure &&
    a.scope === b.scope &&
    a.place !== null &&
    a.place.key === b.place?.key
  );
}

function sameTime(a: Quantity, b: Quantity): boolean {
  const days = new Set(a.claims.map(({ event }) => event?.from));
  return b.claims.some(
    ({ event, entry }) =>
      days.has(event?.from) || (event === null && a.claims.some((claim) => claim.entry === entry)),
  );
}

/** The folded forms of the place, for asking whether the topic's words name it. */
export function placeForms(place: KnownPlace | null): readonly string[] {
  return place === null ? [] : [foldName(place.name), ...place.forms];
}
