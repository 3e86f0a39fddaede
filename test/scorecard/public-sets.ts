import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { type ExtractNeeds, extractLines } from "../../src/desk/extract.ts";
import { UserError } from "../../src/errors.ts";

/** Sets the scorer has a measure for; the others hold clusters and timelines. */
const MEASURED = /^(ner-|geo-|polnear|muc4|fig-).*\.jsonl$/;
/** No reader knows French yet: its articles would all be misses. */
const FRENCH = /-fr\b/;

const PublicScore = z.object({
  kind: z.enum(["names", "toponyms", "statements", "figures"]),
  documents: z.number(),
  rows: z.array(
    z.object({
      measure: z.string(),
      p: z.number().nullable(),
      r: z.number().nullable(),
      f: z.number().nullable(),
      tp: z.number(),
      fn: z.number(),
    }),
  ),
  /** Name and value as the scorer prints them, a share as "87.1% (27/31)". */
  notes: z.array(z.tuple([z.string(), z.string()])),
  miss: z.array(z.string()),
  extra: z.array(z.string()),
});
/** What the scorer of public sets says of one set; `set` is its file's name without ".jsonl" and ".dev". */
export type PublicScore = z.infer<typeof PublicScore> & { readonly set: string };

interface Scorer {
  readonly kindOf: (file: string) => string | null;
  readonly scorePublic: (
    documents: readonly unknown[],
    predictions: ReadonlyMap<string, unknown>,
    options: { readonly kind: string | null; readonly set: string },
  ) => unknown;
}

/**
 * Reads the measured English sets of a folder as `sitrep extract --jsonl` does and scores them by the scorer that
 * is in the folder or in `../eval` beside it. `only` keeps the sets whose names hold one of its words. Throws a
 * `UserError` (not-found) that says what is absent.
 */
export async function scorePublicSets(
  folder: string,
  needs: ExtractNeeds,
  only: readonly string[] | null,
): Promise<PublicScore[]> {
  if (!existsSync(folder))
    throw new UserError(
      "not-found",
      `There is no folder ${folder}: the public sets are not on this machine, so nothing was measured on them.`,
    );
  const scorer = await findScorer(folder);
  const sets = readdirSync(folder)
    .filter((name) => MEASURED.test(name) && !FRENCH.test(name))
    .filter((name) => only === null || only.some((word) => name.includes(word)))
    .sort();
  if (sets.length === 0) throw new UserError("not-found", `No such set with a measure in ${folder}.`);
  const scores: PublicScore[] = [];
  for (const file of sets) scores.push(await scoreSetFile(join(folder, file), scorer, needs));
  return scores;
}

async function findScorer(folder: string): Promise<Scorer> {
  const file = [join(folder, "public.mjs"), resolve(folder, "../eval/public.mjs")].find(existsSync);
  if (file === undefined)
    throw new UserError(
      "not-found",
      `No public.mjs in ${folder} nor in eval beside it: nothing to score with.`,
    );
  return (await import(pathToFileURL(resolve(file)).href)) as Scorer;
}

async function scoreSetFile(file: string, scorer: Scorer, needs: ExtractNeeds): Promise<PublicScore> {
  const bytes = readFileSync(file);
  const documents = bytes
    .toString()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));
  const predictions = new Map<string, unknown>();
  for await (const { ok, value } of extractLines(needs, inOnePiece(bytes))) {
    if (ok) predictions.set(String(value.id), value);
  }
  const set = basename(file, ".jsonl");
  const score = PublicScore.parse(
    scorer.scorePublic(documents, predictions, { kind: scorer.kindOf(file), set }),
  );
  return { ...score, set: set.replace(/\.dev$/, "") };
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
