import { z } from "zod";
import { ActorKind } from "../../facts.ts";
import { readTokens, type Token } from "../../text/tokens.ts";

const Words = z.array(z.string().min(1));
const ByKind = z.partialRecord(ActorKind, Words);

/** `seeds/words/en/names.json`: the words from which names, titles and places are recognised, in lower case. */
export const NamesList = z.object({
  titles: z.object({
    heads: Words,
    modifiers: Words,
    honorifics: Words,
    people: Words,
  }),
  givenNames: Words,
  particles: Words,
  calendar: Words,
  organisations: z.object({
    heads: ByKind,
    linkers: Words,
    modifiers: Words,
    topics: Words,
    forces: ByKind,
    described: z.record(z.string(), Words),
    institutions: z.object({ alone: ByKind, described: ByKind }),
    facilities: Words,
  }),
  places: z.object({
    before: Words,
    after: Words,
    linkers: Words,
    nouns: Words,
    prepositions: Words,
    strongPrepositions: Words,
  }),
  verbs: z.object({ speaking: Words, acting: Words, addressing: Words }),
  notNames: Words,
});
export type NamesList = z.infer<typeof NamesList>;

/** `seeds/words/en/organisations.json`: organisations of the world news, with the names they go by. */
export const OrganisationsList = z.array(
  z.object({
    name: z.string(),
    kind: ActorKind,
    aliases: Words,
    country: z.string().optional(),
  }),
);

/** `seeds/words/en/common.json`: first letter → lines of words separated by blanks. */
export const CommonList = z.record(z.string(), z.array(z.string()));

/** A well-known organisation; `country` is an ISO 3166-1 alpha-2 code or null. */
export interface KnownOrganisation {
  readonly name: string;
  readonly kind: ActorKind;
  readonly country: string | null;
}

/** What a word of a phrase asks of the text: the same capitals throughout ("WHO"), a first capital, or nothing. */
export type Capitals = "all" | "first" | "any";

/** Words and phrases by their first word, longest first; words are lower case, cut as the page cuts them. */
export type Phrases<Value> = ReadonlyMap<string, readonly Phrase<Value>[]>;

interface Phrase<Value> {
  readonly words: readonly string[];
  readonly raw: readonly string[];
  readonly capitals: readonly Capitals[];
  readonly value: Value;
}

/** All word lists of the name reader, compiled once. */
export interface NameWords {
  readonly titleHeads: ReadonlySet<string>;
  readonly titleModifiers: ReadonlySet<string>;
  readonly honorifics: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly givenNames: ReadonlySet<string>;
  readonly particles: ReadonlySet<string>;
  readonly calendar: ReadonlySet<string>;
  /** Last words of an organisation's name ("party", "rescue service") and what they make of it. */
  readonly orgHeads: Phrases<ActorKind>;
  readonly orgLinkers: ReadonlySet<string>;
  readonly orgModifiers: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  /** Lower-case nouns that make an actor of a country before them ("Kesharran army"). */
  readonly forces: Phrases<ActorKind>;
  /** Nouns that say what a name beside them is ("rebel group X", "X militants"). */
  readonly described: Phrases<string>;
  /** Lower-case nouns that speak as bodies of their own ("the army said"). */
  readonly institutions: Phrases<ActorKind>;
  /** The same with a word before them that says which ("the island administration said"). */
  readonly describedInstitutions: Phrases<ActorKind>;
  readonly facilities: ReadonlySet<string>;
  readonly placesBefore: ReadonlySet<string>;
  readonly placesAfter: ReadonlySet<string>;
  readonly placeLinkers: ReadonlySet<string>;
  readonly placeNouns: ReadonlySet<string>;
  readonly placePrepositions: ReadonlySet<string>;
  readonly strongPrepositions: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
  readonly acting: ReadonlySet<string>;
  readonly addressing: ReadonlySet<string>;
  readonly notNames: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  readonly organisations: Phrases<KnownOrganisation>;
}

/**
 * Checks and compiles the lists `names`, `organisations` and `common`; throws a ZodError that names the list
 * entry when one is not as described.
 */
export function compileNameWords(lists: Readonly<Record<string, unknown>>): NameWords {
  const names = NamesList.parse(lists.names);
  const organisations = OrganisationsList.parse(lists.organisations);
  const common = new Set<string>();
  for (const line of Object.values(CommonList.parse(lists.common)).flat())
    for (const word of line.split(" ")) common.add(word);
  const known: [string, KnownOrganisation][] = [];
  for (const { name, kind, aliases, country } of organisations) {
    const value = { name, kind, country: country ?? null };
    for (const form of [name, ...aliases]) known.push([form, value]);
  }
  return {
    titleHeads: new Set(names.titles.heads),
    titleModifiers: new Set(names.titles.modifiers),
    honorifics: new Set(names.titles.honorifics),
    people: new Set(names.titles.people),
    givenNames: new Set(names.givenNames),
    particles: new Set(names.particles),
    calendar: new Set(names.calendar),
    orgHeads: phrasesOf(pairs(names.organisations.heads)),
    orgLinkers: new Set(names.organisations.linkers),
    orgModifiers: new Set(names.organisations.modifiers),
    topics: new Set(names.organisations.topics),
    forces: phrasesOf(pairs(names.organisations.forces)),
    described: phrasesOf(pairs(names.organisations.described)),
    institutions: phrasesOf(pairs(names.organisations.institutions.alone)),
    describedInstitutions: phrasesOf(pairs(names.organisations.institutions.described)),
    facilities: new Set(names.organisations.facilities),
    placesBefore: new Set(names.places.before),
    placesAfter: new Set(names.places.after),
    placeLinkers: new Set(names.places.linkers),
    placeNouns: new Set(names.places.nouns),
    placePrepositions: new Set(names.places.prepositions),
    strongPrepositions: new Set(names.places.strongPrepositions),
    speaking: new Set(names.verbs.speaking),
    acting: new Set(names.verbs.acting),
    addressing: new Set(names.verbs.addressing),
    notNames: new Set(names.notNames),
    common,
    organisations: phrasesOf(known),
  };
}

function capitalsOf(raw: string): Capitals {
  if (raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase()) return "all";
  return /^\p{Lu}/u.test(raw) ? "first" : "any";
}

function pairs<Kind extends string>(
  byKind: Readonly<Partial<Record<Kind, readonly string[]>>>,
): [string, Kind][] {
  const list: [string, Kind][] = [];
  for (const kind of Object.keys(byKind) as Kind[])
    for (const word of byKind[kind] ?? []) list.push([word, kind]);
  return list;
}

const NO_STOPS: ReadonlySet<string> = new Set();

function phrasesOf<Value>(entries: readonly (readonly [string, Value])[]): Phrases<Value> {
  const map = new Map<string, Phrase<Value>[]>();
  for (const [phrase, value] of entries) {
    const tokens = readTokens(phrase, 0, phrase.length, 0, NO_STOPS);
    const words = tokens.map((token) => token.lower);
    const first = words[0];
    if (first === undefined) continue;
    const list = map.get(first) ?? [];
    const raw = tokens.map((token) => token.text);
    list.push({ words, raw, capitals: raw.map(capitalsOf), value });
    map.set(first, list);
  }
  for (const list of map.values()) list.sort((a, b) => b.words.length - a.words.length);
  return map;
}

/** Whether a word is an entry of a list by itself and not only the beginning of one. */
export function isEntry<Value>(phrases: Phrases<Value>, word: string): boolean {
  return phrases.get(word)?.some((phrase) => phrase.words.length === 1) ?? false;
}

/** The longest phrase of a list that begins at token `i` and ends before `limit`. */
export function phraseAt<Value>(
  tokens: readonly Token[],
  i: number,
  limit: number,
  phrases: Phrases<Value>,
): { to: number; value: Value; raw: readonly string[] } | null {
  const list = phrases.get(tokens[i]!.lower);
  if (!list) return null;
  for (const entry of list) {
    const to = i + entry.words.length;
    if (to > limit) continue;
    let same = true;
    for (let k = 1; same && k < entry.words.length; k++) same = tokens[i + k]!.lower === entry.words[k];
    if (same) return { to, value: entry.value, raw: entry.raw };
  }
  return null;
}
