import { cleanText } from "../../src/chat/clean-text.ts";
import {
  type Block,
  type Document,
  type Inline,
  type Inlines,
  inlines,
  joined,
} from "../../src/chat/document.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import type { Line } from "./plan-pages.ts";

/** How a paragraph looks in a chat. */
export type Look = "title" | "label" | "head" | "text" | "item" | "quote" | "small";
export type DocumentLine = Line<Look>;

export type RowsBlock = Extract<Block, { kind: "rows" }>;
type Row = RowsBlock["rows"][number];
/** For surfaces that draw a ladder in their own way. */
export type DrawLadder = (block: RowsBlock, colon: string) => readonly DocumentLine[];

/**
 * The paragraphs of a document in the order they are read on a phone: the number or the words first, who and when
 * right behind, and below in small print what is needed to check it (outlet, id, earlier numbers).
 */
export function linesOf(
  { blocks, language }: Document,
  drawLadder: DrawLadder = ladderLines,
): readonly DocumentLine[] {
  const { colon } = wordsIn(language ?? "en");
  const lines: DocumentLine[] = [];
  let label: DocumentLine | null = null;
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const inHead = before?.kind === "heading" && before.level === 1;
    const drawn =
      block.kind === "paragraph" && inHead
        ? [line("small", block.text)]
        : linesOfBlock(block, colon, drawLadder);
    if (block.kind === "heading" || block.kind === "divider") label = null;
    const [first, ...rest] = drawn.map((one) => below(one, label));
    if (first === undefined) continue;
    lines.push(before?.kind === "divider" ? { ...first, opens: "section" } : first, ...rest);
    if (block.kind === "heading" && block.level === 2) label = first;
  }
  return lines;
}

/** The line below the label of its section, or below its title and that below the label. */
function below(one: DocumentLine, label: DocumentLine | null): DocumentLine {
  return { ...one, under: one.under === null ? label : { ...one.under, under: label } };
}

function linesOfBlock(block: Block, colon: string, drawLadder: DrawLadder): readonly DocumentLine[] {
  switch (block.kind) {
    case "heading":
      return headingLines(block);
    case "paragraph":
      return [line("text", block.text, { opens: "group" })];
    case "list":
      return block.items.flatMap(itemLines);
    case "quote":
      return [line("quote", block.text, { opens: "group" })];
    case "fields":
      return fieldLines(block.fields);
    case "rows":
      return block.shape === "numbers" ? drawLadder(block, colon) : proseLines(block, colon);
    case "small":
      return [line("small", block.text)];
    case "divider":
    case "actions":
      return [];
    default:
      return block satisfies never;
  }
}

const DOT = " · ";

/** The name is the title; where it is goes to the small print with the period, so that no title wraps. */
function headingLines({ level, text, aside }: Extract<Block, { kind: "heading" }>): readonly DocumentLine[] {
  const isHead = { opens: "section", leads: true } as const;
  if (level === 2) return [line("label", text, isHead), ...(aside.length > 0 ? [line("small", aside)] : [])];
  const [name, ...rest] = text;
  const where = name?.kind === "strong" || name?.kind === "fact" ? withoutDot(rest) : [];
  const title = where.length > 0 && name !== undefined ? [name] : text;
  const small = [where, aside].filter((part) => part.length > 0);
  return [line("title", title, isHead), ...small.map((part) => line("small", part))];
}

function withoutDot(text: Inlines): Inlines {
  const [first, ...rest] = text;
  if (first?.kind !== "text") return text;
  const words = first.text.replace(/^\s*·\s*/, "");
  return words === "" ? rest : [{ ...first, text: words }, ...rest];
}

/** Two blanks are columns of a terminal; here a dot stands there, but none before a mark. */
export function dotted(text: Inlines): Inlines {
  return text.map((inline, index): Inline => {
    if (inline.kind !== "text" || !/^\s{2,}$/.test(inline.text)) return inline;
    return { ...inline, text: text[index + 1]?.kind === "flag" ? " " : DOT };
  });
}

export function line(look: Look, text: Inlines, rest: Partial<DocumentLine> = {}): DocumentLine {
  const opens = look === "small" ? null : ("row" as const);
  return { look, text: text.map(cleaned).flatMap(linkApart), opens, leads: false, under: null, ...rest };
}

/** Cleaned before it meets others: half an escape sequence would swallow the beginning of the next text. */
export function cleaned(inline: Inline): Inline {
  return "text" in inline ? { ...inline, text: cleanText(inline.text) } : inline;
}

/** The words of a link are text and may be cut; what is pressed is the domain behind them. */
function linkApart(inline: Inline): Inlines {
  if (inline.kind !== "link" || inline.text === "" || inline.text === inline.url) return [inline];
  return [
    { kind: "text", text: `${inline.text} ` },
    { ...inline, text: "" },
  ];
}

/** Longer names, such as the usage of a command, stand above what they name. */
const SHORT_NAME = 20;

function fieldLines(fields: Extract<Block, { kind: "fields" }>["fields"]): readonly DocumentLine[] {
  const stacked = fields.some(({ name }) => name.length > SHORT_NAME);
  return fields.flatMap(({ name, value }, index) => {
    const label: Inlines = [{ kind: "strong", text: name }];
    if (stacked)
      return [line("head", label, { opens: "group", leads: true }), line("text", value, { opens: null })];
    return [line("text", joined(" ", [label, value]), { opens: index === 0 ? "group" : "row" })];
  });
}

/** A sentence with its source in small print; an item without one is a bullet. */
function itemLines(item: Inlines): readonly DocumentLine[] {
  const [words, tail] = sourceApart(item);
  if (tail.length === 0) return [line("item", item)];
  return [line("text", words, { opens: "group" }), line("small", tail)];
}

export function ladderLines({ title, aside, rows }: RowsBlock, colon: string): readonly DocumentLine[] {
  const head = titleLine(joined(colon, [title, dotted(aside)]));
  return [
    ...(head === null ? [] : [head]),
    ...rows.flatMap((row, index) => {
      const [main, quiet] = quietApart(row.body);
      const denied = row.notes.filter(isDenial);
      const said = joined(" ", [row.lead, main]);
      // A day in brackets is set off by them already.
      const dated = joined(isBracketed(row.when) ? " " : DOT, [said, row.when]);
      const first = joined(DOT, [dated, ...denied]);
      const small = [quiet, idOf(row), ...row.notes.filter((note) => !isDenial(note))];
      return rowLines(first, small, { under: head, opens: head === null && index === 0 ? "group" : "row" });
    }),
  ];
}

function proseLines({ title, rows }: RowsBlock, colon: string): readonly DocumentLine[] {
  // A statement below its speaker: "Ann Velde, health minister, said on air, 6 May" and then her words.
  const areStatements = title.length > 0 && rows.every(({ lead, id }) => id !== null && !lead.some(isStrong));
  const [firstRow] = rows;
  const head =
    areStatements && firstRow !== undefined
      ? titleLine(joined(", ", [title, firstRow.lead]))
      : titleLine(title);
  const under = head === null ? null : { ...head, text: title };
  return [
    ...(head === null ? [] : [head]),
    ...rows.flatMap((row, index) => {
      const opens = head === null && index === 0 ? "group" : "row";
      const [words, tail] = sourceApart(row.body);
      const small = [tail, idOf(row), ...row.notes];
      if (!areStatements) {
        // "Ridge army: no reply found": a remark of ours is set off from the name.
        const gap = words.every(({ kind }) => kind === "quiet") ? colon : " ";
        return rowLines(joined(gap, [row.lead.map(asStrong), words]), small, { under, opens });
      }
      const lead = index === 0 ? [] : [line("text", row.lead, { under, opens, leads: true })];
      return [
        ...lead,
        line("quote", words, { under, opens: null }),
        ...smallLines(small).map((text) => line("small", text, { under })),
      ];
    }),
  ];
}

function titleLine(text: Inlines): DocumentLine | null {
  return text.length === 0 ? null : line("head", text, { opens: "group", leads: true });
}

function rowLines(
  first: Inlines,
  small: readonly Inlines[],
  rest: Pick<DocumentLine, "under" | "opens">,
): readonly DocumentLine[] {
  return [
    ...(first.length > 0 ? [line("text", first, rest)] : []),
    ...smallLines(small).map((text) => line("small", text, { under: rest.under })),
  ];
}

/** Small print on one line, but addresses one below the other. */
function smallLines(parts: readonly Inlines[]): readonly Inlines[] {
  const hasLink = (part: Inlines) => part.some(({ kind }) => kind === "link");
  const together = joined(
    DOT,
    parts.filter((part) => !hasLink(part)),
  );
  return [...(together.length > 0 ? [together] : []), ...parts.filter(hasLink)];
}

function idOf({ id }: Row): Inlines {
  return id === null ? [] : [id];
}

function isDenial(note: Inlines): boolean {
  return note.some((inline) => inline.kind === "flag" && inline.flag === "denied");
}

function isStrong({ kind }: Inline): boolean {
  return kind === "strong";
}

function asStrong(inline: Inline): Inline {
  const isDay = inline.kind === "moment" && inline.precision !== "minute";
  return inline.kind === "text" || inline.kind === "quiet" || isDay
    ? { kind: "strong", text: inline.text }
    : inline;
}

/** "words — outlet, day  id": the words, and what comes behind the dash where nothing but their source does. */
function sourceApart(text: Inlines): readonly [words: Inlines, source: Inlines] {
  const dash = text.findLastIndex(
    (inline) => (inline.kind === "text" || inline.kind === "quiet") && /^\s*—\s*/.test(inline.text),
  );
  const tail = text.slice(dash);
  const isSource = tail.every(
    ({ kind, ...rest }, index) =>
      index === 0 || kind !== "text" || ("text" in rest && String(rest.text).trim() === ""),
  );
  if (dash <= 0 || !isSource) return [text, []];
  const shown = tail.flatMap((inline, index): Inlines => {
    if (!("text" in inline)) return [inline];
    if (index === 0) return inlines({ ...inline, text: inline.text.replace(/^\s*—\s*/, "") } as Inline);
    // Two blanks before an id are columns of a terminal.
    return inline.kind === "text" ? [{ ...inline, text: DOT }] : [inline];
  });
  return [
    text.slice(0, dash),
    shown.filter((inline) => !("text" in inline) || inline.text !== "" || inline.kind === "link"),
  ];
}

/** The quiet remarks of a ladder's rung and the group it counts go to its small print, without what tied them on. */
export function quietApart(body: Inlines): readonly [main: Inlines, quiet: Inlines] {
  const isQuiet = (inline: Inline) =>
    inline.kind === "quiet" || (inline.kind === "text" && /^\s*·\s/.test(inline.text));
  const quiet = body
    .filter(isQuiet)
    .map((inline) => inlines("text" in inline ? inline.text.replace(/^[\s,·]+/, "") : inline));
  return [body.filter((inline) => !isQuiet(inline)), joined(DOT, quiet)];
}

function isBracketed([first]: Inlines): boolean {
  return first !== undefined && "text" in first && first.text.startsWith("(");
}
