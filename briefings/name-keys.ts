import { editDistance, slipsAllowed } from "./edit-distance.ts";
import { foldName, type Gazetteer } from "./gazetteer.ts";
import { countryOnMap } from "./topic-catalogue.ts";

/** Places of the map that a typed name may stand for, and further names of theirs that are looked up. */
const MOST_PLACES = 8;
const MOST_KEYS = 64;
const LONGEST = 100;

/**
 * What a name can be looked up by: `=drcongo`, its folded letters without blanks, and `>congo` for each of its words
 * where it has several. `form` is a name or an alias as printed.
 */
export function nameKeys(form: string): readonly string[] {
  const folded = foldName(form);
  if (folded === "") return [];
  const words = folded.split(" ");
  return [...new Set([wholeKey(folded), ...(words.length > 1 ? words.map(wordKey) : [])])];
}

/**
 * The keys to look up for what somebody typed, each group of them to be had by one name: the name itself, the place
 * of the map or the country it stands for under its other names, each of its words, and all of its words together.
 */
export function keysToLookUp(typed: string, gazetteer: Gazetteer): readonly (readonly string[])[] {
  const [head = ""] = typed.split(",", 1);
  const asked = [
    ...new Set([typed, head].map((part) => foldName(part.trim().slice(0, 200)).replace(/^the /, ""))),
  ];
  const keys = new Set<string>();
  const groups: string[][] = [];
  for (const name of asked) {
    if (name === "") continue;
    keys.add(wholeKey(name));
    for (const form of namesOnMap(name, gazetteer)) keys.add(wholeKey(foldName(form)));
    const words = [...new Set(name.split(" "))].slice(0, 8);
    for (const word of words) keys.add(wholeKey(word));
    if (words.length === 1) keys.add(wordKey(words[0]!));
    else groups.push(longestFirst(words).map(wordKey), ...words.map((word) => [wordKey(word)]));
  }
  return [...[...keys].slice(0, MOST_KEYS).map((key) => [key]), ...groups];
}

/** Longer words are rarer: what has them is looked through for the others. */
function longestFirst(words: readonly string[]): readonly string[] {
  return words.toSorted((a, b) => b.length - a.length);
}

/** Other names of the places and the country that a name stands for. */
function namesOnMap(name: string, gazetteer: Gazetteer): readonly string[] {
  const code = gazetteer.countryOf(name)?.code;
  const country = code === undefined ? null : countryOnMap(code, gazetteer);
  const places = [...(country === null ? [] : [country]), ...gazetteer.find(name).slice(0, MOST_PLACES)];
  return places.flatMap((place) => [place.name, ...(place.aliases ?? []), ...(place.includes ?? [])]);
}

/** Beginnings of the keys that a misspelling of what was typed may have: the first letters are rarely wrong. */
export function beginningsOfKeys(typed: string): readonly string[] {
  const squashed = foldName(typed).replaceAll(" ", "");
  if (slipsAllowed(squashed) === 0) return [];
  const beginning = squashed.slice(0, 2);
  return [`=${beginning}`, `>${beginning}`];
}

/** Those of the keys that are misspelt in what was typed. */
export function keysLike(typed: string, keys: readonly string[]): readonly string[] {
  const squashed = foldName(typed).replaceAll(" ", "");
  const most = slipsAllowed(squashed);
  return keys.filter((key) => key.length > 4 && editDistance(squashed, key.slice(1), most) <= most);
}

function wholeKey(folded: string): string {
  return `=${folded.replaceAll(" ", "").slice(0, LONGEST).toWellFormed()}`;
}

function wordKey(word: string): string {
  return `>${word.slice(0, LONGEST).toWellFormed()}`;
}
