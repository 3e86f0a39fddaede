import { PgBoss, type WorkOptions } from "pg-boss";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { JobKind, JobQueue } from "./job-queue.ts";

/** A schema of its own: pg-boss brings its tables up to date by itself. */
const SCHEMA = "sitrep_jobs";
/** A worker that is silent for so long is dead, and its jobs go to others. */
const HEARTBEAT_S = 20;
/** Of one job; what takes longer has lost its way. */
const LONGEST_S = 1800;
const TRIES = 5;
/** How long a worker that was told to end may work on. */
const GRACE_MS = 30_000;
/** How jobs are fetched. A slow feed must hold up no other; articles come in numbers, and without a pause. */
const FETCHES = {
  "read-feed": { batchSize: 1, pollingIntervalSeconds: 1 },
  "read-articles": { batchSize: 2, pollingIntervalSeconds: 1, burstWhenBatchFull: true },
} as const satisfies Record<JobKind, WorkOptions>;
const CONNECTIONS = 4;
const KINDS: readonly JobKind[] = ["read-feed", "read-articles"];

export interface OpenJobQueue {
  readonly url: string;
  readonly log: Log;
  /** How often dead workers are looked for, in seconds. */
  readonly superviseEvery?: number;
  /** Before the second try of a job, in seconds; the next ones wait longer. */
  readonly retryDelay?: number;
}

/**
 * A queue in a PostgreSQL database, on pg-boss: any number of processes send to it and take from it. Throws a
 * `UserError` (store-unavailable) when the database cannot be reached.
 */
export async function openPostgresJobQueue({
  url,
  log,
  superviseEvery = 10,
  retryDelay = 5,
}: OpenJobQueue): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    application_name: "sitrep jobs",
    max: CONNECTIONS,
    superviseIntervalSeconds: superviseEvery,
    monitorIntervalSeconds: superviseEvery,
    // Schedules are Sitrep's own: they know time zones, and what was posted.
    schedule: false,
  });
  // Trouble of its housekeeping; pg-boss goes on by itself.
  boss.on("error", (error) => log.error("jobs", { outcome: "trouble" }, error));
  try {
    await boss.start();
    for (const kind of KINDS) await makeQueue(boss, kind, retryDelay);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw explained(error);
  }
  const stopping = new AbortController();

  return {
    async send(kind, jobs) {
      const ids = await boss.insert(
        kind,
        jobs.map(({ key, data }) => ({ singletonKey: key, data: { value: data } })),
        { returnId: true },
      );
      return ids?.length ?? 0;
    },
    async take(kind, atOnce, work) {
      const options = { ...FETCHES[kind], localConcurrency: atOnce, perJobResults: true } as const;
      await boss.work<{ value: unknown }, unknown, typeof options>(kind, options, (jobs) =>
        Promise.all(
          jobs.map(async ({ id, data, signal, retryCount }) => {
            try {
              await work(data.value, AbortSignal.any([signal, stopping.signal]));
              return { id, status: "completed" };
            } catch (error) {
              log.error("job", { kind, outcome: "failed", try: retryCount + 1 }, error);
              return { id, status: "failed", output: { reason: String(error) } };
            }
          }),
        ),
      );
    },
    async counts(kind) {
      const [stats] = await boss.getQueueStats(kind, { force: true });
      return {
        waiting: stats?.queuedCount ?? 0,
        running: stats?.activeCount ?? 0,
        failed: stats?.failedCount ?? 0,
      };
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: GRACE_MS });
    },
  };
}

/** "exclusive": of jobs with one key there is one, waiting or running, whoever sends. */
async function makeQueue(boss: PgBoss, kind: JobKind, retryDelay: number): Promise<void> {
  await boss.createQueue(kind, {
    policy: "exclusive",
    heartbeatSeconds: HEARTBEAT_S,
    expireInSeconds: LONGEST_S,
    retryLimit: TRIES - 1,
    retryDelay,
    ...(retryDelay > 0 ? { retryBackoff: true, retryDelayMax: 300 } : {}),
    deleteAfterSeconds: 3600,
  });
}

function explained(error: unknown): unknown {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "42501")
    return new UserError(
      "store-unavailable",
      `the database does not let this user make the schema ${SCHEMA} for its jobs: allow CREATE on the database`,
    );
  return /^(E[A-Z_]+|57P0[123]|08.{3}|28.{3}|3D000|53300)$/.test(code)
    ? new UserError(
        "store-unavailable",
        `the queue of jobs cannot be opened (${code}): is DATABASE_URL right?`,
      )
    : error;
}
