/** Real time that a test can put forward: deadlines pass without waiting for them. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** A clock that starts at the present moment. */
export function movableClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
