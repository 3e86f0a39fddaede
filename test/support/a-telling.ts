import { wordsIn } from "../../src/chat/words/catalogue.ts";
import type { Telling } from "../../src/replies/telling.ts";

export const english = wordsIn("en");
export const french = wordsIn("fr");

/** How a reply is told; unless said otherwise in English, with every year, all articles in the reader's language. */
export function aTelling(fields: Partial<Telling> = {}): Telling {
  return { words: english, quietYear: null, foreign: () => null, ...fields };
}

/** What every answer in English has beside its digest. */
export const inEnglish = { words: english, languages: {} } as const;
