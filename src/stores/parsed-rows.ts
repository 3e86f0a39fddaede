import { Article, type Facts } from "../../briefings/index.ts";
import type { StoredArticle } from "./store.ts";
import type { StoredRow } from "./stored-row.ts";

/** Characters of JSON whose articles are kept parsed: what one or two digests are made from. */
const MOST_CHARACTERS = 2_000_000;

interface Parsed {
  readonly article: string;
  readonly facts: string;
  readonly value: Pick<StoredArticle, "article" | "facts">;
}

/**
 * Rows that were parsed lately, the longest unused ones forgotten first. What is given for a row is what was made from
 * exactly the same two texts: it cannot be out of date, nor another tenant's, and must not be changed.
 */
export class ParsedRows {
  /** By their keys, which may go to another article later. */
  readonly #rows = new Map<number, Parsed>();
  readonly #most: number;
  #characters = 0;

  constructor(most = MOST_CHARACTERS) {
    this.#most = most;
  }

  stored({ key, reader, bundled, article, facts }: StoredRow): StoredArticle {
    return { ...this.#parsed(key, article, facts), reader, bundled: Boolean(bundled) };
  }

  #parsed(key: number, article: string, facts: string): Parsed["value"] {
    const known = this.#rows.get(key);
    const isSame = known !== undefined && known.facts === facts && known.article === article;
    if (known !== undefined) this.#forget(key, known);
    // Our own output: see `toStored`.
    const value = isSame
      ? known.value
      : { article: Article.parse(JSON.parse(article)), facts: JSON.parse(facts) as Facts };
    this.#keep(key, isSame ? known : { article, facts, value });
    return value;
  }

  #keep(key: number, parsed: Parsed): void {
    this.#rows.set(key, parsed);
    this.#characters += parsed.article.length + parsed.facts.length;
    // A map keeps its order: the first one is the one that was not asked for the longest.
    for (const [oldest, one] of this.#rows) {
      if (this.#characters <= this.#most) break;
      this.#forget(oldest, one);
    }
  }

  #forget(key: number, { article, facts }: Parsed): void {
    this.#rows.delete(key);
    this.#characters -= article.length + facts.length;
  }
}
