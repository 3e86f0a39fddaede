import type { Log } from "../log.ts";

/** A process that holds one connection. */
export interface ShardProcess {
  readonly pid: number | undefined;
  /** Settles when it answers, or has ended without. */
  readonly ready: Promise<boolean>;
  /** Never rejects. `reason` is what it said last to an operator. */
  readonly ended: Promise<{ readonly code: number | null; readonly reason: string | null }>;
  /** Asks it to end, by force after a while. */
  stop(): Promise<void>;
}

export interface KeepShards {
  readonly count: number;
  /** How many connections Discord lets begin within five seconds; shards of the same remainder wait for each other. */
  readonly atOnce: number;
  readonly start: (id: number) => ShardProcess;
  /** Settles after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly log: Log;
}

export interface Shards {
  /** Resolves with one line for the operator when they cannot go on. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** Discord's five seconds between two beginnings, and a bit (gateway, "Sharding for Very Large Bots"). */
const BETWEEN_BEGINNINGS_MS = 5500;
/** Before a shard is started again, growing to the last while it does not come up. */
const PAUSES = [500, 2000, 10_000, 60_000] as const;
/** A setting must be put right: exit code of a process that said which. */
const SETTING_IS_WRONG = 2;

/**
 * Keeps one process for each shard. One that dies is started again; one that says that a setting is wrong, at the very
 * beginning or while it answers, ends them all.
 */
export function keepShards({ count, atOnce, start, pause, log }: KeepShards): Shards {
  const failed = Promise.withResolvers<string>();
  const running = new Map<number, ShardProcess>();
  /** By remainder, when the next one may begin. */
  const turns = new Map<number, Promise<unknown>>();
  let stopping = false;

  /** Starts it when its turn comes; null when all is ending. */
  async function begin(id: number): Promise<ShardProcess | null> {
    const lane = id % atOnce;
    const before = turns.get(lane) ?? Promise.resolve();
    const begun = before.then(() => {
      if (stopping) return null;
      const shard = start(id);
      running.set(id, shard);
      log.info("shard", { outcome: "started", shard: id, of: count, pid: shard.pid ?? null });
      return shard;
    });
    turns.set(
      lane,
      begun.then((shard) => (shard === null ? null : shard.ready.then(() => pause(BETWEEN_BEGINNINGS_MS)))),
    );
    return begun;
  }

  async function keep(id: number): Promise<void> {
    let everReady = false;
    for (let failures = 0; !stopping; ) {
      const shard = await begin(id);
      if (shard === null) return;
      const wasReady = await shard.ready;
      const { code, reason } = await shard.ended;
      running.delete(id);
      if (stopping) return;
      log.info("shard", { outcome: "ended", shard: id, code, reason });
      // Later, a start that fails may be a database that is away for a while.
      if (code === SETTING_IS_WRONG && (wasReady || !everReady)) {
        failed.resolve(reason ?? `shard ${id} says that a setting is wrong`);
        return;
      }
      everReady ||= wasReady;
      failures = wasReady ? 0 : failures + 1;
      await pause(PAUSES[Math.min(failures, PAUSES.length - 1)] ?? 0);
    }
  }

  for (let id = 0; id < count; id += 1)
    keep(id).catch((error: unknown) => {
      log.error("shard", { outcome: "not kept", shard: id }, error);
      failed.resolve(`shard ${id} cannot be started`);
    });

  return {
    failed: failed.promise,
    async stop() {
      stopping = true;
      await Promise.all([...running.values()].map((shard) => shard.stop()));
    },
  };
}
