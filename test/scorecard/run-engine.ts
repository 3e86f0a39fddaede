import type { Article, Facts } from "../../briefings/index.ts";
import { cleanInPlace } from "../../src/ingest/clean-text.ts";
import { extractJson } from "../../src/replies/extract-json.ts";
import { timedByProcessor } from "../bench/timing.ts";
import { anArticle } from "../support/articles.ts";
import type { GoldArticle } from "./gold.ts";
import type { Prediction } from "./prediction.ts";

export interface Reading {
  readonly article: Article;
  readonly facts: Facts;
  /** What `sitrep extract` writes for it. */
  readonly prediction: Prediction;
}

export interface EngineRun {
  readonly readings: ReadonlyMap<string, Reading>;
  readonly predictions: ReadonlyMap<string, Prediction>;
  readonly articlesPerSecond: number;
}

type Read = (article: Article) => Facts;

/** Reads every annotated article; the annotation itself is not handed over. */
export function runEngine(gold: readonly GoldArticle[], read: Read): EngineRun {
  const articles = gold.map(({ id, title, text, source, date }) =>
    anArticle({
      id,
      title,
      text: cleanInPlace(text),
      publisher: source,
      origin: source,
      publishedAt: date,
    }),
  );
  const timing = timedByProcessor(() => {
    for (const article of articles) read(article);
  }, 3);
  const readings = articles.map((article) => readingOf(article, read));
  return {
    readings: new Map(readings.map((reading) => [reading.article.id, reading])),
    predictions: new Map(readings.map((reading) => [reading.article.id, reading.prediction])),
    articlesPerSecond: articles.length / timing.median,
  };
}

export function readingOf(article: Article, read: Read): Reading {
  const facts = read(article);
  return { article, facts, prediction: extractJson(article.id, facts) };
}
