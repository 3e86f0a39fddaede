import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { Digest } from "../../briefings/index.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { anArticle, someFacts } from "../support/articles.ts";
import { bundledArticles } from "../support/corpus.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const engine = openEngine();
const corpus = (await bundledArticles()).map((article) => ({ article, facts: engine.read(article) }));

/** The bundled reports, and as many others of the same time as make the library one that is not read as a whole. */
async function aLibrary(others: number): Promise<Store> {
  const store = openMemoryStore();
  for (const item of corpus) await store.put({ ...item, reader: engine.tag, bundled: false });
  for (let i = 0; i < others; i++) {
    const article = anArticle({
      id: `other-${i}`,
      title: "Weather",
      text: `Rain ${i}.`,
      publishedAt: "2025-02-03",
    });
    await store.put({ article, facts: someFacts(article.id), reader: engine.tag, bundled: false });
  }
  return store;
}

const [whole, searched] = await Promise.all([aLibrary(0), aLibrary(300)]);
const deskOver = (store: Store) => openDesk({ store, engine, clock: fixedClock("2025-06-30T12:00:00Z") });

/** A difference of whole digests is pages long. */
function sectionsThatDiffer(a: Digest, b: Digest): string[] {
  const sections = Object.keys({ ...a, ...b }) as (keyof Digest)[];
  return sections.filter((name) => !isDeepStrictEqual(a[name], b[name]));
}

describe("a briefing from a large library", () => {
  it.each([
    ["goma", "2025-01-26", "2025-02-07"],
    ["goma", "2025-05-01", "2025-05-07"],
    ["north kivu", "2025-01-20", "2025-02-28"],
    ["DR Congo", "2025-02-01", "2025-02-07"],
    ["sudan", "2025-04-01", "2025-04-30"],
    ["el fasher", "2025-04-01", "2025-04-30"],
    ["haiti", "2025-03-01", "2025-04-30"],
    ["m23", "2025-01-26", "2025-02-07"],
    ["guterres", "2025-01-20", "2025-02-28"],
    ["kagame", "2025-01-20", "2025-02-28"],
    ["bukavu", "2025-06-20", "2025-06-30"],
  ])("on %s from %s to %s says what reading all of it would say", async (topic, since, until) => {
    const [all, found] = await Promise.all(
      [whole, searched].map((store) => deskOver(store).brief({ topic, since, until, asOf: "2025-06-30" })),
    );

    if (all?.status !== "ok" || found?.status !== "ok") throw new Error(`${all?.status} ${found?.status}`);
    expect(found.digest.coverage.searched).toBe(all.digest.coverage.searched + 300);
    const { coverage, ...rest } = found.digest;
    const same = { ...rest, coverage: { ...coverage, searched: all.digest.coverage.searched } };
    expect(sectionsThatDiffer(same, all.digest)).toEqual([]);
  });

  it("finds words in the forms that a report has them", async () => {
    const answer = await deskOver(searched).brief({
      topic: "hospitals attacked",
      since: "2025-01-20",
      until: "2025-04-30",
      asOf: "2025-06-30",
    });

    expect(answer).toMatchObject({ status: "ok", digest: { topic: { kind: "words" } } });
    expect(answer.status === "ok" && answer.digest.coverage.found).toBeGreaterThan(2);
  });

  it("says how far back it looked when the window holds more than it reads", async () => {
    const store = openMemoryStore();
    const goma = corpus.find(({ article }) => article.text.includes("Goma"))!;
    for (let i = 0; i < 300; i++) {
      const publishedAt = `2025-02-03T${String(Math.floor(i / 30)).padStart(2, "0")}:${String(i % 30).padStart(2, "0")}Z`;
      const article = { ...goma.article, id: `copy-${i}`, publishedAt };
      await store.put({
        article,
        facts: { ...goma.facts, articleId: article.id },
        reader: engine.tag,
        bundled: false,
      });
    }

    const answer = await deskOver(store).brief({ topic: "goma", since: "2025-02-01", until: "2025-02-07" });

    expect(answer).toMatchObject({
      digest: { coverage: { found: 60, searched: 300, lookedBackTo: "2025-02-03T08:00Z" } },
    });
  });
});

describe("a report that was withdrawn, in a large library", () => {
  const ask = { topic: "goma", since: "2025-01-26", until: "2025-02-07", asOf: "2025-06-30" };
  const mark = { at: "2025-06-01T00:00:00Z", by: "operator", reason: null } as const;

  it("is told and counted no more, and said as it is where all is read", async () => {
    const stores = await Promise.all([aLibrary(0), aLibrary(300)]);
    const digests = await Promise.all(
      stores.map(async (store) => {
        const before = await deskOver(store).brief(ask);
        if (before.status !== "ok") throw new Error(before.status);
        const [taken] = before.digest.sources.flatMap(({ outlets }) => outlets);
        const { articleId } = taken!;
        await store.withdrawals.add({ ...mark, articleId });
        const after = await deskOver(store).brief(ask);
        if (after.status !== "ok") throw new Error(after.status);
        expect(JSON.stringify({ ...after.digest, withdrawn: [] })).not.toContain(articleId);
        expect(after.digest.withdrawn).toMatchObject([{ articleId }]);
        const [was, is] = [before.digest.coverage, after.digest.coverage];
        expect([is.searched, is.found]).toEqual([was.searched - 1, was.found - 1]);
        return after.digest;
      }),
    );

    const [all, found] = digests as [Digest, Digest];
    const coverage = { ...found.coverage, searched: all.coverage.searched };
    expect(sectionsThatDiffer({ ...found, coverage }, all)).toEqual([]);
  });

  it("takes no place of a report that stands", async () => {
    const store = openMemoryStore();
    const goma = corpus.find(({ article }) => article.text.includes("Goma"))!;
    for (let i = 0; i < 360; i++) {
      const publishedAt = `2025-02-03T${String(Math.floor(i / 30)).padStart(2, "0")}:${String(i % 30).padStart(2, "0")}Z`;
      const article = { ...goma.article, id: `report-${i}`, publishedAt };
      const facts = { ...goma.facts, articleId: article.id };
      await store.put({ article, facts, reader: engine.tag, bundled: false });
      if (i >= 300) await store.withdrawals.add({ ...mark, articleId: article.id });
    }

    const answer = await deskOver(store).brief({ topic: "goma", since: "2025-02-01", until: "2025-02-07" });

    expect(answer).toMatchObject({
      digest: { coverage: { found: 60, searched: 300, lookedBackTo: "2025-02-03T08:00Z" } },
    });
    expect(answer.status === "ok" && answer.digest.withdrawn).toHaveLength(60);
  });

  it("leaves no library of withdrawn reports empty", async () => {
    const store = openMemoryStore();
    const { article, facts } = corpus[0]!;
    await store.put({ article, facts, reader: engine.tag, bundled: false });
    await store.withdrawals.add({ ...mark, articleId: article.id });

    expect((await deskOver(store).brief({ topic: "goma" })).status).not.toBe("empty-library");
  });
});

describe("a name", () => {
  it("is found by its letters in a library of more names than are kept at hand", async () => {
    const store = openMemoryStore();
    for (const item of corpus.slice(0, 20)) await store.put({ ...item, reader: engine.tag, bundled: false });
    for (let i = 0; i < 120; i++) {
      const actors = Array.from({ length: 10 }, (_, n) => ({
        id: `a${n}`,
        name: `Person${i} Kelmar${n}${i}`,
        kind: "person" as const,
        roles: [],
        aliases: [],
        mentions: [{ start: 0, end: 4 }],
        country: null,
      }));
      const article = anArticle({ id: `names-${i}`, text: `Names ${i}.` });
      await store.put({
        article,
        facts: someFacts(article.id, { actors }),
        reader: engine.tag,
        bundled: false,
      });
    }
    const desk = deskOver(store);
    const labelOf = async (topic: string) => {
      const answer = await desk.brief({ topic, asOf: "2025-06-30" });
      return answer.status === "ok" ? [answer.digest.topic.label, answer.understoodAs] : answer.status;
    };

    expect(await labelOf("kelmar9119")).toEqual(["Person119 Kelmar9119", null]);
    expect(await labelOf("Person119 Kelmra9119")).toEqual(["Person119 Kelmar9119", "Person119 Kelmar9119"]);
    expect(await labelOf("goma")).toEqual(["Goma", null]);
    expect((await desk.suggest("kelmar9119", 3)).map(({ label }) => label)).toEqual(["Person119 Kelmar9119"]);
  });
});
