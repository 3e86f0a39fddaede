import { daysBetween } from "../moment.ts";
import type { Claim } from "./claims.ts";
import type { Quantity } from "./quantities.ts";

/** Smaller numbers come up twice by chance. */
const TELLING = 100;
/** Reports of one march come out within so many days. */
const SAME_DAYS = 3;

/**
 * Counts of people at one place that no word of ours tells apart (a crowd, say) are one count when different reports
 * give the same numbers: "20,000 marched, organisers said, police said 6,000" and "between 6,000 and 20,000 marched".
 */
export function joinCrowds(quantities: readonly Quantity[]): Quantity[] {
  const joined: Quantity[] = [];
  for (const quantity of quantities) {
    const at = joined.findIndex((other) => isSameCrowd(other, quantity));
    const home = joined[at];
    if (home === undefined) joined.push(quantity);
    else joined[at] = { ...home, claims: [...home.claims, ...quantity.claims] };
  }
  return joined;
}

function isSameCrowd(a: Quantity, b: Quantity): boolean {
  if (a.metric !== "other" || b.metric !== "other" || a.counted !== null || b.counted !== null) return false;
  if (a.unit !== b.unit || a.measure !== b.measure || a.scope !== b.scope) return false;
  if (a.place === null || a.place.key !== b.place?.key) return false;
  const [ours, theirs] = [boundsOf(a), boundsOf(b)];
  const shared = [...ours].filter((bound) => theirs.has(bound));
  if (shared.length === 0 || shared.length < Math.min(ours.size, theirs.size)) return false;
  return a.claims.some((x) => b.claims.some((y) => x.entry !== y.entry && isNear(x, y)));
}

function isNear(a: Claim, b: Claim): boolean {
  return Math.abs(daysBetween(a.entry.day, b.entry.day)) <= SAME_DAYS;
}

/** All numbers given as a bound; none at all where one of them is too small to tell. */
function boundsOf({ claims }: Quantity): Set<number> {
  const bounds = claims.flatMap(({ figure }) => [figure.low, figure.high]).filter((bound) => bound !== null);
  return bounds.every((bound) => bound >= TELLING) ? new Set(bounds) : new Set();
}
