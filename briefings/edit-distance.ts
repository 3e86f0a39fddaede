/**
 * How many letters were dropped, added, changed or swapped with their neighbour between two words (optimal string
 * alignment, the restricted Damerau–Levenshtein distance). Anything beyond `most` comes back as `most + 1`, so that
 * comparing with a long list stays cheap.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1);
      row.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}

/** How many slips are forgiven in a typed name: none in short ones, where every letter counts. */
export function slipsAllowed(name: string): number {
  return name.length < 4 ? 0 : name.length < 7 ? 1 : 2;
}
