import type { Language } from "../language.ts";
import { en } from "./en/index.ts";
import { fr } from "./fr/index.ts";

/**
 * Every fixed word of what the bot says, in one language. Neutral words only: nothing in here judges, guesses or
 * feels. Words, names and numbers of articles are never in here and never translated.
 *
 * To add a language: its code in `language.ts`, a folder beside `en/` with the same files, a line below. The types
 * then name every key that is missing, and every command whose names and options want their words.
 */
export type Words = Readonly<typeof en>;

const CATALOGUES: Readonly<Record<Language, Words>> = { en, fr };

export function wordsIn(language: Language): Words {
  return CATALOGUES[language];
}
