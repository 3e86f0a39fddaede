import type { Actor, ActorKind, Source } from "../../facts.ts";
import { tokenAt } from "../../text/page.ts";
import type { Mention } from "../world.ts";
import { lowerAt, type Scene, token } from "./scene.ts";
import { sourceOfMention } from "./source-of-mention.ts";
import type { Subject } from "./subjects.ts";

/** What has been said so far, for "he", "the minister", "the diplomats". */
export interface Discourse {
  /** Sources in the order in which they spoke. */
  readonly spoken: Source[];
  /** "he" or "she" for persons whose pronoun the text has shown, by actor id or description. */
  readonly pronouns: Map<string, Record<Pronoun, number>>;
  /** First-person plural and "this newspaper": the body that publishes the text. */
  readonly publisher: string;
}

export type Pronoun = "he" | "she";
/** Counts a use of a pronoun for a person: one stray "he" must not outweigh three times "she". */
export function notePronoun(discourse: Discourse, key: string, pronoun: Pronoun): void {
  const seen = discourse.pronouns.get(key) ?? { he: 0, she: 0 };
  discourse.pronouns.set(key, { ...seen, [pronoun]: seen[pronoun] + 1 });
}

function shownPronoun(discourse: Discourse, key: string): Pronoun | null {
  const seen = discourse.pronouns.get(key);
  if (!seen || seen.he === seen.she) return null;
  return seen.he > seen.she ? "he" : "she";
}

export type Sort = "person" | "group";

export function sortOf(actor: Actor): Sort {
  return actor.kind === "person" ? "person" : "group";
}

/**
 * "he", "she", "it": the last speaker of that sort, unless a fitting subject was named since. Nobody whom the text
 * has called by the other pronoun ("spokeswoman", an earlier "she") is a candidate.
 */
export function anaphor(
  scene: Scene,
  subject: Subject,
  discourse: Discourse,
  sort: Sort,
  span: Source["span"],
  kinds: ReadonlySet<ActorKind> | null = null,
): Source | null {
  const here = token(scene, subject.from)!;
  const pronoun = sort === "person" ? pronounOf(here.lower) : null;
  const candidate = (source: Source) =>
    fits(scene, source, sort) &&
    ofKind(scene, source, kinds) &&
    !contradicts(scene, discourse, source, pronoun);
  const lastSpoken = discourse.spoken.slice(-6).reverse().find(candidate);
  const shown = pronoun
    ? shownNearby(scene, discourse, subject.from, here.sentence - 2, pronoun, span)
    : null;
  if (shown && (!lastSpoken?.span || sentenceAt(scene, lastSpoken.span.start) < here.sentence - 2))
    return shown;
  const mention = lastMention(scene, subject.from, sort, here.sentence - 3, kinds);
  const named = mention ? sourceOfMention(scene, mention, span, "inferred") : null;
  const since = mention !== null && (!lastSpoken?.span || mention.start > lastSpoken.span.end);
  // A person named after the last speaker, as subject of a sentence, takes over the pronoun.
  const found =
    named && (!lastSpoken || since) && !contradicts(scene, discourse, named, pronoun) ? named : lastSpoken;
  if (!found) return null;
  if (pronoun) notePronoun(discourse, found.actorId ?? found.name, pronoun);
  return { ...found, span, basis: "inferred" };
}

/** The one person named in the sentences just before whom the text calls by this pronoun ("Mrs Oruvell … she"). */
function shownNearby(
  scene: Scene,
  discourse: Discourse,
  before: number,
  sentenceFrom: number,
  pronoun: Pronoun,
  span: Source["span"],
): Source | null {
  let found: Source | null = null;
  for (let i = indexBefore(scene, before); i >= 0; i--) {
    const mention = scene.world.mentions[i]!;
    if (mention.sentence < sentenceFrom) break;
    if (mention.actor === null || sortOf(scene.world.actors[mention.actor]!) !== "person") continue;
    const source = sourceOfMention(scene, mention, span, "inferred");
    if ((shownPronoun(discourse, source.actorId!) ?? shownByRole(scene, source)) !== pronoun) continue;
    if (found && found.actorId !== source.actorId) return null;
    found = { ...source, span };
  }
  return found;
}

function sentenceAt(scene: Scene, offset: number): number {
  return scene.page.tokens[tokenAt(scene.page, offset)]?.sentence ?? 0;
}

function pronounOf(word: string): Pronoun | null {
  if (/^(?:he|him|his)$/.test(word)) return "he";
  return /^(?:she|her)$/.test(word) ? "she" : null;
}

function contradicts(scene: Scene, discourse: Discourse, source: Source, pronoun: Pronoun | null): boolean {
  if (pronoun === null) return false;
  const known = shownPronoun(discourse, source.actorId ?? source.name) ?? shownByRole(scene, source);
  return known !== null && known !== pronoun;
}

/** What the titles and roles of a source say: "Ms", "spokesman". */
function shownByRole(scene: Scene, source: Source): Pronoun | null {
  const actor = source.actorId === null ? undefined : scene.actorById.get(source.actorId);
  const words = [
    source.role ?? "",
    source.actorId === null ? source.name : "",
    ...(actor?.roles ?? []),
    ...(actor?.aliases ?? []),
  ];
  for (const word of words
    .join(" ")
    .toLowerCase()
    .split(/[^\p{L}]+/u)) {
    if (scene.reporting.heWords.has(word)) return "he";
    if (scene.reporting.sheWords.has(word)) return "she";
  }
  return null;
}

function ofKind(scene: Scene, source: Source, kinds: ReadonlySet<ActorKind> | null): boolean {
  if (kinds === null) return true;
  if (source.actorId === null) return false;
  const actor = scene.actorById.get(source.actorId);
  return actor !== undefined && kinds.has(actor.kind);
}

export function fits(scene: Scene, source: Source, sort: Sort): boolean {
  if (source.actorId !== null) {
    const actor = scene.actorById.get(source.actorId);
    return actor !== undefined && sortOf(actor) === sort;
  }
  const words = source.name.split(" ");
  const head = words.at(-1) ?? "";
  const plural =
    scene.reporting.pluralSources.has(head) || words.some((word) => scene.reporting.pluralSources.has(word));
  if (plural) return false;
  // A bare name that nobody could type ("Kremlin") is no "she".
  const person = source.named
    ? source.role !== null
    : words.some((word) => scene.reporting.personRoles.has(word));
  const group = words.some((word) => scene.reporting.groupRoles.has(word)) && !person;
  return sort === "group" ? group : person;
}

function lastMention(
  scene: Scene,
  before: number,
  sort: Sort,
  sentenceFrom: number,
  kinds: ReadonlySet<ActorKind> | null,
): Mention | null {
  let i = indexBefore(scene, before);
  const here = token(scene, before)!.sentence;
  const inserted = sort === "group" && lowerAt(scene, before - 1) === ",";
  for (let hops = 0; i >= 0 && hops < 24; i--, hops++) {
    const mention = scene.world.mentions[i]!;
    if (mention.sentence < sentenceFrom) return null;
    // "Orvany, it added, had moved troops": what is told about is not who tells it.
    if (inserted && mention.sentence === here) continue;
    if (mention.actor === null || mention.from < 0) continue;
    // Inside a quotation, or owning something else ("M23's order"), it is not who the text speaks of.
    if (scene.quoteOf[mention.from]! >= 0 || lowerAt(scene, mention.to) === "'s") continue;
    if (kinds !== null && !kinds.has(scene.world.actors[mention.actor]!.kind)) continue;
    if (sortOf(scene.world.actors[mention.actor]!) === sort && opensSentence(scene, mention)) return mention;
  }
  return null;
}

/** Index of the last mention that begins before a token, or -1. Binary search. */
export function indexBefore(scene: Scene, tokenIndex: number): number {
  let low = 0;
  let high = scene.world.mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scene.world.mentions[middle]!.from < tokenIndex) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A mention before the first finite verb of its sentence is taken for its subject. */
function opensSentence(scene: Scene, mention: Mention): boolean {
  const sentence = scene.page.sentences[mention.sentence];
  if (!sentence || mention.from < sentence.from) return false;
  if (mention.from - sentence.from > 12) return false;
  for (let i = sentence.from; i < mention.from; i++) {
    if (scene.quoteOf[i]! >= 0 && scene.quoteOf[mention.from]! < 0) return true;
    const lower = lowerAt(scene, i);
    if (scene.grammar.auxiliaries.has(lower) || scene.grammar.pastVerbs.has(lower)) return false;
    if (scene.reporting.verbs.has(lower) && !scene.reporting.ambiguous.has(lower)) return false;
  }
  return true;
}

/** "they": the last plural or collective source. */
export function pluralAnaphor(
  scene: Scene,
  subject: Subject,
  discourse: Discourse,
  span: Source["span"],
): Source | null {
  for (let i = discourse.spoken.length - 1; i >= Math.max(0, discourse.spoken.length - 6); i--) {
    const source = discourse.spoken[i]!;
    if (source.name.split(" ").some((word) => scene.reporting.pluralSources.has(word)))
      return { ...source, span, basis: "inferred" };
  }
  return anaphor(scene, subject, discourse, "group", span);
}
