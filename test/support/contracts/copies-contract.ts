import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../../briefings/index.ts";
import type { Store } from "../../../src/stores/store.ts";
import { madeUpNews } from "../../bench/made-up-news.ts";
import { anArticle, someFacts } from "../articles.ts";
import { collect } from "../collect.ts";

const WIDE = { from: null, to: null };

/** What every store must know of copies. `open` gives a new, empty store. */
export function copiesContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the contract of copies`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    const put = (given: Partial<Article>) => {
      const article = anArticle({ publisher: `Outlet ${given.id}`, ...given });
      return store.put({ article, facts: someFacts(article.id), reader: "v1", bundled: false });
    };
    const placeAll = async (limit = 100) => {
      while ((await store.copies.place(limit)) > 0);
    };
    const story = madeUpNews(1, 150).text;

    it("groups a copy with its original and drops neither", async () => {
      await put({ id: "a", text: story });
      await put({ id: "b", text: `${story} More soon.` });
      await put({ id: "c", text: madeUpNews(2, 150).text });

      await placeAll();

      expect(await store.copies.groups(WIDE)).toEqual([["a", "b"]]);
      expect(await collect(store.between(WIDE))).toHaveLength(3);
    });

    it("groups an agency's story with the outlet that shortened it", async () => {
      await put({ id: "a", text: madeUpNews(1, 600).text });
      await put({ id: "b", text: madeUpNews(1, 600).text.split(" ").slice(0, 130).join(" ") });

      await placeAll();

      expect(await store.copies.groups(WIDE)).toEqual([["a", "b"]]);
    });

    it.each([1, 2, 100])(
      "finds the same when it goes through them %i at a time, in any order",
      async (limit) => {
        const texts = ["x", "y", "z"].map((word) => `${story} ${word}`);
        for (const [at, id] of ["c", "a", "b"].entries())
          await put({ id, text: texts[at]!, publishedAt: `2025-03-0${4 + at}` });

        await placeAll(limit);

        expect(await store.copies.groups(WIDE)).toEqual([["a", "b", "c"]]);
      },
    );

    it("gives all of a group when only a part of it lies in the window", async () => {
      await put({ id: "a", text: story, publishedAt: "2025-03-01" });
      await put({ id: "b", text: `${story} x`, publishedAt: "2025-03-06" });
      await put({ id: "c", text: `${story} y`, publishedAt: "2025-03-11" });
      await placeAll();

      expect(await store.copies.groups({ from: "2025-03-10", to: "2025-03-12" })).toEqual([["a", "b", "c"]]);
      expect(await store.copies.groups({ from: "2025-03-12", to: null })).toEqual([]);
    });

    it("gives the groups of the articles that are asked for, and no other", async () => {
      const other = madeUpNews(2, 150).text;
      await put({ id: "a", text: story, publishedAt: "2025-03-01" });
      await put({ id: "b", text: `${story} x`, publishedAt: "2025-03-06" });
      await put({ id: "c", text: `${story} y`, publishedAt: "2025-03-11" });
      await put({ id: "d", text: other });
      await put({ id: "e", text: `${other} x` });
      await placeAll();

      expect(await store.copies.groupsWith(["c"])).toEqual([["a", "b", "c"]]);
      expect(await store.copies.groupsWith(["e", "a", "nobody"])).toEqual([
        ["a", "b", "c"],
        ["d", "e"],
      ]);
      expect(await store.copies.groupsWith([])).toEqual([]);
    });

    it("leaves what is printed again weeks later alone", async () => {
      await put({ id: "a", text: story, publishedAt: "2025-03-01" });
      await put({ id: "b", text: story, publishedAt: "2025-03-09" });

      await placeAll();

      expect(await store.copies.groups(WIDE)).toEqual([]);
    });

    it("takes an article out of its group when its text is changed or it is dropped", async () => {
      await put({ id: "a", text: story });
      await put({ id: "b", text: `${story} x` });
      await placeAll();

      await put({ id: "b", text: madeUpNews(5, 150).text });
      expect(await store.copies.groups(WIDE)).toEqual([]);
      await placeAll();

      expect(await store.copies.groups(WIDE)).toEqual([]);
      await put({ id: "b", text: `${story} y` });
      await placeAll();
      expect(await store.copies.groups(WIDE)).toEqual([["a", "b"]]);
    });

    it("finds an article by any spelling of its address", async () => {
      await put({ id: "a", url: "https://news.example/a?id=7", text: story });
      await put({ id: "b", url: "https://news.example/b" });
      expect(await store.copies.atAddress("https://news.example/a?id=7")).toEqual([]);

      await placeAll();

      expect(await store.copies.atAddress("http://www.news.example/a/?id=7&utm_source=x")).toEqual(["a"]);
      expect(await store.copies.atAddress("https://news.example/c")).toEqual([]);
      expect(await store.copies.atAddress("no address")).toEqual([]);
    });

    it("does not take two texts for one because they share an address", async () => {
      const url = "https://news.example/live";
      await put({ id: "a", url, text: story });
      await put({
        id: "b",
        url,
        text: "Rain fell in Velm for a third day, and the ferry stayed in its harbour.",
      });
      await put({ id: "c", url: "https://m.news.example/live?utm_source=x", text: story.slice(0, 90) });

      await placeAll();

      expect(await store.copies.groups(WIDE)).toEqual([["a", "c"]]);
    });

    it("puts thirty copies into one group, and looks at none of them twice", async () => {
      for (let i = 0; i < 30; i++) await put({ id: `a${i + 10}`, text: `${story} ${i}` });

      expect(await store.copies.place(7)).toBe(7);
      await placeAll();

      expect((await store.copies.groups(WIDE)).map((group) => group.length)).toEqual([30]);
      expect(await store.copies.place(7)).toBe(0);
    });

    it("grows the revision when it finds a copy, and only then", async () => {
      await put({ id: "a", text: story });
      await placeAll();
      const before = await store.revision();
      await put({ id: "b", text: story });

      await placeAll();
      const after = await store.revision();

      expect(after).toBe(before + 2);
    });
  });
}
