import type { Span } from "../evidence.ts";
import type { Token } from "./tokens.ts";

/** A sentence; `from`–`to` are token indices, end exclusive. A dateline or bullet mark is not part of it. */
export interface Sentence extends Span {
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

const CLOSERS = new Set(['"', "”", "’", "»", ")", "]", "'"]);
const OPENERS = new Set(['"', "“", "‘", "«", "(", "[", "'"]);

/**
 * Sentences of one block. A sentence ends at . ? ! … with the closing marks behind it, when what follows
 * does not continue in lower case. `starters` are words that begin a sentence after an abbreviation that may
 * also end one ("in the U.S. The council …").
 */
export function readSentences(
  tokens: readonly Token[],
  from: number,
  to: number,
  block: number,
  starters: ReadonlySet<string>,
): Sentence[] {
  const sentences: Sentence[] = [];
  let start = from;
  for (let i = from; i < to; i++) {
    if (!endsSentence(tokens, i, to, starters)) continue;
    let end = i + 1;
    while (end < to && isStop(tokens[end]!.text)) end++;
    while (end < to && closes(tokens, end)) end++;
    if (continues(tokens, end, to)) continue;
    sentences.push(sentenceOf(tokens, start, end, block));
    start = end;
    i = end - 1;
  }
  if (start < to) sentences.push(sentenceOf(tokens, start, to, block));
  return sentences;
}

function sentenceOf(tokens: readonly Token[], from: number, to: number, block: number): Sentence {
  return { start: tokens[from]!.start, end: tokens[to - 1]!.end, block, from, to };
}

function isStop(text: string): boolean {
  return text === "." || text === "?" || text === "!" || text === "…";
}

function endsSentence(
  tokens: readonly Token[],
  i: number,
  to: number,
  starters: ReadonlySet<string>,
): boolean {
  const token = tokens[i]!;
  if (isStop(token.text)) return true;
  // "U.S.", "p.m.", "Jr.": the stop is part of the word and may end the sentence as well.
  if (token.kind !== "word" || !token.text.endsWith(".")) return false;
  const next = tokens[i + 1];
  if (i + 1 >= to || !next) return true;
  return /^(?:\p{L}\.){2,}$/u.test(token.text) && next.cap && starters.has(next.lower);
}

/** A closing mark belongs to the sentence before it when it touches it. */
function closes(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  return CLOSERS.has(token.text) && tokens[i - 1]!.end === token.start;
}

function continues(tokens: readonly Token[], i: number, to: number): boolean {
  if (i >= to) return false;
  const next = tokens[i]!;
  if (next.kind === "word") return !next.cap;
  if (next.kind === "number") return tokens[i - 1]!.end === next.start;
  if (OPENERS.has(next.text)) return false;
  return (
    next.text === "," || next.text === ";" || next.text === ":" || next.text === "'s" || next.text === "’s"
  );
}
