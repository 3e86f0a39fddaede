import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, StoredArticle } from "../../../src/stores/store.ts";
import { anActor, anArticle, aPlace, someFacts } from "../articles.ts";

/** What every store must do for finding articles by topic and names by what is typed. `open` gives a new, empty store. */
export function storeTopicsContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the contract for topics`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    it("finds articles by the places they name, by where those lie, and by actors, latest first", async () => {
      await store.put(about("old", "2025-03-01", "Tarsk"));
      await store.put(about("new", "2025-03-04", "Tarsk"));
      await store.put(about("other", "2025-03-04", "Odran", { country: "BB", admin1: "North Strand" }));

      expect(await ids({ terms: ["at:tarsk"] })).toEqual(["new", "old"]);
      expect(await ids({ terms: ["at:aa:tarsk", "in:bb"] })).toEqual(["other", "new", "old"]);
      expect(await ids({ terms: ["in:bb:north_strand"] })).toEqual(["other"]);
      expect(await ids({ terms: ["by:k_7"] }, ALL, 2)).toEqual(["other", "new"]);
      expect(await ids({ terms: ["at:tarsk"] }, { from: null, to: "2025-03-02" })).toEqual(["old"]);
      expect(await ids({ terms: ["at:tars", "at:nowhere"] })).toEqual([]);
      expect(await ids({ terms: [] })).toEqual([]);
    });

    it("pages through more than it fetches at a time", async () => {
      for (let i = 0; i < 150; i++) await store.put(about(`a${i}`, "2025-03-04", "Tarsk"));

      const found = await ids({ terms: ["at:tarsk"] }, ALL, 140);

      expect(found.slice(0, 2)).toEqual(["a149", "a148"]);
      expect(new Set(found).size).toBe(140);
    });

    it("finds articles with any of the words, whole words only, and counts them in a window", async () => {
      await store.put(about("one", "2025-03-01", "Tarsk", {}, "Élan in the market."));
      await store.put(about("two", "2025-03-04", "Tarsk", {}, "The markets were shut."));

      expect(await ids({ anyWord: ["market", "elan"] })).toEqual(["one"]);
      expect(await ids({ anyWord: ["markets", "market"] })).toEqual(["two", "one"]);
      expect(await store.countOf({ anyWord: ["the"] }, ALL, 99)).toBe(2);
      expect(await store.countOf({ anyWord: ["the"] }, ALL, 1)).toBe(1);
      expect(await store.countOf({ terms: ["at:tarsk"] }, { from: "2025-03-02", to: null }, 99)).toBe(1);
      expect(await store.countOf({ anyWord: ['"', "NOT("] }, ALL, 99)).toBe(0);
    });

    it("counts no article that was withdrawn, until it stands again", async () => {
      await store.put(about("one", "2025-03-01", "Tarsk", {}, "The market."));
      await store.put(about("two", "2025-03-04", "Tarsk", {}, "The market."));
      await store.withdrawals.add({ articleId: "two", at: "2025-03-05", by: "operator", reason: null });
      await store.withdrawals.add({
        articleId: "never here",
        at: "2025-03-05",
        by: "operator",
        reason: null,
      });

      expect(await store.countOf({ anyWord: ["market"] }, ALL, 99)).toBe(1);
      expect(await store.countOf({ terms: ["at:tarsk"] }, { from: "2025-03-02", to: null }, 99)).toBe(0);
      expect(await store.countUpTo("2025-03-04")).toBe(1);
      expect(await store.countUpTo("2025-03-03")).toBe(1);
      expect(await ids({ terms: ["at:tarsk"] })).toEqual(["two", "one"]);
      await store.withdrawals.lift("two");
      expect(await store.countOf({ anyWord: ["market"] }, ALL, 99)).toBe(2);
      expect(await store.countUpTo("2025-03-04")).toBe(2);
    });

    it("counts the articles up to a day or a moment, undated ones with them", async () => {
      for (const [id, publishedAt] of [
        ["undated", ""],
        ["day", "2025-03-01"],
        ["morning", "2025-03-04T06:00Z"],
        ["evening", "2025-03-04T18:00Z"],
      ] as const)
        await store.put(about(id, publishedAt, "Tarsk"));
      await store.put(about("day", "2025-03-05", "Tarsk"));

      expect(await store.countUpTo("2025-03-03")).toBe(1);
      expect(await store.countUpTo("2025-03-04T12:00Z")).toBe(2);
      expect(await store.countUpTo("2025-03-04")).toBe(3);
      expect(await store.countUpTo("9999-12-31")).toBe(4);
    });

    it("counts without those that are excepted, a withdrawn or an unknown one among them", async () => {
      for (const [id, day] of [
        ["one", "2025-03-01"],
        ["two", "2025-03-04"],
        ["three", "2025-03-04"],
        ["late", "2025-03-09"],
      ] as const)
        await store.put(about(id, day, "Tarsk", {}, "The market."));
      await store.withdrawals.add({ articleId: "two", at: "2025-03-05", by: "operator", reason: null });
      const except = ["one", "two", "late", "never here"];

      expect(await store.countUpTo("2025-03-04", except)).toBe(1);
      expect(await store.countOf({ anyWord: ["market"] }, ALL, 99, except)).toBe(1);
      expect(await store.countOf({ terms: ["at:tarsk"] }, ALL, 99, except)).toBe(1);
      expect([...(await store.ids())].sort()).toEqual(["late", "one", "three", "two"]);
    });

    it("forgets the topics of what an article said before", async () => {
      await store.put(about("one", "2025-03-04", "Tarsk"));
      await store.put(about("one", "2025-03-04", "Odran", {}, "Changed."));
      await store.put(about("two", "2025-03-04", "Tarsk"));
      await store.replaceFacts("two", someFacts("two", { places: [aPlace("Odran")], read: false }), "other");

      expect(await ids({ terms: ["at:tarsk"] })).toEqual([]);
      expect(await ids({ terms: ["at:odran"] })).toEqual(["two", "one"]);
      expect(await store.unreadLanguages()).toEqual(["en"]);
      expect(await ids({ terms: ["unread:en"] })).toEqual(["two"]);
      expect((await store.namesFor([["=tarsk"]], 9)).places).toEqual([]);
    });

    it("finds names by their letters and words, aliases too, and by all keys of a group", async () => {
      const facts = someFacts("one", {
        places: [aPlace("Saint Vel", { aliases: ["Vel City"] })],
        actors: [anActor("Northern Relief Council", { roles: ["a body"] }), anActor("Relief Party")],
      });
      await store.put({ ...about("one", "2025-03-04", "Tarsk"), facts });

      const found = async (...groups: string[][]) => {
        const { places, actors } = await store.namesFor(groups, 9);
        return [...places, ...actors].map((one) => one.name).sort();
      };
      expect(await found(["=saintvel"])).toEqual(["Saint Vel"]);
      expect(await found(["=velcity"], ["=nobody"])).toEqual(["Saint Vel"]);
      expect(await found([">relief"])).toEqual(["Northern Relief Council", "Relief Party"]);
      expect(await found([">relief", ">council"])).toEqual(["Northern Relief Council"]);
      expect(await found(["=abody"], [])).toEqual([]);
      expect((await store.namesFor([[">vel"]], 9)).places[0]?.aliases).toEqual(["Vel City"]);
      expect(await store.keysBeginning(">re", 9)).toEqual([">relief"]);
      expect(await store.keysBeginning("=", 2)).toEqual(["=northernreliefcouncil", "=reliefparty"]);
    });

    it("knows which names are the most mentioned, and when these are all", async () => {
      for (let i = 0; i < 5; i++) await store.put(about(`a${i}`, "2025-03-04", "Tarsk"));
      await store.put(about("b", "2025-03-04", "Odran"));

      const names = async (most: number) => {
        const { catalogue, whole } = await store.commonNames(most);
        return [...catalogue.places, ...catalogue.actors].map(({ name }) => name).concat(String(whole));
      };
      expect(await names(2)).toEqual(["Tarsk", "K 7", "false"]);
      expect(await names(3)).toEqual(["Tarsk", "Odran", "K 7", "true"]);
    });

    async function ids(
      sought: Parameters<Store["find"]>[0],
      window: Parameters<Store["find"]>[1] = ALL,
      limit = 200,
    ): Promise<string[]> {
      const found: string[] = [];
      for await (const { article } of store.find(sought, window, limit)) found.push(article.id);
      return found;
    }
  });
}

const ALL = { from: null, to: null };

function about(
  id: string,
  publishedAt: string,
  place: string,
  where: { country?: string; admin1?: string } = {},
  text = `Shelling hit ${place}.`,
): StoredArticle {
  const article = anArticle({
    id,
    title: place,
    text,
    publishedAt,
    publishedPrecision: publishedAt === "" ? "unknown" : "day",
  });
  const facts = someFacts(id, {
    places: [aPlace(place, { country: "AA", ...where })],
    actors: [anActor("K 7")],
  });
  return { article, facts, reader: "v1", bundled: false };
}
