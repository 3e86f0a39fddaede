import { z } from "zod";
import { Metric } from "../../facts.ts";
import type { Token } from "../../text/tokens.ts";
import { type Phrases, phraseAt, phraseEndingAt, phrasesOf } from "../numbers/phrases.ts";

const list = z.array(z.string());

/** The words that tell one metric; every part may be left out where a metric has none. */
const MetricWords = z.object({
  /** What somebody does to people ("kill"), and the same in several words ("shot dead"). */
  acts: list.default([]),
  actPhrases: list.default([]),
  /** What people do or undergo themselves ("die", "flee"). */
  moves: list.default([]),
  movePhrases: list.default([]),
  /** What people are ("dead", "unaccounted for"). */
  states: list.default([]),
  /** Nouns whose count is the figure ("deaths", "bodies"). */
  nouns: list.default([]),
  /** Nouns that say it of the people behind "of" ("the killing of"). */
  events: list.default([]),
  /** Names of running totals ("death toll"). */
  totals: list.default([]),
  /** People named by their state ("refugees"): used when the clause says nothing stronger. */
  holders: list.default([]),
});

/** Words of figures, as in `seeds/words/en/figures.json`. */
export const FigureWords = z.object({
  people: list,
  collective: list,
  households: list,
  facilities: list,
  notPeople: list,
  metrics: z.record(Metric, MetricWords),
  /** Classes of what is said of people on the move: verbs inflect, phrases stand as they are. */
  terms: z.record(z.string(), z.object({ verbs: list, phrases: list })),
  /** "in the east", "nationwide": areas without a name; compass words before a name ("eastern"). */
  areas: z.object({ openers: list, extents: list, modifiers: list, nouns: list, whole: list, compass: list }),
  /** Words that show a name to be no scene: an office "in" a country, talks "in" a city. */
  bystanders: z.object({ posts: list, talks: list }),
  /** Nouns by which a number belongs to somebody ("the ministry's count"), and nouns of bodies that count. */
  owned: list,
  bodies: list,
  /** Words by which a speaker contests another's number. */
  disputes: list,
  loses: list,
  losable: list,
  /** Office holders: they meet and travel, and are counted only when something befalls them. */
  officials: list,
  toll: z.object({ changes: list, joints: list, counts: list }),
  subsets: list,
  increments: list,
  daily: list,
  bases: list,
  retractions: list,
  denials: list,
  past: list,
  hypotheses: list,
  capacities: list,
  prospects: list,
  certain: list,
  /** Verbs that end a state: "22 hostages were freed" are hostages no longer. */
  leaves: list,
  /** "forced 2,500 people out of their homes": the verb, and what stands behind the people. */
  forces: list,
  /** "sustained minor wounds": the verb, and the noun of harm. */
  suffers: list,
  harms: list,
  away: list,
  /** "leaving 9,000 people in the open": what stands behind those who were left without a home. */
  exposed: list,
  speech: list,
  findings: list,
  grammar: z.object({
    determiners: list,
    prepositions: list,
    conjunctions: list,
    breaks: list,
    auxiliaries: list,
    modals: list,
    pronouns: list,
    negations: list,
    adverbs: list,
    objectPrepositions: list,
  }),
});
export type FigureWords = z.infer<typeof FigureWords>;

type TagRole = "act" | "move" | "state" | "noun" | "event" | "total" | "holder";
type VerbForm = "base" | "s" | "past" | "ing" | "none";

/** What a word or phrase says about people. */
export interface Tag {
  readonly metric: Metric;
  readonly role: TagRole;
  readonly form: VerbForm;
  readonly length: number;
}

/** What kind of thing a noun names, and whether the form is singular, plural or either. */
export interface NounTag {
  readonly kind: "person" | "household" | "facility" | "thing";
  readonly number: "one" | "many" | "both";
}

type Grammar = {
  readonly [K in keyof FigureWords["grammar"]]: ReadonlySet<string>;
};

/** Figure words made ready for reading; build once with `compileFigures`. */
export interface FigureRules {
  readonly tags: Phrases<readonly Tag[]>;
  readonly nouns: Phrases<NounTag>;
  readonly grammar: Grammar;
  readonly functional: ReadonlySet<string>;
  readonly terms: Phrases<string>;
  readonly areas: {
    readonly [K in "openers" | "modifiers" | "nouns" | "whole" | "compass"]: ReadonlySet<string>;
  } & { readonly extents: Phrases<true> };
  readonly bystanders: { readonly posts: ReadonlySet<string>; readonly talks: ReadonlySet<string> };
  readonly owned: ReadonlySet<string>;
  readonly bodies: ReadonlySet<string>;
  readonly disputes: Phrases<true>;
  readonly loses: ReadonlySet<string>;
  readonly losable: ReadonlySet<string>;
  readonly officials: ReadonlySet<string>;
  readonly changes: ReadonlySet<string>;
  readonly joints: ReadonlySet<string>;
  readonly counts: ReadonlySet<string>;
  readonly subsets: Phrases<true>;
  readonly increments: ReadonlySet<string>;
  readonly daily: Phrases<true>;
  readonly bases: Phrases<true>;
  readonly retractions: Phrases<true>;
  readonly denials: ReadonlySet<string>;
  readonly past: ReadonlySet<string>;
  readonly hypotheses: Phrases<true>;
  readonly capacities: Phrases<true>;
  readonly prospects: Phrases<true>;
  readonly certain: ReadonlySet<string>;
  readonly leaves: ReadonlySet<string>;
  readonly suffers: ReadonlySet<string>;
  readonly harms: ReadonlySet<string>;
  readonly forces: ReadonlySet<string>;
  readonly away: Phrases<true>;
  readonly exposed: Phrases<true>;
  readonly speech: ReadonlySet<string>;
  readonly findings: ReadonlySet<string>;
}

/** Checks and compiles the word list. Throws a ZodError that names the wrong entry. */
export function compileFigures(json: unknown): FigureRules {
  const words = FigureWords.parse(json);
  const grammar = compileGrammar(words.grammar);
  const functional = new Set<string>();
  for (const kind of [
    "determiners",
    "prepositions",
    "conjunctions",
    "auxiliaries",
    "pronouns",
    "negations",
  ] as const) {
    for (const word of grammar[kind]) functional.add(word);
  }
  const all = (items: readonly string[]): Phrases<true> =>
    phrasesOf(items.map((item) => [item, true] as const));
  return {
    tags: compileTags(words),
    nouns: compileNouns(words),
    grammar,
    functional,
    terms: phrasesOf(
      Object.entries(words.terms).flatMap(([term, { verbs, phrases }]) =>
        [...verbs.flatMap((verb) => Object.keys(verbForms(verb))), ...phrases].map(
          (phrase) => [phrase, term] as const,
        ),
      ),
    ),
    areas: {
      openers: new Set(words.areas.openers),
      extents: all(words.areas.extents),
      modifiers: new Set(words.areas.modifiers),
      nouns: new Set(words.areas.nouns),
      whole: new Set(words.areas.whole),
      compass: new Set(words.areas.compass),
    },
    bystanders: { posts: new Set(words.bystanders.posts), talks: new Set(words.bystanders.talks) },
    owned: new Set(words.owned),
    bodies: new Set(words.bodies),
    disputes: all(words.disputes),
    loses: new Set(words.loses.flatMap((verb) => Object.keys(verbForms(verb)))),
    losable: new Set(words.losable.flatMap((noun) => nounForms(noun))),
    officials: new Set(words.officials.flatMap((noun) => nounForms(noun))),
    changes: new Set(words.toll.changes.flatMap((verb) => Object.keys(verbForms(verb)))),
    joints: new Set(words.toll.joints),
    counts: new Set(words.toll.counts),
    subsets: all(words.subsets),
    increments: new Set(words.increments),
    daily: all(words.daily),
    bases: all(words.bases),
    retractions: all(words.retractions),
    denials: new Set(words.denials),
    past: new Set(words.past),
    hypotheses: all(words.hypotheses),
    capacities: all(words.capacities),
    prospects: all(words.prospects),
    certain: new Set(words.certain),
    suffers: new Set(words.suffers.flatMap((verb) => Object.keys(verbForms(verb)))),
    harms: new Set(words.harms.flatMap((noun) => nounForms(noun))),
    forces: new Set(words.forces.flatMap((verb) => Object.keys(verbForms(verb)))),
    away: all(words.away),
    exposed: all(words.exposed),
    leaves: new Set(words.leaves.flatMap((verb) => Object.keys(verbForms(verb)))),
    speech: new Set(words.speech),
    findings: new Set(words.findings.flatMap((verb) => Object.keys(verbForms(verb)))),
  };
}

function compileGrammar(words: FigureWords["grammar"]): Grammar {
  return {
    determiners: new Set(words.determiners),
    prepositions: new Set(words.prepositions),
    conjunctions: new Set(words.conjunctions),
    breaks: new Set(words.breaks),
    auxiliaries: new Set(words.auxiliaries),
    modals: new Set(words.modals),
    pronouns: new Set(words.pronouns),
    negations: new Set(words.negations),
    adverbs: new Set(words.adverbs),
    objectPrepositions: new Set(words.objectPrepositions),
  };
}

function compileTags(words: FigureWords): Phrases<readonly Tag[]> {
  const tags = new Map<string, Tag[]>();
  const add = (phrase: string, metric: Metric, role: TagRole, form: VerbForm): void => {
    const tag = { metric, role, form, length: phrase.split(" ").length };
    const known = tags.get(phrase);
    if (known) known.push(tag);
    else tags.set(phrase, [tag]);
  };
  for (const metric of Metric.options) {
    const entry = words.metrics[metric];
    for (const verb of entry.acts)
      for (const [form, name] of Object.entries(verbForms(verb))) add(form, metric, "act", name);
    for (const phrase of entry.actPhrases) add(phrase, metric, "act", "past");
    for (const verb of entry.moves)
      for (const [form, name] of Object.entries(verbForms(verb))) add(form, metric, "move", name);
    for (const phrase of entry.movePhrases)
      add(phrase, metric, "move", /^\w+ing /.test(phrase) ? "ing" : "past");
    for (const phrase of entry.states) add(phrase, metric, "state", "none");
    for (const noun of entry.nouns)
      for (const form of new Set(nounForms(noun))) add(form, metric, "noun", "none");
    for (const noun of entry.events) add(noun, metric, "event", "none");
    for (const noun of entry.totals) add(noun, metric, "total", "none");
    for (const noun of entry.holders)
      for (const form of new Set(nounForms(noun))) add(form, metric, "holder", "none");
  }
  return phrasesOf(tags);
}

function compileNouns(words: FigureWords): Phrases<NounTag> {
  const nouns = new Map<string, NounTag>();
  const add = (items: readonly string[], kind: NounTag["kind"]): void => {
    for (const item of items) {
      const [one, many] = nounForms(item);
      const number = one === many ? "both" : "one";
      if (!nouns.has(one!)) nouns.set(one!, { kind, number });
      if (!nouns.has(many!)) nouns.set(many!, { kind, number: "many" });
    }
  };
  for (const item of words.collective) nouns.set(item, { kind: "person", number: "both" });
  add(words.people, "person");
  add(words.households, "household");
  add(words.facilities, "facility");
  add(words.notPeople, "thing");
  return phrasesOf(nouns);
}

/** Singular and plural of "child/children" or of a regular noun; a phrase inflects its last word. */
function nounForms(entry: string): readonly string[] {
  const slash = entry.indexOf("/");
  if (slash > 0) return [entry.slice(0, slash), entry.slice(slash + 1)];
  if (/(?:s|x|ch|sh)$/.test(entry)) return [entry, `${entry}es`];
  if (/[^aeiou]y$/.test(entry)) return [entry, `${entry.slice(0, -1)}ies`];
  return [entry, `${entry}s`];
}

/** All forms of "kidnap/kidnapped/kidnapped" or of a regular verb, each with its name. */
function verbForms(entry: string): Record<string, VerbForm> {
  const [base = "", past = regularPast(base), participle = past] = entry.split("/");
  const forms: Record<string, VerbForm> = {
    [thirdPerson(base)]: "s",
    [gerund(base, past)]: "ing",
    [base]: "base",
  };
  forms[past] = "past";
  forms[participle] = "past";
  return forms;
}

function regularPast(base: string): string {
  if (base.endsWith("e")) return `${base}d`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

function thirdPerson(base: string): string {
  if (/(?:s|x|ch|sh|o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

function gerund(base: string, past: string): string {
  if (base.endsWith("ie")) return `${base.slice(0, -2)}ying`;
  if (past === base && /[^aeiou][aeiou]t$/.test(base)) return `${base}ting`;
  if (/(.)\1ed$/.test(past) && past.length === base.length + 3) return `${past.slice(0, -2)}ing`;
  if (base.endsWith("e") && !base.endsWith("ee")) return `${base.slice(0, -1)}ing`;
  return `${base}ing`;
}

const NONE: readonly Tag[] = [];

/** What the longest word or phrase that begins at token `i` says; empty when it says nothing. */
export function tagsAt(tokens: readonly Token[], i: number, rules: FigureRules): readonly Tag[] {
  return phraseAt(tokens, i, rules.tags)?.value ?? NONE;
}

/** What the longest word or phrase that ends before token `end` says. */
export function tagsEndingAt(
  tokens: readonly Token[],
  end: number,
  floor: number,
  rules: FigureRules,
): readonly Tag[] {
  return phraseEndingAt(tokens, end, floor, rules.tags)?.value ?? NONE;
}
