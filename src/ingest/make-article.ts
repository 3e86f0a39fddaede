import { createHash } from "node:crypto";
import type { Article } from "../../briefings/index.ts";
import { cleanText } from "./clean-text.ts";
import type { Draft } from "./draft.ts";
import { type Agencies, datelineOf, settleOrigin } from "./origin.ts";

/** How much of the text stands in for a headline that is missing. */
const TITLE_FROM_TEXT = 80;

export interface MakeArticle {
  readonly agencies: Agencies;
  /** UTC moment at which the file is read. */
  readonly retrievedAt: string;
  /** What becomes of the body; `cleanText` unless offsets must stay those of the file. */
  readonly clean?: (raw: string) => string;
}

/** The border: past it an article is clean, has an id and an origin. null when there is no text in it. */
export function makeArticle(
  draft: Draft,
  { agencies, retrievedAt, clean = cleanText }: MakeArticle,
): Article | null {
  const text = clean(draft.text);
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const title = oneLine(draft.title ?? "") || firstWords(text);
  const sha256 = hash(text);
  const fields = {
    publisher: oneLine(draft.publisher),
    origin: settleOrigin(draft, text, agencies),
    url: draft.url,
    title,
    byline: draft.byline,
    dateline: draft.dateline ?? datelineOf(text),
    publishedAt: draft.publishedAt,
    publishedPrecision: draft.publishedPrecision,
    language: draft.language.toLowerCase().split(/[-_]/, 1)[0],
    text,
    sha256,
    retrievedAt,
    retoldFrom: draft.retoldFrom,
    note: draft.note,
  };
  return { id: idOf(draft, title, sha256), ...withoutGaps(fields) } as Article;
}

/**
 * From publisher and address (or the file's own id), so that a corrected story replaces its first version;
 * else from everything that makes the article what it is.
 */
function idOf(draft: Draft, title: string, sha256: string): string {
  const name =
    draft.url !== undefined
      ? ["url", draft.publisher, draft.url, ...(draft.apart === undefined ? [] : [draft.apart])]
      : draft.givenId !== undefined
        ? ["id", draft.publisher, draft.givenId]
        : ["text", draft.publisher, draft.publishedAt, title, sha256];
  return hash(name.join("\u0000")).slice(0, 24);
}

function hash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ");
}

function firstWords(text: string): string {
  const line =
    text
      .slice(0, TITLE_FROM_TEXT * 2)
      .trim()
      .split("\n", 1)[0] ?? "";
  if (line.length <= TITLE_FROM_TEXT) return line;
  const cut = line.lastIndexOf(" ", TITLE_FROM_TEXT);
  return `${line.slice(0, cut > 0 ? cut : TITLE_FROM_TEXT).toWellFormed()}…`;
}

function withoutGaps<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
