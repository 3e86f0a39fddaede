import type { PlacePrecision } from "./facts.ts";

/** One place the world knows, as the gazetteer has it. */
export interface GazetteerPlace {
  /** Stable within one build of the gazetteer. */
  readonly key: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly admin1: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly precision: Exclude<PlacePrecision, "unknown">;
  /** 0 where it is not known. */
  readonly population: number;
  /** "ours" for the crisis gazetteer, whose entries go before namesakes of the same country. */
  readonly origin: "country" | "admin1" | "cities" | "ours";
  /** The seat of a national government: prominent without any context. */
  readonly capital?: boolean;
  /** Other spellings the gazetteer knows for it; absent when none. */
  readonly aliases?: readonly string[];
  /** For a region wider than one first-level division ("Darfur"): the names of the divisions in it. */
  readonly includes?: readonly string[];
  /** What kind of place, for entries of the crisis gazetteer. */
  readonly kind?: "town" | "camp" | "quarter" | "river" | "region" | "water" | "site";
}

/**
 * Knowledge of places, handed to the engine. Names are compared folded (see `foldName`): case, accents and
 * punctuation do not matter. Pure: the same name always gives the same list, in the same order.
 */
export interface Gazetteer {
  /** Every place of that name or alias, most populous first; [] when none. */
  find(name: string): readonly GazetteerPlace[];
  /** The country meant by a name, alias, demonym or capital ("Congolese", "DRC", "Kinshasa's"), or null. */
  countryOf(word: string): {
    readonly code: string;
    readonly as: "name" | "demonym" | "capital";
  } | null;
  /** The first-level region a newspaper abbreviation after a comma stands for ("Savannah, Ga."), or null. */
  regionByAbbreviation(word: string): GazetteerPlace | null;
  /** English short name of a country code. */
  countryName(code: string): string | null;
  /** Names that begin with `prefix`, for completion; at most `limit`, most populous first. */
  complete(prefix: string, limit: number): readonly string[];
}

/** Letters that Unicode does not decompose, as people type them without their keyboard at hand. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ħ: "h",
  ŋ: "n",
  ə: "e",
};

/** A digest folds the same names and sentences many times over: what is short is remembered, up to so many texts. */
const LONGEST_REMEMBERED = 400;
const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, string>();

/** Case, accents, apostrophes and punctuation removed ("Tromsø" is "tromso"); words separated by one blank. */
export function foldName(name: string): string {
  if (name.length > LONGEST_REMEMBERED) return fold(name);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const folded = fold(name);
  remembered.set(name, folded);
  return folded;
}

function fold(name: string): string {
  // Most names are plain ASCII, and folding is what a search spends its time on.
  if (/^[ -~]*$/.test(name))
    return name
      .toLowerCase()
      .replace(/['`]/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[øłđðıßæœþħŋə]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[’‘`´'ʹʺʻʼʽʾʿˈ]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
