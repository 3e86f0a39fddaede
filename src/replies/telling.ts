import type { Window } from "../../briefings/index.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { Answer } from "./question.ts";

/** The year that need not be said: the window's, when it lies in one year. */
export type QuietYear = string | null;

/** How dates are told. */
export interface Dating {
  readonly words: Words;
  readonly quietYear: QuietYear;
}

/** How the lines of an answer are told: in which fixed words, and which articles are in another language. */
export interface Telling extends Dating {
  /** The language of an article (BCP 47), where it is known and not the reader's; else null. */
  readonly foreign: (articleId: string) => string | null;
}

export function tellingOf({ digest, words, languages }: Answer): Telling {
  return {
    words,
    quietYear: quietYearOf(digest.window),
    foreign: (articleId) =>
      foreignTo(words, Object.hasOwn(languages, articleId) ? languages[articleId] : undefined),
  };
}

/** `language` where it is not the reader's; null where it is, or is not known. */
export function foreignTo(words: Pick<Words, "language">, language: string | undefined): string | null {
  if (language === undefined || language === "") return null;
  return language.toLowerCase().split("-", 1)[0] === words.language ? null : language;
}

export function quietYearOf({ since, until }: Window): QuietYear {
  return since.slice(0, 4) === until.slice(0, 4) ? until.slice(0, 4) : null;
}
