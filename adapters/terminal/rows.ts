import type { Block, Inlines, Row } from "../../src/chat/document.ts";
import { type Line, lineWidth, type Piece, piecesOf, wrapPieces } from "./wrap.ts";

export type RowsBlock = Extract<Block, { kind: "rows" }>;

/** Under this many columns, columns become lines below each other. */
const MIN_COLUMNS = 60;
const MIN_BODY = 18;
const INDENT = 2;
const GAP = 2;

interface Columns {
  readonly lead: number;
  readonly when: number;
  readonly id: number;
}

/** Blocks of one section share their columns, so that numbers and dates stand below each other. */
export function rowsLines(blocks: readonly RowsBlock[], width: number): readonly Line[] {
  const rows = blocks.flatMap((block) => block.rows);
  const columns: Columns = {
    lead: Math.min(widest(rows.map(({ lead }) => lead)), leadLimit(blocks[0]?.shape ?? "words", width)),
    when: widest(rows.map(({ when }) => when)),
    id: widest(rows.map(({ id }) => (id === null ? [] : [id]))),
  };
  const body = bodyWidth(columns, blocks[0]?.shape ?? "words", width);
  const stacked = width < MIN_COLUMNS || body < MIN_BODY;
  return blocks.flatMap((block, index) => [
    // A title shows where a block begins; without one only an empty line does.
    ...(index > 0 && block.title.length === 0 ? [[]] : []),
    ...titleLines(block.title, block.aside, width),
    ...block.rows.flatMap((row) =>
      stacked ? stackedLines(row, width) : columnLines(row, block.shape, columns, width),
    ),
  ]);
}

/** Left and right on one line where both fit, else below each other. */
export function titleLines(left: Inlines, right: Inlines, width: number): readonly Line[] {
  const leftPieces = piecesOf(left);
  const rightPieces = piecesOf(right);
  const room = width - lineWidth(leftPieces) - lineWidth(rightPieces);
  if (leftPieces.length > 0 && rightPieces.length > 0 && room >= GAP) {
    return [[...leftPieces, blank(room), ...rightPieces]];
  }
  return [...wrapPieces(leftPieces, width), ...indented(wrapPieces(rightPieces, width - INDENT), INDENT)];
}

export function indented(lines: readonly Line[], by: number): readonly Line[] {
  return lines.map((line) => [blank(by), ...line]);
}

function blank(cells: number): Piece {
  return { text: " ".repeat(Math.max(0, cells)), codes: "", whole: false };
}

function leadLimit(shape: RowsBlock["shape"], width: number): number {
  return shape === "numbers" ? Math.min(26, Math.floor(width / 3)) : Math.min(24, Math.floor(width / 4));
}

function widest(texts: readonly Inlines[]): number {
  return texts.reduce((most, text) => Math.max(most, lineWidth(piecesOf(text))), 0);
}

function bodyStart({ lead }: Columns): number {
  return INDENT + (lead > 0 ? lead + GAP : 0);
}

function bodyWidth(columns: Columns, shape: RowsBlock["shape"], width: number): number {
  const left = width - bodyStart(columns);
  if (shape === "words") return left;
  return left - [columns.when, columns.id].reduce((sum, cells) => sum + (cells > 0 ? cells + GAP : 0), 0);
}

function columnLines(row: Row, shape: RowsBlock["shape"], columns: Columns, width: number): readonly Line[] {
  const start = bodyStart(columns);
  const bodyCells = bodyWidth(columns, shape, width);
  const lead = wrapPieces(piecesOf(row.lead), columns.lead);
  const body = wrapPieces(shape === "words" ? bodyWithEnd(row) : piecesOf(row.body), bodyCells);
  const height = Math.max(lead.length, body.length);
  const lines = Array.from({ length: height }, (_, index): Line => {
    const left = lead[index] ?? [];
    const middle = body[index] ?? [];
    const line = [blank(INDENT), ...left, blank(start - INDENT - lineWidth(left)), ...middle];
    if (shape === "words" || index > 0) return line;
    return [...line, blank(bodyCells - lineWidth(middle)), ...endColumns(row, columns)];
  });
  return [...lines, ...noteLines(row, start, width)];
}

function endColumns({ when, id }: Row, columns: Columns): Line {
  const day = piecesOf(when);
  const cells: Piece[] = [];
  if (columns.when > 0) cells.push(blank(GAP), blank(columns.when - lineWidth(day)), ...day);
  if (columns.id > 0 && id !== null) cells.push(blank(GAP), ...piecesOf([id]));
  return cells;
}

/** In prose the date and the id follow the words. */
function bodyWithEnd({ body, when, id }: Row): readonly Piece[] {
  const pieces = [...piecesOf(body)];
  for (const end of [piecesOf(when), id === null ? [] : piecesOf([id])]) {
    if (end.length > 0) pieces.push(blank(pieces.length > 0 ? GAP : 0), ...end);
  }
  return pieces;
}

function stackedLines(row: Row, width: number): readonly Line[] {
  const lead = piecesOf(row.lead);
  const start = lead.length > 0 ? 2 * INDENT : INDENT;
  return [
    ...indented(wrapPieces(lead, width - INDENT), INDENT),
    ...indented(wrapPieces(bodyWithEnd(row), width - start), start),
    ...noteLines(row, start, width),
  ];
}

function noteLines({ notes }: Row, start: number, width: number): readonly Line[] {
  return notes.flatMap((note) => indented(wrapPieces(piecesOf(note), width - start), start));
}
