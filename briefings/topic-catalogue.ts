import type { ActorKind, PlacePrecision } from "./facts.ts";
import { foldName, type Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
import type { Topic } from "./topic.ts";

/** A place of the library, as its articles have it. */
export interface CataloguePlace {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string | null;
  readonly admin1: string | null;
  readonly precision: PlacePrecision;
  /** How many articles name it. */
  readonly articles: number;
}

export interface CatalogueActor {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: ActorKind;
  readonly articles: number;
}

/** What the library holds, for understanding what somebody typed. */
export interface Catalogue {
  readonly places: readonly CataloguePlace[];
  readonly actors: readonly CatalogueActor[];
  /** How many articles contain a folded word; leave out when that is not known. */
  readonly articlesWith?: (word: string) => number;
  /** Names known besides, of which one that stands in the lists above, too, may be out of date. */
  readonly common?: Catalogue;
}

/** One thing a person can ask for. */
export interface TopicEntry {
  readonly id: string;
  readonly topic: Topic;
  readonly articles: number;
  /** Last words of a person's names. */
  readonly surnames: readonly string[];
}

const indexes = new WeakMap<Catalogue, { gazetteer: Gazetteer; entries: readonly TopicEntry[] }>();

/** Everything in the catalogue as topics, most reported first; spellings of one place are one entry. */
export function topicEntries(catalogue: Catalogue, gazetteer: Gazetteer): readonly TopicEntry[] {
  const known = indexes.get(catalogue);
  if (known?.gazetteer === gazetteer) return known.entries;
  const common = catalogue.common === undefined ? [] : topicEntries(catalogue.common, gazetteer);
  const entries = new Map<string, TopicEntry>(common.map((entry) => [entry.id, entry]));
  const add = (entry: TopicEntry) => {
    const other = entries.get(entry.id);
    entries.set(entry.id, other ? joined(other, entry) : entry);
  };
  for (const place of catalogue.places) add(placeEntry(place, gazetteer));
  for (const actor of catalogue.actors) {
    // A state is asked for as a country: what happens in it and what it says belong together.
    const country = actor.kind === "state" ? gazetteer.countryOf(actor.name) : null;
    const onMap = country?.as === "name" ? countryOnMap(country.code, gazetteer) : null;
    add(onMap ? mapEntry(onMap, actor.articles, gazetteer) : actorEntry(actor));
  }
  const sorted = [...entries.values()].sort((a, b) => b.articles - a.articles || (a.id < b.id ? -1 : 1));
  indexes.set(catalogue, { gazetteer, entries: sorted });
  return sorted;
}

/** A place of the map as a topic. */
export function mapEntry(place: GazetteerPlace, articles: number, gazetteer: Gazetteer): TopicEntry {
  const names = [place.name, ...(place.aliases ?? []), ...(place.includes ?? [])];
  return {
    id: place.key,
    articles,
    surnames: [],
    topic: {
      kind: "place",
      words: place.name,
      label: place.name,
      detail: detailOf(place.name, place.country, place.admin1, place.precision, gazetteer),
      names: foldedNames(names),
      level: place.precision,
      country: place.country,
      admin1: place.admin1,
    },
  };
}

/** The country of a code as the gazetteer has it. */
export function countryOnMap(code: string, gazetteer: Gazetteer): GazetteerPlace | null {
  const name = gazetteer.countryName(code);
  if (name === null) return null;
  return gazetteer.find(name).find((p) => p.precision === "country" && p.country === code) ?? null;
}

/** The gazetteer's own entry for a place that an article resolved, or null. */
function onMap(place: CataloguePlace, gazetteer: Gazetteer): GazetteerPlace | null {
  if (place.country === null) return null;
  if (place.precision === "country") return countryOnMap(place.country, gazetteer);
  const wide = place.precision === "admin1";
  for (const name of [place.name, ...place.aliases]) {
    const fit = gazetteer.find(name).filter((p) => p.country === place.country && p.precision !== "country");
    const same = fit.filter((p) => (p.precision === "admin1") === wide);
    const found = same.find((p) => place.admin1 === null || p.admin1 === place.admin1) ?? same[0];
    if (found) return found;
  }
  return null;
}

function placeEntry(place: CataloguePlace, gazetteer: Gazetteer): TopicEntry {
  const mapped = onMap(place, gazetteer);
  const own = foldedNames([place.name, ...place.aliases]);
  if (mapped) {
    const entry = mapEntry(mapped, place.articles, gazetteer);
    return {
      ...entry,
      topic: {
        ...entry.topic,
        names: [...new Set([...entry.topic.names, ...own])],
      },
    };
  }
  const { name, country, admin1, precision, articles } = place;
  return {
    id: `p:${country ?? ""}:${foldName(name)}`,
    articles,
    surnames: [],
    topic: {
      kind: "place",
      words: name,
      label: name,
      detail: country === null ? null : detailOf(name, country, admin1, precision, gazetteer),
      names: own,
      level: precision === "unknown" ? null : precision,
      country,
      admin1,
    },
  };
}

function actorEntry(actor: CatalogueActor): TopicEntry {
  const names = foldedNames([actor.name, ...actor.aliases]);
  const isPerson = actor.kind === "person";
  const surnames = isPerson ? names.flatMap((n) => n.split(" ").slice(-1)) : [];
  return {
    id: `a:${actor.kind}:${foldName(actor.name)}`,
    articles: actor.articles,
    surnames: [...new Set(surnames)],
    topic: {
      kind: "actor",
      words: actor.name,
      label: actor.name,
      detail: isPerson ? null : actor.kind.replace("_", " "),
      names,
      level: null,
      country: null,
      admin1: null,
    },
  };
}

/** Two spellings of one thing: the more reported one gives the label, both give names. */
function joined(a: TopicEntry, b: TopicEntry): TopicEntry {
  const [first, second] = b.articles > a.articles ? [b, a] : [a, b];
  return {
    ...first,
    // Articles may name both, so the sum would be too many: the larger count is what is known.
    articles: first.articles,
    surnames: [...new Set([...first.surnames, ...second.surnames])],
    topic: {
      ...first.topic,
      names: [...new Set([...first.topic.names, ...second.topic.names])],
    },
  };
}

function detailOf(
  name: string,
  country: string,
  admin1: string | null,
  precision: PlacePrecision,
  gazetteer: Gazetteer,
): string | null {
  if (precision === "country") return null;
  const parts = [admin1, gazetteer.countryName(country)].filter(
    (p) => p !== null && foldName(p) !== foldName(name),
  );
  return parts.length > 0 ? parts.join(", ") : null;
}

function foldedNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(foldName).filter((n) => n !== ""))];
}
