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
  const sorted = withoutRepeats(runHashes(words, WIDTH).sort());
  if (sorted.length <= LIMIT) return { hashes: sorted, covers: HIGHEST };
  return { hashes: sorted.slice(0, LIMIT), covers: sorted[LIMIT - 1]! };
}

/** Sorted hashes, each once; in the same memory. */
function withoutRepeats(sorted: Uint32Array): Uint32Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (kept === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i]!;
  return sorted.subarray(0, kept);
}

/** Whether every shingle of the text is in its sketch. */
export function isWhole({ covers }: Sketch): boolean {
  return covers === HIGHEST;
}

export function hashWords(words: readonly string[]): Uint32Array {
  const hashes = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) hashes[i] = hashText(words[i]!);
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
  const [inA, inB] = [countUpTo(a.hashes, covers), countUpTo(b.hashes, covers)];
  let common = 0;
  for (let i = 0, j = 0; i < inA && j < inB; ) {
    const x = a.hashes[i]!;
    const y = b.hashes[j]!;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return { common, inA, inB };
}

/** How many of the sorted hashes are not above `most`. */
function countUpTo(hashes: Uint32Array, most: number): number {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! <= most) low = middle + 1;
    else high = middle;
  }
  return low;
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
