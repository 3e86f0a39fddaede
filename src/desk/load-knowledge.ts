import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Knowledge } from "../../briefings/index.ts";
import { loadGazetteer } from "./gazetteer.ts";

const SEEDS = new URL("../../seeds/", import.meta.url);
const WORDS = new URL("words/en/", SEEDS);
const PLACES = new URL("places/", SEEDS);

export interface LoadedKnowledge {
  readonly knowledge: Knowledge;
  /** Changes when any word list or place list changes: facts read with another one are read again. */
  readonly hash: string;
}

/** The word lists and the gazetteer that come with the product. Files of our own: a broken one is a fault. */
export function loadKnowledge(): LoadedKnowledge {
  const hash = createHash("sha256");
  const words = Object.fromEntries(
    filesIn(WORDS, /\.json$/).map((name) => {
      const text = readFileSync(new URL(name, WORDS), "utf8");
      addTo(hash, name, text);
      return [name.replace(/\.json$/, ""), parse(name, text)];
    }),
  );
  for (const name of filesIn(PLACES, /\.(json|txt)$/)) addTo(hash, name, readFileSync(new URL(name, PLACES)));
  return { knowledge: { words, gazetteer: loadGazetteer() }, hash: hash.digest("hex").slice(0, 12) };
}

/** File names in an order that does not depend on the file system. */
function filesIn(folder: URL, pattern: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort();
}

function addTo(hash: Hash, name: string, content: string | Uint8Array): void {
  hash.update(`${name}\u0000${content.length}\u0000`).update(content);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`seeds/words/en/${name} is not JSON`, { cause });
  }
}
