import type { Figure } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { adoptPlaces } from "./adopt-places.ts";
import { baseKey, push } from "./claim-key.ts";
import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";
import { bucketByEvent } from "./event-buckets.ts";
import type { Origins } from "./origins.ts";
import { splitStates } from "./people-on-the-move.ts";
import type { KnownPlace } from "./places.ts";
import { besideRivals } from "./rivals.ts";
import { joinCrowds } from "./same-crowd.ts";
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

/** Puts claims about the same count together. Nothing is added up, and no part is put beside its total. */
export function groupClaims(claims: readonly Claim[], origins: Origins, words: DigestWords): Quantity[] {
  const ordered = markParts(adoptPlaces(besideRivals(claims, words), origins)).toSorted((a, b) =>
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
  return mergeContested(joinCrowds(quantities), words);
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
