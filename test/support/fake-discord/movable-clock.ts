/** Real time that a test can put forward: deadlines pass without waiting for them. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** A clock that runs from `start` (ms since 1970) on, the present moment unless told. */
export function movableClock(start?: number): MovableClock {
  let ahead = start === undefined ? 0 : start - Date.now();
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
