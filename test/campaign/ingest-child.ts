import { writeSync } from "node:fs";
import { openEngine } from "../../src/desk/open-engine.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { ingestFiles } from "../../src/ingest/ingest-files.ts";
import { openStore } from "../../src/stores/open-store.ts";
import type { ReadArticle, Store } from "../../src/stores/store.ts";
import { fixedClock } from "../support/fixed-clock.ts";

/**
 * A process of its own that is made to be killed: reads a folder into a store as `sitrep ingest` does, and
 * says "open" when it begins, the id of each article once it is kept, and "done" at the end.
 */
const [place = "", folder = ""] = process.argv.slice(2);
const databaseUrl = place.startsWith("postgres:") ? place : null;
const store = await openStore({ dataDir: place, databaseUrl });

/** Articles of one transaction: few, so that a kill finds some kept and some not. */
const FEW = 8;

/** Every other call goes to the store itself. */
const saying: Store = new Proxy(store, {
  get(target, name) {
    if (name === "putAll") return putAndSay;
    const value = Reflect.get(target, name, target) as unknown;
    return typeof value === "function" ? value.bind(target) : value;
  },
});

async function putAndSay(items: readonly ReadArticle[]) {
  const outcomes = await store.putAll(items);
  // Written before anything else happens: what was said was kept.
  writeSync(1, items.map(({ article }) => `${article.id}\n`).join(""));
  return outcomes;
}

const reader = readHere(openEngine());
writeSync(1, "open\n");
await ingestFiles(
  { store: saying, reader, agencies: [], withdrawalWords: {}, clock: fixedClock("2025-03-05T00:00:00Z") },
  { paths: [folder], atOnce: FEW },
);
await store.close();
writeSync(1, "done\n");
