import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Article, Facts } from "../../briefings/index.ts";
import { UserError } from "../../src/errors.ts";
import { cleanInPlace } from "../../src/ingest/clean-text.ts";
import { anArticle } from "../support/articles.ts";
import { readingOf } from "./run-engine.ts";

/** Sets the scorer has a measure for; the others hold clusters and timelines. */
const MEASURED = /^(ner-|geo-|polnear|muc4|fig-).*\.jsonl$/;
/** No reader knows French yet: its articles would all be misses. */
const FRENCH = /-fr\b/;

const OUT = new URL("out/", import.meta.url).pathname;

interface PublicDocument {
  readonly id: string | number;
  readonly title?: string;
  readonly text: string;
  readonly date?: string;
  readonly source?: string;
}

/**
 * Runs every measured set of a folder through the engine and its scorer, which is looked for in the folder and in
 * `../eval` beside it. Prints what it runs. Throws a `UserError` (not-found) when there is nothing to run.
 */
export function scorePublicSets(folder: string, read: (article: Article) => Facts): void {
  const scorer = [join(folder, "public.mjs"), resolve(folder, "../eval/public.mjs")].find((file) =>
    existsSync(file),
  );
  if (scorer === undefined)
    throw new UserError(
      "not-found",
      `No public.mjs in ${folder} nor in eval beside it: nothing to score with.`,
    );
  const sets = readdirSync(folder).filter((name) => MEASURED.test(name));
  if (sets.length === 0) throw new UserError("not-found", `No set with a measure in ${folder}.`);
  mkdirSync(OUT, { recursive: true });
  for (const set of sets.sort()) {
    if (FRENCH.test(set)) {
      console.log(`${set}: left out, no reader knows its language\n`);
      continue;
    }
    const file = join(folder, set);
    const predictions = join(OUT, set);
    writeFileSync(predictions, predictionLines(file, read));
    console.log(`$ node ${scorer} ${file} test/scorecard/out/${basename(set)}`);
    const { status } = spawnSync(process.execPath, [scorer, file, predictions], { stdio: "inherit" });
    if (status !== 0) throw new Error(`The scorer ended with ${status} on ${set}.`);
    console.log();
  }
}

function predictionLines(file: string, read: (article: Article) => Facts): string {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      // Only the fields of an input line are read: the set carries its annotation too.
      const { id, title = "", text, date, source } = JSON.parse(line) as PublicDocument;
      const dated = date === undefined ? {} : { publishedAt: date };
      const article = anArticle({
        id: String(id),
        title,
        text: cleanInPlace(text),
        ...dated,
        publisher: source ?? "",
        origin: source ?? "",
      });
      return `${JSON.stringify({ ...readingOf(article, read).prediction, id })}\n`;
    })
    .join("");
}
