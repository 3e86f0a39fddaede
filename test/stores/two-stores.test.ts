import { describe, expect, it } from "vitest";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import type { StoredArticle } from "../../src/stores/store.ts";
import { readTogether } from "../../src/stores/two-stores.ts";
import { aFigure, anActor, anArticle, aPlace, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { bundledArticles } from "../support/corpus.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const ALL = { from: null, to: null };

function about(
  id: string,
  publishedAt: string,
  places: readonly string[] = ["Tarsk"],
  given: { readonly text?: string } = {},
): StoredArticle {
  const article = anArticle({ id, publishedAt, ...given });
  const facts = someFacts(id, {
    places: places.map((name) => aPlace(name)),
    actors: [anActor("K 7")],
    figures: [aFigure(id, `f${id}`)],
  });
  return { article, facts, reader: "v1", bundled: false };
}

async function twoStores(shared: readonly StoredArticle[], own: readonly StoredArticle[]) {
  const stores = { shared: openMemoryStore(), own: openMemoryStore() };
  for (const item of shared) await stores.shared.put(item);
  for (const item of own) await stores.own.put(item);
  return { ...stores, together: readTogether(stores.shared, stores.own) };
}

const idsOf = async (items: AsyncIterable<StoredArticle>) =>
  (await collect(items)).map(({ article }) => article.id);

describe("two stores read together", () => {
  it("give one order of publication, articles of one moment by id, as many as were asked for", async () => {
    const { together } = await twoStores(
      [about("a", "2025-03-01"), about("d", "2025-03-02"), about("e", "2025-03-04"), about("u", "")],
      [about("b", "2025-03-02"), about("c", "2025-03-02"), about("f", "2025-03-03")],
    );

    expect(await idsOf(together.between(ALL))).toEqual(["u", "a", "b", "c", "d", "f", "e"]);
    expect(await idsOf(together.latest(ALL))).toEqual(["e", "f", "d", "c", "b", "a", "u"]);
    expect(await idsOf(together.find({ terms: ["at:tarsk"] }, ALL, 4))).toEqual(["e", "f", "d", "c"]);
    expect(await idsOf(together.search("shelling", { from: null, to: "2025-03-02" }, 2))).toEqual(["d", "c"]);
    expect(await idsOf(together.find({ terms: ["at:tarsk"] }, ALL, 0))).toEqual([]);
    expect(await together.countOf({ terms: ["at:tarsk"] }, ALL, 5)).toBe(5);
    expect(await together.counts()).toMatchObject({ articles: 7, first: "2025-03-01", last: "2025-03-04" });
  });

  it("show an article that both have once, as the tenant's own library has it", async () => {
    const mine = about("a", "2025-03-05", ["Odran"], { text: "Changed by its publisher." });
    const { together } = await twoStores([about("a", "2025-03-01"), about("b", "2025-03-02")], [mine]);

    expect(await idsOf(together.between(ALL))).toEqual(["b", "a"]);
    expect((await together.article("a"))?.article.text).toBe("Changed by its publisher.");
    expect(await idsOf(together.find({ terms: ["at:tarsk"] }, ALL, 9))).toEqual(["b"]);
    expect((await together.factsById("fa", 9)).map(({ article }) => article.text)).toEqual([
      "Changed by its publisher.",
    ]);
  });

  it("count an article that both have once, and not at all where it is withdrawn", async () => {
    const { shared, own, together } = await twoStores(
      [about("a", "2025-03-01"), about("b", "2025-03-02"), about("c", "2025-03-03")],
      [about("b", "2025-03-02"), about("d", "2025-03-04")],
    );
    const tarsk = { terms: ["at:tarsk"] };
    const counted = async () => [
      await together.countUpTo("2025-03-02"),
      await together.countUpTo("2025-03-09"),
      await together.countOf(tarsk, ALL, 99),
    ];

    expect(await counted()).toEqual([2, 4, 4]);
    const mark = { at: "2025-03-09T00:00:00Z", by: "publisher", reason: null } as const;
    await shared.withdrawals.add({ ...mark, articleId: "b" });
    expect(await counted()).toEqual([1, 3, 3]);
    await own.withdrawals.add({ ...mark, articleId: "b" });
    expect(await counted()).toEqual([1, 3, 3]);
    await shared.put(about("d", "2025-03-04"));
    expect(await counted()).toEqual([1, 3, 3]);
  });

  it("know the versions and the withdrawal of an article that both have", async () => {
    const again = (text: string) => about("a", "2025-03-01", ["Tarsk"], { text });
    const { shared, own, together } = await twoStores(
      [again("Twelve."), again("Thirteen."), about("b", "2025-03-02"), again("Fourteen.")],
      [again("Fourteen."), again("Fifteen.")],
    );
    const mark = { articleId: "a", at: "2025-03-09T00:00:00Z", reason: null };
    await shared.withdrawals.add({ ...mark, by: "publisher" });
    await shared.withdrawals.add({ ...mark, articleId: "b", by: "gone" });
    await own.withdrawals.add({ ...mark, by: "operator" });

    expect((await together.versions.of("a")).map(({ article }) => article.text)).toEqual(["Fourteen."]);
    expect((await together.versions.factsById("fa", 9)).map(({ version }) => version)).toEqual([1]);
    expect((await together.withdrawals.all()).map(({ articleId, by }) => [articleId, by])).toEqual([
      ["a", "operator"],
      ["b", "gone"],
    ]);
    expect((await together.withdrawals.of("b"))?.by).toBe("gone");
    expect([...(await together.held(["a", "b", "c"]))].map(([, { article }]) => article.text)).toHaveLength(
      2,
    );
  });

  it("tie groups of copies together by an article that both have", async () => {
    const report =
      "Shelling hit the market of Tarsk on Monday morning, and twelve people were wounded, ".repeat(2);
    const copy = (id: string) =>
      about(id, "2025-03-01", [], { text: `${report} said the ${id} desk of the town.` });
    const { shared, own, together } = await twoStores([copy("a"), copy("b")], [copy("b"), copy("c")]);
    await shared.copies.place(9);
    await own.copies.place(9);

    expect(await together.copies.groupsWith(["b"])).toEqual([["a", "b", "c"]]);
    expect(await together.copies.groupsWith(["c"])).toEqual([["a", "b", "c"]]);
  });

  it("add up what both count of a name, also one that only one of them finds by an alias", async () => {
    const alias = (id: string, aliases: string[]): StoredArticle => ({
      ...about(id, "2025-03-01"),
      facts: someFacts(id, { places: [aPlace("Saint Vel", { aliases })] }),
    });
    const { together } = await twoStores(
      [alias("a", ["Vel City"]), alias("b", [])],
      [alias("c", ["Vel Port"]), alias("d", ["Vel Port"])],
    );

    for (const key of ["=velcity", "=velport", "=saintvel"])
      expect((await together.namesFor([[key]], 9)).places).toEqual([
        expect.objectContaining({ name: "Saint Vel", articles: 4, aliases: ["Vel Port", "Vel City"] }),
      ]);
  });

  it("have the most mentioned names with all their articles when not all are asked for", async () => {
    const { together } = await twoStores(
      [about("a", "2025-03-01", ["Odran", "Tarsk"]), about("b", "2025-03-01", ["Odran"])],
      [about("c", "2025-03-01", ["Tarsk"]), about("d", "2025-03-01", ["Olm"])],
    );

    const { catalogue, whole } = await together.commonNames(2);

    expect(whole).toBe(false);
    expect(catalogue.actors).toMatchObject([{ name: "K 7", articles: 4 }]);
    expect(catalogue.places).toMatchObject([{ name: "Odran", articles: 2 }]);
    expect((await together.commonNames(4)).whole).toBe(true);
    expect((await together.namesFor([["=odran"], ["=tarsk"], ["=olm"]], 1)).places).toHaveLength(3);
  });

  it("have another revision after a change of either", async () => {
    const { shared, own, together } = await twoStores([], []);
    const seen = [await together.revision()];
    for (const store of [shared, own, own, shared]) {
      await store.put(about(`a${seen.length}`, "2025-03-01"));
      seen.push(await together.revision());
    }

    expect(new Set(seen).size).toBe(5);
  });

  it("give the same briefing as one store when there is too much to read all of it", async () => {
    const engine = openEngine();
    const corpus = (await bundledArticles()).map((article) => ({
      article,
      facts: engine.read(article),
      reader: engine.tag,
      bundled: false,
    }));
    const others = Array.from({ length: 300 }, (_, i) =>
      about(`z${String(i).padStart(3, "0")}`, "2025-02-03", [], { text: `Rain ${i}.` }),
    );
    const all = [...corpus, ...others].sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
    const half = (rest: number) => all.filter((_, i) => i % 2 === rest);
    const { together } = await twoStores(half(0), half(1));
    const { shared: whole } = await twoStores(all, []);
    const deskOver = (store: typeof together) =>
      openDesk({ store, engine, clock: fixedClock("2025-06-30T12:00:00Z") });

    for (const topic of ["goma", "guterres", "drone strikes on markets"]) {
      const query = { topic, since: "2025-01-26", until: "2025-02-28", asOf: "2025-06-30" };
      const [one, two] = [await deskOver(whole).brief(query), await deskOver(together).brief(query)];

      expect(two.status).toBe("ok");
      expect(JSON.stringify(two) === JSON.stringify(one), topic).toBe(true);
    }
  });
});
