import { join } from "node:path";
import type { Article } from "../../briefings/index.ts";
import { makeArticle } from "../../src/ingest/make-article.ts";
import { findFiles, readArticleFile } from "../../src/ingest/read-file.ts";

const SEEDS = new URL("../../seeds/", import.meta.url).pathname;

/** The articles that come with the product, as ingest reads them. Throws on one that is rejected. */
export async function bundledArticles(): Promise<Article[]> {
  const articles: Article[] = [];
  const { files } = await findFiles([join(SEEDS, "articles")]);
  for (const file of files) {
    for await (const item of readArticleFile(file.path)) {
      if (!item.ok) throw new Error(JSON.stringify(item.rejections));
      const article = makeArticle(item.draft, { agencies: [], retrievedAt: "2025-06-30T00:00:00Z" });
      if (article !== null) articles.push(article);
    }
  }
  return articles;
}
