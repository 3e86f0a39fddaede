import { z } from "zod";
import { type ReadItem, type Rejection, rejected } from "./draft.ts";
import { publicationDate, webAddress } from "./read-markdown.ts";

const words = z.string("must be text");

/** One article as other programs write it; fields that are not named here are left alone. */
const JsonArticle = z.object({
  id: z.union([z.string().min(1, "is empty"), z.number()]).optional(),
  title: words.nullish(),
  text: words,
  date: publicationDate.nullish(),
  publishedAt: publicationDate.nullish(),
  source: words.nullish(),
  publisher: words.nullish(),
  origin: words.nullish(),
  byline: words.nullish(),
  dateline: words.nullish(),
  language: words.nullish(),
  url: webAddress.nullish(),
  note: words.nullish(),
});

/** A .json file: one article, or a list of articles of which bad ones are left out one by one. */
export function* readJson(file: string, source: string, publisher: string): Generator<ReadItem> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    yield rejected(file, "file", `is not JSON (${messageOf(error)})`);
    return;
  }
  if (!Array.isArray(value)) {
    yield readJsonArticle(file, value, publisher);
    return;
  }
  for (const [i, element] of value.entries()) yield readJsonArticle(`${file}[${i}]`, element, publisher);
}

/** One line of a .jsonl file. `file` names file and line. */
export function readJsonLine(file: string, line: string, publisher: string): ReadItem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return rejected(file, "line", `is not JSON (${messageOf(error)})`);
  }
  return readJsonArticle(file, value, publisher);
}

/** `publisher` is used where the article names none. */
function readJsonArticle(file: string, value: unknown, publisher: string): ReadItem {
  const parsed = JsonArticle.safeParse(value, { reportInput: true });
  if (!parsed.success)
    return { ok: false, rejections: parsed.error.issues.map((issue) => toRejection(file, issue)) };
  const given = parsed.data;
  const date =
    given.publishedAt ?? given.date ?? ({ publishedAt: "", publishedPrecision: "unknown" } as const);
  return {
    ok: true,
    file,
    draft: {
      givenId: given.id === undefined ? undefined : String(given.id),
      title: given.title ?? undefined,
      publisher: filled(given.publisher) ?? filled(given.source) ?? publisher,
      origin: filled(given.origin),
      url: given.url ?? undefined,
      byline: filled(given.byline),
      dateline: filled(given.dateline),
      ...date,
      language: filled(given.language) ?? "en",
      note: filled(given.note),
      text: given.text,
      offset: 0,
    },
  };
}

function filled(value: string | null | undefined): string | undefined {
  return value?.trim() ? value.trim() : undefined;
}

function toRejection(file: string, issue: z.core.$ZodIssue): Rejection {
  const field = issue.path.join(".") || "article";
  if (issue.path.length === 0) return { file, field, reason: "must be an object with a field text" };
  return {
    file,
    field,
    reason: issue.code === "invalid_type" && issue.input === undefined ? "is missing" : issue.message,
  };
}

/** Parser messages quote the input; a line of ours must stay short and on one line. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, " ").slice(0, 120);
}
