import { expect, it, onTestFinished } from "vitest";
import { openDesk } from "../../src/desk/open-desk.ts";
import { ingestFeeds } from "../../src/ingest/ingest-feeds.ts";
import { openReaderPool } from "../../src/ingest/reader-pool.ts";
import { aFeedReader } from "../support/a-feed-reader.ts";
import { anArticle } from "../support/articles.ts";
import { rss } from "../support/made-up-feeds.ts";
import { newsServer } from "../support/news-server.ts";
import { standInEngine } from "../support/stand-in-engine.ts";

it("a question is answered while an article of a feed is being read", async () => {
  const server = await newsServer();
  onTestFinished(() => server.close());
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new URL("../support/stand-in-worker.ts", import.meta.url);
  const pool = openReaderPool({ tag: "stand-in-1", worker, workers: 1, workerData: gate });
  onTestFinished(() => pool.close());
  const { needs, clock, add } = aFeedReader();
  const engine = standInEngine();
  const { store } = needs;
  const known = anArticle({ text: "In Tarsk 12 people fled." });
  await store.put({ article: known, facts: engine.read(known), reader: engine.tag, bundled: false });
  const url = `${server.base}/feed`;
  await add(url);
  // The reader waits in the middle of this article until the gate is opened.
  const slow = { title: "Slow", guid: "1", body: `WAIT ${"Residents of Tarsk waited. ".repeat(40)}` };
  server.answers.set("/feed", { body: rss([slow]) });
  let done = false;
  const run = ingestFeeds({ ...needs, reader: pool }).finally(() => {
    done = true;
  });
  while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));

  const answer = await openDesk({ store, engine, clock, asOf: "2025-03-06" }).brief({ topic: "tarsk" });
  const before = done;
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);

  expect(answer).toMatchObject({ status: "ok" });
  expect(before).toBe(false);
  expect(await run).toMatchObject({ new: 1 });
});
