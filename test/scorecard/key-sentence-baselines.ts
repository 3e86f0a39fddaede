import { addCounts, type Counts, noCounts } from "./counts.ts";
import type { GoldArticle } from "./gold.ts";
import { lexRank } from "./lex-rank.ts";
import { wordsOf } from "./match-words.ts";
import { scoreKeySentences } from "./score-key-sentences.ts";
import type { Baselines } from "./table.ts";

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });
const LEAD = 3;
/** As many as the engine may choose. */
const CENTRAL = 5;

/** Scores what Lead-3 and LexRank choose from each article as its key sentences. */
export function keySentenceBaselines(articles: readonly GoldArticle[]): Baselines {
  const split = articles.map(({ text }) =>
    [...SENTENCES.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean),
  );
  const rarity = inverseFrequencies(split.flat());
  const score = (choose: (sentences: readonly string[]) => readonly string[]): Counts => {
    const counts = noCounts();
    for (const [i, { gold }] of articles.entries())
      addCounts(counts, scoreKeySentences(gold.keySentences, choose(split[i]!)));
    return counts;
  };
  return {
    lead: score((sentences) => sentences.slice(0, LEAD)),
    lexRank: score((sentences) => {
      const ranks = lexRank(sentences.map(wordsOf), rarity);
      const order = [...ranks.keys()].sort((a, b) => ranks[b]! - ranks[a]! || a - b);
      return order.slice(0, CENTRAL).map((i) => sentences[i]!);
    }),
  };
}

/** log(N / n) of each word over all sentences of the set. */
function inverseFrequencies(sentences: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const sentence of sentences)
    for (const word of new Set(wordsOf(sentence))) found.set(word, (found.get(word) ?? 0) + 1);
  return new Map([...found].map(([word, count]) => [word, Math.log(sentences.length / count)]));
}
