import type { Article } from "../article.ts";
import { minHashBands } from "./min-hash.ts";
import { foldedWords, hashWords, runHashes, WIDTH } from "./shingles.ts";

/**
 * Words in a run: hardly written twice by two people. One run in `SAMPLED` is kept, chosen by its hash, so that two
 * texts choose the same ones (Manber 1994): where one text holds n runs of another, at least one of them is a common
 * key with probability 1 − (1 − 1/16)^n, which is 0.96 from 50 runs on, however long the rest is.
 */
const RUN = 8;
const SAMPLED = 16;
const MOST_RUNS = 24;
/** A quotation is carried on where everything else is rewritten; shorter ones are said by many. */
const LEAST_QUOTED = 8;
const MOST_QUOTED = 8;
/** Shorter texts have no bands: what little they say is said by many. */
const LEAST_SHINGLES = 20;

const QUOTED = /[“"«„]([^“”"«»„]{20,600})[”"»“]/gu;

/** Room for 32 bits of hash under each kind of key. */
const KIND = 2 ** 32;
const [BAND, SAMPLE, QUOTATION, WHOLE] = [0, 100, 101, 102];

/**
 * Keys by which copies of a report find each other, whole numbers below 2^40, each once: bands for texts that are
 * much alike (see `minHashBands`), sampled runs of words for a text that holds a part of another, quotations for what
 * somebody else rewrote, and one for the text as a whole. A common key proposes a pair and proves nothing:
 * `sameReport` decides.
 */
export function copyKeys({ text }: Pick<Article, "text">): number[] {
  const words = hashWords(foldedWords(text));
  const shingles = runHashes(words, WIDTH);
  const bands = shingles.length < LEAST_SHINGLES ? [] : minHashBands(shingles);
  const runs = runHashes(words, RUN).filter((hash) => hash % SAMPLED === 0);
  return [
    ...new Set([
      keyOf(WHOLE, runHashes(words, words.length)[0]!),
      ...bands.map((hash, band) => keyOf(BAND + band, hash)),
      ...smallest(runs, MOST_RUNS).map((hash) => keyOf(SAMPLE, hash)),
      ...quotations(text).map((hash) => keyOf(QUOTATION, hash)),
    ]),
  ];
}

/** The smallest hash among the runs of each quotation: a quotation cut short often keeps it. */
function quotations(text: string): number[] {
  const hashes: number[] = [];
  for (const [, quoted] of text.matchAll(QUOTED)) {
    const runs = runHashes(hashWords(foldedWords(quoted!)), LEAST_QUOTED);
    if (runs.length > 0) hashes.push(Math.min(...runs));
  }
  return smallest(hashes, MOST_QUOTED);
}

function smallest(hashes: ArrayLike<number>, most: number): number[] {
  return Array.from(Uint32Array.from(hashes).sort().subarray(0, most));
}

function keyOf(kind: number, hash: number): number {
  return kind * KIND + hash;
}
