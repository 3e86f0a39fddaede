import type { RawTextElement, RichTextBlock, TableBlock } from "@slack/types";
import { type Inline, type Inlines, inlines, joined } from "../../src/chat/document.ts";
import { cleaned, type DocumentLine, dotted, quietApart, type RowsBlock } from "../shared/document-lines.ts";
import { richText, shownWords } from "./rich-text.ts";

const DOT = " · ";

/** Stands between two cells of a line; where a line leaves its table, it reads as a dot. Known by being itself. */
const CELL: Inline = { kind: "text", text: DOT };

/** Number, who says it, when and id: what a phone shows without being moved sideways. */
const COLUMNS = 3;

/** A ladder as rows of a table: range and what is counted, then a row for each number. */
export function ladderRows({ title, aside, rows }: RowsBlock): readonly DocumentLine[] {
  const range = aside[0]?.kind === "strong" ? aside.slice(0, 1) : [];
  const remarks = withoutGap(dotted(aside.slice(range.length)));
  const head =
    title.length === 0
      ? null
      : tableLine(
          [range, joined(remarks[0]?.kind === "flag" ? DOT : " ", [title.map(asStrong), remarks])],
          null,
          "group",
        );
  return [
    ...(head === null ? [] : [head]),
    ...rows.map((row, index) => {
      const [main, quiet] = quietApart(row.body);
      const who = joined(DOT, [main, quiet, ...row.notes]);
      const id = row.id === null ? [] : [row.id];
      return tableLine(
        [row.lead, who, joined(" ", [row.when, id])],
        head,
        head === null && index === 0 ? "group" : "row",
      );
    }),
  ];
}

function tableLine(
  cells: readonly Inlines[],
  under: DocumentLine | null,
  opens: "group" | "row",
): DocumentLine {
  const text = cells.flatMap((cell, index) => [...(index === 0 ? [] : [CELL]), ...cell.map(cleaned)]);
  return { look: "text", text, opens, leads: opens === "group" && under === null, under };
}

export function isTableLine({ text }: DocumentLine): boolean {
  return text.includes(CELL);
}

/** The lines, each made by `ladderRows`, as one table. */
export function tableOf(lines: readonly DocumentLine[]): TableBlock {
  return {
    type: "table",
    column_settings: [
      { align: "right", is_wrapped: true },
      { align: "left", is_wrapped: true },
      { align: "left", is_wrapped: true },
    ],
    rows: lines.map(({ text }) => {
      const cells = cellsOf(text);
      return Array.from({ length: COLUMNS }, (_, index) => tableCell(cells[index] ?? []));
    }),
  };
}

/** The cells of a line; the words behind the last border stay in the last cell. */
export function cellsOf(text: Inlines): readonly Inlines[] {
  const cells: Inline[][] = [[]];
  for (const inline of text) {
    if (inline === CELL && cells.length < COLUMNS) cells.push([]);
    else cells.at(-1)?.push(inline);
  }
  return cells;
}

function tableCell(text: Inlines): RawTextElement | RichTextBlock {
  const elements = richText(text);
  if (elements.length === 0) return { type: "raw_text", text: " " };
  const isPlain = elements.every((element) => element.type === "text" && element.style === undefined);
  if (isPlain) return { type: "raw_text", text: shownWords(text) };
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

function asStrong(inline: Inline): Inline {
  return "text" in inline && inline.kind !== "link" ? { kind: "strong", text: inline.text } : inline;
}

/** The remark without the blanks or the dot that set it off. */
function withoutGap(text: Inlines): Inlines {
  const [first, ...rest] = text;
  if (first === undefined || !("text" in first)) return text;
  const words = first.text.replace(/^[\s·]+/, "");
  return words === "" ? withoutGap(rest) : inlines({ ...first, text: words }, rest);
}
