import type { Span } from "../evidence.ts";
import type { Block } from "./blocks.ts";

/**
 * A quotation inside one block. `inner` is what stands between the marks. A quotation that runs on into the
 * next paragraph has `closed: false`, and its continuation has `continues: true` (the mark is repeated there).
 */
export interface Quote extends Span {
  readonly inner: Span;
  readonly block: number;
  readonly closed: boolean;
  readonly continues: boolean;
}

const PAIRS: Readonly<Record<string, string>> = { "“": "”", "«": "»", "„": "“", "‘": "’" };

/**
 * Finds quotations, block by block, so that an odd number of marks never loses more than its own paragraph.
 * Double marks go first; single ones count as quotation marks only where they cannot be apostrophes.
 * Inner quotations belong to the outer one. Linear in the length of the text.
 */
export function readQuotes(text: string, blocks: readonly Block[]): Quote[] {
  const quotes: Quote[] = [];
  for (const [index, block] of blocks.entries()) {
    const last = quotes.at(-1);
    const mayContinue = last !== undefined && !last.closed && last.block === index - 1;
    readBlockQuotes(text, block, index, mayContinue, quotes);
  }
  return quotes;
}

function readBlockQuotes(
  text: string,
  block: Block,
  index: number,
  mayContinue: boolean,
  quotes: Quote[],
): void {
  let i = block.start;
  while (i < block.end) {
    const char = text[i]!;
    const close = closingFor(text, i, block);
    if (close === null) {
      i++;
      continue;
    }
    const width = close === DOUBLED ? 2 : 1;
    const end = findClose(text, i + width, block.end, char, close);
    const closed = end >= 0;
    // An unclosed mark counts only where a quotation may run on: to the end of the block, from a real opening.
    if (!closed && (char === "'" || char === "‘" || char === "`")) {
      i++;
      continue;
    }
    const stop = closed ? end : block.end;
    quotes.push({
      start: i,
      end: closed ? end + width : block.end,
      inner: { start: i + width, end: stop },
      block: index,
      closed,
      continues: mayContinue && i === block.body,
    });
    i = closed ? end + width : block.end;
  }
}

/** Two single marks typed for a double one, as typewriters and some wires do: ''so''. */
const DOUBLED = "''";

/** The mark that would close a quotation opened at `i`, or null when none opens there. */
function closingFor(text: string, i: number, block: Block): string | null {
  const char = text[i]!;
  const after = text[i + 1] ?? "";
  const before = i > block.start ? text[i - 1]! : "";
  if (char === "'" && after === "'")
    return /\S/.test(text[i + 2] ?? "") && opensAfter(before) ? DOUBLED : null;
  if (char === "`" && after === "`") return DOUBLED;
  if (char === '"') return /\S/.test(after) && opensAfter(before) ? '"' : null;
  if (char === "'") return /[\p{L}\p{N}]/u.test(after) && opensAfter(before) ? "'" : null;
  if (char === "‘") return /[\p{L}\p{N}…“"]/u.test(after) && opensAfter(before) ? "’" : null;
  if (char === "“" || char === "«" || char === "„") return PAIRS[char] ?? null;
  return null;
}

function opensAfter(before: string): boolean {
  return before === "" || /[\s([{—–\-:/“‘"'\u00a0]/u.test(before);
}

function findClose(text: string, from: number, to: number, open: string, close: string): number {
  if (close === DOUBLED) {
    const at = text.indexOf(DOUBLED, from);
    if (at < 0 || at + 2 > to) return -1;
    // A single quotation that ends with the double one: ''He asked: 'Why?'''
    return at + 3 <= to && text[at + 2] === "'" ? at + 1 : at;
  }
  if (open === "'" || open === "‘") return findSingleClose(text, from, to, close);
  return open === '"' || open === "“"
    ? findDoubleClose(text, from, to, open)
    : findMark(text, from, to, open, close);
}

function findMark(text: string, from: number, to: number, open: string, close: string): number {
  const at = text.indexOf(close, from);
  if (at < 0 || at >= to) return -1;
  // A second opening mark before any closing one: the first was never closed.
  const again = text.indexOf(open, from);
  return again >= 0 && again < at && open !== "„" ? -1 : at;
}

/**
 * Curly and straight marks are mixed by hand and by machine (“Yes," she said): either closes the other, unless it
 * closes a quotation of its own kind inside.
 */
function findDoubleClose(text: string, from: number, to: number, open: string): number {
  let inner = "";
  for (let i = from; i < to; i++) {
    const char = text[i];
    if (char === "”") {
      if (inner !== "“") return i;
      inner = "";
    } else if (char === "“") {
      if (closesHere(text, i, to)) return i;
      // A second opening mark of the same kind before any closing one: the first was never closed.
      if (open === "“") return -1;
      inner = "“";
    } else if (char === '"') {
      if (inner === '"') inner = "";
      else if (
        open === '"' ? /\S/.test(text[i - 1] ?? "") || closesHere(text, i, to) : closesHere(text, i, to)
      )
        return i;
      else if (open === "“" && /\s/.test(text[i - 1] ?? "")) inner = '"';
    }
  }
  return -1;
}

/** Behind a letter, a stop or a single closing mark, and before a blank or a stop. */
function closesHere(text: string, i: number, to: number): boolean {
  const after = i + 1 < to ? text[i + 1]! : " ";
  if (!/[\s,.;:?!)\]—–-]/u.test(after)) return false;
  const before = text[i - 1] ?? " ";
  return /\s/u.test(before) ? /['’]/u.test(text[i - 2] ?? "") : !/[([—–-]/u.test(before);
}

/** A single closing mark stands before a blank or a mark; behind an s it may be a plural's apostrophe. */
function findSingleClose(text: string, from: number, to: number, close: string): number {
  let doubtful = -1;
  const limit = Math.min(to, from + 2_000);
  for (let i = from; i < limit; i++) {
    if (text[i] !== close) continue;
    const after = i + 1 < to ? text[i + 1]! : " ";
    if (/[\p{L}\p{N}]/u.test(after)) continue;
    if (/[sS]/.test(text[i - 1] ?? "") && after === " ") {
      if (doubtful < 0) doubtful = i;
      continue;
    }
    return i;
  }
  return doubtful;
}
