import { foldName } from "../gazetteer.ts";
import { daysBetween } from "../moment.ts";
import { baseKey, push } from "./claim-key.ts";
import type { Claim } from "./claims.ts";
import type { Origins } from "./origins.ts";
import type { KnownPlace } from "./places.ts";

/** A count without a place joins one with a place in the same article only if it is of about this size. */
const SAME_COUNT = 3;
/** Smaller numbers come up twice by chance. */
const TELLING = 20;

/** How many days after a number was placed by one report another may still be about it. */
const REMEMBERED_DAYS = 10;

/**
 * Gives a place to counts that name none, where it can be defended: the same number of the same source (or of a copy
 * of the same report) has a place elsewhere; the source counts this in one place only; or the article does. A place
 * that was only inferred yields to one that other reports state for the same number.
 */
export function adoptPlaces(claims: readonly Claim[], origins: Origins): Claim[] {
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
  return followNeighbours(claims, adopted);
}

/** "61, lower than the 63 announced by the minister": one sentence counts in one place, if both were only inferred. */
function followNeighbours(before: readonly Claim[], after: readonly Claim[]): Claim[] {
  const was = new Map(before.map((claim) => [claim.figure.id, claim.place]));
  const sentence = ({ entry, figure }: Claim): string =>
    `${entry.article.id}|${figure.metric}|${figure.scope}|${figure.sentence.start}`;
  const moved = new Map<string, { from: string; to: KnownPlace }>();
  for (const claim of after) {
    const from = was.get(claim.figure.id) ?? null;
    if (from !== null && claim.place !== null && from.key !== claim.place.key)
      moved.set(sentence(claim), { from: from.key, to: claim.place });
  }
  return after.map((claim) => {
    const move = moved.get(sentence(claim));
    const follows = claim.figure.place?.basis === "inferred" && claim.place?.key === move?.from;
    return move !== undefined && follows ? { ...claim, place: move.to } : claim;
  });
}

function placeFor(
  claim: Claim,
  byValue: ReadonlyMap<number | null, readonly Claim[]>,
  byVoice: ReadonlyMap<string, readonly Claim[]>,
  byArticle: ReadonlyMap<string, readonly Claim[]>,
  origins: Origins,
): KnownPlace | null {
  const sameNumber = byValue.get(claim.value) ?? [];
  const text = textOf(claim, origins);
  const copies = sameNumber.filter((other) => other.entry !== claim.entry && textOf(other, origins) === text);
  const copied = copies.find(({ place }) => !isArea(place)) ?? copies[0];
  if (copied !== undefined && (claim.place === null || isArea(claim.place))) return copied.place;
  if (copied !== undefined && !isArea(copied.place)) {
    // Of two copies that read differently the older one is right.
    const first = [claim, copied].find(({ entry }) => entry.article.id === text);
    return first?.place ?? copied.place;
  }
  const own = sameNumber.filter(({ voice }) => voice.key === claim.voice.key);
  if (claim.place !== null) {
    // The same number of the same source for a province and for one town in it: the town is meant.
    const town =
      claim.place.wide && claim.value !== null && claim.value >= TELLING
        ? onlyPlace(own.filter(({ place }) => !place!.wide))
        : null;
    return town ?? statedElsewhere(claim, sameNumber) ?? claim.place;
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

/** The first report of a text that several carry. */
function textOf({ entry }: Claim, origins: Origins): string {
  return origins.sameTextAs(entry.article.id) ?? entry.article.id;
}

/** "The country", "the east": an area without a name of its own. */
function isArea(place: KnownPlace | null): boolean {
  return place !== null && !/\p{Lu}/u.test(place.name);
}

/** The place that other reports of these days state for the same number, if this one names it, too. */
function statedElsewhere(claim: Claim, sameNumber: readonly Claim[]): KnownPlace | null {
  if (claim.figure.place?.basis !== "inferred" || claim.value === null || claim.value < TELLING) return null;
  const stated = onlyPlace(
    sameNumber.filter(
      ({ figure, entry }) =>
        entry !== claim.entry &&
        figure.place?.basis === "stated" &&
        Math.abs(daysBetween(entry.day, claim.entry.day)) <= REMEMBERED_DAYS,
    ),
  );
  if (stated === null) return null;
  const named = claim.entry.facts.places.some(({ name, aliases }) =>
    [name, ...aliases].some((form) => stated.forms.includes(foldName(form))),
  );
  return named ? stated : null;
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
