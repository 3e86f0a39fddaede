import { createHash } from "node:crypto";
import type { Actor, Article, Facts, Figure, Place } from "../../briefings/index.ts";

/** An article of an invented outlet about an invented place; give what matters to the test. */
export function anArticle(given: Partial<Article> = {}): Article {
  const text = given.text ?? "Shelling hit Tarsk on Monday, residents said.";
  return {
    id: "article-1",
    publisher: "Kelmar Post",
    origin: "Kelmar Post",
    title: "Shelling in Tarsk",
    publishedAt: "2025-03-04",
    publishedPrecision: "day",
    language: "en",
    retrievedAt: "2025-03-05T00:00:00Z",
    ...given,
    text,
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}

export function someFacts(articleId: string, given: Partial<Facts> = {}): Facts {
  return {
    engine: "test-1",
    read: true,
    actors: [],
    places: [],
    statements: [],
    figures: [],
    keySentences: [],
    dropped: [],
    ...given,
    articleId,
  };
}

export function aPlace(name: string, given: Partial<Place> = {}): Place {
  return {
    id: `p-${name}`,
    name,
    aliases: [],
    country: null,
    admin1: null,
    lat: null,
    lon: null,
    precision: "unknown",
    mentions: [{ start: 0, end: name.length }],
    ...given,
  };
}

export function anActor(name: string, given: Partial<Actor> = {}): Actor {
  return {
    id: `a-${name}`,
    name,
    kind: "armed_group",
    roles: [],
    aliases: [],
    mentions: [{ start: 0, end: name.length }],
    country: null,
    ...given,
  };
}

/** A count of killed; `id` decides what `/why` finds it by. */
export function aFigure(articleId: string, id: string, given: Partial<Figure> = {}): Figure {
  return {
    id,
    articleId,
    metric: "killed",
    low: 12,
    high: 12,
    quantifier: "exactly",
    quantifierWords: null,
    term: null,
    unit: "person",
    counted: "people",
    measure: "flow",
    scope: "total",
    place: null,
    when: null,
    asOf: { from: "2025-03-04", to: "2025-03-04", precision: "day", words: null, basis: "inferred" },
    claimant: null,
    relay: [],
    status: "reported",
    text: "12 people",
    evidence: { articleId, start: 0, end: 9, excerpt: "12 people", rule: "test", basis: "stated" },
    sentence: { start: 0, end: 9 },
    ...given,
  };
}
