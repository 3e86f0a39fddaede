import type { Facts } from "./facts.ts";
import { foldName } from "./gazetteer.ts";
import type { Topic } from "./topic.ts";

/** Longer names share their term with others that begin alike: more is looked through than belongs, never less. */
const LONGEST = 120;
/** As sides are told apart (see sides.ts): a word of a people is its state's name and a few letters more. */
const LONGEST_ENDING = 4;
const SHORTEST_STEM = 4;

/**
 * What an article can be found by, besides its words: `at:cd:goma` and `at:goma` a place by its name, `in:cd` and
 * `in:cd:north_kivu` where places lie, `by:m23` an actor, `of:rwanda` an office or body of one. Each once, in order (and see `unreadTerm`).
 */
export function termsOfFacts(facts: Facts): readonly string[] {
  const terms = new Set<string>();
  for (const { name, aliases, country, admin1 } of facts.places) {
    const code = country ?? "";
    for (const form of foldedForms(name, aliases)) {
      terms.add(term("at", form));
      terms.add(term("at", code, form));
    }
    if (country === null) continue;
    terms.add(term("in", code));
    if (admin1 !== null) terms.add(term("in", code, foldName(admin1)));
  }
  for (const { name, aliases, roles, kind } of facts.actors) {
    for (const form of foldedForms(name, aliases)) terms.add(actorTerm(form));
    const titles = kind === "person" ? roles : [name, ...aliases, ...roles];
    for (const stem of titles.flatMap(stemsOfNames)) terms.add(officeTerm(stem));
  }
  return [...terms];
}

/** The terms of which an article on a place or an actor has at least one (see `placeInTopic`); [] for words. */
export function termsOfTopic(topic: Topic): readonly string[] {
  const { kind, names, level, country, admin1 } = topic;
  if (kind === "words") return [];
  if (kind === "actor") return names.map(actorTerm);
  if (country === null) return names.map((name) => term("at", name));
  const terms = names.flatMap((name) => [term("at", country, name), term("at", "", name)]);
  if (level === "country") terms.push(term("in", country));
  const regions = admin1 === null ? names : [...names, foldName(admin1)];
  if (level === "admin1") terms.push(...regions.map((region) => term("in", country, region)));
  return [...new Set(terms)];
}

/** The term of articles that name an actor; `name` as printed or folded. */
export function actorTerm(name: string): string {
  return term("by", foldName(name));
}

/** The term of articles that name an office or a body of `name`: "Kivalian President" is one of Kivalia. */
export function officeTerm(name: string): string {
  return term("of", foldName(name));
}

/** The capitalised words of a title without up to so many last letters: "Kivalian" is "kivalian", "kivalia", "kivali" … */
function stemsOfNames(title: string): string[] {
  const words = title.match(/\p{Lu}[\p{L}\p{M}]+/gu) ?? [];
  return words
    .map(foldName)
    .flatMap((word) =>
      Array.from({ length: LONGEST_ENDING + 1 }, (_, cut) => word.slice(0, word.length - cut)).filter(
        (stem) => stem.length >= SHORTEST_STEM,
      ),
    );
}

/** The term of articles in a language nobody reads. */
export function unreadTerm(language: string): string {
  return term("unread", foldName(language));
}

function term(...parts: readonly string[]): string {
  return parts.join(":").toLowerCase().replaceAll(" ", "_").slice(0, LONGEST).toWellFormed();
}

function foldedForms(name: string, aliases: readonly string[]): Set<string> {
  return new Set([name, ...aliases].map(foldName).filter((form) => form !== ""));
}
