/** Words per shingle: three survive light rewriting, and rarely meet by chance. */
const WIDTH = 3;
/** Longer texts are compared by their smallest hashes only (bottom-k, Broder 1997), so cost stays bounded. */
const LIMIT = 4_000;
const HIGHEST = 0xffffffff;

/** The word shingles of a text as sorted 32-bit hashes; complete below `covers`. */
export interface Sketch {
  readonly hashes: Uint32Array;
  readonly covers: number;
}

/** The sketch of a text that is folded (see `foldName`). */
export function sketch(folded: string): Sketch {
  const sorted = runHashes(folded, WIDTH);
  if (sorted.length <= LIMIT) return { hashes: sorted, covers: HIGHEST };
  return { hashes: sorted.slice(0, LIMIT), covers: sorted[LIMIT - 1]! };
}

/** The hashes of all runs of so many words in a folded text, sorted, each once. */
export function runHashes(folded: string, width: number): Uint32Array {
  const ends = wordEnds(folded);
  const hashes = new Uint32Array(Math.max(0, ends.length - width + 1));
  for (let i = 0; i < hashes.length; i++) hashes[i] = hash(folded, ...runAt(ends, i, width));
  hashes.sort();
  let kept = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (i > 0 && hashes[i] === hashes[i - 1]) continue;
    hashes[kept] = hashes[i]!;
    kept++;
  }
  return hashes.subarray(0, kept);
}

/** The first run of so many words that has the hash, or null. */
export function runOf(folded: string, width: number, wanted: number): string | null {
  const ends = wordEnds(folded);
  for (let i = 0; i + width <= ends.length; i++) {
    const [start, end] = runAt(ends, i, width);
    if (hash(folded, start, end) === wanted) return folded.slice(start, end);
  }
  return null;
}

function wordEnds(folded: string): readonly number[] {
  const ends: number[] = [];
  for (let at = folded.indexOf(" "); at >= 0; at = folded.indexOf(" ", at + 1)) ends.push(at);
  ends.push(folded.length);
  return ends;
}

/** Words stand one blank apart, so a run is a stretch of the text. */
function runAt(ends: readonly number[], first: number, width: number): [start: number, end: number] {
  return [first === 0 ? 0 : ends[first - 1]! + 1, ends[first + width - 1]!];
}

/** Share of the smaller text's shingles that stand in the other one too, 0–1 (containment). */
export function containment(a: Sketch, b: Sketch): number {
  const covers = Math.min(a.covers, b.covers);
  const inA = countUpTo(a.hashes, covers);
  const inB = countUpTo(b.hashes, covers);
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < inA && j < inB) {
    const x = a.hashes[i]!;
    const y = b.hashes[j]!;
    if (x <= y) i++;
    if (y <= x) j++;
    if (x === y) common++;
  }
  const smaller = Math.min(inA, inB);
  return smaller === 0 ? 0 : common / smaller;
}

function countUpTo(sorted: Uint32Array, covers: number): number {
  if (covers === HIGHEST) return sorted.length;
  const beyond = sorted.findIndex((value) => value > covers);
  return beyond < 0 ? sorted.length : beyond;
}

/** FNV-1a, 32 bits, of a stretch of a text. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
