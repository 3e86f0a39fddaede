import { readFileSync } from "node:fs";
import {
  type Actor,
  type Article,
  type Digest,
  type EventKind,
  evidenceFor,
  type Facts,
  type Figure,
  factId,
  foldName,
  makeDigest,
  type Place,
  type Source,
  type Statement,
  type Topic,
  type When,
} from "../../briefings/index.ts";
import { anArticle, someFacts } from "./articles.ts";

/** A figure of a report: the words to find in its text, and what matters to the test. */
export interface GivenFigure
  extends Partial<
    Pick<Figure, "metric" | "scope" | "measure" | "unit" | "status" | "quantifier" | "counted">
  > {
  readonly text: string;
  readonly low: number | null;
  readonly high?: number | null;
  /** Name of a place of the report; null for none. */
  readonly place?: string | null;
  /** Stated unless told otherwise. */
  readonly placeBasis?: "stated" | "inferred";
  readonly by?: string | null;
  readonly on?: string | { readonly from: string; readonly to: string | null };
}

export interface GivenStatement extends Partial<Pick<Statement, "act" | "verb" | "polarity" | "mode">> {
  readonly text: string;
  readonly by: string;
}

export interface GivenReport {
  readonly id: string;
  readonly day: string;
  readonly text: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly origin?: string;
  readonly language?: string;
  readonly actors?: readonly (readonly [name: string, kind: Actor["kind"], role?: string])[];
  readonly places?: readonly string[];
  readonly figures?: readonly GivenFigure[];
  readonly statements?: readonly GivenStatement[];
  /** Key sentences, best first. */
  readonly keys?: readonly string[];
  /** Sentences that tell an event of a day. */
  readonly events?: readonly (readonly [text: string, day: string, kind: EventKind])[];
}

export interface Entry {
  readonly article: Article;
  readonly facts: Facts;
}

/** An article of an invented outlet with the facts given; every span is found in its text, or the test fails. */
export function report(given: GivenReport): Entry {
  const publisher = given.publisher ?? "Kelmar Post";
  const article = anArticle({
    id: given.id,
    publisher,
    origin: given.origin ?? publisher,
    title: given.title ?? "News from Tarsk",
    publishedAt: given.day,
    language: given.language ?? "en",
    text: given.text,
  });
  const actors = (given.actors ?? []).map(
    ([name, kind, role]): Actor => ({
      id: factId("a", given.id, name),
      name,
      kind,
      roles: role === undefined ? [] : [role],
      aliases: [],
      mentions: mentionsOf(given.text, name),
      country: null,
    }),
  );
  const places = (given.places ?? ["Tarsk"]).map(
    (name): Place => ({
      id: factId("p", given.id, name),
      name,
      aliases: [],
      country: null,
      admin1: null,
      lat: null,
      lon: null,
      precision: "unknown",
      mentions: mentionsOf(given.text, name),
    }),
  );
  return {
    article,
    facts: someFacts(given.id, {
      read: article.language === "en",
      actors,
      places,
      figures: (given.figures ?? []).map((figure) => makeFigure(article, figure, actors, places)),
      statements: (given.statements ?? []).map((statement) => makeStatement(article, statement, actors)),
      events: (given.events ?? []).map(([text, day, kind]) => {
        const span = find(given.text, text);
        return {
          id: factId("e", given.id, span.start, day),
          kind,
          when: whenOf(day),
          evidence: evidenceFor(article, span, "test"),
        };
      }),
      keySentences: (given.keys ?? []).map((text, index) => {
        const span = find(given.text, text);
        return {
          id: factId("k", given.id, span.start),
          score: 1 / (index + 1),
          evidence: evidenceFor(article, span, "test"),
        };
      }),
    }),
  };
}

function makeFigure(
  article: Article,
  given: GivenFigure,
  actors: readonly Actor[],
  places: readonly Place[],
): Figure {
  const span = find(article.text, given.text);
  const place = given.place === undefined ? (places[0]?.name ?? null) : given.place;
  const day = article.publishedAt;
  return {
    id: factId("f", article.id, span.start, span.end),
    articleId: article.id,
    metric: given.metric ?? "killed",
    low: given.low,
    high: given.high === undefined ? given.low : given.high,
    quantifier: given.quantifier ?? (given.high === null ? "at_least" : "exactly"),
    quantifierWords: null,
    term: null,
    unit: given.unit ?? "person",
    counted: given.counted === undefined ? "people" : given.counted,
    measure: given.measure ?? "flow",
    scope: given.scope ?? "total",
    place:
      place === null
        ? null
        : {
            name: place,
            placeId: places.find(({ name }) => name === place)?.id ?? null,
            basis: given.placeBasis ?? "stated",
          },
    when: given.on === undefined ? null : whenOf(given.on),
    asOf: { from: day, to: day, precision: "day", words: null, basis: "inferred" },
    claimant: given.by ? sourceOf(given.by, actors) : null,
    relay: [],
    status: given.status ?? "reported",
    text: given.text,
    evidence: evidenceFor(article, span, "test"),
    sentence: sentenceAround(article.text, span.start),
  };
}

function makeStatement(article: Article, given: GivenStatement, actors: readonly Actor[]): Statement {
  const span = find(article.text, given.text);
  const act = given.act ?? "said";
  return {
    id: factId("s", article.id, span.start, span.end),
    articleId: article.id,
    speaker: sourceOf(given.by, actors),
    relay: [],
    addressee: null,
    verb: given.verb ?? act,
    act,
    mode: given.mode ?? "indirect",
    polarity: given.polarity ?? (act === "denied" ? "negative" : "positive"),
    spans: [span],
    text: given.text,
    channel: null,
    when: null,
    evidence: evidenceFor(article, sentenceAround(article.text, span.start), "test"),
  };
}

function whenOf(on: NonNullable<GivenFigure["on"]>): When {
  const { from, to } = typeof on === "string" ? { from: on, to: on } : on;
  return { from, to, precision: "day", words: "then", basis: "stated" };
}

function sourceOf(name: string, actors: readonly Actor[]): Source {
  const actor = actors.find((one) => one.name === name);
  return {
    name,
    actorId: actor?.id ?? null,
    named: actor !== undefined,
    role: actor?.roles[0] ?? null,
    span: null,
    basis: "stated",
  };
}

function mentionsOf(text: string, name: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    found.push({ start: at, end: at + name.length });
  return found;
}

function find(text: string, phrase: string): { start: number; end: number } {
  const start = text.indexOf(phrase);
  if (start < 0) throw new Error(`"${phrase}" does not stand in "${text}"`);
  return { start, end: start + phrase.length };
}

function sentenceAround(text: string, at: number): { start: number; end: number } {
  const start = Math.max(text.lastIndexOf(". ", at) + 2, text.lastIndexOf("\n", at) + 1, 0);
  const stop = text.indexOf(".", at);
  return {
    start: text.lastIndexOf(". ", at) < 0 && text.lastIndexOf("\n", at) < 0 ? 0 : start,
    end: stop < 0 ? text.length : stop + 1,
  };
}

/** The invented town of Tarsk as a topic. */
export const TARSK: Topic = {
  kind: "place",
  words: "tarsk",
  label: "Tarsk",
  detail: null,
  names: ["tarsk"],
  level: "unknown",
  country: null,
  admin1: null,
};

export function wordsTopic(words: string): Topic {
  return {
    kind: "words",
    words,
    label: words,
    detail: null,
    names: foldName(words).split(" "),
    level: null,
    country: null,
    admin1: null,
  };
}

const WORDS = {
  digest: JSON.parse(
    readFileSync(new URL("../../seeds/words/en/digest.json", import.meta.url), "utf8"),
  ) as unknown,
};

/** The digest of Tarsk over the reports, for the first week of March 2025 unless told otherwise. */
export function digestOf(
  library: readonly Entry[],
  given: { topic?: Topic; since?: string; until?: string; asOf?: string } & Pick<
    Parameters<typeof makeDigest>[0],
    "copies" | "withdrawn"
  > = {},
): Digest {
  const until = given.until ?? "2025-03-07";
  return makeDigest({
    topic: given.topic ?? TARSK,
    window: { since: given.since ?? "2025-03-01", until },
    asOf: given.asOf ?? until,
    engine: "test-1",
    library,
    ...(given.copies === undefined ? {} : { copies: given.copies }),
    ...(given.withdrawn === undefined ? {} : { withdrawn: given.withdrawn }),
    placeInTopic: (topic, place) => topic.names.includes(foldName(place.name)),
    words: WORDS,
  });
}
