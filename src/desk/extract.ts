import { z } from "zod";
import type { Clock } from "../clock.ts";
import { type FactReader, readFacts } from "../ingest/article-reader.ts";
import { cleanInPlace } from "../ingest/clean-text.ts";
import type { Draft, Rejection } from "../ingest/draft.ts";
import { makeArticle } from "../ingest/make-article.ts";
import type { Agencies } from "../ingest/origin.ts";
import { readDate } from "../ingest/read-date.ts";
import { findFiles, readArticleFile } from "../ingest/read-file.ts";
import { numberedLines } from "../ingest/read-lines.ts";
import { type ExtractJson, extractJson } from "../replies/extract-json.ts";

export interface ExtractNeeds {
  readonly reader: FactReader;
  readonly agencies: Agencies;
  readonly clock: Clock;
}

/** One line of `sitrep extract --jsonl`; fields that are not named here are not looked at. */
const ExtractLine = z.object({
  id: z.union([z.string(), z.number()], "must be text or a number").nullish(),
  title: z.string("must be text").nullish(),
  text: z.string("must be text"),
  /** Other people's dates come in every shape: one that cannot be read costs the date, never the facts. */
  date: z.unknown().optional(),
  source: z.string("must be text").nullish(),
});

interface ExtractProblem {
  readonly id?: string | number;
  readonly line?: number;
  readonly error: string;
}

export type ExtractResult =
  | {
      readonly ok: true;
      readonly value: Omit<ExtractJson, "id"> & { readonly id: string | number; readonly warning?: string };
    }
  | { readonly ok: false; readonly value: ExtractProblem };

/**
 * Facts of each JSON line of a byte stream, in order, one result a line; reads no further than its consumer
 * does. A bad line is a result too and the rest go on. Empty lines are passed over.
 */
export async function* extractLines(
  needs: ExtractNeeds,
  input: AsyncIterable<Uint8Array>,
): AsyncGenerator<ExtractResult> {
  for await (const { number, line } of numberedLines(input)) {
    if (line.ok) yield extractLine(needs, line.text, number);
    else yield { ok: false, value: { line: number, error: `line ${line.reason}` } };
  }
}

function extractLine(needs: ExtractNeeds, text: string, line: number): ExtractResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, value: { line, error: "line is not JSON" } };
  }
  const parsed = ExtractLine.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      const missing = issue.code === "invalid_type" && issue.input === undefined;
      return `${issue.path.join(".") || "line"} ${missing ? "is missing" : issue.message}`;
    });
    return { ok: false, value: { ...nameOf(value, line), error: problems.join("; ") } };
  }
  const { id, title, date, source } = parsed.data;
  const published = typeof date === "string" ? readDate(date) : null;
  const draft: Draft = {
    title: title ?? undefined,
    publisher: source?.trim() || "unknown",
    ...(published ?? { publishedAt: "", publishedPrecision: "unknown" }),
    language: "en",
    text: parsed.data.text,
    offset: 0,
  };
  const read = extractDraft(needs, draft);
  if (!read.ok) return { ok: false, value: { ...nameOf(value, line), error: `text ${read.reason}` } };
  const facts = { ...read.value, id: id ?? String(line) };
  if (published !== null || date === undefined || date === null) return { ok: true, value: facts };
  const given = typeof date === "string" ? `"${date.slice(0, 40)}"` : "the value given";
  const warning = `date: ${given} is not a date, so days are not placed: write 2025-01-29 or 2025-01-29T06:00Z`;
  return { ok: true, value: { ...facts, warning } };
}

/** How a bad line is found again: by its own id where it has one. */
function nameOf(value: unknown, line: number): { id: string | number } | { line: number } {
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(value);
  return id.success ? { id: id.data.id } : { line };
}

export type ExtractFileResult =
  | { readonly ok: true; readonly value: ExtractJson }
  | { readonly ok: false; readonly rejections: readonly Rejection[] };

/** Facts of each article in files and folders, in order. Offsets count in the file's own text. */
export async function* extractFiles(
  needs: ExtractNeeds,
  paths: readonly string[],
  publisher?: string,
): AsyncGenerator<ExtractFileResult> {
  const { files, problems } = await findFiles(paths);
  for (const problem of problems) if (!problem.ok) yield problem;
  for (const { path } of files) {
    for await (const item of readArticleFile(path, publisher)) {
      if (!item.ok) {
        yield item;
        continue;
      }
      const read = extractDraft(needs, item.draft);
      if (read.ok) yield { ok: true, value: { ...read.value, id: item.draft.givenId ?? item.file } };
      else yield { ok: false, rejections: [{ file: item.file, field: "text", reason: read.reason }] };
    }
  }
}

type Extracted =
  | { readonly ok: true; readonly value: ExtractJson }
  | { readonly ok: false; readonly reason: string };

function extractDraft({ reader, agencies, clock }: ExtractNeeds, draft: Draft): Extracted {
  const retrievedAt = clock.now().toISOString();
  const article = makeArticle(draft, { agencies, retrievedAt, clean: cleanInPlace });
  if (article === null) return { ok: false, reason: "is empty: nothing to read" };
  const read = readFacts(reader, article);
  return read.ok ? { ok: true, value: extractJson(article.id, read.facts, draft.offset) } : read;
}
