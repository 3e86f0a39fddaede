import { foldName } from "../gazetteer.ts";

/** The words of a sentence, for comparing it with others. */
export function wordSet(sentence: string): ReadonlySet<string> {
  return new Set(
    foldName(sentence)
      .split(" ")
      .filter((word) => word.length > 2 || /\d/.test(word)),
  );
}

/** Share of the smaller set that both have, 0–1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  if (smaller === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / smaller;
}
