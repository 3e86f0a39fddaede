import type { Span } from "../evidence.ts";

export type TokenKind = "word" | "number" | "mark";

/** A word, a number or a punctuation mark. "Rwanda's" is two tokens: "Rwanda" and "'s". */
export interface Token extends Span {
  readonly text: string;
  /** Lower case with straight apostrophes; "WHO" and "US" keep their capitals where they are no pronouns. */
  readonly lower: string;
  readonly kind: TokenKind;
  /** Begins with a capital letter. */
  readonly cap: boolean;
  /** Index of the block and of the sentence it stands in. */
  readonly block: number;
  sentence: number;
}

// Order matters: initials and acronyms with stops, words with inner apostrophes and hyphens, numbers, one mark.
const TOKEN =
  /(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*(?:[-‑](?:[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*))*\d*|\d+(?:[,.\u00a0\u202f]\d+)*(?:st|nd|rd|th)?(?:-(?:\p{L}[\p{L}-]*))?|[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;

/** Names of bodies that would read as pronouns in lower case; in a text all in capitals they may be pronouns. */
const ACRONYMS = new Set(["WHO", "US", "IT"]);

/** A "'s", "’s" or plural "'" at the end of a word. */
const POSSESSIVE = /['’]s$/iu;

/**
 * Tokens of `text` between two offsets, all in one block. `stops` are words (lower case, without the stop)
 * that take a full stop with them: "gen", "jan", "st".
 */
export function readTokens(
  text: string,
  from: number,
  to: number,
  block: number,
  stops: ReadonlySet<string>,
): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = from;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const start = found.index;
    if (start >= to) break;
    const raw = found[0];
    let end = start + raw.length;
    const first = raw.charCodeAt(0);
    const isNumber = first >= 48 && first <= 57;
    const isWord = !isNumber && /^\p{L}/u.test(raw);
    if (isWord && POSSESSIVE.test(raw)) {
      const cut = end - 2;
      push(tokens, text, start, cut, "word", block);
      push(tokens, text, cut, end, "mark", block);
      continue;
    }
    if (isWord && text[end] === "." && takesStop(raw, text, end, stops)) end++;
    push(tokens, text, start, end, isNumber ? "number" : isWord ? "word" : "mark", block);
    TOKEN.lastIndex = end;
  }
  return tokens;
}

function takesStop(word: string, text: string, end: number, stops: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  if (stops.has(lower)) return true;
  // "No. 4" is a number, "No." is an answer.
  if (lower === "no" || lower === "nos") return /^\.\s?\d/.test(text.slice(end, end + 3));
  // A single initial before another capital: "J. Smith".
  return (
    word.length === 1 &&
    /\p{Lu}/u.test(word) &&
    word !== "I" &&
    /^\.\s?\p{Lu}/u.test(text.slice(end, end + 3))
  );
}

function push(
  tokens: Token[],
  text: string,
  start: number,
  end: number,
  kind: TokenKind,
  block: number,
): void {
  const slice = text.slice(start, end);
  const cap = kind === "word" && /^\p{Lu}/u.test(slice);
  const acronym = ACRONYMS.has(slice) && /\p{Ll}/u.test(text.slice(Math.max(0, start - 40), end + 40));
  tokens.push({
    start,
    end,
    text: slice,
    lower: acronym
      ? slice
      : slice.includes("’")
        ? slice.toLowerCase().replace(/’/g, "'")
        : slice.toLowerCase(),
    kind,
    cap,
    block,
    sentence: -1,
  });
}
