import { looksFinite } from "../grammar.ts";
import { boundaryLeft, LONGEST } from "./boundaries.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";

/**
 * "X, the mayor, said": from the comma at `comma` back over the appositions to the start of the phrase they belong
 * to. Null when nothing nominal stands before it (the comma then closes a clause, or a verb is shared).
 */
export function beforeAppositions(
  scene: Scene,
  comma: number,
  sentenceFrom: number,
): { start: number; end: number } | null {
  let right = comma;
  let end = comma + 1;
  for (let hops = 0; hops < 4; hops++) {
    const left = commaLeft(scene, right, sentenceFrom);
    if (left === null) return null;
    const aside = isAdverbialAside(scene, left + 1, right) || isParenthetical(scene, left + 1, right);
    if (!aside && !appositive(scene, left + 1, right)) return null;
    // "The ministry, in a statement on Monday, said": the aside names no speaker.
    if (aside) end = left;
    const start = boundaryLeft(scene, left, sentenceFrom);
    if (start >= left) return null;
    // "Prokopets, 61, who teaches there, said": ages, relative clauses and asides are never the head.
    const atComma = lowerAt(scene, start - 1) === ",";
    if (atComma && (modifiesOnly(scene, start) || isAdverbialAside(scene, start, left))) {
      right = left;
      continue;
    }
    const beyond = atComma ? boundaryLeft(scene, start - 1, sentenceFrom) : start;
    const named = mentionAt(scene, left + 1)?.type === "person";
    const head = !named && beyond < start && isNameOnly(scene, beyond, start - 1) ? beyond : start;
    return { start: head, end };
  }
  return null;
}

/** "in a press statement issued on Sunday", "at a briefing": a prepositional aside that says where or how. */
function isAdverbialAside(scene: Scene, from: number, to: number): boolean {
  if (!/^(?:in|at|on|during|after|before|via|through|late|early|from)$/.test(lowerAt(scene, from)))
    return false;
  for (let i = from + 1; i < Math.min(to, from + 12); i++) {
    if (scene.reporting.channelNouns.has(lowerAt(scene, i)) || scene.dateOf[i]! >= 0) return true;
  }
  return false;
}

/** "The ministry, however, said": a word of the outlet between speaker and verb. */
function isParenthetical(scene: Scene, from: number, to: number): boolean {
  if (to - from > 2) return false;
  return PARENTHETICAL.test(
    `${lowerAt(scene, from)}${to - from === 2 ? ` ${lowerAt(scene, from + 1)}` : ""}`,
  );
}

const PARENTHETICAL =
  /^(?:however|though|meanwhile|too|then|also|again|moreover|similarly|likewise|nonetheless|nevertheless|instead|for (?:example|instance|one|his|her)|in (?:turn|contrast|response|reply)|of course|by contrast)$/;

function modifiesOnly(scene: Scene, from: number): boolean {
  const first = token(scene, from)!;
  return first.kind === "number" || /^(?:who|which|whose|where|of|from|now|then)$/.test(first.lower);
}

/** A segment that is one name with its title and nothing else. */
function isNameOnly(scene: Scene, from: number, to: number): boolean {
  const mention = mentionAt(scene, to - 1);
  return (
    mention !== null &&
    mention.type === "person" &&
    to - from <= mention.to - mention.from + 4 &&
    !hasVerb(scene, from, to)
  );
}

function hasVerb(scene: Scene, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (!mentionAt(scene, i) && looksFinite(token(scene, i)!, scene.grammar)) return true;
  return false;
}

function commaLeft(scene: Scene, before: number, sentenceFrom: number): number | null {
  const limit = Math.max(sentenceFrom, before - LONGEST);
  for (let i = before - 1; i >= limit; i--) {
    if (scene.quoteOf[i]! >= 0) return null;
    const text = token(scene, i)!.text;
    if (text === ",") return i;
    if (text === ";" || text === ":") return null;
  }
  return null;
}

/** An apposition: "the mayor", "who fled", "61", "speaking by phone", "Mossa ag Ihyad" — not a clause of its own. */
function appositive(scene: Scene, from: number, to: number): boolean {
  if (from >= to) return false;
  const first = token(scene, from)!;
  if (first.kind === "number" || /^(?:who|which|whose|where)$/.test(first.lower)) return true;
  if (/(?:ing|[^e]ed)$/.test(first.lower) || /^(?:known|held|seen|born|led|set|chosen)$/.test(first.lower))
    return true;
  // "Ilko Marn, 34, of Tolmera, said", "Ilko Marn, now 81 and retired, said".
  if (/^(?:of|from)$/.test(first.lower)) return to - from <= 6 && !hasVerb(scene, from, to);
  if (/^(?:now|then)$/.test(first.lower)) return true;
  if (scene.grammar.prepositions.has(first.lower)) return false;
  // A short form of a region behind a town ("Tolmera, Vel., said").
  if (first.cap && to - from <= 2) return true;
  for (let i = from; i < to; i++) {
    // "a baker whose son is missing": the verb of a relative clause makes no sentence of the apposition.
    if (/^(?:who|whose|which|that|where)$/.test(lowerAt(scene, i))) break;
    if (!mentionAt(scene, i) && !token(scene, i)!.cap && scene.grammar.auxiliaries.has(lowerAt(scene, i)))
      return false;
  }
  return (
    mentionAt(scene, from) !== null ||
    (first.cap && mentionAt(scene, from + 1) !== null) ||
    (first.cap && mentionAt(scene, from + 2) !== null) ||
    scene.grammar.determiners.has(first.lower) ||
    scene.reporting.personRoles.has(first.lower) ||
    scene.reporting.groupRoles.has(first.lower) ||
    first.lower === "himself" ||
    first.lower === "herself"
  );
}
