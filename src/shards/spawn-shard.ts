import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { ShardProcess } from "./keep-shards.ts";

/** What a shard tells the process that looks after it, once. */
export const SERVING = "serving";
const KINDNESS_MS = 15_000;

export interface SpawnShard {
  readonly program: string;
  readonly args: readonly string[];
  /** Takes the lines of its log, and whatever else it says but its one line for the operator. */
  readonly write: (line: string) => void;
}

/**
 * Starts a shard. It is told to end when this process does, however that comes about: the channel between them breaks.
 */
export function spawnShard({ program, args, write }: SpawnShard): ShardProcess {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const ready = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<{ code: number | null; reason: string | null }>();
  let reason: string | null = null;
  if (child.stderr !== null)
    createInterface(child.stderr).on("line", (line) => {
      const said = /^sitrep: (.*)/.exec(line)?.[1];
      if (said === undefined) write(`${line}\n`);
      else reason = said;
    });
  child.on("message", (message) => {
    if (message === SERVING) ready.resolve(true);
  });
  child.on("error", (error) => {
    reason ??= error.message;
    ready.resolve(false);
    if (child.pid === undefined) ended.resolve({ code: null, reason });
  });
  child.on("close", (code) => {
    ready.resolve(false);
    ended.resolve({ code, reason });
  });
  return {
    pid: child.pid,
    ready: ready.promise,
    ended: ended.promise,
    async stop() {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), KINDNESS_MS);
      await ended.promise;
      clearTimeout(force);
    },
  };
}
