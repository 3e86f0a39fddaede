import { pick, type Scene, suits } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";
import { tagsAt } from "./words.ts";

/** "three men aged 21, 34 and 50 were killed": the verb stands behind the ages. */
export function agesEnd(scene: Scene, from: number, limit: number): number {
  const { tokens } = scene.page;
  let k = from;
  while (k < limit && k < from + 12) {
    const { kind, lower, text } = tokens[k]!;
    const joins = /^(?:and|or|to|between|under|over|up|from|about)$/.test(lower);
    const list = text === "," && tokens[k + 1]?.kind === "number";
    if (kind !== "number" && !joins && !list) break;
    k++;
  }
  return k;
}

/** "two soldiers escorting them were killed": behind the object the verb of the sentence is still to come. */
export function verbBehindObject(scene: Scene, next: number, limit: number): number {
  const { tokens } = scene.page;
  for (let k = next; k < limit && k < next + 8; k++) {
    const { kind, lower } = tokens[k]!;
    if (kind !== "word" || /^(?:and|who|which|that|when|while|where)$/.test(lower)) return -1;
    if (!/^(?:was|were)$/.test(lower)) continue;
    const inside = scene.phraseOfToken[k - 1]! >= 0 && scene.phrases[scene.phraseOfToken[k - 1]!]!.number;
    return inside ? -1 : k;
  }
  return -1;
}

/** "who", "which"; the World Health Organization is not a pronoun. */
export function isRelativePronoun(scene: Scene, j: number): boolean {
  return /^(?:who|whom|which)$/.test(scene.page.tokens[j]?.lower ?? "") && scene.named[j] !== 2;
}

/** "ambushed by gunmen and killed": a second verb of the same clause, behind "and"; -1 when there is none. */
export function secondVerb(scene: Scene, phrase: CountPhrase, next: number, limit: number): number {
  const { tokens } = scene.page;
  for (let k = next; k < limit && k < next + 14; k++) {
    if (tokens[k]!.kind !== "word" && scene.named[k] === 0) return -1;
    if (tokens[k]!.lower !== "and") continue;
    const adverb = scene.rules.grammar.adverbs.has(tokens[k + 1]?.lower ?? "");
    const at = adverb ? k + 2 : k + 1;
    const tag = pick(tagsAt(tokens, at, scene.rules).filter((t) => suits(t, phrase)));
    return tag && tag.form === "past" ? at : -1;
  }
  return -1;
}

/** "Two men, a woman and three children were": what is behind the comma is followed by more of the list. */
export function listGoesOn(scene: Scene, k: number, limit: number): boolean {
  const index = scene.phraseOfToken[k] ?? -1;
  const next = index >= 0 ? scene.phrases[index]! : null;
  if (!next || next.to >= limit) return false;
  let to = next.to;
  // "a soldier of the First Brigade, and"
  if (scene.page.tokens[to]!.lower === "of") {
    while (to < limit - 1 && to < next.to + 7 && scene.page.tokens[to]!.kind !== "mark") to++;
  }
  const after = scene.page.tokens[to]!;
  return after.text === "," || after.lower === "and";
}

/** Whether a verb with its auxiliary or adverb stands at `k`. */
export function beginsPredicate(scene: Scene, phrase: CountPhrase, k: number): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  const token = tokens[k];
  if (token?.kind !== "word") return false;
  if (rules.grammar.auxiliaries.has(token.lower)) return true;
  const at = rules.grammar.adverbs.has(token.lower) ? k + 1 : k;
  const tag = pick(tagsAt(tokens, at, rules).filter((t) => suits(t, phrase)));
  return tag !== null && (tag.role === "move" || tag.role === "act") && tag.form === "past";
}

/** After "and" the clause goes on with another member of a list or another verb, not with a new subject. */
export function continuesAfterAnd(scene: Scene, k: number): boolean {
  const token = scene.page.tokens[k];
  if (!token) return false;
  const { grammar, speech } = scene.rules;
  if (speech.has(token.lower)) return false;
  if (
    scene.phraseOfToken[k]! >= 0 ||
    grammar.auxiliaries.has(token.lower) ||
    grammar.adverbs.has(token.lower)
  )
    return true;
  if (pick(tagsAt(scene.page.tokens, k, scene.rules))) return true;
  // "the block and neighbouring buildings have been moved"
  return (
    token.kind === "word" &&
    // In a text of capitals they say nothing.
    (!token.cap || scene.page.tokens[k - 1]!.text === "AND") &&
    !grammar.determiners.has(token.lower) &&
    !grammar.pronouns.has(token.lower)
  );
}

/** Whether only adverbs and a relative pronoun stand between the phrase and token `j`. */
export function isNearStart(scene: Scene, phrase: CountPhrase, j: number): boolean {
  for (let k = phrase.to; k < j; k++) {
    const { lower, kind } = scene.page.tokens[k]!;
    if (kind !== "word") return false;
    if (!scene.rules.grammar.adverbs.has(lower) && !/^(?:who|that|which|to)$/.test(lower)) return false;
  }
  return true;
}
