import { openStore } from "../../src/stores/open-store.ts";
import { aFigure, anArticle, someFacts } from "./articles.ts";

/** A process of its own: writes `count` articles into a folder or a database and prints each id once it is kept. */
const [place = "", name = "", count = "0"] = process.argv.slice(2);
const databaseUrl = place.startsWith("postgres:") ? place : null;
const store = await openStore({ dataDir: place, databaseUrl });
for (let i = 0; i < Number(count); i++) {
  const id = `${name}${i}`;
  const facts = someFacts(id, { figures: [aFigure(id, `f${id}`)] });
  await store.put({ article: anArticle({ id, text: `Text ${id}.` }), facts, reader: "v1", bundled: false });
  process.stdout.write(`${id}\n`);
}
await store.close();
