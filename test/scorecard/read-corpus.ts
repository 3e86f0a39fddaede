import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Article, Facts } from "../../briefings/index.ts";
import type { Engine } from "../../src/desk/engine.ts";
import { makeArticle } from "../../src/ingest/make-article.ts";
import { readArticleFile } from "../../src/ingest/read-file.ts";

const FOLDER = new URL("../../seeds/articles/", import.meta.url).pathname;

/** The bundled reports with what the engine reads from them; their ids are their file names, which people can write down. */
export async function readCorpus(
  read: Engine["read"],
): Promise<{ readonly article: Article; readonly facts: Facts }[]> {
  const readings: { article: Article; facts: Facts }[] = [];
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  for (const file of files.sort()) {
    for await (const item of readArticleFile(join(FOLDER, file))) {
      if (!item.ok) throw new Error(`${file} is rejected: ${JSON.stringify(item.rejections)}`);
      const made = makeArticle(item.draft, { agencies: [], retrievedAt: "2025-06-30T00:00:00Z" });
      if (made === null) throw new Error(`${file} makes no article.`);
      const article = { ...made, id: basename(file, ".md") };
      readings.push({ article, facts: read(article) });
    }
  }
  return readings;
}
