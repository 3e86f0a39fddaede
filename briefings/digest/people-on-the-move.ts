import type { Figure, Metric } from "../facts.ts";
import { daysBetween } from "../moment.ts";
import type { Claim } from "./claims.ts";
import { compare } from "./entry.ts";

/** States of people that change by the day, with many ways to count them: who left, who is homeless, who arrived. */
const MOVING: ReadonlySet<Metric> = new Set([
  "displaced",
  "refugees",
  "returnees",
  "people_in_need",
  "food_insecure",
]);
/** Counts of different sources further apart than this, in days, are about different states of things. */
const SAME_STATE_DAYS = 7;
/** Of one state, different sources count no more than this many times what the others count. */
const SAME_STATE = 3;

/** The word by which the text counts them ("fled", "homeless"), where the reader gives it; else "". */
function termOf({ figure }: Claim): string {
  return (figure as Figure & { readonly term?: string | null }).term ?? "";
}

/**
 * "110,000 left the camps", "700,000 live at the edge of the city" and "450,000 without shelter" are no rival counts:
 * different sources join one ladder only with numbers of one size and of about the same days, or with the same number.
 */
export function splitStates(bucket: readonly Claim[]): Claim[][] {
  if (!bucket.every(({ figure }) => MOVING.has(figure.metric))) return [[...bucket]];
  const states: Claim[][] = [];
  const ordered = bucket.toSorted((a, b) => compare(a.asOf, b.asOf) || compare(a.figure.id, b.figure.id));
  for (const claim of ordered) {
    const home = states.find((state) => state.some((other) => isSameState(claim, other)));
    if (home === undefined) states.push([claim]);
    else home.push(claim);
  }
  return states;
}

function isSameState(a: Claim, b: Claim): boolean {
  if (a.value === b.value) return true;
  if (a.value === null || b.value === null) return false;
  // A report that sets one source's number against another's means one thing.
  if (
    a.entry === b.entry &&
    a.figure.claimant !== null &&
    b.figure.claimant !== null &&
    a.voice.key !== b.voice.key
  )
    return true;
  const [term, other] = [termOf(a), termOf(b)];
  if (term !== "" && other !== "" && term !== other) return false;
  if (Math.max(a.value, b.value) > SAME_STATE * Math.min(a.value, b.value)) return false;
  return a.voice.key === b.voice.key || Math.abs(daysBetween(a.asOf, b.asOf)) <= SAME_STATE_DAYS;
}
