/** Sentences less alike than this are no neighbours (the threshold of the paper). */
const THRESHOLD = 0.1;
const DAMPING = 0.85;
const ROUNDS = 50;

/**
 * LexRank of each sentence (Erkan and Radev 2004): the stationary weight of a walk over a graph whose edges are cosine
 * likenesses of tf-idf vectors above a threshold. Sums to 1 for at least one sentence.
 */
export function lexRank(
  sentences: readonly (readonly string[])[],
  rarity: ReadonlyMap<string, number>,
): Float64Array {
  const vectors = sentences.map((words) => vectorOf(words, rarity));
  const edges = vectors.map((a) => Float64Array.from(vectors, (b) => edge(a, b)));
  const degrees = edges.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const size = sentences.length;
  let ranks = new Float64Array(size).fill(1 / Math.max(1, size));
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(size).fill((1 - DAMPING) / Math.max(1, size));
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const share = degrees[i]! > 0 ? edges[i]![j]! / degrees[i]! : 1 / size;
        next[j] = next[j]! + DAMPING * ranks[i]! * share;
      }
    }
    ranks = next;
  }
  return ranks;
}

interface Vector {
  readonly weights: ReadonlyMap<string, number>;
  readonly length: number;
}

function vectorOf(words: readonly string[], rarity: ReadonlyMap<string, number>): Vector {
  const weights = new Map<string, number>();
  for (const word of words) weights.set(word, (weights.get(word) ?? 0) + (rarity.get(word) ?? 0));
  return { weights, length: Math.hypot(...weights.values()) };
}

function edge(a: Vector, b: Vector): number {
  if (a.length === 0 || b.length === 0) return 0;
  let dot = 0;
  for (const [word, weight] of a.weights) dot += weight * (b.weights.get(word) ?? 0);
  const likeness = dot / (a.length * b.length);
  return likeness >= THRESHOLD ? likeness : 0;
}
