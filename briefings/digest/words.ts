import { z } from "zod";
import { foldName } from "../gazetteer.ts";

/** Folded once here, because the lists are compared with every sentence. */
const Words = z.array(z.string()).transform((list) => list.map(foldName));

/** The word lists of `seeds/words/en/digest.json`, folded (see `foldName`). */
export const DigestWords = z.object({
  groups: z.record(z.string(), Words),
  general: Words,
  modifiers: Words,
  hostileLabels: Words,
  /** By group, whose losses are losses of it ("the army's"). */
  lossOwners: z.record(z.string(), Words),
  /** Words that set a number against one given before ("the true number"). */
  contests: Words,
  independentCounters: Words,
  /** Offices that one person or body holds: "Kivalia's interior minister" is a source of its own. */
  soleOffices: Words,
  officialCounters: Words,
  partyCounters: Words,
  spokesWords: Words,
  negators: Words,
  dismissals: Words,
  reportWords: Words,
  metricWords: z.record(z.string(), Words),
  attackVerbs: Words,
  /** Words before a deed that make its subject the one who suffers it. */
  passives: Words,
  /** Words that make a deed something that did not happen, or not yet. */
  unreal: Words,
  guiltWords: Words,
  /** Words for armed people of a state. */
  forceWords: Words,
  /** Words that put them in a place. */
  presenceWords: Words,
  /** Words by which they are told to go. */
  withdrawWords: Words,
  /** What the accused say without a denial: self-defence, not knowing. */
  answerPhrases: Words,
  /** Words by which a speaker means themselves or their side at the beginning of what they say. */
  ownPronouns: Words,
  /** Words at the beginning of what is said that point to something said before it. */
  hangingWords: Words,
  /** Words that end the head of a noun phrase ("soldiers | in captivity"). */
  afterHead: Words,
  stopWords: Words,
});
export type DigestWords = z.infer<typeof DigestWords>;

const parsed = new WeakMap<object, DigestWords>();

/** The lists parsed, once for each object they come in. Throws a `ZodError` when they are malformed. */
export function digestWords(lists: unknown): DigestWords {
  if (typeof lists !== "object" || lists === null) return DigestWords.parse(lists);
  const known = parsed.get(lists);
  if (known !== undefined) return known;
  const words = DigestWords.parse(lists);
  parsed.set(lists, words);
  return words;
}

/** One digest asks the same of the same sentences many times: so many answers are remembered for each list. */
const MOST_REMEMBERED = 2_000;

interface PhraseTest {
  /** Each phrase between blanks. */
  readonly whole: readonly string[];
  readonly known: Map<string, boolean>;
}

const tests = new WeakMap<readonly string[], PhraseTest>();

/** Whether one of the folded phrases stands in `text` as whole words. The list must not change afterwards. */
export function hasPhrase(text: string, phrases: readonly string[]): boolean {
  let test = tests.get(phrases);
  if (test === undefined) {
    test = { whole: phrases.map((phrase) => ` ${phrase} `), known: new Map() };
    tests.set(phrases, test);
  }
  const known = test.known.get(text);
  if (known !== undefined) return known;
  const folded = ` ${foldName(text)} `;
  const has = test.whole.some((phrase) => folded.includes(phrase));
  if (test.known.size >= MOST_REMEMBERED) test.known.clear();
  test.known.set(text, has);
  return has;
}

/** Lists made from the word lists, once for each of them. */
export function listsFrom<T>(make: (words: DigestWords) => T): (words: DigestWords) => T {
  const made = new WeakMap<DigestWords, { readonly lists: T }>();
  return (words) => {
    const known = made.get(words) ?? { lists: make(words) };
    made.set(words, known);
    return known.lists;
  };
}

/** The stop words as a set. */
export const stopWordsOf = listsFrom(({ stopWords }): ReadonlySet<string> => new Set(stopWords));

/** The words that carry meaning: folded, without stop words, inflections cut off so "attacks" meets "attack". */
export function contentWords(text: string, stopWords: ReadonlySet<string>): string[] {
  const words: string[] = [];
  for (const word of foldName(text).split(" ")) {
    if (word !== "" && !stopWords.has(word)) words.push(stem(word));
  }
  return words;
}

/** Endings of words that one search word meets (see `contentWords`). */
const ENDINGS = ["", "s", "es", "d", "ed", "ing", "n", "an", "er", "y", "ies"];

/**
 * The words that carry meaning in a question, each (as `contentWords` has it) with the forms to look it up by in an
 * index that knows whole words only. `lists` are the word lists (see `DigestWords`).
 */
export function searchForms(question: string, lists: unknown): ReadonlyMap<string, readonly string[]> {
  const stopWords = new Set(digestWords(lists).stopWords);
  const forms = new Map<string, Set<string>>();
  for (const word of foldName(question).split(" ")) {
    if (word === "" || stopWords.has(word)) continue;
    const wanted = stem(word);
    const known = forms.get(wanted) ?? new Set();
    known.add(word);
    const base = wanted.endsWith("y") ? wanted.slice(0, -1) : wanted;
    for (const ending of wanted.length < 4 ? [""] : ENDINGS) {
      known.add(`${wanted}${ending}`);
      if (ending === "ies" && base !== wanted) known.add(`${base}${ending}`);
    }
    forms.set(wanted, known);
  }
  return new Map([...forms].map(([wanted, all]) => [wanted, [...all]]));
}

/** A light stemmer: plurals and -ed/-ing only, because stronger ones join words that have little in common. */
function stem(word: string): string {
  if (word.length > 6 && word.endsWith("ing")) return word.slice(0, -3).replace(/(.)\1$/u, "$1");
  if (word.length > 5 && word.endsWith("ed")) return word.slice(0, -2).replace(/(.)\1$/u, "$1");
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  return word;
}
