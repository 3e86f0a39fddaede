import type { ActorKind } from "../../facts.ts";
import type { Token } from "../../text/tokens.ts";
import type { NamesInput } from "./name-span.ts";
import { phraseAt } from "./name-words.ts";

/** Whether token `i` is a rank or an office. */
export function isTitle(input: NamesInput, i: number): boolean {
  return input.words.titleHeads.has(input.page.tokens[i]!.lower);
}

/** Kind of an organisation by its last words, or by the words before "of"/"for"; null when neither is a head. */
export function orgKindOf(input: NamesInput, from: number, to: number): ActorKind | null {
  const { tokens } = input.page;
  for (let k = Math.max(from, to - 4); k < to; k++) {
    const found = phraseAt(tokens, k, to, input.words.orgHeads);
    if (found && (found.to === to || isUnitNumber(tokens, found.to, to)) && (k > from || found.to - k > 1))
      return found.value;
  }
  for (let k = from; k < to; k++) {
    const lower = tokens[k]!.lower;
    if (
      k === from ||
      !(
        lower === "of" ||
        lower === "for" ||
        lower === "on" ||
        lower === "in" ||
        lower === "against" ||
        lower === "without"
      )
    )
      continue;
    for (let h = Math.max(from, k - 3); h < k; h++) {
      const found = phraseAt(tokens, h, k, input.words.orgHeads);
      if (found?.to === k) return found.value;
    }
    if (lower === "without" || (input.words.orgLinkers.has(tokens[k - 1]!.lower) && !isTitle(input, k - 1)))
      return lower === "without" ? "ngo" : "other_org";
  }
  return null;
}

function isUnitNumber(tokens: readonly Token[], at: number, to: number): boolean {
  return at === to - 1 && tokens[at]!.kind === "number";
}
