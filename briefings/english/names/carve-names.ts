import { isAcronym, NAME, NONE, POSITION } from "./name-levels.ts";
import { type NameSpan, type NamesInput, spanOf } from "./name-span.ts";
import { isTitle, orgKindOf } from "./org-heads.ts";

/** Cuts a run into names: words that are capitals by position fall off, ranks and offices become titles. */
export function carve(
  input: NamesInput,
  from: number,
  to: number,
  sentence: number,
  spans: NameSpan[],
): void {
  let start = from;
  for (let k = from; k <= to; k++) {
    if (k < to && !isPositional(input, k, start, to)) continue;
    if (k > start) carvePiece(input, start, k, sentence, spans);
    start = k + 1;
  }
}

/** Whether token `k` has its capital from its place only and cannot belong to the name around it. */
function isPositional(input: NamesInput, k: number, start: number, to: number): boolean {
  const { tokens } = input.page;
  const { words } = input;
  if (input.levels.at[k] !== POSITION) return false;
  const { lower } = tokens[k]!;
  if (words.titleHeads.has(lower) || words.titleModifiers.has(lower) || words.honorifics.has(lower)) {
    if (k > start || k + 1 < to) return false;
  }
  if (k > start)
    return !(
      words.orgHeads.has(lower) ||
      words.orgModifiers.has(lower) ||
      words.topics.has(lower) ||
      words.placesAfter.has(lower)
    );
  if (k + 1 >= to) return true;
  if (words.orgModifiers.has(lower) || words.placesBefore.has(lower) || words.givenNames.has(lower))
    return false;
  if (words.orgLinkers.has(lower) && /^(?:of|for|without)$/u.test(tokens[k + 1]!.lower)) return false;
  if (/^['’]/u.test(tokens[k + 1]!.text) && k + 2 < to) return false;
  return !isDefinedByAcronym(input, k, to);
}

/** "Exercise Control (EXCON)": the acronym behind the run begins with the first letter of the doubtful word. */
function isDefinedByAcronym(input: NamesInput, k: number, to: number): boolean {
  const { tokens } = input.page;
  if (/^(?:the|an?)$/u.test(tokens[k]!.lower)) return false;
  const open = tokens[to];
  const acronym = tokens[to + 1];
  if (open?.text !== "(" || !acronym || !isAcronym(acronym.text)) return false;
  return acronym.lower[0] === tokens[k]!.lower[0] && acronym.text.length >= 2;
}

function carvePiece(input: NamesInput, from: number, to: number, sentence: number, spans: NameSpan[]): void {
  const { tokens } = input.page;
  const { words } = input;
  const title = titleIn(input, from, to);
  if (title && isCalled(input, from)) {
    pushName(input, from, to, sentence, spans, title, false);
    return;
  }
  if (title) {
    if (title.from > from) pushName(input, from, title.from, sentence, spans, null, false);
    let start = title.to;
    let honorific = false;
    while (start < to && words.honorifics.has(tokens[start]!.lower)) {
      honorific = true;
      start++;
    }
    if (start < to) pushName(input, start, to, sentence, spans, title, honorific);
    return;
  }
  let start = from;
  while (
    start < to &&
    words.honorifics.has(tokens[start]!.lower) &&
    start + 1 < to &&
    !isPlacePrefix(input, start, to)
  )
    start++;
  if (to > start) pushName(input, start, to, sentence, spans, null, start > from);
}

/** "known as Comandante Sol": the rank is a part of the name somebody goes by. */
function isCalled(input: NamesInput, from: number): boolean {
  const { tokens } = input.page;
  const before = `${tokens[from - 2]?.lower} ${tokens[from - 1]?.lower}`;
  return /^(?:known as|name of|himself as|herself as|nicknamed)$/.test(before);
}

function isPlacePrefix(input: NamesInput, at: number, to: number): boolean {
  const { lower } = input.page.tokens[at]!;
  return input.words.placesBefore.has(lower) && lower !== "lord" && to - at <= 4;
}

function pushName(
  input: NamesInput,
  from: number,
  to: number,
  sentence: number,
  spans: NameSpan[],
  title: { from: number; to: number } | null,
  honorific: boolean,
): void {
  const { tokens } = input.page;
  let end = to;
  // "Rwanda's" carries no name behind its mark; a particle or a link cannot end a name.
  while (end > from && input.levels.at[end - 1] === NONE && tokens[end - 1]!.kind !== "number") end--;
  const start = undirected(input, from, end);
  if (end <= start) return;
  const sure = input.levels.at[start]! >= NAME || end - start > 1;
  const demonym = end - start === 1 && input.lookups.countryOf(tokens[start]!.text)?.as === "demonym";
  spans.push(spanOf(start, end, sentence, { title, honorific, sure, demonym }));
}

/** "Eastern DRC" is the DRC unless the map has a place of the whole name ("Western Sahara"). */
function undirected(input: NamesInput, from: number, to: number): number {
  const { tokens, text } = input.page;
  if (
    to - from < 2 ||
    !/^(?:north|south|east|west|northeast|northwest|southeast|southwest|central|upper|lower|greater)(?:-?(?:east|west))?(?:ern)?$/u.test(
      tokens[from]!.lower,
    )
  ) {
    return from;
  }
  const end = tokens[to - 1]!.end;
  if (input.lookups.find(text.slice(tokens[from]!.start, end)).length > 0) return from;
  const rest = text.slice(tokens[from + 1]!.start, end);
  return input.lookups.countryOf(rest)?.as === "name" || input.lookups.find(rest).length > 0
    ? from + 1
    : from;
}

/**
 * Rank or office inside a run, as the tokens `from`–`to`: "Kesharra | Foreign Minister | X". Null when the run
 * has none, or when its last word makes an organisation of it ("General Staff", "Mayor's Office").
 */
function titleIn(input: NamesInput, from: number, to: number): { from: number; to: number } | null {
  const { tokens } = input.page;
  const { words } = input;
  let head = from;
  while (head < to && !isTitle(input, head)) head++;
  if (head >= to) return null;
  if (orgKindOf(input, from, to) !== null) return null;
  let start = head;
  while (start > from && isTitleModifier(input, start - 1)) start--;
  let end = head + 1;
  while (end < to) {
    const lower = tokens[end]!.lower;
    if (words.titleHeads.has(lower) && input.levels.at[end]! > NONE) end++;
    else if (words.honorifics.has(lower)) break;
    else if (lower === "(" || lower === "[") end++;
    else if ((lower === "of" || lower === "for") && end + 1 < to) {
      end++;
      while (
        end < to &&
        (words.topics.has(tokens[end]!.lower) || /^(?:state|the|and|of)$/u.test(tokens[end]!.lower))
      )
        end++;
    } else if (
      words.titleModifiers.has(lower) &&
      end + 1 < to &&
      !words.givenNames.has(lower) &&
      isFollowedByTitle(input, end, to)
    )
      end++;
    else break;
  }
  return { from: start, to: end };
}

function isFollowedByTitle(input: NamesInput, at: number, to: number): boolean {
  for (let k = at + 1; k < Math.min(to, at + 4); k++) {
    if (isTitle(input, k)) return true;
    if (!isTitleModifier(input, k)) return false;
  }
  return false;
}

function isTitleModifier(input: NamesInput, i: number): boolean {
  const token = input.page.tokens[i]!;
  return (
    input.words.titleModifiers.has(token.lower) ||
    input.words.topics.has(token.lower) ||
    input.lookups.countryOf(token.text)?.as === "demonym"
  );
}
