export interface Pairs {
  /** Index of the prediction by index of the gold. */
  readonly ofGold: Map<number, number>;
  /** Index of the gold by index of the prediction. */
  readonly ofPrediction: Map<number, number>;
}

/** Pairs gold and predictions one to one, the likest first; ties go by order. Likeness 0 or less is no pair. */
export function assign<G, P>(
  gold: readonly G[],
  predicted: readonly P[],
  likeness: (g: G, p: P) => number,
): Pairs {
  const candidates: { like: number; g: number; p: number }[] = [];
  for (const [g, left] of gold.entries()) {
    for (const [p, right] of predicted.entries()) {
      const like = likeness(left, right);
      if (like > 0) candidates.push({ like, g, p });
    }
  }
  candidates.sort((a, b) => b.like - a.like || a.g - b.g || a.p - b.p);
  const pairs: Pairs = { ofGold: new Map(), ofPrediction: new Map() };
  for (const { g, p } of candidates) {
    if (pairs.ofGold.has(g) || pairs.ofPrediction.has(p)) continue;
    pairs.ofGold.set(g, p);
    pairs.ofPrediction.set(p, g);
  }
  return pairs;
}
