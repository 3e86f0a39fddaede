import type { Span } from "../../evidence.ts";
import { MAYBE, NONE } from "./name-levels.ts";
import type { NameSpan, NamesInput } from "./name-span.ts";
import { phraseAt } from "./name-words.ts";

/** A role beside a name, as a token range, and whether it proves that the name is a person's. */
export interface RoleFound {
  readonly from: number;
  readonly to: number;
  readonly human: boolean;
}

/** How far a role may reach from its name, in tokens. */
const REACH = 14;

/** The span of a role in the text. */
export function roleSpan(input: NamesInput, role: { from: number; to: number }): Span {
  return {
    start: input.page.tokens[role.from]!.start,
    end: input.page.tokens[role.to - 1]!.end,
  };
}

/**
 * Rank, office or occupation that stands with a name: before it ("army spokesman Colonel X"), before a comma
 * ("Velmora's foreign minister, X"), or behind one ("X, the mayor of Y,"). Null when the name stands bare.
 */
export function readRole(input: NamesInput, span: NameSpan, located: boolean): RoleFound | null {
  // "shelled a bus stop in X, the head of the council said": a place has nobody's office behind its comma.
  return (
    roleBefore(input, span) ?? roleBeforeComma(input, span) ?? (located ? null : roleBehind(input, span))
  );
}

function roleBefore(input: NamesInput, span: NameSpan): RoleFound | null {
  const { tokens } = input.page;
  const floor = Math.max(input.page.sentences[span.sentence]!.from, span.from - REACH);
  let from = span.from;
  if (span.title) from = span.title.from;
  else {
    let k = span.from - 1;
    while (k >= floor && input.words.honorifics.has(tokens[k]!.lower)) k--;
    if (k < floor || !isHead(input, k) || tokens[k]!.end + 2 < tokens[k + 1]!.start) return null;
    from = k;
  }
  const widened = widenLeft(input, from, floor);
  return {
    from: widened,
    to: span.title ? span.title.to : lastHead(input, span.from),
    human: true,
  };
}

function lastHead(input: NamesInput, nameFrom: number): number {
  let k = nameFrom;
  while (input.words.honorifics.has(input.page.tokens[k - 1]!.lower) && !isHead(input, k - 1)) k--;
  return k;
}

/** Takes in what modifies a title on its left: "Rwanda's", "MDT", "Kesharran army", "deputy". */
function widenLeft(input: NamesInput, from: number, floor: number): number {
  const { tokens } = input.page;
  let start = from;
  let names = 0;
  for (let k = from - 1; k >= floor; k--) {
    const token = tokens[k]!;
    if (token.text === "'s" || token.text === "’s") {
      // Only a name owns an office; "its" and "the city's" stay outside.
      if (k - 1 < floor || input.levels.at[k - 1] === NONE) break;
      start = nameStart(input, k - 1, floor);
      break;
    }
    if (token.kind !== "word") break;
    if (
      isHead(input, k) ||
      (input.words.titleModifiers.has(token.lower) && !/^(?:of|then|home)$/u.test(token.lower)) ||
      input.words.topics.has(token.lower)
    ) {
      start = k;
      continue;
    }
    if (input.levels.at[k]! >= MAYBE && names === 0) {
      start = nameStart(input, k, floor);
      names++;
      k = start;
      continue;
    }
    break;
  }
  return start;
}

function nameStart(input: NamesInput, last: number, floor: number): number {
  let k = last;
  while (k - 1 >= floor && input.levels.at[k - 1]! >= MAYBE) k--;
  return k;
}

/** "its spokesman, X," and "The head of the council, X,": a noun phrase that ends at the comma before the name. */
function roleBeforeComma(input: NamesInput, span: NameSpan): RoleFound | null {
  const { tokens } = input.page;
  const floor = Math.max(input.page.sentences[span.sentence]!.from, span.from - REACH);
  const comma = span.from - 1;
  if (comma - 1 < floor || tokens[comma]!.text !== ",") return null;
  for (let k = comma - 1; k >= floor; k--) {
    const token = tokens[k]!;
    if (token.kind === "mark" && !/^(?:['’]s?|[()])$/iu.test(token.text)) return null;
    // "Vesh's wife, X", "a shopkeeper, X"
    if (!isHead(input, k) && !(k === comma - 1 && isPerson(input, k))) continue;
    // The head ends the phrase, or is followed by "of …" / "for …".
    if (k !== comma - 1 && !/^(?:of|for|at|in|to|with)$/u.test(tokens[k + 1]!.lower)) return null;
    const from = widenLeft(input, k, floor);
    const before = from - 1 >= floor ? tokens[from - 1]! : null;
    const determined =
      before === null ||
      /^(?:the|its|his|her|their|our|whose|a|an|that|and|by|'s|’s)$/u.test(before.lower) ||
      from < k ||
      input.levels.at[from]! > NONE;
    return determined ? { from, to: comma, human: true } : null;
  }
  return null;
}

/** "X, the mayor,", "X, a grain seller whose …", "X, 34,", "X (director)": a phrase behind the name. */
function roleBehind(input: NamesInput, span: NameSpan): RoleFound | null {
  const { tokens } = input.page;
  const limit = Math.min(input.page.sentences[span.sentence]!.to, span.to + REACH + 2);
  if (span.to + 1 >= limit || tokens[span.to]!.text !== ",") return null;
  let from = span.to + 1;
  const determiner = tokens[from]!.lower;
  const possessive = /^(?:its|his|her|their|our|my)$/u.test(determiner);
  const article = /^(?:the|a|an|one)$/u.test(determiner);
  if (article || possessive) from++;
  let head = -1;
  for (let k = from; k < Math.min(limit, from + 9); k++) {
    const token = tokens[k]!;
    if (token.kind === "mark" && !/^['’]s?$/iu.test(token.text)) break;
    if (
      token.kind === "word" &&
      /^(?:who|whose|which|that|said|says|told|of|for|in|at|on|from|with|and|was|is|has|had)$/u.test(
        token.lower,
      )
    )
      break;
    if (isHead(input, k) || isPerson(input, k)) head = k;
  }
  if (head < 0) return null;
  // "shells hit X, our reporter writes": the phrase is the subject of the next clause.
  if ((possessive || article) && input.words.speaking.has(tokens[head + 1]?.lower ?? "")) return null;
  // "the governor of North Kivu, Major-General X,": the office belongs to the name behind it.
  if (head + 1 < limit && input.levels.at[head + 1]! >= MAYBE) return null;
  const certain = article || possessive || tokens[from]!.kind === "number" || isHead(input, head);
  if (!certain) return null;
  return { from, to: phraseEnd(input, head, limit), human: true };
}

/** End of the phrase that a role's head begins to close: up to a comma, a relative clause or a verb. */
function phraseEnd(input: NamesInput, head: number, limit: number): number {
  const { tokens } = input.page;
  let k = head + 1;
  while (k < limit) {
    const token = tokens[k]!;
    if (token.kind === "mark" && !/^(?:['’]s?|[()&-])$/u.test(token.text)) break;
    if (
      token.kind === "word" &&
      /^(?:who|whose|which|that|said|says|told|was|is|has|had|where|when|while|as|but)$/u.test(token.lower)
    )
      break;
    if (input.words.speaking.has(token.lower) && token.lower !== "report") break;
    if (token.text === "(" && k + 2 < limit && tokens[k + 2]!.text !== ")") break;
    k++;
  }
  // "leader of the alliance to which …" ends before the preposition.
  while (k > head + 1 && /^(?:to|in|of|for|with|from|at|by|on|and|the)$/u.test(tokens[k - 1]!.lower)) k--;
  return k;
}

function isHead(input: NamesInput, k: number): boolean {
  return input.words.titleHeads.has(input.page.tokens[k]!.lower);
}

function isPerson(input: NamesInput, k: number): boolean {
  const { lower } = input.page.tokens[k]!;
  return input.words.people.has(lower) || /[a-z]-old$/u.test(lower);
}

/** Kind that a describing noun beside a name gives it ("rebel group X", "X militants", "newspaper X"), or null. */
export function describedAs(input: NamesInput, span: NameSpan): string | null {
  const { tokens } = input.page;
  const sentence = input.page.sentences[span.sentence]!;
  if (span.to < sentence.to && !tokens[span.to]!.cap) {
    const behind = phraseAt(tokens, span.to, sentence.to, input.words.described);
    if (behind) return behind.value;
  }
  let reach = span.from;
  while (reach > sentence.from && span.from - reach < 3 && !tokens[reach - 1]!.cap) reach--;
  // The longest phrase decides: a "public agency" is no news agency.
  for (let at = reach; at < span.from; at++) {
    const before = phraseAt(tokens, at, sentence.to, input.words.described);
    if (before?.to === span.from) return before.value;
  }
  // "the Veskarian security service, the SBV," and "X, a rebel group"
  return describedBesideComma(input, span);
}

function describedBesideComma(input: NamesInput, span: NameSpan): string | null {
  const { tokens } = input.page;
  const sentence = input.page.sentences[span.sentence]!;
  let comma = span.from - 1;
  if (comma > sentence.from && tokens[comma]!.lower === "the") {
    comma--;
    if (tokens[comma]!.text === ",") {
      for (let back = 1; back <= 3; back++) {
        const at = comma - back;
        if (at < sentence.from) break;
        const before = phraseAt(tokens, at, sentence.to, input.words.described);
        if (before?.to === comma) return before.value;
      }
    }
  }
  let k = span.to;
  // "Movement for X (MX), a rebel group"
  if (k + 3 < sentence.to && tokens[k]!.text === "(" && tokens[k + 2]!.text === ")") k += 3;
  if (k >= sentence.to || tokens[k]!.text !== ",") return null;
  k++;
  if (k >= sentence.to || !/^(?:a|an|the)$/u.test(tokens[k]!.lower)) return null;
  for (let step = 1; step <= 5 && k + step < sentence.to; step++) {
    const token = tokens[k + step]!;
    if (token.kind === "mark") return null;
    if (/^(?:of|who|which|that|in|from|for|by)$/u.test(token.lower)) return null;
    const found = phraseAt(tokens, k + step, sentence.to, input.words.described);
    // "a rebel group": the last noun of the phrase decides, and "rebel commander" is no group.
    if (found && !isHeadAhead(input, found.to, sentence.to)) return found.value;
  }
  return null;
}

function isHeadAhead(input: NamesInput, at: number, limit: number): boolean {
  for (let k = at; k < Math.min(limit, at + 2); k++) {
    const token = input.page.tokens[k]!;
    if (token.kind !== "word") return false;
    if (input.words.titleHeads.has(token.lower) || input.words.people.has(token.lower)) return true;
  }
  return false;
}
