import { type Counts, ratiosOf, type Share, shareOf } from "./counts.ts";
import { allTraps, MEASURES, type Measure, type SetScore } from "./score-set.ts";

/** What plain methods choose as key sentences of the same articles. */
export interface Baselines {
  /** The first three sentences: what a reader of leads gets. */
  readonly lead: Counts;
  /** The five most central sentences (LexRank). */
  readonly lexRank: Counts;
}

/** Everything one run of the scorecard has to tell. */
export interface Scorecard {
  readonly score: SetScore;
  readonly baselines: Baselines;
  readonly briefings: Share;
  /** Checks of briefings over the bundled reports. */
  readonly corpusBriefings: Share;
  readonly articlesPerSecond: number;
}

const LABELS: Readonly<Record<Measure, string>> = {
  actors: "Actors",
  locations: "Locations",
  "locations on the map": "Locations on the map (25 km, else country)",
  statements: "Statements",
  "statements with right speaker": "Statements with the right speaker",
  figures: "Figures (metric and number)",
  "figures without other": "Figures without `other`",
  "figures, number only": "Figures (number only)",
  "figures full": "Figures with place and source",
  "key sentences": "Key sentences",
};

/** The scorecard as Markdown, the same whether it goes to a terminal or into the README. */
export function scorecardTable(card: Scorecard): string {
  const { score, baselines, briefings, corpusBriefings, articlesPerSecond } = card;
  const { shares } = score;
  const traps = [...score.traps].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "| Found | Precision | Recall | F1 |",
    "| --- | ---: | ---: | ---: |",
    ...MEASURES.map((measure) => ratioRow(LABELS[measure], score.counts[measure])),
    ...baselineRows(baselines),
    "",
    "| Of what was found | Right | |",
    "| --- | ---: | ---: |",
    shareRow("Speaker", shares.speaker),
    shareRow("Direct, indirect or mixed", shares["statement kind"]),
    shareRow("Kind of actor", shares["actor kind"]),
    shareRow("Country of a place", shares.country),
    shareRow("Briefing checks passed", briefings),
    shareRow("Briefing checks passed, bundled reports", corpusBriefings),
    "",
    "| Traps counted as figures (0 is best) | Sprung | |",
    "| --- | ---: | ---: |",
    ...traps.map(([reason, share]) => shareRow(reason.replace("_", " "), share)),
    shareRow("**all**", allTraps(score)),
    "",
    `${score.articles} annotated articles of an invented world (\`test/gold\`), counts pooled over all of them; ` +
      `${Math.round(articlesPerSecond)} articles a second on one core. ` +
      "This is a development set: the rules were written while looking at it, so these figures overstate quality on new text.",
  ].join("\n");
}

const HELD_OUT_MEASURES = [
  "actors",
  "locations",
  "statements",
  "statements with right speaker",
  "figures",
  "figures without other",
  "figures, number only",
  "figures full",
  "key sentences",
] as const satisfies readonly Measure[];

/** The short table of the articles no rule was written with, as Markdown. */
export function heldOutTable(score: SetScore, baselines: Baselines): string {
  const traps = allTraps(score);
  return [
    "| Held out: found | Precision | Recall | F1 |",
    "| --- | ---: | ---: | ---: |",
    ...HELD_OUT_MEASURES.map((measure) => ratioRow(LABELS[measure], score.counts[measure])),
    ...baselineRows(baselines),
    "",
    `${score.articles} articles by other hands (\`test/gold/held-out\`). Their errors have since been read, cause by cause: new text scores lower. ` +
      `Of the statements found, the speaker is right in ${score.shares.speaker.right} of ${score.shares.speaker.of}; ` +
      `of ${traps.of} traps, ${traps.right} were counted as figures.`,
  ].join("\n");
}

function baselineRows({ lead, lexRank }: Baselines): string[] {
  return [
    ratioRow("Baseline: first three sentences as key sentences", lead),
    ratioRow("Baseline: five sentences by LexRank as key sentences", lexRank),
  ];
}

function ratioRow(label: string, counts: Counts): string {
  const { precision, recall, f1 } = ratiosOf(counts);
  return `| ${label} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${f1.toFixed(3)} |`;
}

function shareRow(label: string, share: Share): string {
  return `| ${label} | ${(100 * shareOf(share)).toFixed(1)} % | ${share.right} of ${share.of} |`;
}

/** Marks in the README between which a table stands. */
export type TableMark = "scorecard" | "public";

/** `page` with the table between the two marks replaced, or null where the marks are missing. */
export function withTable(page: string, table: string, mark: TableMark): string | null {
  const open = `<!-- ${mark} -->`;
  const from = page.indexOf(open);
  const to = page.indexOf(`<!-- /${mark} -->`, from);
  if (from < 0 || to < 0) return null;
  return `${page.slice(0, from)}${open}\n${table}\n${page.slice(to)}`;
}
