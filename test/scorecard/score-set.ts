import { addCounts, addShare, type Counts, noCounts, noShare, type Share, type Slip } from "./counts.ts";
import type { GoldArticle, TrapReason } from "./gold.ts";
import type { Prediction } from "./prediction.ts";
import { scoreActors } from "./score-actors.ts";
import { scoreFigures } from "./score-figures.ts";
import { scoreKeySentences } from "./score-key-sentences.ts";
import { scoreLocations } from "./score-locations.ts";
import { scoreStatements } from "./score-statements.ts";

export const MEASURES = [
  "actors",
  "locations",
  "locations on the map",
  "statements",
  "statements with right speaker",
  "figures",
  "figures without other",
  "figures, number only",
  "figures full",
  "key sentences",
] as const;
export type Measure = (typeof MEASURES)[number];

const SHARES = ["actor kind", "country", "statement kind", "speaker"] as const;
type ShareName = (typeof SHARES)[number];

export const SLIP_KINDS = ["actors", "locations", "statements", "figures", "keys", "traps"] as const;
export type SlipKind = (typeof SLIP_KINDS)[number];

/** The scores of all articles pooled (micro averages), and every slip of every article. */
export interface SetScore {
  readonly articles: number;
  readonly counts: Readonly<Record<Measure, Counts>>;
  readonly shares: Readonly<Record<ShareName, Share>>;
  readonly traps: ReadonlyMap<TrapReason, Share>;
  readonly slips: readonly {
    readonly articleId: string;
    readonly slips: Readonly<Record<SlipKind, Slip[]>>;
  }[];
}

const NOTHING: Omit<Prediction, "id"> = {
  actors: [],
  locations: [],
  statements: [],
  figures: [],
  keySentences: [],
};

/** Scores predictions, by id, against annotated articles. An article without prediction is all misses. */
export function scoreSet(
  articles: readonly GoldArticle[],
  predictions: ReadonlyMap<string, Prediction>,
): SetScore {
  const counts = Object.fromEntries(MEASURES.map((m) => [m, noCounts()])) as Record<Measure, Counts>;
  const shares = Object.fromEntries(SHARES.map((s) => [s, noShare()])) as Record<ShareName, Share>;
  const traps = new Map<TrapReason, Share>();
  const slips: { articleId: string; slips: Record<SlipKind, Slip[]> }[] = [];
  for (const article of articles) {
    const { text, gold } = article;
    const given = predictions.get(article.id) ?? { id: article.id, ...NOTHING };
    const actors = scoreActors(text, gold.actors, given.actors);
    const locations = scoreLocations(text, gold.locations, given.locations);
    const statements = scoreStatements(text, gold.statements, given.statements, gold.actors);
    const figures = scoreFigures(article, given.figures);
    const keys = given.keySentences.map((sentence) => sentence.text);
    const scored: Record<Measure, Counts> = {
      actors: actors.counts,
      locations: locations.counts,
      "locations on the map": locations.onMap,
      statements: statements.counts,
      "statements with right speaker": statements.withSpeaker,
      figures: figures.counts,
      "figures without other": figures.withoutOther,
      "figures, number only": figures.number,
      "figures full": figures.full,
      "key sentences": scoreKeySentences(gold.keySentences, keys),
    };
    for (const measure of MEASURES) addCounts(counts[measure], scored[measure]);
    addShare(shares["actor kind"], actors.kind);
    addShare(shares.country, locations.country);
    addShare(shares["statement kind"], statements.kind);
    addShare(shares.speaker, statements.speaker);
    for (const [reason, share] of figures.traps) {
      const sum = traps.get(reason) ?? noShare();
      addShare(sum, share);
      traps.set(reason, sum);
    }
    slips.push({
      articleId: article.id,
      slips: {
        actors: actors.slips,
        locations: locations.slips,
        statements: statements.slips,
        figures: figures.slips,
        keys: keySlips(text, gold.keySentences, given.keySentences),
        traps: figures.trapSlips,
      },
    });
  }
  return { articles: articles.length, counts, shares, traps, slips };
}

/** All traps together; `right` are those that came out as figures. */
export function allTraps(score: SetScore): Share {
  const all = noShare();
  for (const share of score.traps.values()) addShare(all, share);
  return all;
}

function keySlips(text: string, gold: readonly string[], given: Prediction["keySentences"]): Slip[] {
  const found = (sentence: string, among: readonly string[]): boolean =>
    among.some((other) => scoreKeySentences([sentence], [other]).tp === 1);
  const missed = gold.filter(
    (sentence) =>
      !found(
        sentence,
        given.map((g) => g.text),
      ),
  );
  const extra = given.filter((sentence) => !found(sentence.text, gold));
  return [
    ...missed.map((sentence): Slip => {
      const start = text.indexOf(sentence);
      return {
        sign: "-",
        what: sentence,
        at: start < 0 ? null : { start, end: start + sentence.length },
      };
    }),
    ...extra.map((sentence): Slip => ({ sign: "+", what: sentence.text, at: sentence })),
  ];
}
