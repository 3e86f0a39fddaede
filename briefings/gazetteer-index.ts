import { foldName, type Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
import { sortedLines } from "./sorted-lines.ts";

/** One country of `seeds/words/en/countries.json`. */
export interface CountryWords {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly demonyms: readonly string[];
  /** Names of the seat of government as the news uses them, not a view on anybody's status. */
  readonly capitals: readonly string[];
}

/** One place of `seeds/places/crisis.json`, which people write by hand. */
export interface CrisisPlace {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string;
  readonly admin1: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly kind: NonNullable<GazetteerPlace["kind"]>;
  readonly precision: GazetteerPlace["precision"];
  readonly includes?: readonly string[];
}

/** What `createGazetteer` needs, as it lies on disk. */
export interface GazetteerData {
  /**
   * Lines `folded name TAB entry TAB entry …`, sorted by code unit. An entry is `rCC.A1` (a first-level
   * region, kept in `regions`) or a letter (`c` capital, `t` town, `d` district) followed by
   * `name;CC.A1;lat;lon;population`, the name left out where it is the folded name in capitals.
   * Letters beyond ASCII are written `\\u00e9`.
   */
  readonly towns: string;
  /** Sorted lines `code TAB name TAB lat TAB lon TAB population TAB alias;alias`; a code without a dot is a country. */
  readonly regions: string;
  readonly countries: readonly CountryWords[];
  readonly crisis: readonly CrisisPlace[];
  /** Names wider than a country, and words that name no place alone: never one of their namesakes. */
  readonly wide: readonly string[];
  /** "Ga.", "Ont." and the like, by region code. */
  readonly abbreviations: readonly {
    readonly code: string;
    readonly abbreviations: readonly string[];
  }[];
}

interface Region {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
  readonly aliases: readonly string[];
}

/** Within this distance two entries of one name in one country are the same place. */
const SAME_PLACE_KM = 30;
/** Lines looked at for one completion: a prefix of two letters has thousands. */
const MOST_COMPLETIONS = 3000;

/** Distance in kilometres on a sphere; good to half a per cent. */
export function kilometres(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((b.lat - a.lat) * rad) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * rad) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * sinLon * sinLon;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * A gazetteer over the data handed in. The towns stay one string that is searched by halving, so that starting
 * costs next to nothing; only countries, regions and crisis places (a few thousand) are kept in maps.
 */
export function createGazetteer(data: GazetteerData): Gazetteer {
  const towns = sortedLines(data.towns);
  const region = regionReader(data.regions);
  const countryNames = new Map(data.countries.map((c) => [c.code, c.name]));
  const countryWords = indexCountryWords(data.countries);
  const countriesByName = new Map<string, CountryWords[]>();
  for (const country of data.countries)
    for (const name of [country.name, ...country.aliases]) addTo(countriesByName, foldName(name), country);
  const crisisByName = new Map<string, CrisisPlace[]>();
  for (const place of data.crisis)
    for (const name of [place.name, ...place.aliases]) addTo(crisisByName, foldName(name), place);
  const wide = new Set(data.wide.map(foldName));
  const abbreviations = new Map(
    data.abbreviations.flatMap(({ code, abbreviations }) =>
      abbreviations.map((a) => [foldName(a), code] as const),
    ),
  );
  const ours = new Map<CrisisPlace, GazetteerPlace>();
  const found = new Map<string, readonly GazetteerPlace[]>();

  function indexed(key: string): GazetteerPlace[] {
    const entries = towns.find(inAscii(key));
    return entries === null ? [] : readEntries(key, entries);
  }

  function readEntries(key: string, entries: string): GazetteerPlace[] {
    return entries.split("\t").flatMap((entry) => readEntry(fromAscii(entry), key, region));
  }

  function countriesCalled(key: string): GazetteerPlace[] {
    return (countriesByName.get(key) ?? []).flatMap((country) => countryPlace(country, region(country.code)));
  }

  function ourPlace(place: CrisisPlace): GazetteerPlace {
    const known = ours.get(place);
    if (known) return known;
    const twins = [place.name, ...place.aliases]
      .flatMap((n) => indexed(foldName(n)))
      .filter((p) => isSame(place, p));
    const admin1 = place.precision === "admin1" && twins.find((p) => p.precision === "admin1")?.name;
    const made: GazetteerPlace = {
      key: `o:${place.country}:${foldName(place.name)}`,
      name: place.name,
      country: place.country,
      admin1: admin1 || place.admin1,
      lat: place.lat,
      lon: place.lon,
      precision: place.precision,
      population: twins.reduce((most, p) => Math.max(most, p.population), 0),
      origin: "ours",
      kind: place.kind,
      ...(twins.some((p) => p.capital) ? { capital: true } : {}),
      ...(place.aliases.length > 0 ? { aliases: place.aliases } : {}),
      ...(place.includes ? { includes: place.includes } : {}),
    };
    ours.set(place, made);
    return made;
  }

  function find(name: string): readonly GazetteerPlace[] {
    const key = foldName(name);
    const known = found.get(key);
    if (known) return known;
    if (wide.has(key)) return [];
    const crisis = crisisByName.get(key) ?? [];
    const rest = indexed(key).filter((p) => !crisis.some((c) => isSame(c, p)));
    const places = order([...countriesCalled(key), ...crisis.map(ourPlace), ...rest]);
    if (found.size > 5000) found.clear();
    found.set(key, places);
    return places;
  }

  return {
    find,
    countryOf: (word) => countryWords.get(foldName(word).replace(/^the /, "")) ?? null,
    regionByAbbreviation(word) {
      const code = abbreviations.get(foldName(word));
      return code === undefined ? null : (readEntry(`r${code}`, "", region)[0] ?? null);
    },
    countryName: (code) => countryNames.get(code) ?? null,
    complete(prefix, limit) {
      const key = foldName(prefix);
      if (key === "" || limit <= 0) return [];
      const best = new Map<string, number>();
      const offer = (name: string, weight: number) => best.set(name, Math.max(weight, best.get(name) ?? 0));
      // A country or a crisis place goes before any town, unless only another of its names begins so.
      const lead = (p: GazetteerPlace, by: number) =>
        p.population + (foldName(p.name).startsWith(key) ? by : 0);
      for (const name of countriesByName.keys())
        if (name.startsWith(key)) for (const p of countriesCalled(name)) offer(p.name, lead(p, 2e9));
      for (const [name, places] of crisisByName)
        if (name.startsWith(key)) for (const p of places) offer(p.name, lead(ourPlace(p), 1e9));
      let seen = 0;
      for (const line of key.length > 1 ? towns.beginning(inAscii(key)) : []) {
        if (seen++ === MOST_COMPLETIONS) break;
        for (const p of readEntries(fromAscii(line.key), line.rest)) offer(p.name, p.population);
      }
      return [...best]
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([name]) => name);
    },
  };
}

function inAscii(text: string): string {
  return text.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function fromAscii(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function addTo<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

type RegionOf = (code: string) => Region | null;

/** Regions by code, read when asked for. */
function regionReader(text: string): RegionOf {
  const lines = sortedLines(text);
  const read = new Map<string, Region | null>();
  return (code) => {
    const known = read.get(code);
    if (known !== undefined) return known;
    const line = lines.find(code);
    const [name = "", lat, lon, population, aliases] = line?.split("\t") ?? [];
    const region: Region = {
      name,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      aliases: aliases ? aliases.split(";") : [],
    };
    read.set(code, line === null ? null : region);
    return line === null ? null : region;
  };
}

function readEntry(entry: string, key: string, regionOf: RegionOf): GazetteerPlace[] {
  const kind = entry[0];
  if (kind === "r") {
    const code = entry.slice(1);
    const region = regionOf(code);
    if (!region) return [];
    const { name, lat, lon, population, aliases } = region;
    const base = {
      key: `r:${code}`,
      name,
      country: code.slice(0, 2),
      admin1: name,
      lat,
      lon,
      population,
    };
    return [
      {
        ...base,
        precision: "admin1",
        origin: "admin1",
        ...(aliases.length > 0 ? { aliases } : {}),
      },
    ];
  }
  const [ownName, code = "", lat = "", lon = "", population] = entry.slice(1).split(";");
  const name = ownName || key.replace(/(^| )\p{L}/gu, (m) => m.toUpperCase());
  return [
    {
      key: `${kind === "d" ? "d" : "t"}:${code}:${foldName(name)}:${lat},${lon}`,
      name,
      country: code.slice(0, 2),
      admin1: regionOf(code)?.name ?? null,
      lat: Number(lat),
      lon: Number(lon),
      precision: kind === "d" ? "admin2" : "town",
      population: Number(population),
      origin: "cities",
      ...(kind === "c" ? { capital: true } : {}),
    },
  ];
}

function countryPlace(country: CountryWords, region: Region | null): GazetteerPlace[] {
  if (!region) return [];
  const place: GazetteerPlace = {
    key: `k:${country.code}`,
    name: country.name,
    country: country.code,
    admin1: null,
    lat: region.lat,
    lon: region.lon,
    precision: "country",
    population: region.population,
    origin: "country",
    aliases: country.aliases,
  };
  return [place];
}

/** Whether an entry of the open gazetteer is the same place as one of ours (they already share a name). */
function isSame(ours: CrisisPlace, other: GazetteerPlace): boolean {
  if (ours.country !== other.country) return false;
  if (ours.precision === "admin1" || other.precision === "admin1") return ours.precision === other.precision;
  return kilometres(ours, other) <= SAME_PLACE_KM;
}

/** Most populous first; ours before namesakes of the same country; equal ones by key. */
function order(places: GazetteerPlace[]): GazetteerPlace[] {
  const weight = (p: GazetteerPlace) =>
    p.origin === "ours"
      ? Math.max(...places.filter((q) => q.country === p.country).map((q) => q.population)) + 0.5
      : p.population;
  const unique = [...new Map(places.map((p) => [p.key, p])).values()];
  return unique.sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
}

/** Names, aliases, demonyms and capitals, a name before a demonym before a capital of another country. */
function indexCountryWords(
  countries: readonly CountryWords[],
): ReadonlyMap<string, { readonly code: string; readonly as: "name" | "demonym" | "capital" }> {
  const words = new Map<string, { code: string; as: "name" | "demonym" | "capital" }>();
  for (const as of ["name", "demonym", "capital"] as const)
    for (const { code, name, aliases, demonyms, capitals } of countries) {
      const list = as === "name" ? [name, ...aliases] : as === "demonym" ? demonyms : capitals;
      for (const word of list) {
        const key = foldName(word).replace(/^the /, "");
        if (!words.has(key)) words.set(key, { code, as });
      }
    }
  return words;
}
