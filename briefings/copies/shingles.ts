import { foldName } from "../gazetteer.ts";

/** Words per shingle: three survive light rewriting, and rarely meet by chance. */
export const WIDTH = 3;
/** Longer texts are compared by their smallest hashes only (bottom-k, Broder 1997), so cost stays bounded. */
const LIMIT = 4_000;
const HIGHEST = 0xffffffff;

/** The word shingles of a text as sorted 32-bit hashes; complete below `covers`. */
export interface Sketch {
  readonly hashes: Uint32Array;
  readonly covers: number;
}

/** Folded words, in order: case, accents and punctuation do not tell copies apart. */
export function foldedWords(text: string): string[] {
  return foldName(text).split(" ");
}

export function sketch(text: string): Sketch {
  return sketchOf(hashWords(foldedWords(text)));
}

/** The sketch of a text whose words are hashed already. */
export function sketchOf(words: Uint32Array): Sketch {
  const sorted = Uint32Array.from(new Set(runHashes(words, WIDTH))).sort();
  if (sorted.length <= LIMIT) return { hashes: sorted, covers: HIGHEST };
  return { hashes: sorted.slice(0, LIMIT), covers: sorted[LIMIT - 1]! };
}

export function hashWords(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(words.length);
  for (const [i, word] of words.entries()) hashes[i] = hashText(word);
  return hashes;
}

/** One 32-bit hash for every run of `width` words, in the order of the text; from the hashes of the words. */
export function runHashes(words: Uint32Array, width: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, words.length - width + 1));
  for (let start = 0; start < hashes.length; start++) {
    let value = width;
    for (let i = start; i < start + width; i++)
      value = Math.imul(value ^ words[i]!, 0x9e3779b1) ^ (value >>> 15);
    hashes[start] = mix(value);
  }
  return hashes;
}

/** Shingles common to both texts over the shingles of either, 0–1 (Jaccard). Exact for texts below the limit. */
export function jaccard(a: Sketch, b: Sketch): number {
  const { common, inA, inB } = compareHashes(a, b);
  const all = inA + inB - common;
  return all === 0 ? 0 : common / all;
}

/** Share of the smaller text's shingles that stand in the other one too, 0–1 (containment). */
export function containment(a: Sketch, b: Sketch): number {
  const { common, inA, inB } = compareHashes(a, b);
  const smaller = Math.min(inA, inB);
  return smaller === 0 ? 0 : common / smaller;
}

function compareHashes(a: Sketch, b: Sketch): { common: number; inA: number; inB: number } {
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
  return { common, inA, inB };
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the output. */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
