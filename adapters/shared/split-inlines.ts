import type { Inline, Inlines } from "../../src/chat/document.ts";
import { plainInline } from "./plain-text.ts";

/** Stands where a text goes on behind a page; brackets tell our cut from an ellipsis of the source. */
export const CUT = "[…]";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Dates, ids and the like are whole up to this length (UTF-16 units); what is longer is no such thing. */
const LONGEST_WHOLE = 200;

/** UTF-16 units behind a cut that may say what it would cut: the other half of a quotation, the rest of a number. */
const LOOK_AHEAD = 1000;

/** How good a place for a cut is, best first, and how full the first part has to be for it to be worth it. */
const CHOICES = [
  { kind: "sentence", least: 0.5 },
  { kind: "word", least: 0.4 },
  { kind: "word in a quotation", least: 0.3 },
  { kind: "word beside a number", least: 0 },
  { kind: "character", least: 0 },
  { kind: "inside", least: 0 },
] as const;
type CutKind = (typeof CHOICES)[number]["kind"];

/**
 * A text in two, the first part as long as `fits` allows and at least one character: cut behind a sentence,
 * between words outside quotations, between words, between characters, in this order; never inside a number, a
 * range, a number and its unit, a date or a link, unless nothing else is left. Blanks at the cut go.
 */
export function splitInlines(
  text: Inlines,
  fits: (part: Inlines) => boolean,
): readonly [first: Inlines, rest: Inlines] {
  const all = text.map(plainWords).join("");
  // Only so much of a long text is looked at as can matter.
  let bound = 256;
  while (bound < all.length && fits(firstPart(text, bound))) bound *= 2;
  const whole = all.slice(0, bound + LOOK_AHEAD);
  const cuts = cutsIn(text, whole, bound);
  const longest = lastFitting(cuts, (cut) => fits(firstPart(text, cut.at)));
  const fitting = cuts.slice(0, longest + 1);
  const room = fitting.at(-1)?.at ?? 0;
  for (const { kind, least } of CHOICES) {
    const best = fitting.findLast((cut) => cut.kind === kind && cut.at >= room * least);
    if (best !== undefined) return [firstPart(text, best.at), lastPart(text, best.at)];
  }
  // Not even one character fits: it has to go somewhere.
  const [first] = graphemes.segment(whole);
  const at = first?.segment.length ?? all.length;
  return [firstPart(text, at), lastPart(text, at)];
}

interface Cut {
  /** UTF-16 offset into the plain words. */
  readonly at: number;
  readonly kind: CutKind;
}

/** The text that offsets count in; a link without words is one unit, which no cut can split. */
function plainWords(inline: Inline): string {
  if (inline.kind === "link") return inline.text === "" ? "\ufffc" : inline.text;
  return "text" in inline ? inline.text : plainInline(inline);
}

// A number with its groups, decimals, sign, currency and per cent; a range of two; the word it counts behind it.
const NUMBER = String.raw`[$€£~≈≥≤<>+-]*\d(?:[\d.,'’/:]*\d)?[%‰°]?`;
const FIGURE = new RegExp(
  String.raw`${NUMBER}(?:[\s\u00a0\u202f]?[–—-][\s\u00a0\u202f]?${NUMBER}|[\u0020\u00a0\u202f]\d{3}(?!\d))*(?:[\s\u00a0\u202f]\p{L}[\p{L}\p{M}.]{0,19})?`,
  "gu",
);
const SENTENCE_END = /[.!?…。！？][)\]"'”’»]*$/u;

/** Cuts up to `bound` in the first words of a text. */
function cutsIn(text: Inlines, whole: string, bound: number): readonly Cut[] {
  const kept = keptWhole(text);
  const figures = marked(whole.length, Array.from(whole.matchAll(FIGURE), spanOf));
  const numbers = marked(whole.length, Array.from(whole.matchAll(new RegExp(NUMBER, "g")), spanOf));
  const quoted = marked(whole.length, quotations(whole));
  const cuts: Cut[] = [];
  for (const { index, segment } of graphemes.segment(whole)) {
    const at = index + segment.length;
    if (index > bound) break;
    // A cluster of thousands of marks is no character anybody reads; it may be cut between its parts.
    if (segment.length > 32) {
      for (let inner = 32; inner < segment.length; inner += 32)
        cuts.push({ at: index + startOfCharacter(segment, inner), kind: "inside" });
    }
    if (at < whole.length && kept[at] !== 1)
      cuts.push({ at, kind: kindOf(whole, at, { figures, numbers, quoted }) });
  }
  return cuts;
}

interface Marks {
  readonly figures: Uint8Array;
  readonly numbers: Uint8Array;
  readonly quoted: Uint8Array;
}

function kindOf(whole: string, at: number, { figures, numbers, quoted }: Marks): CutKind {
  if (numbers[at] === 1) return "inside";
  if (!/\s/.test(whole[at] ?? "")) return figures[at] === 1 ? "inside" : "character";
  if (figures[at] === 1) return "inside";
  const before = whole.slice(Math.max(0, at - 8), at);
  const after = whole.slice(at, at + 3).trimStart();
  if (/\d\W?$/.test(before) || /^[$€£~≈≥≤(]?\d/.test(after)) {
    return SENTENCE_END.test(before) ? "sentence" : "word beside a number";
  }
  if (quoted[at] === 1) return "word in a quotation";
  return SENTENCE_END.test(before) ? "sentence" : "word";
}

function startOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function spanOf(match: RegExpExecArray): readonly [start: number, end: number] {
  return [match.index, match.index + match[0].length];
}

/** 1 at every offset strictly inside one of the spans. */
function marked(length: number, spans: readonly (readonly [number, number])[]): Uint8Array {
  const marks = new Uint8Array(length + 1);
  for (const [start, end] of spans) marks.fill(1, start + 1, end);
  return marks;
}

/** Spans between quotation marks that have their other half; an apostrophe opens nothing. */
function quotations(whole: string): readonly (readonly [number, number])[] {
  return Array.from(whole.matchAll(/“[^“”]*”|«[^«»]*»|„[^„“]*“|"[^"]*"/g), spanOf);
}

/** 1 at every offset inside an inline that is kept whole: everything but prose. */
function keptWhole(text: Inlines): Uint8Array {
  const spans: (readonly [number, number])[] = [];
  let start = 0;
  for (const inline of text) {
    const end = start + plainWords(inline).length;
    const isWhole =
      inline.kind === "moment" ||
      inline.kind === "fact" ||
      inline.kind === "command" ||
      inline.kind === "flag" ||
      inline.kind === "struck" ||
      (inline.kind === "strong" && end - start <= 40);
    if (isWhole && end - start <= LONGEST_WHOLE) spans.push([start, end]);
    start = end;
  }
  return marked(start, spans);
}

/** Index of the last cut that fits, -1 for none; what is longer fits less. */
function lastFitting(cuts: readonly Cut[], fits: (cut: Cut) => boolean): number {
  let low = -1;
  let high = cuts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(cuts[middle]!)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function firstPart(text: Inlines, at: number): Inlines {
  return trimmed(part(text, 0, at), "end");
}

function lastPart(text: Inlines, at: number): Inlines {
  return trimmed(part(text, at, Number.POSITIVE_INFINITY), "start");
}

function part(text: Inlines, from: number, to: number): Inlines {
  const out: Inline[] = [];
  let start = 0;
  for (const inline of text) {
    const words = plainWords(inline);
    const end = start + words.length;
    const cut = words.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (cut === words && words !== "") out.push(inline);
    else if (cut !== "") out.push(withWords(inline, cut, from > start));
    start = end;
  }
  return out;
}

/** A part of an inline; the part of a link or a command is no link or command any more, and a mark stands once. */
function withWords(inline: Inline, words: string, goesOn: boolean): Inline {
  switch (inline.kind) {
    case "flag":
      return goesOn ? { kind: "text", text: words } : { ...inline, text: words };
    case "link":
    case "command":
    case "moment":
    case "fact":
      return { kind: "text", text: words };
    default:
      return { ...inline, text: words };
  }
}

function trimmed(text: Inlines, side: "start" | "end"): Inlines {
  const at = side === "start" ? 0 : text.length - 1;
  const edge = text[at];
  if (edge === undefined || !("text" in edge) || edge.kind === "link") return text;
  const words = side === "start" ? edge.text.trimStart() : edge.text.trimEnd();
  if (words === edge.text) return text;
  const rest = text.filter((_, index) => index !== at);
  if (words === "") return trimmed(rest, side);
  return text.with(at, withWords(edge, words, false));
}
