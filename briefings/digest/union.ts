/** Disjoint sets over 0…n-1 whose root is always the smallest member, so the result does not depend on order. */
export interface Union {
  join(a: number, b: number): void;
  root(a: number): number;
}

export function makeUnion(size: number): Union {
  const parent = Array.from({ length: size }, (_, i) => i);
  const root = (a: number): number => {
    let at = a;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    root,
    join(a, b) {
      const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
      parent[high] = low;
    },
  };
}

/** The value that occurs most; ties go to the longer, then to the smaller text. */
export function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [best] = [...counts].sort(
    ([a, x], [b, y]) => y - x || b.length - a.length || (a < b ? -1 : a > b ? 1 : 0),
  );
  return best![0];
}

/** The list without repetitions, in order of first appearance. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}
