import { type Digest, evidenceFor, factId, nameKeys, type Topic } from "../../briefings/index.ts";
import type { DigestQuestion, Engine } from "../../src/desk/engine.ts";
import { aDigest } from "./a-digest.ts";
import { aFigure, aPlace, someFacts } from "./articles.ts";

/** An engine of a few lines: finds "N people" and the town of Tarsk, and counts what it was handed. */
export interface StandInEngine extends Engine {
  readonly readIds: string[];
  /** How many articles each digest was made from. */
  readonly libraries: number[];
}

export function standInEngine(tag = "stand-in-1"): StandInEngine {
  const readIds: string[] = [];
  const libraries: number[] = [];
  const digestOf = ({ window, asOf, library }: DigestQuestion): Digest => {
    libraries.push(library.length);
    const onTopic = library.filter(({ facts }) => facts.places.length > 0);
    const inWindow = onTopic.filter(({ article }) => article.publishedAt.slice(0, 10) >= window.since);
    const digest = aDigest({
      id: library.map(({ article }) => article.id).join(" "),
      engine: tag,
      window,
      asOf,
    });
    return {
      ...digest,
      coverage: { ...digest.coverage, searched: library.length, found: inWindow.length },
    };
  };
  return {
    tag,
    readIds,
    libraries,
    read(article) {
      readIds.push(article.id);
      const found = /\d+ people/.exec(article.text);
      const start = found?.index ?? 0;
      const span = { start, end: start + (found?.[0].length ?? 0) };
      const id = factId("f", article.id, start);
      const figure = aFigure(article.id, id, {
        text: found?.[0] ?? "",
        evidence: evidenceFor(article, span, "stand-in"),
      });
      return someFacts(article.id, {
        engine: tag,
        figures: found === null ? [] : [figure],
        places: article.text.includes("Tarsk") ? [aPlace("Tarsk")] : [],
      });
    },
    findTopic(typed, catalogue) {
      const places = [...catalogue.places, ...(catalogue.common?.places ?? [])];
      const known = places.some(({ name }) => name.toLowerCase() === typed.toLowerCase());
      if (!known)
        return {
          status: "unknown",
          near: [aTopic("tarsk")],
        };
      return { status: "found", topic: aTopic(typed), understoodAs: null };
    },
    completeTopics: (prefix, catalogue, limit) =>
      catalogue.places
        .filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase()))
        .slice(0, limit)
        .map(({ name }) => aTopic(name.toLowerCase())),
    seek: () => ({ terms: ["at:tarsk"] }),
    keysToLookUp: (typed) => nameKeys(typed).map((key) => [key]),
    makeDigest: digestOf,
    prepareDigest(question) {
      const digest = digestOf(question);
      return { found: digest.coverage.found, window: question.window, answerTerms: [], finish: () => digest };
    },
    digestAsOf: (digest, asOf) => ({ ...digest, asOf }),
  };
}

function aTopic(typed: string): Topic {
  const names = [typed.toLowerCase()];
  return {
    kind: "place",
    words: typed,
    label: "Tarsk",
    detail: null,
    names,
    level: null,
    country: null,
    admin1: null,
  };
}
