import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { Article } from "../../briefings/index.ts";
import { type ArticleReader, faultReason, type ReadFacts } from "./article-reader.ts";

export interface ReaderPoolOptions {
  /** As the readers of the workers have it. */
  readonly tag: string;
  /** Module with `readAll(articles)`, which gives a `ReadFacts` for each; loaded once by every worker. */
  readonly worker: URL;
  /** Default: one for each core. */
  readonly workers?: number;
  /** Longest time for one article. */
  readonly limitMs?: number;
  /** Largest heap of a worker. */
  readonly megabytes?: number;
  /** After so long without work the workers end; the next article starts new ones. */
  readonly idleMs?: number;
  /** Handed to the workers' module. */
  readonly workerData?: unknown;
}

export interface ReaderPool extends ArticleReader {
  /** Ends the workers; what is being read is answered as not read. */
  close(): Promise<void>;
}

const LIMIT_MS = 60_000;
const MEGABYTES = 2048;
const IDLE_MS = 60_000;
/** Articles of one message to a worker, and messages a worker has: one that it works on and one that waits. */
const MOST_TOGETHER = 8;
const MESSAGES = 2;

const STOPPED: ReadFacts = { ok: false, reason: "was not read: Sitrep was told to stop" };

interface Waiting {
  readonly article: Article;
  readonly answer: (read: ReadFacts) => void;
}

/**
 * Reads articles in worker threads, so that the thread that asks goes on with other things. The workers start
 * with the first article. One that crashes, runs out of memory or takes too long costs the article that did it:
 * everything it had is read again one by one, apart from the others, and new workers take its place.
 */
export function openReaderPool(options: ReaderPoolOptions): ReaderPool {
  const { tag, workers = availableParallelism(), limitMs = LIMIT_MS, idleMs = IDLE_MS } = options;
  const waiting: Waiting[] = [];
  let messages = 0;
  let pool: Piscina<readonly Article[], readonly ReadFacts[]> | null = null;
  /** Reads one at a time what may have brought a worker down. */
  let apart: Piscina<readonly Article[], readonly ReadFacts[]> | null = null;
  let lastApart: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | null = null;
  let closed = false;

  const start = (threads: number, together: number) => {
    const started = new Piscina<readonly Article[], readonly ReadFacts[]>({
      filename: fileURLToPath(options.worker),
      name: "readAll",
      minThreads: threads,
      maxThreads: threads,
      concurrentTasksPerWorker: together,
      idleTimeout: Number.POSITIVE_INFINITY,
      resourceLimits: { maxOldGenerationSizeMb: options.megabytes ?? MEGABYTES },
      workerData: options.workerData,
      recordTiming: false,
    });
    // A worker that ends between two messages is replaced; there is nothing to answer.
    started.on("error", () => {});
    return started;
  };

  /** Gives waiting articles to the workers, as many together as leave none of them without. */
  const send = () => {
    if (closed) for (const { answer } of waiting.splice(0)) answer(STOPPED);
    while (waiting.length > 0 && messages < workers * MESSAGES) {
      const share = Math.ceil(waiting.length / (workers * MESSAGES - messages));
      void readTogether(waiting.splice(0, Math.min(share, MOST_TOGETHER)));
    }
  };

  const readTogether = async (batch: readonly Waiting[]) => {
    messages += 1;
    pool ??= start(workers, MESSAGES);
    if (idle !== null) clearTimeout(idle);
    const running = pool;
    // Which worker hangs is not known from here: all are ended, and what they had is read apart.
    const limit = setTimeout(() => {
      if (pool === running) pool = null;
      void running.destroy();
    }, limitMs);
    const reads = await running.run(batch.map(({ article }) => article)).catch(() => null);
    clearTimeout(limit);
    messages -= 1;
    if (messages === 0 && waiting.length === 0) idle = setTimeout(end, idleMs).unref();
    send();
    for (const [i, { article, answer }] of batch.entries()) {
      const read = reads?.[i];
      if (read !== undefined) answer(read);
      else answer(await readApart(article));
    }
  };

  const readApart = (article: Article): Promise<ReadFacts> => {
    const read = lastApart.then(async (): Promise<ReadFacts> => {
      if (closed) return STOPPED;
      apart ??= start(1, 1);
      let limit: AbortSignal | null = null;
      try {
        // The time that the worker takes to begin is not the article's.
        await apart.run([]);
        limit = AbortSignal.timeout(limitMs);
        const [only] = await apart.run([article], { signal: limit });
        return only!;
      } catch (error) {
        // A worker that was ended is not always replaced.
        void apart?.destroy();
        apart = null;
        if (closed) return STOPPED;
        return { ok: false, reason: faultReason(limit?.aborted ? tooSlow(limitMs) : messageOf(error)) };
      }
    });
    lastApart = read;
    return read;
  };

  const end = async () => {
    const ending = [pool, apart];
    pool = null;
    apart = null;
    await Promise.all(ending.map((one) => one?.destroy()));
  };

  return {
    tag,
    read: (article) =>
      new Promise((answer) => {
        waiting.push({ article, answer });
        // What is asked for in one turn is sent together.
        if (waiting.length === 1) queueMicrotask(send);
      }),
    async close() {
      closed = true;
      if (idle !== null) clearTimeout(idle);
      send();
      await end();
    },
  };
}

function tooSlow(limitMs: number): string {
  return `not done after ${limitMs / 1000} seconds`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
