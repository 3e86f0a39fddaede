import type { Claim } from "./claims.ts";
import { compare, later } from "./entry.ts";
import { isCurrent, type Step } from "./series.ts";

/** Lowest, best and highest current value, as in UCDP; `rule` names how `best` was chosen. */
export interface Reconciled {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly rule: string | null;
  readonly conflict: boolean;
}

/** "About 400" and 430 are the same count; "about 400" and 500 are not. */
const ABOUT = 0.1;

/**
 * Reconciles the current steps of one count. `denied`: one side's claim that another side wholly denies has no best
 * value and starts at 0, unless the counter is independent of both.
 */
export function reconcile(steps: readonly Step[], denied: boolean): Reconciled {
  const reported = steps.filter((step) => isCurrent(step) && step.claim.figure.status === "reported");
  const current =
    reported.length > 0
      ? reported
      : steps.filter((step) => isCurrent(step) && step.claim.figure.status === "denied");
  if (current.length === 0) return { low: null, best: null, high: null, rule: null, conflict: false };
  const wide = current.filter((step) => !isSettled(step, current));
  const low = Math.min(...wide.map(({ claim }) => claim.figure.low ?? 0));
  const high = Math.max(...wide.map(({ claim }) => claim.figure.high ?? claim.figure.low ?? 0));
  const oneSided = new Set(current.map(({ claim }) => claim.voice.key)).size === 1;
  const onlyDenied = reported.length === 0;
  if (onlyDenied || (denied && oneSided)) {
    if (!onlyDenied && current[0]!.claim.voice.standing === "independent")
      return { low, high, ...chooseBest(current), conflict: true };
    return { low: 0, best: null, high, rule: null, conflict: true };
  }
  const chosen = chooseBest(current);
  const conflict = disagree(current);
  // "Up to 15" is open below, which is not the number 0; only against a rival claim is nothing the lowest credible value.
  const isOpen = wide.some(({ claim }) => claim.figure.low === null) && !(conflict && chosen.best === null);
  return { low: isOpen ? null : low, high, ...chosen, conflict };
}

/** "Scores" or "up to 15" does not widen a range in which somebody else gives a number. */
function isSettled(step: Step, current: readonly Step[]): boolean {
  const { figure } = step.claim;
  if (figure.quantifier !== "vague" && figure.low !== null) return false;
  return current.some(
    ({ claim }) =>
      claim !== step.claim &&
      claim.figure.quantifier !== "vague" &&
      claim.figure.low !== null &&
      claim.figure.low >= (figure.low ?? 0) &&
      claim.figure.low <= (figure.high ?? Number.POSITIVE_INFINITY),
  );
}

function chooseBest(current: readonly Step[]): {
  best: number | null;
  rule: string | null;
} {
  // A word like "dozens" is no number anybody gave, so it is never the best estimate.
  const numbers = current
    .filter(({ claim }) => claim.figure.quantifier !== "vague")
    .map(({ claim }) => claim);
  if (numbers.length === 0) return { best: null, rule: null };
  if (numbers.length === 1 && current.length === 1) return best(numbers[0]!, "only claim");
  if (new Set(numbers.map(({ figure }) => figure.low)).size === 1)
    return best(numbers[0]!, "all sources agree");
  if (numbers[0]!.figure.metric === "other") return { best: null, rule: null };
  const counters = numbers.filter(
    ({ voice }) => voice.standing === "independent" || voice.standing === "official",
  );
  if (counters.length > 0) {
    const latest = counters.map(({ asOf }) => asOf).reduce(later);
    return best(
      lowest(counters.filter(({ asOf }) => asOf === latest)),
      "latest count by an official or independent source",
    );
  }
  return best(lowest(numbers), "lowest, because the sources cannot be ranked");
}

function best(claim: Claim, rule: string): { best: number | null; rule: string | null } {
  return claim.figure.low === null ? { best: null, rule: null } : { best: claim.figure.low, rule };
}

function lowest(claims: readonly Claim[]): Claim {
  return claims.toSorted(
    (a, b) => (a.figure.low ?? 0) - (b.figure.low ?? 0) || compare(a.figure.id, b.figure.id),
  )[0]!;
}

function disagree(current: readonly Step[]): boolean {
  return current.some((a, i) =>
    current.some((b, j) => i < j && a.claim.voice.key !== b.claim.voice.key && excludes(a.claim, b.claim)),
  );
}

/** Whether two counts cannot both be right, as far as their words say. */
export function excludes(a: Claim, b: Claim): boolean {
  const [aLow, aHigh] = bounds(a);
  const [bLow, bHigh] = bounds(b);
  return aHigh < bLow || bHigh < aLow;
}

function bounds({ figure }: Claim): [number, number] {
  const slack = figure.quantifier === "about" ? ABOUT : 0;
  return [(figure.low ?? 0) * (1 - slack), (figure.high ?? Number.POSITIVE_INFINITY) * (1 + slack)];
}
