import type { Clock } from "../../src/clock.ts";

export interface TickingClock extends Clock {
  /** Goes on by so many milliseconds. */
  tick(ms: number): void;
}

/** A clock that begins at an ISO moment and moves only when told. */
export function aTickingClock(iso: string): TickingClock {
  let now = Date.parse(iso);
  return {
    now: () => new Date(now),
    tick(ms) {
      now += ms;
    },
  };
}
