import { daysBetween } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare, later } from "./entry.ts";
import { isCurrent, isOneHouse, type Step } from "./series.ts";

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

/** A difference of this share is rounding, or a day's work of counting, and no disagreement. */
const ROUNDING = 0.03;
/** Counts of days further apart than this are an old and a new state of things, and no rivals. */
const COMPARABLE_DAYS = 7;
/** Counters whose numbers differ by more than this factor count different things; none of them is the best. */
const ONE_COUNT = 1.5;

/**
 * Reconciles the current steps of one count; only counts of about the same days make up the range. `denied`: one
 * side's claim that another side wholly denies has no best value and starts at 0, unless the counter is independent
 * of both.
 */
export function reconcile(steps: readonly Step[], denied: boolean): Reconciled {
  const reported = steps.filter((step) => isCurrent(step) && step.claim.figure.status === "reported");
  const current = comparable(
    reported.length > 0
      ? reported
      : steps.filter((step) => isCurrent(step) && step.claim.figure.status === "denied"),
  );
  if (current.length === 0) return { low: null, best: null, high: null, rule: null, conflict: false };
  const wide = current.filter((step) => !isSettled(step, current));
  const low = Math.min(...wide.map(({ claim }) => claim.figure.low ?? 0));
  const high = Math.max(...wide.map(({ claim }) => claim.figure.high ?? claim.figure.low ?? 0));
  const oneSided = new Set(current.map(({ claim }) => claim.voice.key)).size === 1;
  const onlyDenied = reported.length === 0;
  const chosen = chooseBest(current, steps.length > current.length);
  if (onlyDenied || (denied && oneSided)) {
    if (!onlyDenied && current[0]!.claim.voice.standing === "independent")
      return { low, high, ...chosen, conflict: true };
    return { low: 0, best: null, high, rule: null, conflict: true };
  }
  const conflict = disagree(current);
  // "Up to 15" is open below, which is not the number 0; only against a rival claim is nothing the lowest credible value.
  const isOpen = wide.some(({ claim }) => claim.figure.low === null) && !(conflict && chosen.best === null);
  return { low: isOpen ? null : low, high, ...chosen, conflict };
}

/** The steps that speak for about the same days as the newest. */
function comparable(current: readonly Step[]): readonly Step[] {
  const newest = current.map(({ claim }) => dayOfCount(claim)).reduce(later, "");
  return current.filter(({ claim }) => daysBetween(dayOfCount(claim), newest) <= COMPARABLE_DAYS);
}

/** The day a count is about: the end of its event, if that is known, else the day it speaks for. */
function dayOfCount({ event, asOf }: Claim): string {
  return event === null || event.open ? asOf : event.to;
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

function chooseBest(
  current: readonly Step[],
  revised: boolean,
): {
  best: number | null;
  rule: string | null;
} {
  // A word like "dozens" is no number anybody gave, so it is never the best estimate.
  const numbers = current
    .filter(({ claim }) => claim.figure.quantifier !== "vague")
    .map(({ claim }) => claim);
  if (numbers.length === 0) return { best: null, rule: null };
  if (numbers.length === 1 && current.length === 1)
    return best(numbers[0]!, revised ? "latest of a revised count" : "only claim");
  if (new Set(numbers.map(({ figure }) => figure.low)).size === 1)
    return best(numbers[0]!, "all sources agree");
  if (numbers[0]!.figure.metric === "other") return { best: null, rule: null };
  const counters = numbers.filter(
    ({ voice }) => voice.standing === "independent" || voice.standing === "official",
  );
  if (counters.length > 0) {
    const values = counters.map(({ figure }) => figure.low ?? figure.high ?? 0);
    if (Math.max(...values) > ONE_COUNT * Math.min(...values)) return { best: null, rule: null };
    const latest = counters.map(({ asOf }) => asOf).reduce(later);
    return best(
      lowest(counters.filter(({ asOf }) => asOf === latest)),
      "latest official or independent count",
    );
  }
  return best(lowest(numbers), "lowest: sources cannot be ranked");
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
  return current.some((a, i) => current.some((b, j) => i < j && areRivals(a.claim, b.claim)));
}

/** Two sources whose numbers cannot both be right; what one report gives in its own voice beside a source is no rival. */
function areRivals(a: Claim, b: Claim): boolean {
  if (isOneHouse(a.voice, b.voice)) return false;
  if (a.entry === b.entry && (a.figure.claimant === null || b.figure.claimant === null)) return false;
  if (
    a.value !== null &&
    b.value !== null &&
    Math.abs(a.value - b.value) <= ROUNDING * Math.max(a.value, b.value)
  )
    return false;
  return excludes(a, b);
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
