import type { SqlBatch } from "./sql-batch.ts";

/** An article that came, was corrected, withdrawn or reinstated, and which change of it that was. */
export interface ArticleChange {
  readonly article: string;
  readonly change: string;
}

/**
 * Changes of a library that nobody has followed up yet. A writer puts them here within the transaction of the change, and
 * who follows them up takes them away afterwards: one that commits late is simply there later, and none is passed over.
 */
export interface ArticleChanges {
  /** Some of them; [] when all were followed up. */
  next(limit: number): Promise<readonly ArticleChange[]>;
  /** They were followed up; an article that changed again meanwhile stays. */
  done(changes: readonly ArticleChange[]): Promise<void>;
}

export function sqlArticleChanges(batch: SqlBatch): ArticleChanges {
  return {
    async next(limit) {
      const [rows = []] = await batch([
        {
          sql: "SELECT article, change FROM sitrep.changed_articles ORDER BY article LIMIT $1",
          values: [limit],
        },
      ]);
      return (rows as ArticleChange[]).map(({ article, change }) => ({ article, change }));
    },
    async done(changes) {
      if (changes.length === 0) return;
      await batch(
        changes.map(({ article, change }) => ({
          sql: "DELETE FROM sitrep.changed_articles WHERE article = $1 AND change = $2",
          values: [article, change],
        })),
      );
    },
  };
}
