import { mix } from "./shingles.ts";

/**
 * MinHash with banding (Broder 1997; Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, ch. 3). A band is
 * one hash of `ROWS` smallest values; two texts whose shingles have the Jaccard similarity s share at least one of
 * the `BANDS` bands with probability 1 − (1 − s^ROWS)^BANDS:
 *
 * | s |  0.1  |  0.2  |  0.3  |  0.4  |  0.5  |  0.6  |  0.7  |  0.8   |  0.9    |
 * | - | ----: | ----: | ----: | ----: | ----: | ----: | ----: | -----: | ------: |
 * | P | 0.001 | 0.019 | 0.093 | 0.267 | 0.539 | 0.811 | 0.963 | 0.9982 | 0.99999 |
 */
export const BANDS = 12;
export const ROWS = 4;

/** The hash functions h(x) = a·x + b modulo 2^32, a odd, of mixed x: the same on every machine, for ever. */
const FUNCTIONS = Array.from({ length: BANDS * ROWS }, (_, i) => ({
  a: mix(0x9e3779b9 * (2 * i + 1)) | 1,
  b: mix(0x9e3779b9 * (2 * i + 2)) | 0,
}));

/** The bands of a text as 32-bit hashes, `BANDS` of them, in order, from the hashes of its shingles (any order). */
export function minHashBands(shingles: Uint32Array): number[] {
  // As signed numbers, which the machine compares fastest: which order is meant does not matter.
  const values = new Int32Array(shingles);
  const bands: number[] = [];
  for (let at = 0; at < FUNCTIONS.length; at += ROWS) {
    let band = at;
    for (let row = at; row < at + ROWS; row++)
      band = mix(Math.imul(band, 31) ^ least(values, FUNCTIONS[row]!));
    bands.push(band);
  }
  return bands;
}

function least(values: Int32Array, { a, b }: (typeof FUNCTIONS)[number]): number {
  let smallest = 0x7fffffff;
  for (let i = 0; i < values.length; i++) {
    const value = (Math.imul(a, values[i]!) + b) | 0;
    if (value < smallest) smallest = value;
  }
  return smallest;
}

/** How probably two texts of the Jaccard similarity `s` share a band. */
export function bandProbability(s: number): number {
  return 1 - (1 - s ** ROWS) ** BANDS;
}
