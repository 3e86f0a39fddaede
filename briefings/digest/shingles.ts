import { foldName } from "../gazetteer.ts";

/** Words per shingle: three survive light rewriting, and rarely meet by chance. */
const WIDTH = 3;
/** Longer texts are compared by their smallest hashes only (bottom-k, Broder 1997), so cost stays bounded. */
const LIMIT = 4_000;
const HIGHEST = 0xffffffff;

/** The word shingles of a text as sorted 32-bit hashes; complete below `covers`. */
export interface Sketch {
  readonly hashes: readonly number[];
  readonly covers: number;
}

export function sketch(text: string): Sketch {
  const words = foldName(text).split(" ");
  const hashes = new Set<number>();
  for (let i = 0; i + WIDTH <= words.length; i++)
    hashes.add(hash(`${words[i]} ${words[i + 1]} ${words[i + 2]}`));
  const sorted = [...hashes].sort((a, b) => a - b);
  if (sorted.length <= LIMIT) return { hashes: sorted, covers: HIGHEST };
  return { hashes: sorted.slice(0, LIMIT), covers: sorted[LIMIT - 1]! };
}

/** Share of the smaller text's shingles that stand in the other one too, 0–1 (containment). */
export function containment(a: Sketch, b: Sketch): number {
  const covers = Math.min(a.covers, b.covers);
  let i = 0;
  let j = 0;
  let common = 0;
  let inA = 0;
  let inB = 0;
  while (i < a.hashes.length || j < b.hashes.length) {
    const x = a.hashes[i] ?? Number.POSITIVE_INFINITY;
    const y = b.hashes[j] ?? Number.POSITIVE_INFINITY;
    if (Math.min(x, y) > covers) break;
    if (x <= y) {
      inA++;
      i++;
    }
    if (y <= x) {
      inB++;
      j++;
    }
    if (x === y) common++;
  }
  const smaller = Math.min(inA, inB);
  return smaller === 0 ? 0 : common / smaller;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
