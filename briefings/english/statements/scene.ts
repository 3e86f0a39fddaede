import type { Actor } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { Sentence } from "../../text/sentences.ts";
import type { Token } from "../../text/tokens.ts";
import type { Grammar } from "../grammar.ts";
import type { DateMention, Mention, World } from "../world.ts";
import type { Reporting } from "./reporting-words.ts";

/** Everything the statement reader looks at, with look-ups by token index. */
export interface Scene {
  readonly page: Page;
  readonly world: World;
  readonly grammar: Grammar;
  readonly reporting: Reporting;
  /** Index of the quotation a token stands in (marks included), or -1. */
  readonly quoteOf: Int32Array;
  /** Index of the mention a token stands in, or -1. */
  readonly mentionOf: Int32Array;
  /** Index of the date a token stands in, or -1. */
  readonly dateOf: Int32Array;
  readonly dates: readonly DateMention[];
  readonly actorById: ReadonlyMap<string, Actor>;
}

export function setScene(
  page: Page,
  world: World,
  dates: readonly DateMention[],
  grammar: Grammar,
  reporting: Reporting,
): Scene {
  const quoteOf = new Int32Array(page.tokens.length).fill(-1);
  let quote = 0;
  for (const [i, token] of page.tokens.entries()) {
    while (quote < page.quotes.length && page.quotes[quote]!.end <= token.start) quote++;
    const current = page.quotes[quote];
    if (current && token.start >= current.start && token.end <= current.end) quoteOf[i] = quote;
  }
  const mentionOf = new Int32Array(page.tokens.length).fill(-1);
  for (const [i, mention] of world.mentions.entries()) mentionOf.fill(i, mention.from, mention.to);
  const dateOf = new Int32Array(page.tokens.length).fill(-1);
  for (const [i, date] of dates.entries()) dateOf.fill(i, date.from, date.to);
  const actorById = new Map(world.actors.map((actor) => [actor.id, actor]));
  return { page, world, grammar, reporting, quoteOf, mentionOf, dateOf, dates, actorById };
}

export function token(scene: Scene, i: number): Token | undefined {
  return scene.page.tokens[i];
}

export function lowerAt(scene: Scene, i: number): string {
  return scene.page.tokens[i]?.lower ?? "";
}

export function sentenceOf(scene: Scene, i: number): Sentence {
  return scene.page.sentences[scene.page.tokens[i]!.sentence]!;
}

export function mentionAt(scene: Scene, i: number): Mention | null {
  const index = scene.mentionOf[i] ?? -1;
  return index < 0 ? null : scene.world.mentions[index]!;
}
