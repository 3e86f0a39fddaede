import { type Logger, LogLevel } from "@slack/bolt";
import type { Log } from "../../src/log.ts";

/** What the library says on its own is dropped: on DEBUG it writes tickets, addresses and what members type. */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** The same, but errors reach the operator's log; it blots out secrets. */
export function boltLogger(log: Log): Logger {
  return {
    ...quietLogger,
    error(...message: unknown[]) {
      log.info("slack", { outcome: "library", reason: message.map(String).join(" ").slice(0, 500) });
    },
  };
}
