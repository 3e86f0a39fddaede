import { z } from "zod";
import type { Span } from "../../evidence.ts";
import { foldName, type Gazetteer, type GazetteerPlace } from "../../gazetteer.ts";
import { kilometres } from "../../gazetteer-index.ts";

/** The word list `place-kinds`: what the word beside a name says about which namesake is meant. */
export const PlaceKinds = z.object({
  regions: z.array(z.string()),
  districts: z.array(z.string()),
  towns: z.array(z.string()),
  camps: z.array(z.string()),
  "not the town they are called after": z.array(z.string()),
});
export type PlaceKinds = z.infer<typeof PlaceKinds>;

/** A place name of one article, with what its sentences say about it. */
export interface MentionedPlace {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly mentions: readonly Span[];
  /** "DRC" of "Goma, DRC"; the name before a genitive ("North Kivu" of "North Kivu's Goma"); null when none. */
  readonly qualifier: string | null;
  /** "province", "river", "camp", "state" … beside the name; null when none. */
  readonly generic: string | null;
}

/** Why a name was put where it is, or what was missing. */
export type Why =
  | "country"
  | "qualified"
  | "prominent"
  | "context"
  | "unlisted"
  | "other qualifier"
  | "no context"
  | "namesakes";

/** A name with the places it can mean. */
export interface Name {
  readonly mentioned: MentionedPlace;
  /** Called a province, a state or the like. */
  readonly isRegion: boolean;
  readonly candidates: readonly GazetteerPlace[];
  /** The candidate that needs no context, if any. */
  readonly prominent: GazetteerPlace | null;
  chosen: GazetteerPlace | null;
  why: Why;
}

const NO_RIVAL_POPULATION = 500_000;
const NO_RIVAL_RATIO = 10;
/** Two candidates nearer than this are one place for a reader of a map. */
const ONE_PLACE_KM = 50;
const MOST_CANDIDATES = 60;
const PART = /^(?:the\s+)?(?:(?:north|south)?(?:east|west)?(?:ern)?|central)\s+/i;

/** Candidates that fit the generic word and the qualifier. */
export function lookUp(
  mentioned: MentionedPlace,
  gazetteer: Gazetteer,
  kinds: PlaceKinds,
  /** Another name stands before it ("Slidell, La."). */
  qualifies = false,
): Name {
  const last = / ([\p{L}]+)$/u.exec(mentioned.name)?.[1] ?? null;
  const ending = kindBeside(last, kinds);
  if (ending !== null) {
    // "Karak District" may be listed so or as "Karak"; both are looked up.
    const name = mentioned.name.slice(0, -ending.length - 1);
    return { ...lookUp({ ...mentioned, name, generic: ending }, gazetteer, kinds), mentioned };
  }
  // "CAMP ORVAN, Wash.": with its stop, or behind a town that lies in it, it is the region and nothing else.
  const short =
    mentioned.name.endsWith(".") || qualifies
      ? (gazetteer.regionByAbbreviation(mentioned.name) ??
        gazetteer.regionByAbbreviation(`${mentioned.name}.`))
      : null;
  if (short)
    return {
      mentioned,
      isRegion: true,
      candidates: [short],
      prominent: short,
      chosen: short,
      why: "qualified",
    };
  const generic = kindBeside(mentioned.generic, kinds);
  const all = findAny(mentioned, generic, kinds.towns.includes(generic ?? ""), gazetteer);
  const fitting = fitGeneric(all, generic, kinds).slice(0, MOST_CANDIDATES);
  const name: Name = {
    mentioned,
    isRegion: kinds.regions.includes(generic ?? ""),
    candidates: fitting,
    prominent: null,
    chosen: null,
    why: "unlisted",
  };
  if (fitting.length === 0) return name;
  const prominent = prominentAmong(fitting, all);
  const plain: Name = { ...name, prominent, why: "no context" };
  if (mentioned.qualifier === null || foldName(mentioned.qualifier) === foldName(mentioned.name))
    return plain;
  const abbreviated = gazetteer.regionByAbbreviation(mentioned.qualifier);
  const around = abbreviated ? [abbreviated] : gazetteer.find(mentioned.qualifier);
  const inside = fitQualifier(fitting, around, prominent === null);
  if (inside.length > 0) {
    const best = clearlyFirst(inside);
    return {
      ...name,
      candidates: inside,
      chosen: best,
      why: best ? "qualified" : "namesakes",
    };
  }
  // "San Marcos, Altamora": wherever that is, it is none of the places we know. Two known places that do not
  // contain each other are a list ("in London, Paris").
  return prominent || around.length > 0 ? plain : { ...name, candidates: [], why: "other qualifier" };
}

/** The word beside a name when it is one that says a kind of place, else null. */
export function kindBeside(word: string | null, kinds: PlaceKinds): string | null {
  const lower = word?.toLowerCase() ?? "";
  return Object.values(kinds).some((words) => words.includes(lower)) ? lower : null;
}

function findAny(
  { name, aliases }: MentionedPlace,
  generic: string | null,
  isTownWord: boolean,
  gazetteer: Gazetteer,
): readonly GazetteerPlace[] {
  const found = new Map<string, GazetteerPlace>();
  const tryName = (n: string) => {
    for (const place of gazetteer.find(n)) found.set(place.key, place);
  };
  if (generic) {
    tryName(`${name} ${generic}`);
    tryName(`${generic} ${name}`);
  }
  // "Mexico City" is a name of its own; "Karak district" is one of several ways to say it.
  if (found.size > 0 && isTownWord) return [...found.values()];
  tryName(name);
  for (const alias of aliases) if (found.size === 0) tryName(alias);
  if (found.size === 0) tryName(name.replace(/^the\s+/i, ""));
  if (found.size > 0) return [...found.values()];
  // "Eastern DRC" lies in the country; a part of a town or a region may be a place of its own.
  return gazetteer.find(name.replace(PART, "")).filter((p) => p.precision === "country");
}

function fitGeneric(
  places: readonly GazetteerPlace[],
  generic: string | null,
  kinds: PlaceKinds,
): readonly GazetteerPlace[] {
  const isTown = (p: GazetteerPlace) => p.precision === "town" || p.precision === "point";
  // Within a country the fitting entry stands for the others; a country is judged with the rest of the article
  // ("Niger state television").
  const prefer = (fits: (p: GazetteerPlace) => boolean) =>
    places.filter(
      (p) => p.precision === "country" || fits(p) || !places.some((q) => q.country === p.country && fits(q)),
    );
  // A river or a camp is not where the town of its name is: only an entry of its own will do.
  if (generic && kinds["not the town they are called after"].includes(generic))
    return places.filter(
      (p) => (p.origin === "ours" && p.kind !== "town") || foldName(p.name).split(" ").includes(generic),
    );
  if (generic && kinds.camps.includes(generic)) return places.filter((p) => p.origin === "ours");
  if (generic && kinds.districts.includes(generic)) return prefer((p) => p.precision === "admin2");
  if (generic && kinds.regions.includes(generic)) return prefer((p) => p.precision === "admin1");
  if (generic && kinds.towns.includes(generic)) return prefer(isTown);
  // "Donetsk" alone is the town, not the region around it.
  return places.filter(
    (p) =>
      (p.precision !== "admin1" && p.precision !== "admin2") ||
      !places.some(
        (t) =>
          isTown(t) &&
          t.country === p.country &&
          t.population >= 20_000 &&
          (regionKey(t) === regionKey(p) || kilometres(t, p) < 150),
      ),
  );
}

function fitQualifier(
  candidates: readonly GazetteerPlace[],
  around: readonly GazetteerPlace[],
  byTown: boolean,
): readonly GazetteerPlace[] {
  const within = (c: GazetteerPlace, q: GazetteerPlace) => {
    if (c.country !== q.country || c.key === q.key) return false;
    if (q.precision === "country") return true;
    if (q.precision === "admin1")
      return (
        regionKey(c) === regionKey(q) || (q.includes ?? []).some((name) => name === c.admin1) || isWide(q, c)
      );
    // "Turgeau, Port-au-Prince"; but "London, Paris" are no suburbs of each other in Ontario.
    return byTown && kilometres(c, q) < 80;
  };
  return candidates.filter((c) => around.some((q) => within(c, q)));
}

/** A region of ours without divisions of its own ("Kivu"): what lies near its centre lies in it. */
function isWide(region: GazetteerPlace, place: GazetteerPlace): boolean {
  return region.admin1 === null && region.includes === undefined && kilometres(region, place) < 200;
}

export function regionKey(place: GazetteerPlace): string {
  return `${place.country}.${foldName(place.admin1 ?? "?")}`;
}

/** The first candidate when no rival elsewhere comes near it, else null. */
function clearlyFirst(candidates: readonly GazetteerPlace[]): GazetteerPlace | null {
  const [first, ...rest] = [...candidates].sort((a, b) => standing(b) - standing(a));
  if (!first) return null;
  const rival = rest.find((p) => areApart(p, first));
  return !rival || standing(first) - standing(rival) >= 0.3 ? first : null;
}

/** How likely a place is meant before anything is known: half a point for every tenfold of people. */
export function standing(place: GazetteerPlace): number {
  return (
    Math.log10(place.population + 10) / 2 + (place.origin === "ours" ? 1.5 : 0) + (place.capital ? 0.5 : 0)
  );
}

/** A country, a national capital, a place that dwarfs every namesake, or a sizeable one that has none. */
function prominentAmong(
  candidates: readonly GazetteerPlace[],
  all: readonly GazetteerPlace[],
): GazetteerPlace | null {
  const country = candidates.find((p) => p.precision === "country");
  if (country) return country;
  const elsewhere = (place: GazetteerPlace, rivals: readonly GazetteerPlace[]) =>
    Math.max(0, ...rivals.filter((p) => areApart(p, place)).map((p) => p.population));
  const towns = candidates.filter((p) => p.precision === "town");
  const capital = candidates.find((p) => p.capital);
  if (capital && capital.population > elsewhere(capital, towns)) return capital;
  const first = [...candidates].sort((a, b) => b.population - a.population)[0];
  if (!first) return null;
  if (isAlone(first, all) && (first.precision === "admin1" || first.population > NO_RIVAL_POPULATION / 5))
    return first;
  // Our own list is of places in the news: half the lead and a fifth of the people are enough; a region is named
  // more often than a town of as many people.
  const [ratio, people] =
    first.origin === "ours"
      ? [NO_RIVAL_RATIO / 2, NO_RIVAL_POPULATION / 5]
      : first.precision === "admin1"
        ? [NO_RIVAL_RATIO / 2, NO_RIVAL_POPULATION / 2]
        : [NO_RIVAL_RATIO, NO_RIVAL_POPULATION];
  return first.population > people && first.population > ratio * elsewhere(first, candidates) ? first : null;
}

/** Whether a name has one place only. */
export function isAlone(place: GazetteerPlace, candidates: readonly GazetteerPlace[]): boolean {
  return candidates.every((p) => p.country === place.country && !areApart(p, place));
}

/** Whether two namesakes are two places for a reader of a map; a city and the region around it are one. */
export function areApart(a: GazetteerPlace, b: GazetteerPlace): boolean {
  const isRegion = a.precision === "admin1" || b.precision === "admin1";
  return kilometres(a, b) > ONE_PLACE_KM && !(isRegion && regionKey(a) === regionKey(b));
}
