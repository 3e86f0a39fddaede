import { readFileSync, writeFileSync } from "node:fs";
import { systemClock } from "../../src/clock.ts";
import type { Engine } from "../../src/desk/engine.ts";
import { loadAgencies } from "../../src/desk/load-agencies.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { UserError } from "../../src/errors.ts";
import { type CheckedBriefing, checkBriefings, passedChecks } from "./check-briefings.ts";
import { slipReport } from "./errors.ts";
import { type GoldArticle, readBriefingExpectations, readGold } from "./gold.ts";
import { keySentenceBaselines } from "./key-sentence-baselines.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { measuredLines } from "./public-measures.ts";
import { scorePublicSets } from "./public-sets.ts";
import { publicSlips, publicTable } from "./public-table.ts";
import { readCorpus } from "./read-corpus.ts";
import { type EngineRun, runEngine } from "./run-engine.ts";
import { type SetScore, type SlipKind, scoreSet } from "./score-set.ts";
import { heldOutTable, type Scorecard, scorecardTable, type TableMark, withTable } from "./table.ts";

const README = new URL("../../README.md", import.meta.url);

async function scorecard(options: Options): Promise<void> {
  const { errors, only, heldOut, json, write, publicSets } = options;
  if (publicSets !== null) return publicScorecard(publicSets, options);
  const engine = openEngine();
  if (heldOut) {
    if (write || errors === "briefings")
      throw new UserError("bad-option", "--held-out goes neither with --write nor with --errors briefings.");
    const { gold, run, score } = scored("held-out", only, engine);
    if (errors !== null) printSlips(errors, score, run);
    console.log(
      json ? JSON.stringify(countsOf(score), null, 1) : heldOutTable(score, keySentenceBaselines(gold)),
    );
    return;
  }
  const { gold, run, score } = scored("articles", only, engine);
  // A briefing draws on several articles: with some left out its checks would fail for no fault of the engine.
  const whole = only === null;
  const briefings = whole
    ? await checkBriefings(readBriefingExpectations(), run.readings.values(), engine)
    : [];
  const overCorpus = whole
    ? await checkBriefings(readBriefingExpectations("corpus"), await readCorpus(engine.read), engine)
    : [];
  const card = {
    score,
    baselines: keySentenceBaselines(gold),
    briefings: passedChecks(briefings),
    corpusBriefings: passedChecks(overCorpus),
    articlesPerSecond: run.articlesPerSecond,
  };
  const unseen = whole ? scored("held-out", null, engine) : null;
  const table = [
    scorecardTable(card),
    ...(unseen === null ? [] : [heldOutTable(unseen.score, keySentenceBaselines(unseen.gold))]),
  ].join("\n\n");
  if (errors === "briefings") printFailedChecks([...briefings, ...overCorpus]);
  else if (errors !== null) printSlips(errors, score, run);
  console.log(json ? JSON.stringify(asJson(card, unseen?.score ?? null), null, 1) : table);
  if (write) writeTable(table, "scorecard");
}

/** Each kind of fact under the name that the scorer of public sets has for it. */
const PUBLIC_KINDS = new Map([
  ["actors", "names"],
  ["locations", "toponyms"],
  ["statements", "statements"],
  ["figures", "figures"],
]);

async function publicScorecard(folder: string, { errors, only, json, write }: Options): Promise<void> {
  const kind = errors === null ? undefined : PUBLIC_KINDS.get(errors);
  if (errors !== null && kind === undefined)
    throw new UserError(
      "bad-option",
      `With --public, --errors takes ${[...PUBLIC_KINDS.keys()].join(", ")}.`,
    );
  const needs = { reader: openEngine(), agencies: loadAgencies(), clock: systemClock };
  const scores = await scorePublicSets(folder, needs, only);
  for (const score of scores) if (score.kind === kind) console.log(`${publicSlips(score)}\n`);
  const lines = measuredLines(scores);
  const table = publicTable(lines);
  console.log(json ? JSON.stringify(lines, null, 1) : table);
  if (write) writeTable(table, "public");
}

interface Scored {
  readonly gold: readonly GoldArticle[];
  readonly run: EngineRun;
  readonly score: SetScore;
}

/** Reads and scores a set, or those of its articles that are asked for. */
function scored(set: "articles" | "held-out", only: Options["only"], engine: Engine): Scored {
  const all = readGold(set);
  const strangers = only?.filter((id) => all.every((article) => article.id !== id)) ?? [];
  if (strangers.length > 0)
    throw new UserError("not-found", `No annotated article has the id ${strangers.join(", ")}.`);
  const gold = all.filter((article) => only === null || only.includes(article.id));
  const run = runEngine(gold, engine.read);
  return { gold, run, score: scoreSet(gold, run.predictions) };
}

function printFailedChecks(briefings: readonly CheckedBriefing[]): void {
  for (const { id, query, refused, checks } of briefings) {
    const failed = checks.filter((check) => !check.ok);
    console.log(`== ${id}: ${query} (${checks.length - failed.length} of ${checks.length})`);
    if (refused !== null) console.log(`  no briefing: ${refused}`);
    for (const { check, detail } of failed) console.log(`  - ${check}: ${detail}`);
  }
  console.log();
}

function printSlips(kind: SlipKind, score: SetScore, run: EngineRun): void {
  for (const { articleId, slips } of score.slips) {
    const reading = run.readings.get(articleId);
    if (reading === undefined || slips[kind].length === 0) continue;
    console.log(`== ${articleId}\n${slipReport(kind, reading.article.text, reading.facts, slips[kind])}\n`);
  }
}

function asJson(card: Scorecard, unseen: SetScore | null): object {
  return { ...card, score: countsOf(card.score), heldOut: unseen === null ? null : countsOf(unseen) };
}

function countsOf({ articles, counts, shares, traps }: SetScore): object {
  return { articles, counts, shares, traps: Object.fromEntries(traps) };
}

function writeTable(table: string, mark: TableMark): void {
  const page = withTable(readFileSync(README, "utf8"), table, mark);
  if (page === null)
    throw new UserError("not-found", `README.md has no <!-- ${mark} --> … <!-- /${mark} --> to write into.`);
  writeFileSync(README, page);
  console.log("\nREADME.md has the new table.");
}

try {
  await scorecard(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
