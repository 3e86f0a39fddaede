import { readFileSync } from "node:fs";
import type { PageWords } from "../../briefings/text/page.ts";

/** A word list of the bundled English set, as the engine is given it. */
export function wordList(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../seeds/words/en/${name}.json`, import.meta.url), "utf8"));
}

/** The bundled words that decide where tokens and sentences end. */
export function pageWords(): PageWords {
  const { stops, starters } = wordList("page") as { stops: string[]; starters: string[] };
  return { stops: new Set(stops), starters: new Set(starters) };
}
