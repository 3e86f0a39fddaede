interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

type Approximate = Bounds & { readonly approx?: boolean | undefined };

/** Lower and upper bound; "up to 50" may be written 0..50 or open..50. */
function boundsOf({ min, max }: Bounds): readonly [number | null, number | null] {
  return min === 0 && max !== null && max > 0 ? [null, max] : [min, max];
}

export function sameBounds(a: Bounds, b: Bounds): boolean {
  const [lowA, highA] = boundsOf(a);
  const [lowB, highB] = boundsOf(b);
  return lowA === lowB && highA === highB;
}

/** A text for the bounds, equal for equal bounds. */
export function boundsKey(bounds: Bounds): string {
  return boundsOf(bounds).join("..");
}

/** Half a percent apart, at least one: "more than 400" may be read as 400 or 401. */
function near(a: number, b: number): boolean {
  const larger = Math.max(a, b);
  return larger >= 20 && Math.abs(a - b) <= Math.max(1, 0.005 * larger);
}

/**
 * Whether a predicted number is the annotated one. Bounds must be equal; one open end on either side is forgiven
 * ("at least 17" for "17"), and a neighbouring value where either side is approximate.
 */
export function sameNumber(gold: Approximate, predicted: Approximate): boolean {
  const [low, high] = boundsOf(gold);
  const [x, y] = boundsOf(predicted);
  if (x === null && y === null) return false;
  const loose = gold.approx === true || predicted.approx === true;
  const equal = (a: number | null, b: number | null): boolean =>
    a === b || (loose && a !== null && b !== null && near(a, b));
  if (equal(low, x) && equal(high, y)) return true;
  if (low !== null && high === null) return equal(low, x) && (y === null || equal(x, y)); // at least, more than
  if (low === null && high !== null) return equal(high, y) && (x === null || equal(x, y)); // up to
  const openAbove = equal(low, x) && y === null; // also "dozens" read as 24 or more
  const openBelow = low === high && x === null && equal(high, y);
  return openAbove || openBelow;
}
