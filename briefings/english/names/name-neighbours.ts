import type { CuedSpan } from "./name-cues.ts";
import type { NameGroup } from "./name-groups.ts";
import { isAcronym } from "./name-levels.ts";
import type { NamesInput } from "./name-span.ts";
import type { NameType } from "./name-types.ts";

const PLACE: NameType = { type: "place", country: null, state: false };

/** "Kesh" beside "Upper Kesh", "Vesk" beside "Port Vesk": what a prefix was put before is a place, too. */
export function typePlaceParts(
  input: NamesInput,
  groups: ReadonlyMap<string, NameGroup>,
  types: Map<string, NameType>,
): void {
  const parts = new Set<string>();
  for (const [key, type] of types) {
    const words = key.split(" ");
    if (type.type === "place" && words.length === 2 && input.words.placesBefore.has(words[0]!))
      parts.add(words[1]!);
  }
  for (const group of groups.values()) {
    if (!parts.has(group.key) || types.has(group.key) || group.human || !group.sure) continue;
    if (!input.words.common.has(group.key)) types.set(group.key, PLACE);
  }
}

/** "in Tacna and Arica": an undecided name in a list of places is a place; "Ivalo, Finland" is one, too. */
export function typeNeighbours(
  input: NamesInput,
  spans: readonly CuedSpan[],
  types: Map<string, NameType>,
): void {
  const { tokens } = input.page;
  for (let i = 0; i + 1 < spans.length; i++) {
    const [a, b] = [spans[i]!, spans[i + 1]!];
    if (a.sentence !== b.sentence || b.from <= a.to || b.from - a.to > 2) continue;
    const between = tokens[a.to]!.lower;
    if (between !== "," && between !== "and" && between !== "or") continue;
    if (b.from - a.to === 2 && !/^(?:and|or|the)$/.test(tokens[a.to + 1]!.lower)) continue;
    const [ta, tb] = [types.get(a.key), types.get(b.key)];
    const direct = b.from - a.to === 1;
    if (ta?.type === "place" && !tb && looksLikePlaceName(input, b, a.placeCue >= 2)) types.set(b.key, PLACE);
    else if (
      tb?.type === "place" &&
      !ta &&
      between === "," &&
      direct &&
      looksLikePlaceName(input, a, a.placeCue >= 1)
    ) {
      types.set(a.key, PLACE);
    }
  }
}

/** `cued`: whether the list stands where places stand; without that only the gazetteer can tell. */
function looksLikePlaceName(input: NamesInput, span: CuedSpan, cued: boolean): boolean {
  if (isAcronym(span.text)) return false;
  if (input.lookups.find(span.text).length > 0) return true;
  if (!cued || !span.sure || span.speaks || span.to - span.from > 3) return false;
  for (let k = span.from; k < span.to; k++)
    if (input.words.common.has(input.page.tokens[k]!.lower)) return false;
  return !input.words.givenNames.has(input.page.tokens[span.from]!.lower);
}
