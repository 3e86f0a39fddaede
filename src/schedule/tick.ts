import cron from "node-cron";
import type { Log } from "../log.ts";

/** What runs again and again. `stop` waits for a round that is under way. */
export interface Ticker {
  stop(): Promise<void>;
}

export type Tick = typeof tick;

/**
 * Runs `work` at once and then by a cron pattern with seconds, never twice at the same time. What it throws is
 * logged, and the next tick tries again. It only ticks: what is due is decided from the store.
 */
export function tick(name: string, pattern: string, log: Log, work: () => Promise<void>): Ticker {
  let running: Promise<void> | null = null;
  const round = () => {
    running ??= work()
      .catch((error: unknown) => log.error("tick", { name, outcome: "failed" }, error))
      .finally(() => {
        running = null;
      });
    return running;
  };
  const task = cron.schedule(pattern, round, { name, noOverlap: true });
  void round();
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
