import type { Actor } from "../../facts.ts";
import type { Mention } from "../world.ts";
import type { NamesInput } from "./name-span.ts";
import { phraseAt } from "./name-words.ts";

/** A short form in the text: its mention and the words as printed, article included. */
export interface ShortForm {
  readonly mention: Mention;
  readonly alias: string;
}

/**
 * "The army", "the council", "the ministry": the head word of exactly one organisation that was named before.
 * With two ministries in the text "the ministry" stays unread. One pass over the tokens.
 */
export function readShortForms(
  input: NamesInput,
  mentions: readonly Mention[],
  actors: readonly Actor[],
): ShortForm[] {
  const { tokens } = input.page;
  const owners = headsOf(actors);
  const found: ShortForm[] = [];
  let next = 0;
  const named = new Set<number>();
  for (let k = 1; k < tokens.length; k++) {
    while (next < mentions.length && mentions[next]!.to <= k) {
      const { actor } = mentions[next]!;
      if (actor !== null) named.add(actor);
      next++;
    }
    const token = tokens[k]!;
    const article = tokens[k - 1]!;
    if (token.kind !== "word" || article.lower !== "the" || article.sentence !== token.sentence) continue;
    const actor = owners.small.get(token.lower) ?? (token.cap ? owners.capital.get(token.lower) : undefined);
    if (actor === undefined || actor === null || !named.has(actor) || isModifier(input, k)) continue;
    const inside = mentions[next];
    if (inside && inside.from <= k && inside.to > k) continue;
    found.push({
      mention: {
        start: token.start,
        end: token.end,
        from: k,
        to: k + 1,
        sentence: token.sentence,
        text: token.text,
        type: "org",
        actor,
        place: null,
        role: null,
      },
      alias: input.page.text.slice(article.start, token.end),
    });
  }
  return found;
}

const SHORT_HEADS =
  /^(?:army|military|navy|police|ministry|government|council|commission|committee|court|parliament|party|union|movement|front|federation|association|league|agency|office|organisation|organization|institute|mission|service|authority|group|monitor|observatory|collective|charity|network|coalition|alliance|administration|junta|broadcaster|newspaper|secretariat|directorate|centre|center)$/;

interface Owners {
  /** Head word → the one organisation that has it, or null when several do. */
  readonly small: ReadonlyMap<string, number | null>;
  /** The same for any word that heads a name: with a capital, "the Lions" are the Tarsk Lions. */
  readonly capital: ReadonlyMap<string, number | null>;
}

function headsOf(actors: readonly Actor[]): Owners {
  const small = new Map<string, number | null>();
  const capital = new Map<string, number | null>();
  for (const [index, actor] of actors.entries()) {
    if (actor.kind === "person" || actor.kind === "state") continue;
    const words = actor.name.toLowerCase().split(/\s+/);
    const members = words[words.indexOf("of") + 1]!;
    // "Council of Elders": with a capital "the Elders" are the council.
    const heads =
      words.includes("of") && /s$/u.test(members) ? [...headWords(actor), members] : headWords(actor);
    for (const head of heads) {
      const list = SHORT_HEADS.test(head) ? small : capital;
      list.set(head, list.has(head) && list.get(head) !== index ? null : index);
    }
  }
  return { small, capital };
}

/** The words that head an actor's names, in lower case: the last one, or the one before "of". */
export function headWords(actor: Actor): string[] {
  const heads = new Set<string>();
  for (const form of [actor.name, ...actor.aliases]) {
    const words = form.toLowerCase().split(/\s+/);
    if (words.length < 2) continue;
    const linked = words.findIndex((word) => /^(?:of|for|on|in|against)$/.test(word));
    heads.add(linked > 0 ? words[linked - 1]! : words.at(-1)!);
  }
  return [...heads];
}

/** "the army chief", "the police station", "the government of X": the noun belongs to another one. */
function isModifier(input: NamesInput, k: number): boolean {
  const next = input.page.tokens[k + 1];
  if (next?.kind !== "word" || next.sentence !== input.page.tokens[k]!.sentence) return false;
  if (next.lower === "of" || next.cap) return true;
  const { words } = input;
  return (
    words.titleHeads.has(next.lower) ||
    words.people.has(next.lower) ||
    words.facilities.has(next.lower) ||
    phraseAt(input.page.tokens, k + 1, k + 2, words.described) !== null
  );
}
