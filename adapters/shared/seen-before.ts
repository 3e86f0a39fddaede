/** Tells whether an id was asked for before, among the last so many. */
export function seenBefore(most: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return true;
    seen.add(id);
    // A set keeps its order: the first is the one that came first.
    for (const first of seen) {
      if (seen.size <= most) break;
      seen.delete(first);
    }
    return false;
  };
}
