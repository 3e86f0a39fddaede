/** A claim that is being held on to. */
export interface Heartbeat {
  /** Whether somebody else has the claim by now. */
  readonly isLost: () => boolean;
  stop(): void;
}

const EVERY_MS = 60_000;

/**
 * Extends a lease once a minute until it is stopped or lost. `extend` gives false when the claim is another's; what it
 * throws (a database out of reach) is no answer, and it is asked again a minute later.
 */
export function heartbeat(extend: () => Promise<boolean>): Heartbeat {
  let lost = false;
  const timer = setInterval(() => {
    extend().then(
      (held) => {
        lost ||= !held;
        if (lost) clearInterval(timer);
      },
      () => {},
    );
  }, EVERY_MS);
  timer.unref();
  return { isLost: () => lost, stop: () => clearInterval(timer) };
}
