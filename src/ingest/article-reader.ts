import type { Article, Facts } from "../../briefings/index.ts";

/** The engine as ingest needs it. `tag` names version and word lists: another tag means another reading. */
export interface ArticleReader {
  readonly tag: string;
  read(article: Article): Facts;
}

export type ReadFacts =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly reason: string };

/** A fault of the reader on one text must not cost the others: it becomes a reason that says what to report. */
export function readFacts(reader: ArticleReader, article: Article): ReadFacts {
  try {
    return { ok: true, facts: reader.read(article) };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const fault = message.replace(/\s+/g, " ").slice(0, 120);
    return {
      ok: false,
      reason: `could not be read, which is a fault of Sitrep: please report it (${fault})`,
    };
  }
}
