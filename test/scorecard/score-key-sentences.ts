import { assign } from "./assign.ts";
import type { Counts } from "./counts.ts";
import { likeness } from "./match-words.ts";

/** Sentences at least this alike are the same. */
const SAME_SENTENCE = 0.6;
/** Predictions beyond this number are not charged. */
const CHARGED = 5;

/** Key sentences by their words. Other choices can be as good: the measure is a hint. */
export function scoreKeySentences(gold: readonly string[], predicted: readonly string[]): Counts {
  const pairs = assign(gold, predicted, (g, p) => {
    const like = likeness(g, p);
    return like >= SAME_SENTENCE ? like : 0;
  });
  const tp = pairs.ofGold.size;
  return {
    tp,
    fp: Math.max(0, Math.min(predicted.length, CHARGED) - tp),
    fn: gold.length - tp,
  };
}
