import { writeSync } from "node:fs";
import { openEngine } from "../../src/desk/open-engine.ts";
import { ingestFiles } from "../../src/ingest/ingest-files.ts";
import { openStore } from "../../src/stores/open-store.ts";
import type { Store, StoredArticle } from "../../src/stores/store.ts";
import { fixedClock } from "../support/fixed-clock.ts";

/**
 * A process of its own that is made to be killed: reads a folder into a store as `sitrep ingest` does, and
 * says "open" when it begins, the id of each article once it is kept, and "done" at the end.
 */
const [place = "", folder = ""] = process.argv.slice(2);
const databaseUrl = place.startsWith("postgres:") ? place : null;
const store = await openStore({ dataDir: place, databaseUrl });

/** Every other call goes to the store itself. */
const saying: Store = new Proxy(store, {
  get(target, name) {
    if (name === "put") return putAndSay;
    const value = Reflect.get(target, name, target) as unknown;
    return typeof value === "function" ? value.bind(target) : value;
  },
});

async function putAndSay(item: StoredArticle) {
  const outcome = await store.put(item);
  // Written before anything else happens: what was said was kept.
  writeSync(1, `${item.article.id}\n`);
  return outcome;
}

const reader = openEngine();
writeSync(1, "open\n");
await ingestFiles(
  { store: saying, reader, agencies: [], withdrawalWords: {}, clock: fixedClock("2025-03-05T00:00:00Z") },
  { paths: [folder] },
);
await store.close();
writeSync(1, "done\n");
