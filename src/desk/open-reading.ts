import { type ArticleReader, type FactReader, readHere } from "../ingest/article-reader.ts";
import type { ReaderPool } from "../ingest/reader-pool.ts";

/**
 * Measured on two cores: 84 bundled reports take 0.7 s in the process that has the engine, 1.6 s with two workers
 * that load it first. Workers have caught up after a few hundred.
 */
const FEW = 200;
/** Files that together are larger hold more than that. */
const MANY_BYTES = 1_500_000;

export interface Reading extends ArticleReader {
  /** Ends the workers, where there are any. */
  close(): Promise<void>;
}

/**
 * Reads the first `few` articles here and the others in worker threads, so that a small job is not kept waiting
 * by their start. A process that answers people meanwhile gives 0: nothing is read here then.
 */
export function openReading(engine: FactReader, { few = FEW } = {}): Reading {
  const reader = readHere(engine);
  let read = 0;
  let here = few;
  let pool: Promise<ReaderPool> | null = null;
  const open = () => {
    pool ??= openPool(engine.tag);
    return pool;
  };
  return {
    tag: engine.tag,
    async read(article) {
      read += 1;
      return read <= here ? reader.read(article) : (await open()).read(article);
    },
    expect(bytes) {
      if (bytes > MANY_BYTES) here = 0;
    },
    close: async () => (await pool)?.close(),
  };
}

/** What makes worker threads is loaded by those who need them. */
async function openPool(tag: string): Promise<ReaderPool> {
  const { openReaderPool } = await import("../ingest/reader-pool.ts");
  return openReaderPool({ tag, worker: new URL("reader-worker.mjs", import.meta.url) });
}
