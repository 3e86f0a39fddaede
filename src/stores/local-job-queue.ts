import type { Log } from "../log.ts";
import type { Job, JobKind, JobQueue } from "./job-queue.ts";

const TRIES = 5;

export interface LocalJobQueueNeeds {
  readonly log: Log;
  /** Before the next try, in milliseconds; ends early when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Line {
  readonly waiting: Job[];
  /** Of all jobs that wait or run. */
  readonly keys: Set<string>;
  running: number;
  failed: number;
  atOnce: number;
  work: ((data: unknown, signal: AbortSignal) => Promise<void>) | null;
}

/**
 * The queue of a single process. It forgets everything when the process ends, which loses nothing: what is due
 * stands in the store, and is sent again after the next start.
 */
export function localJobQueue({ log, sleep }: LocalJobQueueNeeds): JobQueue {
  const lines = new Map<JobKind, Line>();
  const stopping = new AbortController();
  const runs = new Set<Promise<void>>();

  function lineOf(kind: JobKind): Line {
    const line = lines.get(kind) ?? {
      waiting: [],
      keys: new Set<string>(),
      running: 0,
      failed: 0,
      atOnce: 0,
      work: null,
    };
    lines.set(kind, line);
    return line;
  }

  function startMore(kind: JobKind): void {
    const line = lineOf(kind);
    while (!stopping.signal.aborted && line.work !== null && line.running < line.atOnce) {
      const job = line.waiting.shift();
      if (job === undefined) return;
      line.running += 1;
      const run = doJob(kind, line, job, line.work).finally(() => {
        line.running -= 1;
        line.keys.delete(job.key);
        runs.delete(run);
        startMore(kind);
      });
      runs.add(run);
    }
  }

  async function doJob(kind: JobKind, line: Line, job: Job, work: NonNullable<Line["work"]>): Promise<void> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      try {
        return await work(job.data, stopping.signal);
      } catch (error) {
        log.error("job", { kind, outcome: "failed", try: attempt }, error);
      }
      if (attempt < TRIES) await sleep(5000 * 2 ** (attempt - 1), stopping.signal);
      if (stopping.signal.aborted) return;
    }
    line.failed += 1;
  }

  return {
    async send(kind, jobs) {
      const line = lineOf(kind);
      const fresh = jobs.filter(({ key }) => {
        if (line.keys.has(key)) return false;
        line.keys.add(key);
        return true;
      });
      line.waiting.push(...fresh);
      startMore(kind);
      return fresh.length;
    },
    async take(kind, atOnce, work) {
      Object.assign(lineOf(kind), { atOnce, work });
      startMore(kind);
    },
    async counts(kind) {
      const { waiting, running, failed } = lineOf(kind);
      return { waiting: waiting.length, running, failed };
    },
    async stop() {
      stopping.abort();
      await Promise.all(runs);
    },
  };
}
