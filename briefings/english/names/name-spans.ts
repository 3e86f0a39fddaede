import { carve } from "./carve-names.ts";
import { knownAt } from "./known-organisations.ts";
import { runEnd, startsRun } from "./name-runs.ts";
import { type NameSpan, type NamesInput, spanOf } from "./name-span.ts";
import { isTitle, orgKindOf } from "./org-heads.ts";
import { joinForces } from "./organs-of-state.ts";

/** Finds stretches of capitals with what belongs inside them, in order and without overlap. Linear. */
export function readNameSpans(input: NamesInput): NameSpan[] {
  const spans: NameSpan[] = [];
  for (const [index, sentence] of input.page.sentences.entries()) {
    let i = sentence.from;
    while (i < sentence.to) {
      const known = knownAt(input, i, sentence.to);
      const to = startsRun(input, i, sentence.to) ? runEnd(input, i, sentence.to) : i;
      if (known && !(to > known.to && isLongerOrganisation(input, i, to))) {
        spans.push(spanOf(i, known.to, index, { known: known.value }));
        i = known.to;
      } else if (to > i) {
        carve(input, i, to, index, spans);
        i = to;
      } else i++;
    }
  }
  return joinForces(input, spans);
}

function isLongerOrganisation(input: NamesInput, from: number, to: number): boolean {
  for (let k = from + 1; k < to; k++) if (isTitle(input, k)) return false;
  return orgKindOf(input, from, to) !== null;
}
