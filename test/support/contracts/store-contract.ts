import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, StoredArticle } from "../../../src/stores/store.ts";
import { aFigure, anActor, anArticle, aPlace, someFacts } from "../articles.ts";
import { collect } from "../collect.ts";
import { storeBatchContract } from "./store-batch-contract.ts";

/** What every store must do. `open` gives a new, empty store. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  storeBatchContract(name, open);
  describe(`${name} keeps the store contract`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    it("gives back exactly the article and the facts that were put", async () => {
      const item = stored("one", {
        facts: { figures: [aFigure("one", "faaaa000000")] },
      });

      const outcome = await store.put(item);

      expect(outcome).toBe("new");
      expect(await store.article("one")).toEqual(item);
    });

    it("knows nothing of an id that was never put", async () => {
      expect(await store.article("nobody")).toBeNull();
    });

    it("leaves content and revision alone when the same article comes again later", async () => {
      await store.put(stored("one"));
      const before = await store.revision();

      const outcome = await store.put(stored("one", { article: { retrievedAt: "2025-04-01T00:00:00Z" } }));

      expect(outcome).toBe("unchanged");
      expect(await store.revision()).toBe(before);
    });

    it("replaces article and facts when the publisher changed the text", async () => {
      await store.put(stored("one", { facts: { figures: [aFigure("one", "fold0000000")] } }));

      const outcome = await store.put(
        stored("one", {
          article: { text: "Nobody was hurt.", publishedAt: "2025-03-09" },
          facts: { figures: [aFigure("one", "fnew0000000")] },
        }),
      );

      expect(outcome).toBe("updated");
      expect((await store.article("one"))?.article.publishedAt).toBe("2025-03-09");
      expect(await store.factsById("fold", 5)).toEqual([]);
      expect((await store.factsById("fnew", 5)).map((fact) => fact.id)).toEqual(["fnew0000000"]);
      expect(await ids(store.search("residents", ALL, 5))).toEqual([]);
    });

    it("grows the revision with each write", async () => {
      const empty = await store.revision();
      await store.put(stored("one"));
      const first = await store.revision();
      await store.replaceFacts("one", someFacts("one"), "other");

      expect(first).toBeGreaterThan(empty);
      expect(await store.revision()).toBeGreaterThan(first);
    });

    it("streams a window in order of publication, days and moments mixed, both ends inclusive", async () => {
      for (const [id, publishedAt] of [
        ["late", "2025-03-05T23:59Z"],
        ["day", "2025-03-05"],
        ["before", "2025-03-03T23:59Z"],
        ["after", "2025-03-06"],
        ["early", "2025-03-04"],
      ] as const) {
        await store.put(stored(id, { article: { publishedAt } }));
      }

      expect(await ids(store.between({ from: "2025-03-04", to: "2025-03-05" }))).toEqual([
        "early",
        "day",
        "late",
      ]);
      expect(await ids(store.between({ from: "2025-03-05", to: "2025-03-05T06:00Z" }))).toEqual(["day"]);
    });

    it("keeps undated articles out of windows that have a beginning", async () => {
      await store.put(
        stored("undated", {
          article: { publishedAt: "", publishedPrecision: "unknown" },
        }),
      );

      expect(await ids(store.between({ from: "1970-01-01", to: null }))).toEqual([]);
      expect(await ids(store.between(ALL))).toEqual(["undated"]);
    });

    it("keeps more articles of one moment apart than one millisecond has keys", async () => {
      for (let i = 0; i < 1030; i++) await store.put(stored(`a${i}`, { article: { text: `Text ${i}.` } }));

      expect(await ids(store.between({ from: "2025-03-04", to: "2025-03-04" }))).toHaveLength(1030);
    });

    it("finds words in title and text, whatever their case and accents, newest first", async () => {
      await store.put(
        stored("old", {
          article: { title: "Général Élysée parle", publishedAt: "2025-03-01" },
        }),
      );
      await store.put(
        stored("new", {
          article: {
            text: "The general spoke at the Elysee.",
            publishedAt: "2025-03-02",
          },
        }),
      );
      await store.put(stored("other", { article: { text: "The general was silent." } }));

      expect(await ids(store.search("GENERAL elysee", ALL, 5))).toEqual(["new", "old"]);
      expect(await ids(store.search("general elysee", ALL, 1))).toEqual(["new"]);
      expect(await ids(store.search("general", { from: null, to: "2025-03-01" }, 5))).toEqual(["old"]);
    });

    it("takes search signs as words and never as a query language", async () => {
      await store.put(stored("one", { article: { text: 'He said "NOT (today)" AND left.' } }));

      expect(await ids(store.search('"NOT (today', ALL, 5))).toEqual(["one"]);
      expect(await ids(store.search('" — *', ALL, 5))).toEqual([]);
    });

    it("counts the articles that have a word, up to a bound", async () => {
      await store.put(stored("one", { article: { text: "The bridge at Élan." } }));
      await store.put(stored("two", { article: { text: "Elan again." } }));

      expect(await store.articlesWith("elan", 100)).toBe(2);
      expect(await store.articlesWith("elan", 1)).toBe(1);
      expect(await store.articlesWith("nowhere", 100)).toBe(0);
      expect(await store.articlesWith("", 100)).toBe(0);
    });

    it("finds facts by the beginning of their id, in order", async () => {
      const figures = [
        aFigure("one", "fab10000000"),
        aFigure("one", "fab20000000"),
        aFigure("one", "fb000000000"),
      ];
      await store.put(stored("one", { facts: { figures } }));

      const found = await store.factsById("fab", 5);

      expect(found.map((fact) => [fact.id, fact.kind])).toEqual([
        ["fab10000000", "figure"],
        ["fab20000000", "figure"],
      ]);
      expect(found[0]?.article.id).toBe("one");
      expect(await store.factsById("fab", 1)).toHaveLength(1);
      expect(await store.factsById("%", 5)).toEqual([]);
    });

    it("counts places and actors with their aliases and roles, and uncounts what is replaced", async () => {
      const tarsk = aPlace("Tarsk", { country: "ZZ", aliases: ["Old Tarsk"] });
      const front = anActor("Reed Front", {
        roles: ["rebel group"],
        aliases: ["RF"],
      });
      await store.put(stored("one", { facts: { places: [tarsk], actors: [front] } }));
      await store.put(stored("two", { facts: { places: [tarsk, aPlace("Kelmar")] } }));

      const both = await store.catalogue();
      await store.replaceFacts("one", someFacts("one"), "other");
      const after = await store.catalogue();

      expect(both.places.map((place) => [place.name, place.articles])).toEqual([
        ["Tarsk", 2],
        ["Kelmar", 1],
      ]);
      expect(both.places[0]?.aliases).toEqual(["Old Tarsk"]);
      expect(both.actors).toEqual([
        {
          name: "Reed Front",
          kind: "armed_group",
          aliases: ["RF"],
          roles: ["rebel group"],
          articles: 1,
          mentions: 1,
        },
      ]);
      expect(after.actors).toEqual([]);
      expect(after.places[0]?.articles).toBe(1);
    });

    it("lists what another reader read, and not what this one did", async () => {
      await store.put(stored("one", { reader: "v1" }));
      await store.put(stored("two", { reader: "v2" }));

      for await (const { article } of store.notReadBy("v2"))
        await store.replaceFacts(article.id, someFacts(article.id), "v2");

      expect(await ids(store.notReadBy("v2"))).toEqual([]);
      expect((await store.article("one"))?.reader).toBe("v2");
    });

    it("drops bundled articles that left the package, never a person's own", async () => {
      await store.put(stored("gone", { bundled: true }));
      await store.put(stored("stays", { bundled: true }));
      await store.put(stored("own"));
      await store.put(stored("made-own", { bundled: true }));
      await store.put(stored("made-own"));

      expect(await store.dropBundledExcept(new Set(["stays"]))).toBe(1);
      expect((await ids(store.between(ALL))).sort()).toEqual(["made-own", "own", "stays"]);
    });

    it("counts articles and facts, and names the first and last publication", async () => {
      expect(await store.counts()).toEqual({
        articles: 0,
        facts: 0,
        first: null,
        last: null,
      });
      await store.put(stored("one", { facts: { figures: [aFigure("one", "f1")] } }));
      await store.put(stored("two", { article: { publishedAt: "2025-03-09T10:00Z" } }));
      await store.put(stored("undated", { article: { publishedAt: "" } }));

      expect(await store.counts()).toEqual({
        articles: 3,
        facts: 1,
        first: "2025-03-04",
        last: "2025-03-09T10:00Z",
      });
    });

    it("remembers notes about itself", async () => {
      expect(await store.note("seeds")).toBeNull();
      await store.setNote("seeds", "abc");

      expect(await store.note("seeds")).toBe("abc");
    });
  });
}

const ALL = { from: null, to: null };

function stored(
  id: string,
  given: {
    article?: Parameters<typeof anArticle>[0];
    facts?: Parameters<typeof someFacts>[1];
    reader?: string;
    bundled?: boolean;
  } = {},
): StoredArticle {
  return {
    article: anArticle({ id, ...given.article }),
    facts: someFacts(id, given.facts),
    reader: given.reader ?? "v1",
    bundled: given.bundled ?? false,
  };
}

async function ids(items: AsyncIterable<StoredArticle>): Promise<string[]> {
  return (await collect(items)).map((item) => item.article.id);
}
