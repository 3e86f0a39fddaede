import type { PlaceLine } from "../digest.ts";
import type { Place } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import { compare, type Selected } from "./entry.ts";
import { commonest, distinct, makeUnion } from "./union.ts";

/** One place across all articles. */
export interface KnownPlace {
  readonly key: string;
  readonly name: string;
  readonly forms: readonly string[];
  /** A country or region: much happens there that has nothing to do with each other. */
  readonly wide: boolean;
}

export interface Places {
  readonly lines: readonly PlaceLine[];
  /** The place a figure names, by the place of the article it was resolved to, else by its name. */
  of(articleId: string, placeId: string | null, name: string): KnownPlace;
}

interface Seen {
  readonly articleId: string;
  readonly place: Place;
}

/** Puts the places of single articles together by name or alias; namesakes in different countries stay apart. */
export function mergePlaces(selected: readonly Selected[]): Places {
  const seen: Seen[] = selected.flatMap(({ article, facts }) =>
    facts.places.map((place) => ({ articleId: article.id, place })),
  );
  const states = new Set(
    selected
      .flatMap(({ facts }) => facts.actors.filter(({ kind }) => kind === "state"))
      .flatMap(({ name, aliases }) => [name, ...aliases].map(foldName)),
  );
  const union = makeUnion(seen.length);
  const first = new Map<string, number[]>();
  for (const [index, { place }] of seen.entries()) {
    for (const form of distinct([place.name, ...place.aliases].map(foldName))) {
      const bearers = first.get(form) ?? [];
      const same = bearers.find((other) => samePlace(seen[other]!.place, place));
      if (same === undefined) first.set(form, [...bearers, index]);
      else union.join(same, index);
    }
  }
  const groups = new Map<number, Seen[]>();
  for (const [index, one] of seen.entries()) {
    const group = groups.get(union.root(index));
    if (group === undefined) groups.set(union.root(index), [one]);
    else group.push(one);
  }

  const byPlace = new Map<string, KnownPlace>();
  const byForm = new Map<string, KnownPlace>();
  const lines: PlaceLine[] = [];
  for (const members of groups.values()) {
    const name = commonest(members.map(({ place }) => place.name));
    const forms = distinct(members.flatMap(({ place }) => [place.name, ...place.aliases]).map(foldName));
    const wide =
      members.some(({ place }) => place.precision === "country" || place.precision === "admin1") ||
      forms.some((form) => states.has(form));
    const known: KnownPlace = {
      key: `p:${foldName(name)}:${members[0]!.articleId}`,
      name,
      forms,
      wide,
    };
    for (const { articleId, place } of members) byPlace.set(`${articleId}\n${place.id}`, known);
    for (const form of forms) if (!byForm.has(form)) byForm.set(form, known);
    lines.push(placeLine(name, members));
  }
  return {
    lines: lines.toSorted(
      (a, b) =>
        b.articles - a.articles ||
        b.mentions - a.mentions ||
        compare(a.name, b.name) ||
        compare(a.country ?? "", b.country ?? ""),
    ),
    of(articleId, placeId, name) {
      const resolved = placeId === null ? undefined : byPlace.get(`${articleId}\n${placeId}`);
      return (
        resolved ??
        byForm.get(foldName(name)) ?? {
          key: `p:${foldName(name)}`,
          name,
          forms: [foldName(name)],
          // "The east", "the country": an area without a name of its own.
          wide: states.has(foldName(name)) || !/\p{Lu}/u.test(name),
        }
      );
    },
  };
}

function samePlace(a: Place, b: Place): boolean {
  if (a.country !== null && b.country !== null && a.country !== b.country) return false;
  return a.admin1 === null || b.admin1 === null || a.admin1 === b.admin1;
}

function placeLine(name: string, members: readonly Seen[]): PlaceLine {
  // The best placed member speaks for all; unresolved ones add their mentions only.
  const best =
    members.find(({ place }) => place.lat !== null)?.place ??
    members.find(({ place }) => place.country !== null)?.place ??
    members[0]!.place;
  return {
    name,
    country: best.country,
    admin1: best.admin1,
    lat: best.lat,
    lon: best.lon,
    precision: best.precision,
    articles: new Set(members.map(({ articleId }) => articleId)).size,
    mentions: members.reduce((sum, { place }) => sum + place.mentions.length, 0),
  };
}
