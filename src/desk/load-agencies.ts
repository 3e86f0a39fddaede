import { readFileSync } from "node:fs";
import { Agencies } from "../ingest/origin.ts";

const FILE = new URL("../../seeds/words/en/agencies.json", import.meta.url);

/** The agencies that come with the product. */
export function loadAgencies(): Agencies {
  return Agencies.parse(JSON.parse(readFileSync(FILE, "utf8")));
}
