import type { Source, Statement } from "../../facts.ts";
import { phraseAt } from "../numbers/phrases.ts";
import type { Mention, World } from "../world.ts";
import { endOf, type Scene, startOf } from "./clause.ts";
import type { CountPhrase } from "./phrase.ts";

/** How far from a number the words may stand that say whose count it is. */
const OWNER_REACH = 28;
/** How far back the body that "it" or "its" stands for may have spoken, in characters. */
const STILL_SPEAKING = 600;
const POSSESSIVE = /^['’]s?$/;
const PRONOUN = /^(?:its|his|her|their)$/;
const OWN = /(?:^| )(?:its|his|her|their|our|own)(?: own)?$/;

/** What is needed to find out who somebody is. */
export interface Cast {
  readonly scene: Scene;
  readonly world: World;
  /** Statements by the end of their evidence. */
  readonly spoken: readonly Statement[];
}

/**
 * Whose number it is, whoever speaks of it: "by the ministry's count", "by the count of the monitor", "a count by the
 * monitor", "the monitor figure of 3,000", "the ministry's provisional count stood at 773". Null when nobody is said to own it.
 */
export function ownerOf(cast: Cast, phrase: CountPhrase): Source | null {
  const { scene } = cast;
  const { tokens } = scene.page;
  const floor = Math.max(startOf(scene, phrase), phrase.from - OWNER_REACH);
  const limit = Math.min(endOf(scene, phrase), phrase.to + OWNER_REACH);
  for (let k = phrase.to; k < limit && !isBorder(scene, k); k++) {
    if (tokens[k]!.lower === "by") {
      const owner = afterBy(cast, k, limit, phrase.sentence);
      if (owner) return owner;
    }
  }
  for (let k = phrase.from - 1; k >= floor && !isBorder(scene, k); k--) {
    const { lower } = tokens[k]!;
    if (lower === "by") {
      const owner = afterBy(cast, k, phrase.from, phrase.sentence);
      if (owner) return owner;
    }
    if (scene.rules.owned.has(lower) && leadsTo(scene, k + 1, phrase.from)) {
      const owner = beforeNoun(cast, k, floor) ?? holderBefore(cast, k, floor);
      if (owner) return owner;
    }
  }
  return null;
}

/** "by the AP's count", "by the count of the monitor": from the word "by" on. */
function afterBy(cast: Cast, by: number, limit: number, sentence: number): Source | null {
  const { tokens } = cast.scene.page;
  const { owned } = cast.scene.rules;
  for (let k = by + 1; k < limit && k <= by + 9 && tokens[k]?.sentence === sentence; k++) {
    if (tokens[k]!.text === "," || cast.scene.phraseOfToken[k]! >= 0) return null;
    if (!owned.has(tokens[k]!.lower)) continue;
    if (tokens[k + 1]?.lower === "of" || tokens[k + 1]?.lower === "by")
      return beginningAt(cast, k + 2, sentence);
    return beforeNoun(cast, k, by + 1);
  }
  // "a count by the monitor"
  const noun = tokens[by - 1]?.lower ?? "";
  return owned.has(noun) ? beginningAt(cast, by + 1, sentence) : null;
}

/** The owner in front of "count": "the ministry's provisional", "the United Nations", "its". */
function beforeNoun(cast: Cast, noun: number, floor: number): Source | null {
  const { tokens } = cast.scene.page;
  for (let k = noun - 1; k >= floor && k >= noun - 3; k--) {
    const { lower } = tokens[k]!;
    if (PRONOUN.test(lower)) return lastSpeaker(cast, tokens[k]!);
    // "his own group's count": whoever speaks.
    if (POSSESSIVE.test(lower))
      return OWN.test(`${tokens[k - 3]?.lower} ${tokens[k - 2]?.lower}`) ? null : endingAt(cast, k, floor);
    if (k === noun - 1) {
      const mention = actorEndingAt(cast.world, cast.scene, noun);
      if (mention) return sourceOf(cast.world, mention, "stated");
      // "the police figure of 18"
      const described = isBody(cast.scene, k) ? describedBefore(cast.scene, noun, floor) : null;
      if (described) return described;
    }
    if (cast.scene.rules.functional.has(lower) || tokens[k]!.kind !== "word") return null;
  }
  return null;
}

/** "the government has a higher figure, more than 8,500 dead": who has it. */
function holderBefore(cast: Cast, noun: number, floor: number): Source | null {
  const { tokens } = cast.scene.page;
  if (tokens[noun + 1]?.text !== ",") return null;
  for (let k = noun - 1; k >= floor && k >= noun - 4; k--) {
    if (/^(?:has|had|gives|gave|have|keeps)$/.test(tokens[k]!.lower)) return endingAt(cast, k, floor);
  }
  return null;
}

/** Nothing but the verb of a total stands between its name and the number. */
function leadsTo(scene: Scene, from: number, to: number): boolean {
  const { tokens } = scene.page;
  const { rules } = scene;
  if (to - from > 5) return false;
  for (let k = from; k < to; k++) {
    const { lower, text } = tokens[k]!;
    const joint = rules.joints.has(lower) || rules.changes.has(lower) || rules.grammar.auxiliaries.has(lower);
    if (!joint && !rules.grammar.adverbs.has(lower) && !(text === "," && k === from) && lower !== "of")
      return false;
  }
  return true;
}

function isBorder(scene: Scene, k: number): boolean {
  const { text, lower } = scene.page.tokens[k]!;
  return text === ";" || lower === "while" || lower === "but";
}

/** The body that a name or a description right before token `end` stands for. */
export function endingAt(cast: Cast, end: number, floor: number): Source | null {
  const mention = actorEndingAt(cast.world, cast.scene, end);
  if (mention) return sourceOf(cast.world, mention, "stated");
  return describedBefore(cast.scene, end, floor);
}

/** The body whose name or description begins at token `from`. */
export function beginningAt(cast: Cast, from: number, sentence: number): Source | null {
  const { tokens } = cast.scene.page;
  const at = /^(?:the|a|an)$/.test(tokens[from]?.lower ?? "") ? from + 1 : from;
  const next = cast.world.mentions[lastMention(cast.world, tokens[at]?.start ?? 0) + 1];
  if (next && next.actor !== null && next.sentence === sentence && next.from - at <= 3)
    return sourceOf(cast.world, next, "stated");
  for (let k = at; k < at + 4 && tokens[k]?.sentence === sentence; k++) {
    if (isBody(cast.scene, k)) return describedBefore(cast.scene, k + 1, from);
  }
  return null;
}

function actorEndingAt(world: World, scene: Scene, end: number): Mention | null {
  const last = lastMention(world, scene.page.tokens[end - 1]!.end);
  const mention = last >= 0 ? world.mentions[last]! : null;
  return mention && mention.to === end && mention.actor !== null ? mention : null;
}

/** "a local resistance committee", "rescuers", "the UN coordinator in Sudan": a source without a name of its own. */
export function describedBefore(scene: Scene, end: number, floor: number): Source | null {
  const { tokens, text } = scene.page;
  let from = end;
  let body = -1;
  for (let k = end - 1; k >= floor && k > end - 8; k--) {
    const { lower, kind } = tokens[k]!;
    if (kind !== "word" && !POSSESSIVE.test(lower)) break;
    // "our caseworkers" are whoever speaks.
    if (/^(?:our|my)$/.test(lower)) return null;
    if (/^(?:the|a|an|some|several)$/.test(lower)) {
      from = lower === "the" ? k + 1 : k;
      break;
    }
    const place = lower === "in" && k < end - 1;
    if (scene.rules.functional.has(lower) && !place) break;
    if (isBody(scene, k)) body = k;
    from = k;
  }
  if (body < 0 || from >= end) return null;
  // A name or a verb at the end is no head: "the office in Tolmera" is, "the office closed" is not.
  if (body !== end - 1 && tokens[body + 1]!.lower !== "in") return null;
  const span = { start: tokens[from]!.start, end: tokens[end - 1]!.end };
  const words = text.slice(span.start, span.end);
  // A capital that only begins the sentence: "Local reporting", not "Lowland Monitor".
  const opens = tokens[from - 1]?.sentence !== tokens[from]!.sentence && !tokens[from + 1]?.cap;
  const lower = opens && scene.named[from] !== 2 && /^\p{Lu}(?:\p{Ll}| )/u.test(words);
  const name = lower ? words.charAt(0).toLowerCase() + words.slice(1) : words;
  return { name, actorId: null, named: false, role: null, span, basis: "stated" };
}

function isBody(scene: Scene, k: number): boolean {
  const { tokens } = scene.page;
  if (scene.rules.bodies.has(tokens[k]!.lower)) return true;
  const noun = phraseAt(tokens, k, scene.rules.nouns);
  return noun?.value.kind === "person" && noun.length === 1 && noun.value.number !== "one";
}

/** The body that spoke last before a token, where it is close enough for "it", "its" or "the group". */
export function lastSpeaker(cast: Cast, at: { readonly start: number; readonly end: number }): Source | null {
  const spoke = cast.spoken[lastBefore(cast.spoken, at.start)];
  if (!spoke || spoke.evidence.end < at.start - STILL_SPEAKING) return null;
  const actor = cast.world.actors.find(({ id }) => id === spoke.speaker.actorId);
  if (!actor || actor.kind === "person") return null;
  return { ...spoke.speaker, span: { start: at.start, end: at.end }, basis: "inferred" };
}

/** Index of the last statement that ends before `offset`; -1 when there is none. */
function lastBefore(spoken: readonly Statement[], offset: number): number {
  let low = 0;
  let high = spoken.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spoken[middle]!.evidence.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the last mention that ends at or before `end`; -1 when there is none. */
export function lastMention(world: World, end: number): number {
  let low = 0;
  let high = world.mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (world.mentions[middle]!.end <= end) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The actor of a mention as a source. The mention must have one. */
export function sourceOf(world: World, mention: Mention, basis: Source["basis"]): Source {
  const actor = world.actors[mention.actor ?? -1]!;
  const { start, end } = mention;
  return {
    name: actor.name,
    actorId: actor.id,
    named: true,
    role: actor.roles[0] ?? null,
    span: { start, end },
    basis,
  };
}
