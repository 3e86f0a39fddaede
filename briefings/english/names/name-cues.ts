import { placeCue } from "../places/place-cues.ts";
import type { NameSpan, NamesInput } from "./name-span.ts";
import { describedAs, type RoleFound, readRole } from "./roles.ts";

/** A name where it stands, with everything its surroundings say about it. */
export interface CuedSpan extends NameSpan {
  readonly start: number;
  readonly end: number;
  /** Folded words without a leading "the": what equal names share. */
  readonly key: string;
  readonly text: string;
  readonly role: RoleFound | null;
  /** An age, a relative clause with "who" or "call sign" beside it: only people have those. */
  readonly human: boolean;
  /** "rebel group X" → "armed_group"; "app X" → "platform". */
  readonly described: string | null;
  /** Followed by a verb of saying, or named behind one ("said X"). */
  readonly speaks: boolean;
  /** Subject of a verb of doing. */
  readonly acts: boolean;
  /** Object of an accusation, appeal or answer. */
  readonly addressed: boolean;
  /** How much its surroundings ask for a place: 0 not, 1 "to X", 2 "in X", 3 "town of X", "X province". */
  readonly placeCue: number;
  /** What stands behind the comma in "X, Y", as index of the next span, or -1. */
  readonly within: number;
}

/** Reads the surroundings of every span. */
export function readCues(input: NamesInput, spans: readonly NameSpan[]): CuedSpan[] {
  const { page } = input;
  return spans.map((span, index) => {
    const start = page.tokens[span.from]!.start;
    const end = page.tokens[span.to - 1]!.end;
    // "(of State Marco) Rubio": the marks of an insertion are not part of the name.
    const text = page.text.slice(start, end).replace(/[()[\]]/g, "");
    const cue = placeCue(input, span);
    const role = readRole(input, span, cue >= 2);
    const verb = verbBehind(input, spans, index);
    return {
      ...span,
      start,
      end,
      key: input.lookups.fold(text),
      text,
      role,
      human: role !== null || (cue < 2 && isHuman(input, span)),
      described: describedAs(input, span),
      speaks: (verb === "speaking" && !isObject(input, span)) || isBehindSpeaking(input, span),
      acts: verb !== null && !isObject(input, span),
      addressed: isAddressed(input, span),
      placeCue: cue,
      within: withinIndex(input, spans, index),
    };
  });
}

/** "X, 61,", "X, who", "call sign X", "gave her name only as X". */
function isHuman(input: NamesInput, span: NameSpan): boolean {
  const { tokens } = input.page;
  const { from, to } = input.page.sentences[span.sentence]!;
  if (span.to + 1 < to && (tokens[span.to]!.text === "," || tokens[span.to]!.text === "(")) {
    const next = tokens[span.to + 1]!;
    if (/^(?:1[0-1]\d|[1-9]\d?)$/u.test(next.text) && /^[,.)]$/u.test(tokens[span.to + 2]?.text ?? ""))
      return true;
    if (next.lower === "who" || next.lower === "whose") return next.lower === "who";
  }
  let k = span.from - 1;
  if (k > from && tokens[k]!.text === ",") k--;
  if (k < from) return false;
  const before = tokens[k]!.lower;
  if (before === "named" || before === "nicknamed") return true;
  if (before === "sign" || before === "name")
    return k > from && /^(?:call|code|first|full)$/u.test(tokens[k - 1]!.lower);
  if (/^(?:himself|herself|themselves)$/u.test(before))
    return k > from && /^call(?:s|ed|ing)$/u.test(tokens[k - 1]!.lower);
  if (before !== "as") return false;
  // "gave her name only as X", "asked to be identified as X"
  for (let b = k - 1; b >= Math.max(from, k - 3); b--)
    if (/^(?:name|identified|introduced|himself|herself)$/u.test(tokens[b]!.lower)) return true;
  return false;
}

const AUXILIARY =
  /^(?:has|have|had|is|was|were|are|will|would|could|may|might|must|should|did|does|do|can|cannot)$/u;
const ADVERB =
  /^(?:also|again|later|never|now|still|then|not|already|repeatedly|recently|reportedly|allegedly|once|since|long|further|first|only|always|often|previously|immediately|consistently|separately|itself|himself|herself|both|all|each|earlier|just|finally|even|yesterday|today|on|n't)$/u;

/** The kind of verb that a name is the subject of, looking past an apposition, an acronym and adverbs. */
function verbBehind(
  input: NamesInput,
  spans: readonly NameSpan[],
  index: number,
  depth = 0,
): "speaking" | "acting" | null {
  const { tokens } = input.page;
  const span = spans[index]!;
  const limit = input.page.sentences[span.sentence]!.to;
  let k = span.to;
  if (k + 2 < limit && tokens[k]!.text === "(") {
    const close = closing(input, k, limit);
    if (close > 0) k = close + 1;
  }
  if (k < limit && tokens[k]!.text === ",") {
    const close = commaBehind(input, k + 1, limit);
    if (close < 0) return null;
    k = close + 1;
  }
  if (k < limit && tokens[k]!.lower === "and")
    return depth < 3 ? sharedVerb(input, spans, index, k, depth) : null;
  return verbAt(input, k, limit);
}

/** "X and Y have agreed", "X and the head of Y said": the verb of the second subject is the first one's, too. */
function sharedVerb(
  input: NamesInput,
  spans: readonly NameSpan[],
  index: number,
  and: number,
  depth: number,
): "speaking" | "acting" | null {
  const { tokens } = input.page;
  const span = spans[index]!;
  const next = spans[index + 1];
  if (next && next.sentence === span.sentence && next.from > and && next.from <= and + 4) {
    const verb = verbBehind(input, spans, index + 1, depth + 1);
    if (verb) return verb;
  }
  const limit = Math.min(input.page.sentences[span.sentence]!.to, and + 9);
  for (let k = and + 2; k < limit; k++) {
    const { lower, kind } = tokens[k]!;
    if (kind === "mark") return null;
    if (AUXILIARY.test(lower) || input.words.speaking.has(lower)) return verbAt(input, k, limit + 6);
  }
  return null;
}

function verbAt(input: NamesInput, at: number, limit: number): "speaking" | "acting" | null {
  const { tokens } = input.page;
  const { words } = input;
  let k = at;
  let auxiliary = "";
  for (let step = 0; step < 6 && k < limit; step++, k++) {
    const { lower, kind, cap } = tokens[k]!;
    if (kind !== "word" || cap) return null;
    if (AUXILIARY.test(lower) && auxiliary === "") {
      auxiliary = lower;
      continue;
    }
    if (ADVERB.test(lower) || (lower.endsWith("ly") && lower.length > 4)) {
      // "on Tuesday denied"
      if (lower === "on") k++;
      continue;
    }
    if (/^(?:is|was|are|were)$/u.test(auxiliary))
      return lower.endsWith("ing") && lower.length > 5 ? "acting" : null;
    if (words.speaking.has(lower)) return "speaking";
    if (words.acting.has(lower) && !AUXILIARY.test(lower)) return "acting";
    if (/^(?:has|have|had)$/u.test(auxiliary))
      return lower.endsWith("ed") ? "acting" : lower === "been" ? "acting" : null;
    return null;
  }
  return null;
}

function closing(input: NamesInput, open: number, limit: number): number {
  for (let k = open + 1; k < Math.min(limit, open + 8); k++) if (input.page.tokens[k]!.text === ")") return k;
  return -1;
}

function commaBehind(input: NamesInput, from: number, limit: number): number {
  for (let k = from; k < Math.min(limit, from + 22); k++) if (input.page.tokens[k]!.text === ",") return k;
  return -1;
}

/** "said X", "according to X", "told by X": the name is the speaker behind its verb. */
function isBehindSpeaking(input: NamesInput, span: NameSpan): boolean {
  const { tokens } = input.page;
  const from = input.page.sentences[span.sentence]!.from;
  let k = (span.title?.from ?? span.from) - 1;
  if (k >= from && tokens[k]!.lower === "the") k--;
  while (
    k > from &&
    span.from - k < 6 &&
    tokens[k]!.kind === "word" &&
    !tokens[k]!.cap &&
    input.words.titleModifiers.has(tokens[k]!.lower)
  )
    k--;
  if (k < from) return false;
  const before = tokens[k]!.lower;
  if (before === "to" && k > from && tokens[k - 1]!.lower === "according") return true;
  if (
    !/^(?:said|says|added|adds|wrote|writes|told|asked|warned|insisted|explained|recalled|replied)$/u.test(
      before,
    )
  )
    return false;
  const earlier = k - 1 >= from ? tokens[k - 1]! : null;
  return earlier === null || /^[,”"’'?!]$/u.test(earlier.text);
}

/** Behind a preposition a name is not the subject of the verb that follows it. */
function isObject(input: NamesInput, span: NameSpan): boolean {
  const { tokens } = input.page;
  const from = input.page.sentences[span.sentence]!.from;
  let k = span.from - 1;
  if (k >= from && tokens[k]!.lower === "the") k--;
  if (k < from) return false;
  const { lower } = tokens[k]!;
  if (
    /^(?:in|of|from|near|at|to|for|with|by|on|into|across|against|between|around|outside|inside|towards|toward|through|over|under|about|within|'s|’s)$/u.test(
      lower,
    )
  )
    return true;
  return input.words.strongPrepositions.has(lower);
}

function isAddressed(input: NamesInput, span: NameSpan): boolean {
  const { tokens } = input.page;
  const from = input.page.sentences[span.sentence]!.from;
  let k = span.from - 1;
  if (k >= from && tokens[k]!.lower === "the") k--;
  if (k < from) return false;
  const { lower } = tokens[k]!;
  if (input.words.addressing.has(lower)) return true;
  return lower === "on" && k > from && /^(?:call|calls|called|calling)$/u.test(tokens[k - 1]!.lower);
}

/** "Ivalo, Finland": the name directly behind the comma. */
function withinIndex(input: NamesInput, spans: readonly NameSpan[], index: number): number {
  const { tokens } = input.page;
  const span = spans[index]!;
  const next = spans[index + 1];
  if (!next || next.sentence !== span.sentence || next.from !== span.to + 1) return -1;
  return tokens[span.to]!.text === "," ? index + 1 : -1;
}
