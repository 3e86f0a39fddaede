import type { Token } from "../../text/tokens.ts";
import { NAME, NONE } from "./name-levels.ts";
import type { NamesInput } from "./name-span.ts";
import type { Capitals, KnownOrganisation } from "./name-words.ts";

/** The longest name of a well-known organisation that begins at token `i`, written with its capitals. */
export function knownAt(
  input: NamesInput,
  i: number,
  limit: number,
): { to: number; value: KnownOrganisation } | null {
  const { tokens } = input.page;
  const first = tokens[i]!;
  if (first.kind === "mark" || (first.kind === "word" && input.levels.at[i] === NONE && !first.cap))
    return null;
  const list = input.words.organisations.get(first.lower);
  if (!list) return null;
  const shout = input.levels.shouting[first.sentence] === true;
  for (const entry of list) {
    const to = i + entry.words.length;
    if (to > limit) continue;
    let same = true;
    for (let k = 0; same && k < entry.words.length; k++) {
      const token = tokens[i + k]!;
      same = token.lower === entry.words[k] && sameCapitals(token, entry.capitals[k]!, entry.raw[k]!, shout);
    }
    // "US$6.2 million" is money.
    if (!same || (tokens[to]?.text === "$" && tokens[to]!.start === tokens[to - 1]!.end)) continue;
    // A single common word ("Labour", "WHO" in a heading) needs a capital that means something.
    if (entry.words.length === 1 && input.levels.at[i] !== NAME && input.words.common.has(first.lower))
      continue;
    return { to, value: entry.value };
  }
  return null;
}

function sameCapitals(token: Token, capitals: Capitals, raw: string, shout: boolean): boolean {
  if (shout || capitals === "any") return true;
  return capitals === "all" ? token.text === raw : token.cap || /^\p{Lu}/u.test(token.text);
}
