/** What is done away from the person who asked: by this process, or by any worker of the same database. */
export type JobKind = "read-feed" | "read-articles";

export interface Job {
  /** Jobs of one kind with the same key are one job as long as it waits or runs. */
  readonly key: string;
  /** Plain JSON. */
  readonly data: unknown;
}

export interface JobCounts {
  readonly waiting: number;
  readonly running: number;
  /** Given up after several tries. */
  readonly failed: number;
}

/**
 * Work that is handed over. Every job runs at least once, also when its worker dies: what a job does must be
 * harmless when it is done again.
 */
export interface JobQueue {
  /** Gives the number of jobs that were not there yet. */
  send(kind: JobKind, jobs: readonly Job[]): Promise<number>;
  /**
   * Takes jobs of a kind, `atOnce` at a time, until the queue is stopped. What `work` throws puts the job back, a
   * few times and with growing pauses. `signal` is aborted when the worker should come to an end.
   */
  take(
    kind: JobKind,
    atOnce: number,
    work: (data: unknown, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  counts(kind: JobKind): Promise<JobCounts>;
  /** Takes no more, waits for what runs, and lets go of everything. What still waits stays for the others. */
  stop(): Promise<void>;
}
