import type { Facts, Figure, Source, Span, Statement } from "../../briefings/index.ts";

/**
 * What `sitrep extract` writes for one text: the facts in flat fields for other programs. Offsets are UTF-16
 * units into the text as given, moved by `shift` where the article is the end of a longer file.
 */
export function extractJson(id: string, facts: Facts, shift = 0) {
  const move = ({ start, end }: Span) => ({
    start: start + shift,
    end: end + shift,
  });
  return {
    id,
    actors: facts.actors.map(({ name, kind, aliases, roles, mentions }) => ({
      name,
      kind,
      aliases,
      roles,
      mentions: mentions.map(move),
    })),
    locations: facts.places.map(({ name, country, lat, lon, precision, mentions }) => ({
      name,
      country,
      lat,
      lon,
      precision,
      mentions: mentions.map(move),
    })),
    statements: facts.statements.map((statement) => statementJson(statement, move)),
    figures: facts.figures.map((figure) => figureJson(figure, move)),
    keySentences: facts.keySentences.map(({ evidence }) => ({
      ...move(evidence),
      text: evidence.excerpt,
    })),
  };
}

export type ExtractJson = ReturnType<typeof extractJson>;

function statementJson(statement: Statement, move: (span: Span) => Span) {
  const { speaker, mode, act, verb, text, spans, channel, addressee, when } = statement;
  return {
    speaker: speaker.name,
    kind: mode,
    act,
    verb,
    text,
    spans: spans.map(move),
    speakerSpan: speaker.span === null ? null : move(speaker.span),
    channel,
    addressee: addressee?.name ?? null,
    date: when?.from ?? null,
  };
}

/** Hedges that make a number approximate; "at least 12" and "dozens" say exactly what they say. */
const APPROXIMATE: readonly Figure["quantifier"][] = ["about", "more_than", "fewer_than"];

function figureJson(figure: Figure, move: (span: Span) => Span) {
  const { metric, low, high, quantifier, unit, counted, place, asOf, claimant, status, text, evidence } =
    figure;
  return {
    metric,
    min: low,
    max: high,
    approx: APPROXIMATE.includes(quantifier),
    unit,
    who: counted,
    place: place?.name ?? null,
    asOf: asOf.to ?? asOf.from,
    attributedTo: nameOf(claimant),
    status,
    text,
    ...move(evidence),
  };
}

function nameOf(source: Source | null): string | null {
  return source?.name ?? null;
}
