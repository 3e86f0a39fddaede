import { type ErrorCode, type Said, type Sentences, UserError } from "../errors.ts";
import { type Words, wordsIn } from "./words/catalogue.ts";

/** Trouble with a sentence of the catalogue; its `message` is the English one, for logs and shells. */
export function sayable(code: ErrorCode, said: Said): UserError {
  return new UserError(code, sentenceOf(said, wordsIn("en")), { said });
}

/** What to tell the person in their language. */
export function errorWords(error: UserError, words: Words): string {
  return error.said === null ? words.otherTrouble(error.code, error.message) : sentenceOf(error.said, words);
}

function sentenceOf<K extends keyof Sentences>(
  { key, filled }: { readonly key: K; readonly filled: Sentences[K] },
  { sentences }: Words,
): string {
  return sentences[key](filled);
}
