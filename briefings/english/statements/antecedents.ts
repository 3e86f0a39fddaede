import { looksFinite } from "../grammar.ts";
import { boundaryLeft } from "./boundaries.ts";
import type { Cue } from "./cues.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import { lastNounPhrase, type Subject } from "./subjects.ts";

/**
 * Whom "who" stands for in ", who said …": the name or role right before the comma, or the speaker whose apposition
 * the clause is. Null for a restrictive clause ("those who said"), for "which", and where two could be meant
 * ("the lawyer of Ilko Marn, who said").
 */
export function antecedentOf(
  scene: Scene,
  cue: Cue,
  earlier: Subject | null,
  sentenceFrom: number,
): Subject | null {
  const who = cue.from - 1;
  if (lowerAt(scene, who) !== "who" || cue.verb?.frame === "put") return null;
  if (earlier && earlier.from < who && earlier.to >= who) return { ...earlier, shape: "shared", aside: true };
  if (lowerAt(scene, who - 1) !== "," || scene.quoteOf[who - 2]! >= 0) return null;
  const end = who - 1;
  const from = lastNounPhrase(scene, boundaryLeft(scene, end, sentenceFrom), end);
  if (from === null) return null;
  const before = lowerAt(scene, from - 1);
  if (/^(?:of|for|and|or|by|'s)$/.test(before)) return null;
  return speaks(scene, from, end) ? { from, to: end, shape: "shared", aside: true } : null;
}

function speaks(scene: Scene, from: number, to: number): boolean {
  const mention = mentionAt(scene, to - 1);
  if (mention) return mention.type === "person";
  for (let i = from; i < to; i++) if (scene.grammar.prepositions.has(lowerAt(scene, i))) return false;
  const noun = lowerAt(scene, to - 1);
  return scene.reporting.personRoles.has(noun) || scene.reporting.pluralSources.has(noun);
}

/** Where the clause of ", who said …" ends: at the comma before the main verb, else with the sentence. */
export function relativeClauseEnd(scene: Scene, from: number, to: number): number {
  for (let i = from; i < to - 1; i++) {
    if (scene.quoteOf[i]! >= 0 || token(scene, i)!.text !== ",") continue;
    let next = i + 1;
    while (
      next < to - 1 &&
      (scene.reporting.adverbs.has(lowerAt(scene, next)) || /ly$/.test(lowerAt(scene, next)))
    )
      next++;
    const verb = token(scene, next)!;
    if (mentionAt(scene, next)) continue;
    if (
      looksFinite(verb, scene.grammar) ||
      scene.reporting.verbs.get(verb.lower)?.[0]?.verb.form === "past" ||
      scene.reporting.verbs.get(verb.lower)?.[0]?.verb.form === "present"
    )
      return i;
  }
  return to;
}
