import { expect, it } from "vitest";
import { openEngine } from "../../src/desk/open-engine.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { fillLibrary } from "./fill-library.ts";
import { mixedQuestions } from "./questions.ts";
import { storeBenchOptions } from "./store-options.ts";
import { worldNews } from "./world-news.ts";

it("fills a library from a sample whose copies keep every excerpt where it stands", async () => {
  const store = openMemoryStore();

  const filled = await fillLibrary(store, {
    articles: 60,
    sample: 25,
    reading: readHere(openEngine()),
  });

  expect(filled).toMatchObject({ articles: 60, read: 25 });
  expect(await store.countUpTo("9999-12-31")).toBe(60);
  let checked = 0;
  for await (const { article, facts } of store.between({ from: null, to: null }))
    for (const { evidence } of [...facts.figures, ...facts.statements]) {
      expect(article.text.slice(evidence.start, evidence.end)).toBe(evidence.excerpt);
      checked += 1;
    }
  expect(checked).toBeGreaterThan(200);
});

it("makes the same news and the same questions every time", () => {
  expect([...worldNews(20)]).toEqual([...worldNews(20)]);
  expect(mixedQuestions(30, "2026-06-28T23:59Z")).toEqual(mixedQuestions(30, "2026-06-28T23:59Z"));
});

it("reads sizes as people write them, and says how to ask otherwise", () => {
  expect(storeBenchOptions(["--sizes", "10k,1m", "--store", "sqlite"])).toMatchObject({
    sizes: [10_000, 1_000_000],
    stores: ["sqlite"],
  });
  expect(() => storeBenchOptions(["--sizes", "many"])).toThrow(/--sizes 10k,100k,1m/);
});
