import type { Page } from "../../text/page.ts";
import { phraseEndingAt } from "../numbers/phrases.ts";
import type { Mention } from "../world.ts";
import type { FigureRules } from "./words.ts";

/** How many words may stand between "the" and the noun of an area ("in the two eastern provinces"). */
const MODIFIERS = 3;

/**
 * Areas that have no name of their own: "in the east", "across the country", "in the two provinces", "nationwide".
 * They come back like mentions of places, without a place on the map, in order of the text.
 */
export function readAreas(page: Page, rules: FigureRules, named: Uint8Array): Mention[] {
  const areas: Mention[] = [];
  const { tokens, text } = page;
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k]!;
    if (token.kind !== "word" || named[k] !== 0) continue;
    const from = rules.areas.whole.has(token.lower) ? k : startOfArea(page, k, rules, named);
    if (from < 0) continue;
    const { start } = tokens[from]!;
    areas.push({
      start,
      end: token.end,
      from,
      to: k + 1,
      sentence: token.sentence,
      text: text.slice(start, token.end),
      type: "place",
      actor: null,
      place: null,
      role: null,
    });
  }
  return areas;
}

/** The token of "the" in "in the east", or -1 where token `k` is not the noun of an area. */
function startOfArea(page: Page, k: number, rules: FigureRules, named: Uint8Array): number {
  const { tokens } = page;
  const { nouns, modifiers, openers } = rules.areas;
  const noun = tokens[k]!;
  if (!nouns.has(noun.lower) || !standsAlone(page, k, rules, named)) return -1;
  let at = k - 1;
  while (at >= 0 && k - at <= MODIFIERS && modifiers.has(tokens[at]!.lower)) at--;
  if (at < 1 || tokens[at]!.sentence !== noun.sentence || !/^(?:the|both)$/.test(tokens[at]!.lower))
    return -1;
  // "in the whole of the east", "across much of the country"
  const whole = phraseEndingAt(tokens, at, Math.max(0, at - 4), rules.areas.extents);
  const before = tokens[at - 1 - (whole?.length ?? 0)];
  return before?.sentence === noun.sentence && openers.has(before.lower) ? at : -1;
}

/** "the east of the city" is a part of it, "the east coast" another thing. */
function standsAlone(page: Page, k: number, rules: FigureRules, named: Uint8Array): boolean {
  const noun = page.tokens[k]!;
  const next = page.tokens[k + 1];
  if (!next || next.sentence !== noun.sentence || next.kind !== "word") return next?.text !== "'s";
  if (next.lower === "of" || named[k + 1] === 2) return false;
  return rules.functional.has(next.lower) || rules.tags.byFirst.has(next.lower) || named[k + 1] === 1;
}

/** Mentions and areas together, in order of the text. */
export function withAreas(mentions: readonly Mention[], areas: readonly Mention[]): Mention[] {
  return [...mentions, ...areas].sort((a, b) => a.start - b.start || a.end - b.end);
}
