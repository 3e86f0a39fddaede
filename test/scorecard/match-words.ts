/** Words that say nothing about which name is meant. */
const EMPTY_WORDS = new Set(
  "the a an of in on at to for and or by with from has have had been be is are was were that its their his her".split(
    " ",
  ),
);

/** Lower case without accents, possessives and punctuation; words separated by one blank. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/'s\b/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export function wordsOf(text: string): string[] {
  return plain(text).split(" ").filter(Boolean);
}

export function isEmptyWord(word: string): boolean {
  return EMPTY_WORDS.has(word);
}

function bagOf(words: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function sharedWords(a: readonly string[], b: readonly string[]): number {
  const other = bagOf(b);
  let shared = 0;
  for (const [word, count] of bagOf(a)) shared += Math.min(count, other.get(word) ?? 0);
  return shared;
}

/** Likeness of two texts as bags of words, 0 to 1 (Dice 1945: twice the shared over the sum of both). */
export function likeness(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0;
  return (2 * sharedWords(left, right)) / (left.length + right.length);
}

/** The share of the words of `part` that occur in `whole`, 0 to 1. */
export function shareWithin(part: string, whole: string): number {
  const words = wordsOf(part);
  return words.length > 0 ? sharedWords(words, wordsOf(whole)) / words.length : 0;
}
