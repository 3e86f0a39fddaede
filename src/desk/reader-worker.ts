import type { Article } from "../../briefings/index.ts";
import { type ReadFacts, readKept } from "../ingest/article-reader.ts";
import { openEngine } from "./open-engine.ts";

/** What a worker thread of the reader pool runs: the engine, loaded once. */
const engine = openEngine();

export function readAll(articles: readonly Article[]): readonly ReadFacts[] {
  return articles.map((article) => readKept(engine, article));
}
