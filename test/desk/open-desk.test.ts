import { describe, expect, it } from "vitest";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { anArticle } from "../support/articles.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { standInEngine } from "../support/stand-in-engine.ts";

async function aDesk(articles: readonly Parameters<typeof anArticle>[0][], asOf?: string) {
  const store = openMemoryStore();
  const engine = standInEngine();
  const put = async (given: Parameters<typeof anArticle>[0]) => {
    const article = anArticle(given);
    await store.put({
      article,
      facts: engine.read(article),
      reader: engine.tag,
      bundled: false,
    });
  };
  for (const given of articles) await put(given);
  return {
    desk: openDesk({
      store,
      engine,
      clock: fixedClock("2025-03-10T12:00:00Z"),
      asOf,
    }),
    engine,
    put,
    store,
  };
}

describe("a briefing", () => {
  it("is about the last seven days up to now unless asked otherwise", async () => {
    const { desk } = await aDesk([{}]);

    const answer = await desk.brief({ topic: "tarsk" });

    expect(answer).toMatchObject({
      status: "ok",
      digest: {
        window: { since: "2025-03-03", until: "2025-03-10" },
        asOf: "2025-03-10T12:00Z",
      },
    });
  });

  it("hides what was published after as-of", async () => {
    const { desk } = await aDesk([
      { id: "early", publishedAt: "2025-03-04" },
      { id: "before", publishedAt: "2025-03-05T06:00Z" },
      { id: "after", publishedAt: "2025-03-05T06:01Z" },
    ]);

    const answer = await desk.brief({
      topic: "tarsk",
      asOf: "2025-03-05T06:00Z",
    });

    expect(answer).toMatchObject({ digest: { id: "before early" } });
  });

  it("speaks for the desk's own as-of when the question has none", async () => {
    const { desk } = await aDesk([{}], "2025-03-05");

    expect(await desk.brief({ topic: "tarsk" })).toMatchObject({
      digest: { asOf: "2025-03-05" },
    });
  });

  it("is made once for the same question and again after a new article", async () => {
    const { desk, engine, put } = await aDesk([{}]);
    const first = await desk.brief({ topic: "tarsk" });
    const second = await desk.brief({ topic: "tarsk" });
    await put({ id: "more", text: "Tarsk again: 3 people." });
    const third = await desk.brief({ topic: "tarsk" });

    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
    expect(engine.libraries).toEqual([1, 2]);
  });

  it("says that a topic is unknown, with what is near", async () => {
    const { desk } = await aDesk([{}]);

    expect(await desk.brief({ topic: "tarks" })).toEqual({
      status: "unknown-topic",
      query: "tarks",
      near: [{ query: "tarsk", label: "Tarsk", detail: null }],
    });
  });

  it("says that the library is empty", async () => {
    const { desk } = await aDesk([]);

    expect(await desk.brief({ topic: "tarsk" })).toEqual({
      status: "empty-library",
    });
  });

  it("refuses a time that cannot be read, naming the option", async () => {
    const { desk } = await aDesk([{}]);

    await expect(desk.brief({ topic: "tarsk", since: "soon" })).rejects.toThrow(/^since must be/);
  });

  it("of a large library reads only what is on the topic, at most the latest sixty of the window", async () => {
    const elsewhere = Array.from({ length: 200 }, (_, i) => ({
      id: `n${i}`,
      title: "Elsewhere",
      text: `Nothing ${i}.`,
      publishedAt: "2025-03-08",
    }));
    const onTopic = Array.from({ length: 70 }, (_, i) => ({
      id: `t${i}`,
      text: `Tarsk: ${i} people.`,
      publishedAt: `2025-03-0${5 + Math.floor(i / 30)}`,
    }));
    const { desk, engine } = await aDesk([...elsewhere, ...onTopic]);

    const answer = await desk.brief({ topic: "tarsk" });

    expect(engine.libraries).toEqual([60]);
    expect(answer).toMatchObject({ status: "ok", digest: { coverage: { found: 60 } } });
    expect(answer.status === "ok" && answer.digest.id.split(" ").slice(0, 1)).toEqual(["t69"]);
  });

  it("of a large library looks at older articles where the window has none", async () => {
    const newer = Array.from({ length: 300 }, (_, i) => ({
      id: `n${i}`,
      title: "Elsewhere",
      text: `Nothing ${i}.`,
      publishedAt: "2025-02-01",
    }));
    const { desk, engine } = await aDesk([{ id: "old", publishedAt: "2024-01-01" }, ...newer]);

    const answer = await desk.brief({ topic: "tarsk" });

    expect(engine.libraries).toEqual([0, 1]);
    expect(answer).toMatchObject({ status: "ok", digest: { id: "old" } });
  });
});

describe("why", () => {
  it("shows the fact, its article and the words around it, checked", async () => {
    const text = `${"Before it ".repeat(40)}12 people were hurt in Tarsk${" and after".repeat(40)}.`;
    const { desk, engine } = await aDesk([{ text }]);
    const id = engine.read(anArticle({ text })).figures[0]?.id ?? "";

    const answer = await desk.why(` ${id.slice(0, 7).toUpperCase()} `);

    expect(answer.status).toBe("found");
    const [item] = answer.status === "found" ? answer.items : [];
    expect(item).toMatchObject({
      id,
      kind: "figure",
      verified: true,
      engine: "stand-in-1",
    });
    expect(item?.evidence.excerpt).toBe("12 people");
    expect(text).toContain(`${item?.before}12 people${item?.after}`);
    expect(item?.before).toMatch(/^(it|Before) /);
    expect(item?.before.length).toBeLessThanOrEqual(200);
    expect(item?.after).toMatch(/(and|after)$/);
  });

  it("says when stored words no longer are what was read", async () => {
    const { desk, store } = await aDesk([]);
    const article = anArticle({ text: "12 people were hurt in Tarsk." });
    const facts = standInEngine().read(article);
    await store.put({
      article: { ...article, text: "13 people were hurt in Tarsk." },
      facts,
      reader: "x",
      bundled: false,
    });

    expect(await desk.why(facts.figures[0]?.id ?? "")).toMatchObject({
      items: [{ verified: false }],
    });
  });

  it.each(["zzzz", "", "%", "f' OR 1=1"])("knows no fact for %j", async (id) => {
    const { desk } = await aDesk([{ text: "12 people were hurt in Tarsk." }]);

    expect(await desk.why(id)).toEqual({ status: "unknown-id", id });
  });
});

it("suggests topics of the library, new ones included", async () => {
  const { desk, put } = await aDesk([]);
  expect(await desk.suggest("ta", 5)).toEqual([]);
  await put({});

  expect(await desk.suggest("ta", 5)).toEqual([{ query: "tarsk", label: "Tarsk", detail: null }]);
});
