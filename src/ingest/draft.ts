import type { DatePrecision, RetoldFrom } from "../../briefings/index.ts";

/** What a file says about one article, before its text is cleaned and its origin settled. */
export interface Draft {
  /** The file's own name for the article, where it has one. */
  readonly givenId?: string | undefined;
  readonly publisher: string;
  /** Tells several articles at one address apart; without it, the address alone makes the article. */
  readonly apart?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly byline?: string | undefined;
  readonly dateline?: string | undefined;
  readonly publishedAt: string;
  readonly publishedPrecision: DatePrecision;
  readonly language: string;
  readonly retoldFrom?: RetoldFrom[] | undefined;
  readonly note?: string | undefined;
  /** The body as the file has it. */
  readonly text: string;
  /** Where the body begins in the file's text (UTF-16 units); 0 where the body is a JSON value. */
  readonly offset: number;
}

/** One bad thing about one file or line: where, which field, what to do. */
export interface Rejection {
  /** Path as given, with `:line` for a line of a .jsonl file and `[n]` for an element of a .json list. */
  readonly file: string;
  readonly field: string;
  readonly reason: string;
}

export type ReadItem =
  | { readonly ok: true; readonly file: string; readonly draft: Draft }
  | { readonly ok: false; readonly rejections: readonly Rejection[] };

export function rejected(file: string, field: string, reason: string): ReadItem {
  return { ok: false, rejections: [{ file, field, reason }] };
}
