import { knownAt } from "./known-organisations.ts";
import { isAcronym, MAYBE, NAME, NONE, POSITION } from "./name-levels.ts";
import type { NamesInput } from "./name-span.ts";
import { isTitle } from "./org-heads.ts";

/** Whether a run of capitals begins at token `i`. */
export function startsRun(input: NamesInput, i: number, limit: number): boolean {
  if (input.levels.at[i]! > NONE) return true;
  const token = input.page.tokens[i]!;
  // "3rd Brigade", "14th Division"
  return (
    token.kind === "number" &&
    /\d(?:st|nd|rd|th)$/u.test(token.lower) &&
    i + 1 < limit &&
    input.levels.at[i + 1] === NAME
  );
}

/** A name of more words than this is no name, and cutting here keeps the work on a run bounded. */
const LONGEST_RUN = 24;

/** "… in Orvan, Florida The dispute": a sentence whose stop was lost begins here. */
const OPENS_SENTENCE = /^(?:The|A|An|In|On|At|It|But|And|He|She|They|This|His|Her)$/;

/** Where a run that begins at `i` ends: capitals, particles, linking words and inner possessives. */
export function runEnd(input: NamesInput, i: number, sentenceEnd: number): number {
  const { tokens } = input.page;
  const { at } = input.levels;
  const limit = Math.min(sentenceEnd, i + LONGEST_RUN);
  let end = i + 1;
  while (end < limit) {
    const token = tokens[end]!;
    const previous = tokens[end - 1]!;
    if (OPENS_SENTENCE.test(token.text) && end + 1 < limit && at[end + 1]! <= NONE) return end;
    if (at[end]! > NONE) {
      const known = knownAt(input, end, limit);
      if (known && isBreak(input, i, end, known.to)) return end;
      end++;
      continue;
    }
    if (token.kind === "number" && /^\d{1,3}$/u.test(token.text) && isUnit(previous.lower)) {
      end++;
      continue;
    }
    const linked = Math.max(
      particleEnd(input, end, limit),
      insertionEnd(input, i, end, limit),
      linkEnd(input, i, end, limit),
    );
    if (linked > end) {
      end = linked;
      continue;
    }
    if (isInnerPossessive(input, i, end, limit)) {
      end += 2;
      continue;
    }
    return end;
  }
  return end;
}

/** "ag", "van de", "bin al": small words between two capitals. Returns `end` when there are none. */
function particleEnd(input: NamesInput, end: number, limit: number): number {
  const { tokens } = input.page;
  const { at } = input.levels;
  if (at[end - 1]! < MAYBE) return end;
  let k = end;
  while (
    k < Math.min(limit, end + 3) &&
    tokens[k]!.kind === "word" &&
    input.words.particles.has(tokens[k]!.lower)
  )
    k++;
  return k > end && k < limit && at[k]! >= MAYBE ? k + 1 : end;
}

/** An editor's insertion in a quotation: "Secretary (of State Marco) Rubio", "[Paul] Kagame". */
function insertionEnd(input: NamesInput, from: number, end: number, limit: number): number {
  const { tokens } = input.page;
  const { at } = input.levels;
  const mark = tokens[end]!.text;
  const before = from > 0 ? tokens[from - 1]!.text : "";
  if (mark === "]" && before === "[") {
    return end + 1 < limit && at[end + 1] === NAME && tokens[end + 1]!.start === tokens[end]!.end + 1
      ? end + 2
      : end;
  }
  if ((mark !== "(" && mark !== "[") || !isTitle(input, end - 1)) return end;
  for (let k = end + 1; k + 1 < Math.min(limit, end + 6); k++) {
    const { text, lower } = tokens[k]!;
    if (text === ")" || text === "]") return k > end + 1 && at[k + 1] === NAME ? k + 2 : end;
    if (at[k] === NONE && lower !== "of" && lower !== "for") return end;
  }
  return end;
}

function isUnit(lower: string): boolean {
  return (
    lower === "brigade" ||
    lower === "division" ||
    lower === "battalion" ||
    lower === "group" ||
    lower === "unit"
  );
}

/** A well-known name inside a run begins a name of its own, unless only ranks or adjectives stand before it. */
function isBreak(input: NamesInput, from: number, at: number, to: number): boolean {
  const last = input.page.tokens[at - 1]!;
  if (to - at === 1 && !isAcronym(input.page.tokens[at]!.text)) return false;
  return !input.words.honorifics.has(last.lower) && at > from;
}

/** "Ministry of Foreign Affairs", "Movement for the Liberation of X", "Food and Agriculture Organization". */
function linkEnd(input: NamesInput, from: number, end: number, limit: number): number {
  const { tokens } = input.page;
  const { at } = input.levels;
  const { words } = input;
  const link = tokens[end]!.lower;
  const previous = tokens[end - 1]!.lower;
  let next = end + 1;
  if (next >= limit) return end;
  if (
    link === "of" ||
    link === "for" ||
    link === "on" ||
    link === "in" ||
    link === "against" ||
    link === "to"
  ) {
    if (tokens[next]!.lower === "the" && next + 1 < limit) next++;
    if (at[next]! < POSITION || words.calendar.has(tokens[next]!.lower)) return end;
    const isHead = words.orgLinkers.has(previous) || (link !== "in" && hasLinker(input, from, end));
    if (isHead && link !== "to" && (link !== "in" || previous === "mission" || previous === "office"))
      return next + 1;
    if (link === "of" && words.placeLinkers.has(previous) && at[end - 1]! >= POSITION) return next + 1;
    if (
      (link === "of" || link === "for") &&
      words.titleHeads.has(previous) &&
      (words.topics.has(tokens[next]!.lower) || tokens[next]!.lower === "state")
    ) {
      return next + 1;
    }
    return end;
  }
  if (link === "without" && words.orgLinkers.has(previous) && at[next]! >= POSITION) return next + 1;
  if (link === "and" || link === "&") {
    if (at[next]! < POSITION || !words.topics.has(tokens[next]!.lower)) return end;
    if (words.topics.has(previous) || hasLinker(input, from, end)) return next + 1;
  }
  return end;
}

function hasLinker(input: NamesInput, from: number, to: number): boolean {
  // Names are short: what stands further back than a dozen words is another name.
  for (let k = Math.max(from, to - 12); k < to; k++) {
    const lower = input.page.tokens[k]!.lower;
    if (
      (lower === "of" || lower === "for") &&
      k > from &&
      input.words.orgLinkers.has(input.page.tokens[k - 1]!.lower)
    )
      return true;
  }
  return false;
}

/** "Women's League", "National Teachers' Federation", "Ombudsman's Office": not "Rwanda's President". */
function isInnerPossessive(input: NamesInput, from: number, end: number, limit: number): boolean {
  const { tokens } = input.page;
  const mark = tokens[end]!;
  const owner = tokens[end - 1]!;
  if (!/^['’]s?$/iu.test(mark.text) || mark.start !== owner.end) return false;
  if (end + 1 >= limit || input.levels.at[end + 1]! < POSITION) return false;
  const next = tokens[end + 1]!.lower;
  // "Fishers' Union": many own it, and what they own is a body.
  if (/s$/u.test(owner.lower) && mark.text.length === 1 && isBody(input, end + 1)) return true;
  if (input.words.titleHeads.has(owner.lower))
    return input.words.orgHeads.has(next) || input.words.orgLinkers.has(next);
  if (!input.words.common.has(owner.lower)) return false;
  return input.levels.at[end - 1]! >= MAYBE || input.words.orgModifiers.has(owner.lower) || end - 1 === from;
}

function isBody(input: NamesInput, at: number): boolean {
  const { orgHeads, orgLinkers } = input.words;
  for (let k = at; k < at + 3 && input.page.tokens[k]?.cap; k++) {
    const { lower } = input.page.tokens[k]!;
    if (orgHeads.has(lower) || orgLinkers.has(lower)) return true;
  }
  return false;
}
