import type { Figure } from "../facts.ts";
import { foldName } from "../gazetteer.ts";
import type { DigestWords } from "./words.ts";

/** Who is counted: a known group, or a noun of its own, or (both null) people in general. */
export interface Counted {
  readonly group: string | null;
  /** Folded head words when they are neither a known group nor a general word ("traders and herders"). */
  readonly noun: string | null;
}

/** How far before a number "the army's losses" may stand, in characters. */
const LOSSES_REACH = 40;

/** "Put the army's losses at six dead": the group whose dead they are; null where the text does not say so. */
export function lossesOf(figure: Figure, sentence: string, words: DigestWords): string | null {
  if (figure.metric !== "killed" && figure.metric !== "injured") return null;
  const at = figure.evidence.start - figure.sentence.start;
  const before = foldName(sentence.slice(Math.max(0, at - LOSSES_REACH), at).replaceAll(/['’]s\b/gu, ""));
  const owner = / ?(.*) (?:own )?(?:losses|casualties)(?: \S+){0,3}$/u.exec(before)?.[1];
  if (owner === undefined) return null;
  const owners = Object.entries(words.lossOwners);
  return owners.find(([, forms]) => forms.some((form) => ` ${owner}`.endsWith(` ${form}`)))?.[0] ?? null;
}

/**
 * Makes a reader of counted words. Adjectives may stand before the noun ("government troops", "young women");
 * two groups in one count ("women and children") are a group of their own, never one of the two.
 */
export function makeCountedReader(words: DigestWords): (counted: string | null) => Counted {
  const groups = Object.entries(words.groups).map(([name, forms]) => ({
    name,
    forms: forms.map(foldName),
  }));
  const general = new Set(words.general);
  const modifiers = new Set(words.modifiers);
  const afterHead = new Set(words.afterHead);
  return (counted) => {
    const all = counted === null ? "" : foldName(counted);
    if (all === "") return { group: null, noun: null };
    const whole = groups.find(({ forms }) =>
      forms.some((form) => form.includes(" ") && ` ${all} `.includes(` ${form} `)),
    );
    if (whole !== undefined) return { group: whole.name, noun: null };
    // "Kivali soldiers in captivity" are soldiers: the head stands before the first preposition.
    const end = all.split(" ").findIndex((word) => afterHead.has(word));
    const head = end < 0 ? all : all.split(" ").slice(0, end).join(" ");
    const parts = (head === "" ? all : head).split(" and ");
    const found = parts.map(
      (part) => groups.find(({ forms }) => part.split(" ").some((word) => forms.includes(word)))?.name,
    );
    const known = [...new Set(found.filter((name) => name !== undefined))].sort();
    if (known.length > 0 && !found.includes(undefined)) return { group: known.join(" and "), noun: null };
    const nouns = parts.map((part) =>
      part
        .split(" ")
        .filter((word) => !modifiers.has(word) && !/^\d/.test(word))
        .join(" "),
    );
    const own = nouns.filter((noun) => noun !== "").join(" and ");
    return {
      group: null,
      noun: own === "" || own.split(" ").some((word) => general.has(word)) ? null : own,
    };
  };
}
