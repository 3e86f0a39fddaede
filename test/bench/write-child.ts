import { openEngine } from "../../src/desk/open-engine.ts";
import { openStore } from "../../src/stores/open-store.ts";
import { worldNews } from "./world-news.ts";

/** A process that writes articles again and again until it is ended: `write-child.ts DIR|URL`; the revision never rests. */
const [where = ""] = process.argv.slice(2);
const isUrl = where.startsWith("postgres");
const { read, tag } = openEngine();
const items = [...worldNews(60)].map((article) => ({
  article,
  facts: read(article),
  reader: tag,
  bundled: false,
}));
const store = await openStore({ dataDir: where, databaseUrl: isUrl ? where : null });
console.log("writing");
for (let round = 0; ; round++)
  for (const item of items) {
    const id = `written-${round}-${item.article.id}`;
    await store.put({ ...item, article: { ...item.article, id }, facts: { ...item.facts, articleId: id } });
    // Four a second are a busy day's feeds.
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
