import type { Metric } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import { phraseAt } from "../numbers/phrases.ts";
import type { CountPhrase } from "./phrase.ts";
import type { FigureRules, Tag } from "./words.ts";

/** How far a clause is followed from a phrase, in tokens: look-around stays linear however long a sentence is. */
export const CLAUSE_REACH = 48;

/** All that the readers of one article's figures share. */
export interface Scene {
  readonly page: Page;
  readonly rules: FigureRules;
  /** Candidates in order of their place. */
  readonly phrases: readonly CountPhrase[];
  /** Index into `phrases` of the phrase that covers a token, or -1. */
  readonly phraseOfToken: Int32Array;
  /** 1 where a token belongs to a date, 2 where to a name of a place, person or body. */
  readonly named: Uint8Array;
}

/** What a clause says of a phrase. */
export interface Finding {
  readonly metric: Metric;
  readonly tag: Tag;
  /** Token at which the telling word begins. */
  readonly at: number;
  readonly negated: boolean;
  /** Under a modal or a plan: not (yet) so. */
  readonly open: boolean;
}

export const BE =
  /^(?:was|were|is|are|be|been|being|am|get|got|gets|remain|remains|remained|wasn't|weren't|isn't|aren't|'re|stay|stayed|became|become)$/;

/** Tags that can be said of what the phrase counts. */
export function suits(tag: Tag, phrase: CountPhrase): boolean {
  const facility = tag.metric === "attacked_facilities";
  return phrase.noun?.kind === "facility" ? facility : !facility;
}

/** The tag that decides where a word has several: a metric before `other`, then act, move, state. */
export function pick(tags: readonly Tag[]): Tag | null {
  let best: Tag | null = null;
  for (const tag of tags) {
    if (tag.role !== "act" && tag.role !== "move" && tag.role !== "state") continue;
    if (!best || (best.metric === "other" && tag.metric !== "other")) best = tag;
  }
  return best;
}

/** Whether an object of a verb begins at token `j`: a number, a determiner, a person, a name; not a date or a preposition. */
export function isObjectStart(scene: Scene, j: number): boolean {
  const token = scene.page.tokens[j];
  if (!token || token.sentence !== scene.page.tokens[j - 1]?.sentence) return false;
  if (scene.named[j] === 1) return false;
  if (scene.phraseOfToken[j]! >= 0) return true;
  if (token.kind !== "word") {
    // A closing mark opens nothing: '"38 men killed".'
    return token.text === "“" || (token.text === '"' && token.start > scene.page.tokens[j - 1]!.end);
  }
  const { grammar } = scene.rules;
  if (/^(?:him|them|us|me|her|himself|themselves)$/.test(token.lower)) return true;
  if (
    grammar.prepositions.has(token.lower) ||
    grammar.conjunctions.has(token.lower) ||
    grammar.adverbs.has(token.lower)
  )
    return false;
  if (grammar.determiners.has(token.lower)) return true;
  if (phraseAt(scene.page.tokens, j, scene.rules.nouns)?.value.kind === "person") return true;
  return scene.named[j] === 2;
}

export function startOf(scene: Scene, phrase: CountPhrase): number {
  return scene.page.sentences[phrase.sentence]!.from;
}

export function endOf(scene: Scene, phrase: CountPhrase): number {
  return scene.page.sentences[phrase.sentence]!.to;
}
