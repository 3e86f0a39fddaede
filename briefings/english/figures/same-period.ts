import type { When } from "../../moment.ts";
import { CLAUSE_REACH, endOf, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";

const SPAN = /^(?:month|months|period|span|stretch|time|timeframe|week|weeks|year|years)$/;

/**
 * "Another 957 were injured in the same period": the period of the count before, under the words that point back to it.
 * Null where the sentence does not say so, or the count before has no period.
 */
export function samePeriod(scene: Scene, phrase: CountPhrase, last: When | null): When | null {
  if (last === null || last.from === null || last.from === last.to) return null;
  const { tokens, text } = scene.page;
  const limit = Math.min(endOf(scene, phrase), phrase.to + CLAUSE_REACH);
  for (let k = Math.max(startOf(scene, phrase), phrase.from - CLAUSE_REACH); k + 2 < limit; k++) {
    if (!/^(?:during|for|in|over)$/.test(tokens[k]!.lower)) continue;
    if (!/^(?:that|the)$/.test(tokens[k + 1]!.lower) || tokens[k + 2]!.lower !== "same") continue;
    const noun = tokens[k + 3];
    if (noun === undefined || !SPAN.test(noun.lower)) continue;
    return { ...last, words: text.slice(tokens[k]!.start, noun.end), basis: "inferred" };
  }
  return null;
}
