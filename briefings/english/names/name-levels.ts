import type { Page } from "../../text/page.ts";
import type { Token } from "../../text/tokens.ts";
import type { NameWords } from "./name-words.ts";

/**
 * What a capital says at one token: `none` no capital or never a name; `position` a common word that has its
 * capital from where it stands; `maybe` an unknown word in such a position; `name` a capital that means something.
 */
export type Level = 0 | 1 | 2 | 3;
export const NONE: Level = 0;
export const POSITION: Level = 1;
export const MAYBE: Level = 2;
export const NAME: Level = 3;

/** Levels of all tokens of a page, and which of its sentences are in capitals throughout. */
export interface Levels {
  readonly at: Uint8Array;
  readonly shouting: readonly boolean[];
}

const ARTICLE_AND_NAME = /^(?:al|el|an|ad|as|ash|az|at|ar|abu|ibn|ould|[dl])[-'’]\p{Lu}/u;
const INFLECTED = /(?:ing|ed|ly|tion|tions|ment|ments|ness|ers|ies|ists|ous|ful|less|able|ible)$/;

/** Reads what each capital is worth. A word that also stands in lower case in the text is a common word here. */
export function readLevels(page: Page, words: NameWords): Levels {
  const at = new Uint8Array(page.tokens.length);
  const lower = new Set<string>();
  const inside = new Set<string>();
  const shouting: boolean[] = [];
  const titled: boolean[] = [];
  for (const sentence of page.sentences) {
    let capitals = 0;
    let capped = 0;
    let words = 0;
    let letters = 0;
    for (let i = sentence.from; i < sentence.to; i++) {
      const token = page.tokens[i]!;
      if (token.kind !== "word") continue;
      words++;
      if (token.text.length > 1) letters++;
      if (!token.cap) {
        if (token.text.length > 2) lower.add(token.lower);
        continue;
      }
      capped++;
      if (token.text.length > 1 && isShout(token.text)) capitals++;
    }
    const heading = page.blocks[sentence.block]?.kind === "heading";
    const loud = letters >= 1 && capitals >= letters * 0.8 && (letters >= 4 || heading);
    const title = heading || (words >= 5 && capped >= words * 0.75);
    shouting.push(loud);
    titled.push(title);
    if (loud || title) continue;
    for (let i = sentence.from + 1; i < sentence.to; i++) {
      const token = page.tokens[i]!;
      if (token.cap && !opensSentence(page.tokens, i, sentence.from)) inside.add(token.lower);
    }
  }
  for (const [index, sentence] of page.sentences.entries()) {
    for (let i = sentence.from; i < sentence.to; i++) {
      const token = page.tokens[i]!;
      if (token.kind !== "word") continue;
      if (!token.cap && !isJoined(token.text)) at[i] = NONE;
      else if (isCompound(token, words) || isMoney(page.tokens, i)) at[i] = NONE;
      else if (ARTICLE_AND_NAME.test(token.text)) at[i] = NAME;
      else if (!token.cap || words.calendar.has(token.lower) || isPronoun(token)) at[i] = NONE;
      else if (shouting[index] || titled[index] || opensSentence(page.tokens, i, sentence.from)) {
        at[i] = positional(token, words, lower, inside);
      } else at[i] = NAME;
    }
  }
  return { at, shouting };
}

function positional(
  token: Token,
  words: NameWords,
  lower: ReadonlySet<string>,
  inside: ReadonlySet<string>,
): Level {
  if (words.common.has(token.lower) || words.titleHeads.has(token.lower)) return POSITION;
  // "Thirty-four", "Government-backed"
  if (token.lower.includes("-") && token.lower.split("-").every((part) => words.common.has(part)))
    return POSITION;
  if (lower.has(token.lower)) return inside.has(token.lower) ? MAYBE : POSITION;
  if (inside.has(token.lower) || isAcronym(token.text)) return MAYBE;
  return INFLECTED.test(token.lower) ? POSITION : MAYBE;
}

/** The first word of a sentence, of a quotation or behind a colon has a capital anyway. */
function opensSentence(tokens: readonly Token[], i: number, from: number): boolean {
  for (let k = i - 1; k >= from; k--) {
    const text = tokens[k]!.text;
    if (text === ":" || text === "“" || text === "«" || text === ";") return true;
    if (text === "‘" || text === '"' || text === "'") {
      // An opening mark touches the word behind it.
      return (
        tokens[k]!.end === tokens[k + 1]!.start &&
        (k === from || tokens[k - 1]!.end < tokens[k]!.start || tokens[k - 1]!.text !== ",")
      );
    }
    if (
      text === "(" ||
      text === "[" ||
      text === "…" ||
      text === "-" ||
      text === "–" ||
      text === "—" ||
      text === "•" ||
      text === "*"
    )
      continue;
    return false;
  }
  return true;
}

/** "Jordanian-born", "CSM-supported", "Goma-based": an adjective made of a name is not the name. */
function isCompound(token: Token, words: NameWords): boolean {
  const dash = token.text.lastIndexOf("-");
  if (dash < 1 || !/^\p{Ll}/u.test(token.text.slice(dash + 1))) return false;
  const tail = token.lower.slice(dash + 1);
  return (
    /(?:ed|led|born|held|run|wide|built|style|only|old|made|owned|wing|like)$/.test(tail) &&
    words.common.has(tail)
  );
}

/** "US$6.2 million" names no country. */
function isMoney(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return next !== undefined && next.start === tokens[i]!.end && /^[$€£]$/u.test(next.text);
}

function isPronoun(token: Token): boolean {
  return token.text === "I" || token.text === "A";
}

function isShout(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

function isJoined(text: string): boolean {
  return text.includes("-") || text.includes("'") || text.includes("’");
}

/** "MDT", "U.N.", "M23", "UNICEF": capitals and figures, at least two of them. */
export function isAcronym(text: string): boolean {
  return /^(?:\p{Lu}\.){2,}$/u.test(text) || /^\p{Lu}[\p{Lu}\d&-]{1,9}s?$/u.test(text);
}
