import type { Digest, Ladder, Rung } from "../digest.ts";
import type { Before } from "./alert.ts";
import type { Condition } from "./condition.ts";
import { type Snapshot, sourceKey } from "./snapshot.ts";

type FigureCondition = Extract<Condition, { kind: "figure" }>;
type Bounds = Pick<Rung, "low" | "high">;

/** Of the metric, in the unit, and counted the way the condition has it: parts and "22 more" are never either. */
export function isCountedAs(
  { metric, unit, scope }: Ladder,
  condition: Pick<FigureCondition, "metric" | "unit" | "scope">,
): boolean {
  const households = unit === "household";
  return (
    metric === condition.metric &&
    scope === condition.scope &&
    households === (condition.unit === "households")
  );
}

/** The words of a claim whose lowest number is not among what it claims; "more than 100" lies above 100. */
const BEYOND = /^(?:more than|over|upwards of|in excess of|above)\b/i;

/** Whether the whole claim lies above a number: "at least 100" and "up to 150" do not lie above 100. */
export function isAbove({ low, high, words }: Bounds & Pick<Rung, "words">, number: number): boolean {
  if (low === null) return false;
  return low > number || (low === number && high === null && BEYOND.test(words));
}

/**
 * The number before a new one, of the same ladder (so of one metric, place, group, measure, scope and time): one that
 * its own source replaced by it, else the latest that an independent source gives, that was told or published before it
 * and is not as of a later day.
 */
export function beforeOf(rung: Rung, ladder: Ladder, last: Snapshot, digest: Digest): Before | null {
  if (ladder.scope === "increment") return null;
  const told = new Set(last.figures.map(({ id }) => id));
  const candidates = ladder.rungs.filter(
    (other) => other.id !== rung.id && other.status !== "denied" && (other.low ?? other.high) !== null,
  );
  return (
    candidates.find(({ supersededBy }) => supersededBy === rung.id) ??
    candidates.find(
      (other) =>
        (told.has(other.id) || isPublishedBefore(other, rung)) &&
        other.asOf <= rung.asOf &&
        isIndependent(other, rung, digest),
    ) ??
    null
  );
}

/** By day where one of both has no time. */
function isPublishedBefore(a: Rung, b: Rung): boolean {
  const length = Math.min(a.publishedAt.length, b.publishedAt.length, 16);
  return length >= 10 && a.publishedAt.slice(0, length) < b.publishedAt.slice(0, length);
}

/** Of two named sources, or of two texts; what an outlet says in its own voice is no second source to its own text. */
function isIndependent(a: Rung, b: Rung, digest: Digest): boolean {
  if (sourceKey(a, digest) === sourceKey(b, digest)) return false;
  return a.origin !== b.origin || (a.claimant !== null && b.claimant !== null);
}

/** Whether a number lies that far from the one before, all of it: ranges are measured between their nearest ends. */
export function isShifted(
  now: Bounds,
  before: Bounds | null,
  { direction, percent }: NonNullable<FigureCondition["shift"]>,
): boolean {
  if (before === null) return false;
  const up = [before.high ?? before.low, now.low ?? now.high] as const;
  const down = [before.low ?? before.high, now.high ?? now.low] as const;
  const isUp = isFar(up[0], up[1], percent, 1);
  const isDown = isFar(down[0], down[1], percent, -1);
  return (direction !== "down" && isUp) || (direction !== "up" && isDown);
}

function isFar(from: number | null, to: number | null, percent: number, sign: 1 | -1): boolean {
  if (from === null || to === null || from === 0) return false;
  return sign * (to - from) * 100 >= percent * from;
}
