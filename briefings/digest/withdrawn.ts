import type { WithdrawnLine } from "../digest.ts";
import type { Withdrawal } from "../withdrawal.ts";
import type { LibraryEntry } from "./entry.ts";
import { selectArticles } from "./select-articles.ts";

/** A report that no longer stands, with the word of its withdrawal. */
export interface WithdrawnEntry extends LibraryEntry {
  readonly withdrawal: Withdrawal;
}

/** The withdrawn reports that would have been shown, oldest first: named, so that nobody misses them unawares. */
export function withdrawnLines(
  withdrawn: readonly WithdrawnEntry[],
  question: Omit<Parameters<typeof selectArticles>[0], "library">,
): WithdrawnLine[] {
  const { selected, fallback } = selectArticles({ ...question, library: withdrawn });
  if (fallback !== null) return [];
  const withdrawalOf = new Map(withdrawn.map(({ article, withdrawal }) => [article.id, withdrawal]));
  return selected.map(({ article }) => ({
    ...withdrawalOf.get(article.id)!,
    publisher: article.publisher,
    title: article.title,
    publishedAt: article.publishedAt,
    url: article.url ?? null,
  }));
}
