import { type GoldArticle, spanInText } from "./gold.ts";
import type { Prediction } from "./prediction.ts";

/** The annotation itself, written as an extract: it must score 1 everywhere. */
export function goldAsPrediction({ id, text, gold }: GoldArticle): Prediction {
  return {
    id,
    actors: gold.actors.map(({ name, kind, aliases }) => ({
      name,
      kind,
      aliases,
      mentions: [],
    })),
    locations: gold.locations.map((place) => ({ ...place, mentions: [] })),
    statements: gold.statements.map(({ speaker, kind, text }) => ({
      speaker,
      kind,
      text,
      spans: [],
    })),
    figures: gold.figures.map((figure) => ({
      ...stretchOf(text, figure),
      metric: figure.metric,
      min: figure.min,
      max: figure.max,
      approx: figure.approx ?? false,
      who: figure.who ?? null,
      place: figure.place ?? null,
      attributedTo: figure.attributedTo ?? null,
      status: "reported",
      text: figure.text,
    })),
    keySentences: gold.keySentences.map((sentence) => ({
      text: sentence,
      ...stretchOf(text, { text: sentence, sentence }),
    })),
  };
}

/**
 * A prediction with every kind of mistake, the same each time: missing, invented and doubled actors, places on the
 * far side of the world, statements cut, merged, split or given to somebody else, wrong numbers, and every trap
 * sprung. `turn` moves the damage to other entries.
 */
export function damaged(article: GoldArticle, turn: number): Prediction {
  const whole = goldAsPrediction(article);
  const hit = (index: number, every: number): boolean => (index + turn) % every === 0;
  const [first] = whole.actors;
  return {
    ...whole,
    actors: [
      ...whole.actors
        .filter((_, i) => !hit(i, 3))
        .map((actor, i) =>
          hit(i, 4) ? { ...actor, name: actor.name.split(" ").at(-1)!, aliases: [] } : actor,
        )
        .map((actor, i) => (hit(i, 5) ? { ...actor, kind: "media" } : actor)),
      {
        name: "Nobody Inparticular",
        kind: "person",
        aliases: [],
        mentions: [],
      },
      ...(first ? [first] : []),
    ],
    locations: [
      ...whole.locations
        .filter((_, i) => !hit(i, 5))
        .map((place, i) => (hit(i, 4) ? { ...place, lat: -60, lon: -150, country: "ZZ" } : place)),
      { name: "Atlantis", country: null, lat: 1, lon: 1, mentions: [] },
    ],
    statements: damagedStatements(whole.statements, hit),
    figures: [
      ...whole.figures.map((figure, i) => (hit(i, 3) ? { ...figure, min: 777, max: 777 } : figure)),
      ...whole.figures.filter((_, i) => hit(i, 4)).map((figure) => ({ ...figure, metric: "missing" })),
      ...whole.figures.filter((_, i) => hit(i, 6)).map((figure) => ({ ...figure, max: null, place: null })),
      ...article.gold.notFigures.map((trap) => trapFigure(article.text, trap)),
    ].map((figure, i) => (hit(i, 7) ? { ...figure, status: "denied" } : figure)),
    keySentences: whole.keySentences.slice(1),
  };
}

function damagedStatements(
  statements: Prediction["statements"],
  hit: (index: number, every: number) => boolean,
): Prediction["statements"] {
  return statements.flatMap((statement, i) => {
    const next = statements[i + 1];
    const words = statement.text.split(" ");
    if (hit(i, 7)) return [];
    if (hit(i, 6)) return [{ ...statement, speaker: "Nobody Inparticular" }];
    if (hit(i, 5)) return statement.text.split(" … ").map((text) => ({ ...statement, text }));
    if (hit(i, 4) && next) return [{ ...statement, text: `${statement.text} ${next.text}` }];
    if (hit(i, 3))
      return [
        {
          ...statement,
          text: words.slice(0, Math.ceil(words.length * 0.5)).join(" "),
        },
      ];
    return [statement];
  });
}

function trapFigure(text: string, trap: { text: string; sentence: string }): Prediction["figures"][number] {
  return {
    ...stretchOf(text, trap),
    metric: "killed",
    min: 5,
    max: 5,
    approx: false,
    who: null,
    place: null,
    attributedTo: null,
    status: "reported",
    text: trap.text,
  };
}

function stretchOf(text: string, phrase: { text: string; sentence: string }): { start: number; end: number } {
  return spanInText(text, phrase.text, phrase.sentence) ?? { start: 0, end: 0 };
}
