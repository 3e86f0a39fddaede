import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ActorKind, Metric, Mode } from "../../briefings/index.ts";

const TrapReason = z.enum(["negated", "hypothetical", "historic", "not_people", "percentage"]);
export type TrapReason = z.infer<typeof TrapReason>;

const GoldActor = z.object({
  name: z.string(),
  kind: ActorKind,
  aliases: z.array(z.string()),
  title: z.string().optional(),
});
export type GoldActor = z.infer<typeof GoldActor>;

const GoldLocation = z.object({
  name: z.string(),
  country: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
});
export type GoldLocation = z.infer<typeof GoldLocation>;

const GoldStatement = z.object({
  speaker: z.string(),
  verb: z.string(),
  kind: Mode,
  text: z.string(),
  evidence: z.string(),
});
export type GoldStatement = z.infer<typeof GoldStatement>;

const GoldFigure = z.object({
  metric: Metric,
  min: z.number().nullable(),
  max: z.number().nullable(),
  approx: z.boolean().optional(),
  who: z.string().nullish(),
  place: z.string().nullish(),
  when: z.string().nullish(),
  attributedTo: z.string().nullish(),
  text: z.string(),
  sentence: z.string(),
});
export type GoldFigure = z.infer<typeof GoldFigure>;

const Trap = z.object({
  text: z.string(),
  why: TrapReason,
  sentence: z.string(),
});

/** One annotated article; `GUIDE.md` beside the set explains every field. */
export const GoldArticle = z.object({
  id: z.string(),
  source: z.string(),
  date: z.string(),
  title: z.string(),
  text: z.string(),
  hard: z.array(z.string()),
  gold: z.object({
    actors: z.array(GoldActor),
    locations: z.array(GoldLocation),
    statements: z.array(GoldStatement),
    figures: z.array(GoldFigure),
    notFigures: z.array(Trap),
    keySentences: z.array(z.string()),
  }),
});
export type GoldArticle = z.infer<typeof GoldArticle>;

const Reconciled = z.object({
  best: z.number().nullable().optional(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const ExpectedFigure = z.object({
  metric: Metric,
  place: z.string().optional(),
  who: z.string().optional(),
  reconciled: Reconciled,
  sources: z.array(z.string()),
  conflict: z.boolean(),
  note: z.string().optional(),
});

/** What a briefing over the annotated articles should hold. */
export const BriefingExpectation = z.object({
  id: z.string(),
  query: z.string(),
  since: z.string(),
  until: z.string(),
  expect: z.object({
    articleIds: z.array(z.string()),
    mustMentionActors: z.array(z.string()),
    mustMentionLocations: z.array(z.string()),
    figures: z.array(ExpectedFigure),
    statementsBy: z.record(z.string(), z.array(z.string())),
    nearDuplicates: z.array(z.array(z.string())),
  }),
});
export type BriefingExpectation = z.infer<typeof BriefingExpectation>;

const SET = new URL("../gold/", import.meta.url).pathname;

/** Folders of annotated articles: those the rules were written with, and those written after the rules. */
type GoldSet = "articles" | "held-out";

/** The annotated articles of a set, in the order of their file names. Throws on a file that breaks the schema. */
export function readGold(set: GoldSet = "articles"): GoldArticle[] {
  const folder = join(SET, set);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => GoldArticle.parse(readJson(join(folder, name))));
}

/** What briefings over the annotated articles should hold, or those over the bundled reports. */
export function readBriefingExpectations(over: "articles" | "corpus" = "articles"): BriefingExpectation[] {
  const file = over === "articles" ? "briefings.json" : "corpus-briefings.json";
  return z.array(BriefingExpectation).parse(readJson(join(SET, file)));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Where an annotated phrase stands: the first time it occurs in (or after) the sentence named with it. */
export function spanInText(
  text: string,
  phrase: string,
  sentence: string,
): { start: number; end: number } | null {
  const from = text.indexOf(sentence);
  const start = from < 0 ? -1 : text.indexOf(phrase, from);
  return start < 0 ? null : { start, end: start + phrase.length };
}
