import { workerData } from "node:worker_threads";
import type { Article } from "../../briefings/index.ts";
import { type ReadFacts, readKept } from "../../src/ingest/article-reader.ts";
import { standInEngine } from "./stand-in-engine.ts";

/** A worker that does to itself what a text says: for tests of the pool around it. */
const engine = standInEngine();

export function readAll(articles: readonly Article[]): readonly ReadFacts[] {
  return articles.map((article) => {
    obey(article.text);
    return readKept(engine, article);
  });
}

function obey(text: string): void {
  if (text.includes("CRASH")) process.exit(3);
  if (text.includes("HANG")) for (;;);
  if (text.includes("FILL")) fill();
  if (text.includes("THROW")) throw new RangeError("thrown by the text");
  // Waits for the test, which has the other end.
  if (text.includes("WAIT")) Atomics.wait(workerData as Int32Array, 0, 0);
}

function fill(): never {
  const kept: string[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => `word ${i}`));
}
