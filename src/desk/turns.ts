import { setImmediate, setTimeout } from "node:timers/promises";

/** After work of so many milliseconds, or longer, … */
const LONG_MS = 20;
/** … what came in meanwhile gets so many before the next work begins: signs of life go out first. */
const PAUSE_MS = 5;

export interface Turns {
  /** Does work when its turn has come; gives what it gives, rejects as it rejects. */
  take<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Lets at most `atOnce` pieces of work run, in the order they came, and the event loop go round before each. Work on a
 * local database never waits for anything: without this, many who ask at once would all be served before the first
 * of them is told that she was heard.
 */
export function makeTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function pass(from: number): Promise<void> {
    if (performance.now() - from >= LONG_MS && waiting.length > 0) await setTimeout(PAUSE_MS);
    running -= 1;
    waiting.shift()?.();
  }

  return {
    async take(work) {
      if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      running += 1;
      await setImmediate();
      const from = performance.now();
      try {
        return await work();
      } finally {
        void pass(from);
      }
    },
  };
}
