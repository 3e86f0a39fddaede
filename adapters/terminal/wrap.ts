import type { Inline, Inlines } from "../../src/chat/document.ts";
import { plainInline } from "../shared/plain-text.ts";
import { chopText, textWidth } from "./width.ts";

/** A stretch of text with one look: SGR codes ("1;33") or "" for none. */
export interface Piece {
  readonly text: string;
  readonly codes: string;
  /** Addresses stay in one piece, so that they can be copied from a narrow window. */
  readonly whole: boolean;
}

export type Line = readonly Piece[];

const NO_BREAK = "\u00a0";

/** The pieces of inlines. Dates, ids and commands are held together with no-break spaces. */
export function piecesOf(text: Inlines, extraCodes = ""): readonly Piece[] {
  return text.map((inline) => ({
    text: isHeldTogether(inline) ? plainInline(inline).replaceAll(" ", NO_BREAK) : plainInline(inline),
    codes: [codesFor(inline), extraCodes].filter((codes) => codes !== "").join(";"),
    whole: inline.kind === "link",
  }));
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** Breaks pieces into lines of at most `width` cells, between words where there are any. Linear. */
export function wrapPieces(pieces: readonly Piece[], width: number): readonly Line[] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const breakLine = () => {
    if (line.length > 0) lines.push(line);
    line = [];
    used = 0;
  };
  for (const { gap, word } of wordsIn(pieces)) {
    const wordWidth = lineWidth(word);
    const gapWidth = line.length === 0 ? 0 : gap.length;
    if (used + gapWidth + wordWidth <= width) {
      // A blank inside one look shares it: fewer sequences, and underlines without holes.
      const codes = line.at(-1)?.codes === word[0]?.codes ? (word[0]?.codes ?? "") : "";
      if (gapWidth > 0) line.push({ text: gap, codes, whole: false });
      line.push(...word);
      used += gapWidth + wordWidth;
      continue;
    }
    breakLine();
    for (const part of wordWidth > width && !word.some(({ whole }) => whole)
      ? chopped(word, width)
      : [word]) {
      if (line.length > 0 && used + lineWidth(part) > width) breakLine();
      line.push(...part);
      used += lineWidth(part);
    }
  }
  breakLine();
  return lines;
}

/** A line for the screen: looks as SGR sequences where `color`, no-break spaces as spaces, no blanks at the end. */
export function paintLine(line: Line, color: boolean): string {
  const runs: { text: string; codes: string }[] = [];
  for (const { text, codes } of line) {
    const last = runs.at(-1);
    if (last?.codes === codes) last.text += text;
    else runs.push({ text, codes });
  }
  const painted = runs.map(({ text, codes }) => {
    const shown = text.replaceAll(NO_BREAK, " ");
    return color && codes !== "" ? `\u001b[${codes}m${shown}\u001b[0m` : shown;
  });
  return painted.join("").trimEnd();
}

/** Words with the blanks before them; a word may run over several pieces ("Gom" + "a,"). */
function* wordsIn(pieces: readonly Piece[]): Generator<{ readonly gap: string; readonly word: Line }> {
  let gap = "";
  let word: Piece[] = [];
  for (const piece of pieces) {
    for (const [part] of piece.text.matchAll(/ +|[^ ]+/g)) {
      if (!part.startsWith(" ")) {
        word.push({ ...piece, text: part });
        continue;
      }
      if (word.length > 0) {
        yield { gap, word };
        gap = "";
        word = [];
      }
      gap += part;
    }
  }
  if (word.length > 0) yield { gap, word };
}

function chopped(word: Line, width: number): readonly Line[] {
  return word.flatMap((piece) => chopText(piece.text, width).map((text) => [{ ...piece, text }]));
}

function isHeldTogether({ kind }: Inline): boolean {
  return kind === "moment" || kind === "fact" || kind === "command";
}

function codesFor(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "moment":
      return "";
    case "strong":
      return "1";
    case "quiet":
      return "2";
    case "struck":
      return "2;9";
    case "marked":
      return "7";
    case "flag":
      return inline.flag === "disagree" || inline.flag === "denied" ? "33" : "2";
    case "link":
      return "4";
    case "fact":
      return "36";
    case "command":
      return "36";
    default:
      return inline satisfies never;
  }
}
