import type { Clock } from "../../src/clock.ts";

/** A clock that stands still at an ISO moment. */
export function fixedClock(iso: string): Clock {
  return { now: () => new Date(iso) };
}
