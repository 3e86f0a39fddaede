import { isDash, looksFinite } from "../grammar.ts";
import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";

export const LONGEST = 45;

/** Where the noun phrase that ends at `end` can begin at the earliest. */
export function boundaryLeft(scene: Scene, end: number, sentenceFrom: number): number {
  const limit = Math.max(sentenceFrom, end - LONGEST);
  let i = end - 1;
  while (i >= limit) {
    if (scene.quoteOf[i]! >= 0) return i + 1;
    const mention = mentionAt(scene, i);
    if (mention && mention.from < i) {
      i = Math.max(mention.from, limit);
      if (i <= limit) return i;
    }
    const current = token(scene, i)!;
    if (!mention) {
      if (/^[,;:]$/.test(current.text)) {
        if (current.text === "," && listComma(scene, i, end)) {
          i--;
          continue;
        }
        return i + 1;
      }
      if (isDash(current) || current.text === "(") return i + 1;
      if (i < end - 1 && opensObjectRelative(scene, i)) return i + 1;
      if (bindsClause(scene, i) && i < end - 1) return i + 1;
      if (saysBefore(scene, i) && i < end - 1) return i + 1;
      if (/^(?:and|but|or)$/.test(current.lower) && i < end - 1 && !nounJoin(scene, i, limit)) return i + 1;
      if (current.text === ")") {
        while (i > limit && token(scene, i)!.text !== "(") i--;
      }
    }
    i--;
  }
  return limit;
}

/** A subordinator that opens a clause; not the "that" of "the alliance that includes M23". */
function bindsClause(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  if (!scene.grammar.subordinators.has(lower) || isComplementAs(scene, i)) return false;
  if (lower !== "that") return true;
  const next = token(scene, i + 1);
  const previous = token(scene, i - 1);
  const relative =
    next &&
    (looksFinite(next, scene.grammar) || /^\p{Ll}+s$/u.test(next.text)) &&
    !scene.grammar.determiners.has(next.lower);
  return !(relative && previous?.kind === "word" && !scene.reporting.verbs.has(previous.lower));
}

/** A finite reporting verb to the left: what follows it is said by its subject. */
function saysBefore(scene: Scene, i: number): boolean {
  const lower = lowerAt(scene, i);
  const verb = scene.reporting.verbs.get(lower)?.[0]?.verb;
  return (
    verb !== undefined &&
    verb.form !== "gerund" &&
    verb.form !== "base" &&
    !scene.reporting.ambiguous.has(lower)
  );
}

/** "a bridge which the army says": the relative is the object, a new subject follows it. */
function opensObjectRelative(scene: Scene, i: number): boolean {
  if (!/^(?:which|whom|who)$/.test(lowerAt(scene, i))) return false;
  const next = lowerAt(scene, i + 1);
  const pronoun = scene.grammar.pronouns.has(next);
  return pronoun || scene.grammar.determiners.has(next) || mentionAt(scene, i + 1) !== null;
}

/** "a man describing himself as the spokesman", "known as Jacinto": this "as" opens no clause. */
function isComplementAs(scene: Scene, i: number): boolean {
  return (
    lowerAt(scene, i) === "as" &&
    /^(?:himself|herself|itself|themselves|known|described|identified)$/.test(lowerAt(scene, i - 1))
  );
}

/** "police, soldiers and residents said": commas of a short list of nouns. */
function listComma(scene: Scene, comma: number, end: number): boolean {
  let joined = false;
  for (let i = comma + 1; i < Math.min(end, comma + 8); i++) {
    if (lowerAt(scene, i) === "and") joined = true;
    if (token(scene, i)!.text === ",") return false;
  }
  const before = token(scene, comma - 1);
  return (
    joined &&
    end - comma <= 8 &&
    before !== undefined &&
    /s$/.test(before.lower) &&
    before.kind === "word" &&
    !looksFinite(before, scene.grammar)
  );
}

/** Whether "and" at `i` joins two noun phrases rather than two clauses: no finite verb stands before it. */
function nounJoin(scene: Scene, i: number, limit: number): boolean {
  for (let j = i - 1; j >= limit; j--) {
    if (scene.quoteOf[j]! >= 0) return false;
    const current = token(scene, j)!;
    if (/^[,;:]$/.test(current.text)) return true;
    if (mentionAt(scene, j)) continue;
    if (scene.grammar.subordinators.has(current.lower)) return true;
    if (
      looksFinite(current, scene.grammar) ||
      (scene.reporting.verbs.has(current.lower) && !scene.reporting.ambiguous.has(current.lower))
    )
      return false;
  }
  return true;
}
