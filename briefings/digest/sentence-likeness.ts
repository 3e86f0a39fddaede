import { foldName } from "../gazetteer.ts";

/** One sentence is compared with many, in several sections: its words are remembered, up to so many sentences. */
const MOST_REMEMBERED = 4_000;
const remembered = new Map<string, ReadonlySet<string>>();

/** The words of a sentence, for comparing it with others. */
export function wordSet(sentence: string): ReadonlySet<string> {
  const known = remembered.get(sentence);
  if (known !== undefined) return known;
  const words = new Set<string>();
  for (const word of foldName(sentence).split(" ")) if (word.length > 2 || /\d/.test(word)) words.add(word);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(sentence, words);
  return words;
}

/** Share of the smaller set that both have, 0–1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let common = 0;
  for (const word of small) if (large.has(word)) common++;
  return common / small.size;
}
