import { type ArticleReader, type FactReader, readHere } from "../ingest/article-reader.ts";
import { openReaderPool, type ReaderPool } from "../ingest/reader-pool.ts";

/**
 * Measured on two cores: 84 bundled reports take 0.7 s in the process that has the engine, 1.6 s with two workers
 * that load it first. Workers have caught up after a few hundred.
 */
const FEW = 200;

export interface Reading extends ArticleReader {
  /** Ends the workers, where there are any. */
  close(): Promise<void>;
}

/**
 * Reads the first `few` articles here and the others in worker threads, so that a small job is not kept waiting
 * by their start. A process that answers people meanwhile gives 0: nothing is read here then.
 */
export function openReading(engine: FactReader, { few = FEW } = {}): Reading {
  const here = readHere(engine);
  let read = 0;
  let pool: ReaderPool | null = null;
  const open = () => {
    pool ??= openReaderPool({ tag: engine.tag, worker: new URL("reader-worker.ts", import.meta.url) });
    return pool;
  };
  return {
    tag: engine.tag,
    read(article) {
      read += 1;
      return read <= few ? here.read(article) : open().read(article);
    },
    close: async () => pool?.close(),
  };
}
