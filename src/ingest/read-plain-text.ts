import { basename, extname } from "node:path";
import type { ReadItem } from "./draft.ts";
import { type PublicationDate, readDate } from "./read-date.ts";

/** A first line longer than this is the beginning of the text, not a headline. */
const LONGEST_TITLE = 160;
/** A date that stands further down belongs to the story. */
const LINES_WITH_DATE = 6;

interface Line {
  readonly words: string;
  readonly start: number;
  /** Where the next line begins. */
  readonly next: number;
}

/**
 * A .txt file: a short first line that is followed by more is the title; a line near the top that is nothing
 * but a date is the date of publication, else it stays unknown. The publisher is the file's name unless given.
 */
export function readPlainText(file: string, source: string, publisher?: string): ReadItem {
  const head = headLines(source);
  const date = findDate(head);
  let offset = 0;
  let title: string | undefined;
  const [first] = head;
  if (first !== undefined && isTitle(first.words) && source.slice(first.next).trim() !== "") {
    title = first.words;
    offset = first.next;
  }
  // Only a date directly under the headline, or at the very top, can be cut off without tearing the text apart.
  const below = head.find((line) => line.start >= offset);
  if (date !== null && below !== undefined && date.line === below) offset = below.next;
  const published = date?.date ?? ({ publishedAt: "", publishedPrecision: "unknown" } as const);
  const name = publisher ?? basename(file, extname(file));
  return {
    ok: true,
    file,
    draft: { title, publisher: name, ...published, language: "en", text: source.slice(offset), offset },
  };
}

/** The first lines that are not blank, with their places. */
function headLines(source: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < source.length && lines.length < LINES_WITH_DATE; ) {
    const newline = source.indexOf("\n", start);
    const next = newline < 0 ? source.length : newline + 1;
    const words = source.slice(start, next).trim();
    if (words !== "") lines.push({ words, start, next });
    start = next;
  }
  return lines;
}

function findDate(head: readonly Line[]): { line: Line; date: PublicationDate } | null {
  for (const line of head) {
    const date = readDate(line.words);
    // A bare year is a heading, not a date of publication.
    if (date !== null && date.publishedPrecision !== "year") return { line, date };
  }
  return null;
}

function isTitle(line: string): boolean {
  return line.length <= LONGEST_TITLE && !/[.:;,]["”’']?$/.test(line) && readDate(line) === null;
}
