import { addCounts, type Counts, noCounts } from "./counts.ts";
import type { GoldArticle } from "./gold.ts";
import { scoreKeySentences } from "./score-key-sentences.ts";

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

/** Scores the first three sentences of each article as its key sentences (the Lead-3 baseline of summarising). */
export function leadBaseline(articles: readonly GoldArticle[]): Counts {
  const counts = noCounts();
  for (const { text, gold } of articles) {
    const sentences = [...SENTENCES.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
    addCounts(counts, scoreKeySentences(gold.keySentences, sentences.slice(0, 3)));
  }
  return counts;
}
