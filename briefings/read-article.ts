import type { Article } from "./article.ts";
import { createEnglishReader, type LanguageFacts } from "./english/read-english.ts";
import type { Facts } from "./facts.ts";
import type { Knowledge } from "./knowledge.ts";

/** Changes whenever the same text could be read differently: stored facts of another version are read again. */
export const ENGINE = "sitrep-engine/2";

/** Reads articles into facts. */
export interface ArticleReader {
  readonly engine: string;
  /** Pure: the same article gives the same facts, byte for byte. A language without a reader gives `read: false`. */
  read(article: Article): Facts;
}

/**
 * A reader over the given knowledge; word lists are compiled here, once.
 *
 * @example const { read } = createReader(knowledge); const facts = read(article);
 */
export function createReader(knowledge: Knowledge): ArticleReader {
  const languages: Readonly<Record<string, (article: Article) => LanguageFacts>> = {
    en: createEnglishReader(knowledge),
  };
  return {
    engine: ENGINE,
    read(article) {
      const language = languages[article.language.toLowerCase().split("-")[0] ?? ""];
      const facts: LanguageFacts = language?.(article) ?? {
        actors: [],
        places: [],
        statements: [],
        figures: [],
        keySentences: [],
        dropped: [],
      };
      return {
        articleId: article.id,
        engine: ENGINE,
        read: language !== undefined,
        ...facts,
      };
    },
  };
}
