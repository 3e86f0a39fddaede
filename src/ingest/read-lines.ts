import type { Decoded } from "./decode-text.ts";
import { type ReadItem, rejected } from "./draft.ts";
import { readJsonLine } from "./read-json.ts";
import { splitLines } from "./split-lines.ts";

export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  readonly line: Decoded;
}

/** Lines that are not blank, with their numbers; a line that is no text is one of them. */
export async function* numberedLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine> {
  let number = 0;
  for await (const line of splitLines(chunks)) {
    number += 1;
    if (!line.ok || line.text.trim() !== "") yield { number, line };
  }
}

/** One article of each line of JSON; `file` names where they stand, `publisher` is used where a line names none. */
export async function* readJsonLines(
  lines: AsyncIterable<NumberedLine>,
  file: string,
  publisher: string,
): AsyncGenerator<ReadItem> {
  let any = false;
  for await (const { number, line } of lines) {
    any = true;
    const where = `${file}:${number}`;
    if (line.ok) yield readJsonLine(where, line.text, publisher);
    else yield rejected(where, "line", line.reason);
  }
  if (!any) yield rejected(file, "file", "is empty: nothing to read");
}
