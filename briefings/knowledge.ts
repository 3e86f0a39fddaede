import type { Gazetteer } from "./gazetteer.ts";

/**
 * What the engine knows about the world, handed in by whoever runs it: word lists (file name without ending →
 * parsed JSON, checked by the reader that uses it) and the gazetteer. The engine never loads anything itself.
 */
export interface Knowledge {
  readonly words: Readonly<Record<string, unknown>>;
  readonly gazetteer: Gazetteer;
}
