import { readFileSync } from "node:fs";
import {
  type CountryWords,
  type CrisisPlace,
  createGazetteer,
  type Gazetteer,
  type GazetteerData,
} from "../../briefings/index.ts";

const seeds = new URL("../../seeds/", import.meta.url);
let loaded: Gazetteer | null = null;

/** The bundled gazetteer: open data (plain ASCII, hence the quick decoding) compiled by `npm run places`, and our own crisis places. Read once. */
export function loadGazetteer(): Gazetteer {
  loaded ??= createGazetteer({
    towns: readFileSync(new URL("places/towns.txt", seeds), "latin1"),
    regions: readFileSync(new URL("places/regions.txt", seeds), "utf8"),
    countries: readJson<CountryWords[]>("words/en/countries.json"),
    wide: Object.values(readJson<Record<string, string[]>>("words/en/wide-regions.json")).flat(),
    abbreviations: readJson<GazetteerData["abbreviations"]>("words/en/region-abbreviations.json"),
    crisis: readJson<{ area: string; places: CrisisPlace[] }[]>("places/crisis.json").flatMap(
      (group) => group.places,
    ),
  });
  return loaded;
}

/** Our own files, checked by the tests of this module: a wrong one is a fault in the project. */
function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, seeds), "utf8")) as T;
}
