import type { CuedSpan } from "./name-cues.ts";
import { isAcronym } from "./name-levels.ts";
import type { NamesInput } from "./name-span.ts";

/**
 * Acronyms that the text itself explains, folded acronym → folded name: "Movement for X (MX)", "MX (Movement
 * for X)", "Armed Forces, known by the French initials FAX", and names whose initials they spell.
 */
export function readAcronyms(input: NamesInput, spans: readonly CuedSpan[]): Map<string, string> {
  const acronyms = new Map<string, string>();
  for (let i = 0; i + 1 < spans.length; i++) {
    const [a, b] = [spans[i]!, spans[i + 1]!];
    if (a.sentence !== b.sentence || a.title || a.honorific) continue;
    if (isShort(b) && !acronyms.has(b.key)) {
      // "Kesharran Armed Forces, known by the French initials FAK": a demonym may stand between.
      const owner = [a, spans[i - 1]].find(
        (name) => name?.sentence === b.sentence && !isShort(name) && standsBehind(input, name, b),
      );
      if (owner) acronyms.set(b.key, owner.key);
    }
    if (isShort(b)) continue;
    if (isShort(a) && isParenthesis(input, a, b) && spells(a, b) && !acronyms.has(a.key))
      acronyms.set(a.key, b.key);
  }
  const initials = new Map<string, string>();
  for (const span of spans)
    if (span.to - span.from > 1 && !span.title && !span.honorific)
      initials.set(initialsOf(span.text), span.key);
  for (const span of spans) {
    if (!isShort(span) || span.known || acronyms.has(span.key)) continue;
    const name = initials.get(span.key.replaceAll(" ", ""));
    if (name && span.key.length >= 2 && name !== span.key) acronyms.set(span.key, name);
  }
  return acronyms;
}

function isShort(span: CuedSpan): boolean {
  return span.to - span.from === 1 && isAcronym(span.text);
}

function standsBehind(input: NamesInput, a: CuedSpan, b: CuedSpan): boolean {
  return isParenthesis(input, a, b) || isCalled(input, a, b);
}

/** `b` stands in brackets right behind `a`, or behind the possessive mark of `a`. */
function isParenthesis(input: NamesInput, a: CuedSpan, b: CuedSpan): boolean {
  const { tokens } = input.page;
  let k = a.to;
  if (tokens[k] && /^['’]s$/iu.test(tokens[k]!.text)) k++;
  return b.from === k + 1 && tokens[k]!.text === "(" && tokens[b.to]?.text === ")";
}

/** "X, known by its acronym Y", "X, or Y,". */
function isCalled(input: NamesInput, a: CuedSpan, b: CuedSpan): boolean {
  const { tokens } = input.page;
  if (b.from - a.to > 9 || b.from <= a.to || tokens[a.to]!.text !== ",") return false;
  if (tokens[a.to + 1]!.lower === "the" && a.kind) return b.from === a.to + 2;
  if (tokens[a.to + 1]!.lower === "or") return b.from === a.to + 2 && spells(b, a);
  for (let k = a.to + 1; k < b.from; k++) {
    if (!a.demonym && /^(?:acronyms?|initials?|abbreviation|abbreviated)$/.test(tokens[k]!.lower))
      return true;
  }
  return !a.demonym && tokens[a.to + 1]!.lower === "known" && tokens[b.from - 1]!.lower === "as";
}

/** The acronym begins like a word of the name and most of its letters are initials of the name. */
function spells(acronym: CuedSpan, name: CuedSpan): boolean {
  const letters = acronym.key.replace(/[^a-z]/g, "");
  const initials = initialsOf(name.text);
  return letters.length >= 2 && initials.startsWith(letters[0]!) && letters.length <= initials.length + 1;
}

function initialsOf(name: string): string {
  let initials = "";
  for (const word of name.split(/[\s-]+/)) if (/^\p{Lu}/u.test(word)) initials += word[0]!.toLowerCase();
  return initials;
}
