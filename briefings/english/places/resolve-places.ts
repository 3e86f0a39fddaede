import type { Place } from "../../facts.ts";
import { foldName, type GazetteerPlace } from "../../gazetteer.ts";
import { kilometres } from "../../gazetteer-index.ts";
import type { Knowledge } from "../../knowledge.ts";
import { settleNeighbours } from "./neighbours.ts";
import {
  areApart,
  isAlone,
  kindBeside,
  lookUp,
  type MentionedPlace,
  type Name,
  PlaceKinds,
  regionKey,
  standing,
  type Why,
} from "./place-candidates.ts";

/** How often an article mentions a country by its name, a demonym or its capital. */
export interface CountryHint {
  readonly code: string;
  readonly weight: number;
}

/** Where a name lies, or nulls and `unknown`: then `why` says what was missing. */
export interface ResolvedPlace extends Pick<Place, "country" | "admin1" | "lat" | "lon" | "precision"> {
  /** Key of the gazetteer entry chosen. */
  readonly key: string | null;
  readonly why: Why;
}

interface Context {
  /** Mentions by country, of the most mentioned one 1. */
  readonly share: ReadonlyMap<string, number>;
  readonly regions: ReadonlySet<string>;
  readonly points: readonly GazetteerPlace[];
}

/** Points looked at for nearness: enough for any article, and keeps the work linear in long texts. */
const MOST_POINTS = 60;
/** Above this a city is known everywhere. */
const MIDDLING = 1_000_000;
const ROUNDS = 4;
/** Support of a place whose country, region and neighbour within 80 km the article names. */
const SURROUNDED = 6;

/**
 * Decides between namesakes for all place names of one article together (one sense per name and article; context
 * from countries, regions, qualifiers and neighbours, after Leidner 2007 and the GeoNames-based resolvers that
 * followed). A world city needs no context; anything else without support stays unresolved.
 * Same order and length as `mentioned`.
 */
export function resolvePlaces(
  mentioned: readonly MentionedPlace[],
  hints: readonly CountryHint[],
  { gazetteer, words }: Knowledge,
): readonly ResolvedPlace[] {
  const kinds = PlaceKinds.parse(words["place-kinds"]);
  const qualifiers = new Map<string, string>();
  for (const { name, qualifier } of mentioned) if (qualifier) qualifiers.set(foldName(name), qualifier);
  // "ATHENS, Georgia" in the dateline speaks for "Athens" further down.
  const qualifying = new Set([...qualifiers.values()].map(foldName));
  const names = mentioned.map((m) => {
    const folded = foldName(m.name);
    return lookUp(
      { ...m, qualifier: qualifiers.get(folded) ?? null },
      gazetteer,
      kinds,
      qualifying.has(folded),
    );
  });
  settleQualifiers(names, qualifiers);
  const weights = countryWeights(names, hints);
  settleCountries(names, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const context = contextOf(names, weights);
    let changed = false;
    for (const name of names) if (!name.chosen && settle(name, context, round)) changed = true;
    if (!changed && round > 1) break;
  }
  settleNeighbours(names);
  return names.map((name) => toResolved(name, kinds));
}

/** "Tacoma, Washington": a name behind a town that lies in the region of that name is the region. */
function settleQualifiers(names: readonly Name[], qualifiers: ReadonlyMap<string, string>): void {
  for (const { chosen, mentioned } of names) {
    const qualifier = chosen && qualifiers.get(foldName(mentioned.name));
    if (!qualifier || chosen.precision === "admin1") continue;
    const around = names.find((n) => !n.chosen && foldName(n.mentioned.name) === foldName(qualifier));
    const region = around?.candidates.find(
      (p) => p.precision === "admin1" && regionKey(p) === regionKey(chosen),
    );
    if (!around || !region || around.prominent?.precision === "country") continue;
    around.chosen = region;
    around.why = "qualified";
  }
}

/**
 * Mentions by country. Names that are still to be decided ("Georgia", "Athens") are taken out of the hints again:
 * they cannot be evidence for themselves.
 */
function countryWeights(names: readonly Name[], hints: readonly CountryHint[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { code, weight } of hints) weights.set(code, (weights.get(code) ?? 0) + weight);
  for (const name of names) {
    const seen = Math.max(1, name.mentioned.mentions.length);
    const country = name.candidates.find((p) => p.precision === "country");
    const capital = name.candidates.find((p) => p.capital);
    if (capital && !country)
      weights.set(capital.country, Math.max(0, (weights.get(capital.country) ?? 0) - seen));
    if (!country) continue;
    if (regionRivals(name).length > 0)
      weights.set(country.country, Math.max(0, (weights.get(country.country) ?? 0) - seen));
    else weights.set(country.country, Math.max(seen, weights.get(country.country) ?? 0));
  }
  for (const [code, count] of unambiguous(names))
    if (count > 1) weights.set(code, Math.max(count, weights.get(code) ?? 0));
  return weights;
}

/** By country, how many different names of the article can only lie in it. Hamlets are no witnesses. */
function unambiguous(names: readonly Name[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { candidates } of names) {
    const first = candidates[0];
    if (!first || seen.has(first.key) || first.precision === "country" || !isAlone(first, candidates))
      continue;
    if (first.population < 20_000 && first.origin !== "ours" && first.precision !== "admin1") continue;
    seen.add(first.key);
    counts.set(first.country, (counts.get(first.country) ?? 0) + 1);
  }
  return counts;
}

function regionRivals(name: Name): readonly GazetteerPlace[] {
  return name.candidates.filter((p) => p.precision === "admin1" && p.country !== name.prominent?.country);
}

/** Countries are settled first; one that shares its name with a region is the region when others lie in that. */
function settleCountries(names: readonly Name[], weights: Map<string, number>): void {
  for (const name of names) {
    if (name.prominent?.precision !== "country") continue;
    const own = weights.get(name.prominent.country) ?? 0;
    const rival =
      own > 0
        ? undefined
        : regionRivals(name).find((region) => name.isRegion || hasCompany(region, name, names));
    name.chosen = rival ?? name.prominent;
    name.why = rival ? "context" : "country";
    const code = name.chosen.country;
    weights.set(code, Math.max(weights.get(code) ?? 0, name.mentioned.mentions.length, 1));
  }
}

/** Whether another name can lie in a region, or two others are its sister regions ("Alabama, Georgia, Florida"). */
function hasCompany(region: GazetteerPlace, name: Name, names: readonly Name[]): boolean {
  const others = names.filter((n) => n !== name);
  if (others.some((n) => n.candidates.some((c) => c.population > 5000 && regionKey(c) === regionKey(region))))
    return true;
  const isSister = (p: GazetteerPlace | null) => p?.precision === "admin1" && p.country === region.country;
  return others.filter((n) => isSister(n.prominent)).length > 1;
}

function contextOf(names: readonly Name[], weights: ReadonlyMap<string, number>): Context {
  const all = new Map(weights);
  const regions = new Set<string>();
  const points: GazetteerPlace[] = [];
  for (const { chosen, why, mentioned } of names) {
    if (!chosen || chosen.precision === "country") continue;
    if (chosen.precision === "admin1") for (const key of regionKeys(chosen)) regions.add(key);
    if (points.length < MOST_POINTS) points.push(chosen);
    // A place that stands by itself speaks for its country as a mention of the country would.
    if (why === "qualified" || why === "prominent")
      all.set(chosen.country, Math.max(all.get(chosen.country) ?? 0, mentioned.mentions.length / 2));
  }
  for (const [code, weight] of all) if (weight === 0) all.delete(code);
  const most = Math.max(1, ...all.values());
  return {
    share: new Map([...all].map(([code, w]) => [code, w / most])),
    regions,
    points,
  };
}

function regionKeys(place: GazetteerPlace): readonly string[] {
  return [regionKey(place), ...(place.includes ?? []).map((name) => `${place.country}.${foldName(name)}`)];
}

/** Points for what the article says around a candidate; 0 when it says nothing. */
function support(place: GazetteerPlace, { share, regions, points }: Context): number {
  const mentioned = share.get(place.country) ?? 0;
  const country = mentioned > 0 ? 1 + 2 * mentioned : 0;
  const region = regions.has(regionKey(place)) && place.precision !== "admin1" ? 2 : 0;
  let near = 0;
  for (const other of points) {
    if (other.key === place.key) continue;
    const km = kilometres(place, other);
    const home = other.country === place.country;
    if (km < 80) near = Math.max(near, home ? 2.5 : 1.5);
    else if (km < 200) near = Math.max(near, home ? 1.5 : 1);
    else if (km < 500 && home) near = Math.max(near, 0.5);
  }
  return country + region + near;
}

/** Whether the article keeps to the region of this candidate: most of at least three places lie in it. */
function isHome(place: GazetteerPlace, { points }: Context): boolean {
  const inside = points.filter((p) => regionKey(p) === regionKey(place)).length;
  return inside >= 3 && inside * 3 >= points.length * 2;
}

function settle(name: Name, context: Context, round: number): boolean {
  if (name.candidates.length === 0) return false;
  const prominent = name.prominent && !isStranger(name.prominent, context) ? name.prominent : null;
  const scored = name.candidates
    .map((place) => ({
      place,
      context: support(place, context),
      home: isHome(place, context),
    }))
    .filter((c) => c.context > 0 || c.place === prominent)
    .map((c) => ({
      ...c,
      score: c.context + standing(c.place) + (c.place === prominent ? 3 : 0),
    }))
    .sort((a, b) => b.score - a.score || (a.place.key < b.place.key ? -1 : 1));
  if (prominent) {
    // A namesake around the corner beats a world city only in an article that keeps to that corner.
    const local = scored.find((c) => c.home && c.place !== prominent);
    const elsewhere = (context.share.get(prominent.country) ?? 0) > 0;
    if (round < 2 && scored.some((c) => c.place !== prominent)) return false;
    const named = scored.find((c) => c.place !== prominent && isNamedCorner(c.place, context));
    if (!elsewhere && !local && named && prominent.precision !== "country") {
      // Its region and a neighbour are named, the world city's country is not.
      if (named.context >= SURROUNDED) {
        name.chosen = named.place;
        name.why = "context";
        return true;
      }
      name.why = "namesakes";
      return false;
    }
    name.chosen = local && !elsewhere ? local.place : preferNear(prominent, scored);
    name.why = name.chosen === prominent ? "prominent" : "context";
    return true;
  }
  const [first, ...rest] = scored;
  if (!first || first.context < 1 || isThin(first.place, name, context)) return false;
  const rival = rest.find((c) => areApart(c.place, first.place));
  if (rival && first.score - rival.score < 0.5) {
    name.why = "namesakes";
    return false;
  }
  name.chosen = first.place;
  name.why = "context";
  return true;
}

/**
 * A middling place in a country that an article about other countries never mentions: as likely one of the many
 * villages and quarters that no gazetteer has.
 */
function isStranger(place: GazetteerPlace, context: Context): boolean {
  if (place.precision === "country" || place.capital || place.origin === "ours") return false;
  return place.population < MIDDLING && context.share.size > 0 && support(place, context) === 0;
}

/** A town in a region the article names, when the world city of that name is far from everything it mentions. */
function isNamedCorner(place: GazetteerPlace, { regions }: Context): boolean {
  return place.precision === "town" && place.population >= 5000 && regions.has(regionKey(place));
}

/** A rival that the article supports much better than the prominent place is taken instead. */
function preferNear(
  prominent: GazetteerPlace,
  scored: readonly { place: GazetteerPlace; context: number; score: number }[],
): GazetteerPlace {
  const own = scored.find((c) => c.place === prominent);
  const first = scored[0];
  if (!own || !first || own.context > 0 || prominent.capital) return prominent;
  return first.context >= 4 ? first.place : prominent;
}

/** A small place with nothing but its country for it, and that mentioned in passing: too little for a pin. */
function isThin(place: GazetteerPlace, name: Name, context: Context): boolean {
  if (place.origin === "ours" || place.precision === "admin1") return false;
  const share = context.share.get(place.country) ?? 0;
  if (support(place, context) > 1 + 2 * share) return false;
  return (
    (place.population < 100_000 && share < 0.5) ||
    (place.population < 5000 && name.candidates.length > 1 && share < 1)
  );
}

function toResolved({ chosen, why, mentioned }: Name, kinds: PlaceKinds): ResolvedPlace {
  if (!chosen)
    return {
      country: null,
      admin1: null,
      lat: null,
      lon: null,
      precision: "unknown",
      key: null,
      why,
    };
  const { country, admin1, lat, lon, precision, key } = chosen;
  const isDistrict = kinds.districts.includes(kindBeside(mentioned.generic, kinds) ?? "");
  return {
    country,
    admin1,
    lat,
    lon,
    precision: isDistrict && precision === "town" ? "admin2" : precision,
    key,
    why,
  };
}
