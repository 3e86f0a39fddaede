import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptFacts } from "../../../src/stores/kept-facts.ts";
import type { ReadArticle, Store } from "../../../src/stores/store.ts";
import { aFigure, anActor, anArticle, aPlace, someFacts } from "../articles.ts";
import { collect } from "../collect.ts";

const ALL = { from: null, to: null };

/** What every store must do with many articles at once. `open` gives a new, empty store. */
export function storeBatchContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store contract for batches`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    it("keeps many in one step and says of each what it was", async () => {
      await store.putAll([read("one"), read("two")]);
      const before = await store.revision();

      const outcomes = await store.putAll([
        read("one"),
        read("three"),
        read("two", { article: { text: "Nobody was hurt." } }),
      ]);

      expect(outcomes).toEqual(["unchanged", "new", "updated"]);
      expect(await texts(store)).toEqual([
        ["one", "Shelling hit Tarsk on Monday, residents said."],
        ["three", "Shelling hit Tarsk on Monday, residents said."],
        ["two", "Nobody was hurt."],
      ]);
      expect(await store.revision()).toBeGreaterThan(before);
    });

    it("leaves the revision alone when nothing is new", async () => {
      await store.putAll([read("one"), read("two")]);
      const before = await store.revision();

      expect(await store.putAll([read("one"), read("two")])).toEqual(["unchanged", "unchanged"]);
      expect(await store.putAll([])).toEqual([]);
      expect(await store.revision()).toBe(before);
    });

    it("keeps all of a batch or none of it", async () => {
      const broken = { ...read("two"), reader: null as unknown as string };

      await expect(store.putAll([read("one"), broken, read("three")])).rejects.toThrow();

      expect(await texts(store)).toEqual([]);
      expect((await store.counts()).facts).toBe(0);
      expect((await store.catalogue()).places).toEqual([]);
    });

    it("holds the same as one by one, whatever the batches", async () => {
      const items = Array.from({ length: 40 }, (_, i) => {
        const id = `a${i % 25}`;
        const text = i < 25 ? `Text ${i}.` : `Text ${i % 3 === 0 ? i : i - 25}.`;
        const publishedAt = i % 4 === 0 ? "" : `2025-0${1 + (i % 3)}-04`;
        return read(id, {
          article: { text, publishedAt },
          figures: [`f${i}`, "fsame"],
          places: [`P${i % 6}`],
        });
      });
      const one = await contents(store, async () => {
        for (const item of items) await store.putAll([item]);
      });
      for (const size of [3, 40]) {
        const other = await open();

        const many = await contents(other, async () => {
          for (let at = 0; at < items.length; at += size) await other.putAll(items.slice(at, at + size));
        });
        await other.close();

        expect(many).toEqual(one);
      }
    });

    it("takes the same article twice in a batch as the second after the first", async () => {
      const outcomes = await store.putAll([
        read("one", { figures: ["fold"] }),
        read("two"),
        read("one", { article: { text: "Corrected." }, figures: ["fnew"] }),
        read("one", { article: { text: "Corrected." }, figures: ["flast"], reader: "v2" }),
      ]);

      expect(outcomes).toEqual(["new", "new", "updated", "unchanged"]);
      expect((await store.factsById("f", 9)).map(({ id }) => id)).toEqual(["flast"]);
      const earlier = await collect(store.versions.all());
      expect(
        earlier.map(({ article, facts, reader }) => [article.text, facts?.figures[0]?.id, reader]),
      ).toEqual([[anArticle().text, "fold", "v1"]]);
      expect((await store.versions.factsById("f", 9)).map(({ id }) => id)).toEqual(["fold"]);
    });

    it("keeps more articles of one moment apart than one millisecond has keys", async () => {
      const items = Array.from({ length: 1030 }, (_, i) => read(`a${i}`));

      await store.putAll(items.slice(0, 1000));
      await store.putAll(items.slice(1000));

      const kept = await collect(store.between(ALL));
      expect(kept.map(({ article }) => article.id)).toEqual(items.map(({ article }) => article.id));
    });

    it("replaces what was read from many, and leaves out who is not here", async () => {
      await store.putAll([read("one", { figures: ["fold"] }), read("two", { places: ["Tarsk"] })]);

      await store.replaceAllFacts(
        ["one", "nobody", "two"].map((articleId) => ({
          articleId,
          facts: keptFacts(someFacts(articleId, { figures: [aFigure(articleId, `f-${articleId}`)] })),
          reader: "v2",
        })),
      );

      expect((await store.factsById("f", 9)).map(({ id }) => id)).toEqual(["f-one", "f-two"]);
      expect((await store.catalogue()).places).toEqual([]);
      expect(await collect(store.notReadBy("v2"))).toEqual([]);
    });

    it("says which articles are here, without their facts", async () => {
      await store.putAll([read("one"), read("two", { reader: "v2" })]);

      const held = await store.held(["two", "nobody", "one"]);

      expect([...held.keys()].sort()).toEqual(["one", "two"]);
      expect(held.get("two")).toEqual({ article: anArticle({ id: "two" }), reader: "v2", bundled: false });
      expect(await store.held([])).toEqual(new Map());
    });
  });
}

function read(
  id: string,
  given: {
    readonly article?: Parameters<typeof anArticle>[0];
    readonly figures?: readonly string[];
    readonly places?: readonly string[];
    readonly reader?: string;
  } = {},
): ReadArticle {
  const facts = someFacts(id, {
    figures: (given.figures ?? []).map((figure) => aFigure(id, figure)),
    places: (given.places ?? []).map((place) => aPlace(place, { aliases: [`Old ${place}`] })),
    actors: [anActor("Reed Front")],
  });
  return {
    article: anArticle({ id, ...given.article }),
    facts: keptFacts(facts),
    reader: given.reader ?? "v1",
    bundled: false,
  };
}

async function texts(store: Store): Promise<string[][]> {
  return (await collect(store.between(ALL))).map(({ article }) => [article.id, article.text]);
}

async function contents(store: Store, work: () => Promise<void>) {
  await work();
  const facts = await store.factsById("f", 1000);
  return {
    articles: await collect(store.between(ALL)),
    earlier: await collect(store.versions.all()),
    facts: facts.map(({ id, article }) => [id, article.id]).sort(),
    catalogue: await store.catalogue(),
    counts: await store.counts(),
  };
}
