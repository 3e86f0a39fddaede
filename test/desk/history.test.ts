import { describe, expect, it, onTestFinished } from "vitest";
import type { Article } from "../../briefings/index.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { retract } from "../../src/desk/retract-verb.ts";
import { placeCopies } from "../../src/ingest/place-waiting.ts";
import { whyReply } from "../../src/replies/why.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { anArticle } from "../support/articles.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { linesOf } from "../support/lines-of.ts";

const EN = wordsIn("en");
const engine = openEngine();
const clock = fixedClock("2025-03-10T12:00:00Z");

async function aLibrary(...articles: readonly Partial<Article>[]) {
  const store = openMemoryStore();
  onTestFinished(() => store.close());
  const put = async (given: Partial<Article>) => {
    const article = anArticle(given);
    await store.put({ article, facts: engine.read(article), reader: engine.tag, bundled: false });
    return article;
  };
  for (const given of articles) await put(given);
  await placeCopies(store);
  const desk = openDesk({ store, engine, clock });
  const digest = async (topic: string, since = "7d") => {
    const answer = await desk.brief({ topic, since });
    if (answer.status !== "ok") throw new Error(answer.status);
    return answer.digest;
  };
  return { store, desk, put, digest };
}

const REST =
  "The mayor of Tarsk, Ona Perrel, said the bridge was closed. Ambulances came from Velm in the night. The market will stay shut until Sunday, and bakers were told to sell from their doors.";
const toll = (n: number) => `At least ${n} people were killed in Tarsk on Monday, residents said. ${REST}`;

describe("the history of a fact", () => {
  const first = { id: "a", text: toll(12), retrievedAt: "2025-03-04T08:00:00Z" };
  const second = { id: "a", text: toll(15), retrievedAt: "2025-03-05T08:00:00Z" };

  it("names its version, and what the version before said of the same thing", async () => {
    const { desk, store } = await aLibrary(first, second);
    const [figure] = (await store.article("a"))!.facts.figures;

    const why = await desk.why(figure!.id);

    expect(why).toMatchObject({
      status: "found",
      items: [
        {
          verified: true,
          version: {
            number: 2,
            of: 2,
            current: true,
            retrievedAt: "2025-03-05T08:00:00Z",
            replacedAt: null,
            others: [
              {
                number: 1,
                retrievedAt: "2025-03-04T08:00:00Z",
                said: {
                  words: "At least 12 people",
                  sentence: expect.stringContaining("12 people were killed"),
                },
              },
            ],
          },
        },
      ],
    });
    const text = linesOf(whyReply(why, figure!.id, EN).blocks, 120).join("\n");
    expect(text).toMatch(/^Version +2 of 2, changed 5 Mar 2025$/m);
    expect(text).toMatch(
      /^Version 1 +read 4 Mar 2025; said “At least 12 people”: At least 12 people were killed in Tarsk/m,
    );
  });

  it("says nothing of versions where there is only one, nor of a figure that stayed the same", async () => {
    const { desk, store, put } = await aLibrary(first);
    const [figure] = (await store.article("a"))!.facts.figures;
    expect(await desk.why(figure!.id)).toMatchObject({ items: [{ version: null }] });

    await put({ ...first, text: `${first.text} Rain fell.`, retrievedAt: "2025-03-05T08:00:00Z" });

    expect(await desk.why(figure!.id)).toMatchObject({
      items: [{ version: { number: 2, others: [{ said: null }] } }],
    });
  });

  it("is told of a fact that only stood in an earlier version, from the old text", async () => {
    const { desk, store, put } = await aLibrary(first);
    const [figure] = (await store.article("a"))!.facts.figures;
    await put({ ...second, text: REST });
    await put({ ...second, text: `${REST} Rain fell.`, retrievedAt: "2025-03-06T08:00:00Z" });

    const why = await desk.why(figure!.id.slice(0, 7));

    expect(why).toMatchObject({
      items: [
        {
          verified: true,
          article: { text: first.text },
          evidence: { excerpt: "At least 12 people" },
          version: { number: 1, of: 3, current: false, replacedAt: "2025-03-05T08:00:00Z" },
        },
      ],
    });
    expect(linesOf(whyReply(why, "f", EN).blocks, 120)).toContain(
      "Stood in version 1; no longer in the report as of 5 Mar 2025. What follows is version 1.",
    );
  });
});

describe("copies in a briefing", () => {
  const wire = `${toll(12)} ${REST.replaceAll("Velm", "Kelmar")}`;
  const halves = [wire.slice(0, wire.length / 2), wire.slice(wire.length / 2)];

  it("are one origin when the first one was published before the window", async () => {
    const { digest, put } = await aLibrary(
      {
        id: "w",
        publisher: "Tarn Press Agency",
        origin: "Tarn Press Agency",
        publishedAt: "2025-03-01",
        text: wire,
      },
      { id: "a", publisher: "Outlet A", origin: "Outlet A", publishedAt: "2025-03-05", text: halves[0]! },
      {
        id: "b",
        publisher: "Outlet B",
        origin: "Outlet B",
        publishedAt: "2025-03-06",
        text: `Tarsk: ${halves[1]}`,
      },
    );

    const inSmall = await digest("tarsk", "2025-03-04");
    for (let i = 0; i < 300; i++)
      await put({ id: `calm-${i}`, title: "Weather", text: `Rain ${i}.`, publishedAt: "2025-03-02" });
    const inLarge = await digest("tarsk", "2025-03-04");

    const { coverage, sources } = inLarge;
    expect(sources).toEqual(inSmall.sources);
    expect(coverage).toMatchObject({ found: 2, origins: 1 });
    expect(sources.map(({ origin, outlets }) => [origin, outlets.map(({ publisher }) => publisher)])).toEqual(
      [["Tarn Press Agency", ["Outlet A", "Outlet B"]]],
    );
  });
});

describe("a report that the operator withdraws", () => {
  const bad = { id: "bad", publishedAt: "2025-03-05", url: "https://news.example/bad", text: toll(99) };
  const good = {
    id: "good",
    publishedAt: "2025-03-06",
    publisher: "Velm Herald",
    text: "Rain fell in Tarsk on Monday.",
  };

  it("is told no more, listed as withdrawn, and still explained", async () => {
    const { store, desk, digest } = await aLibrary(bad, good);
    const { id } = (await store.article("bad"))!.facts.figures[0]!;
    expect((await digest("tarsk")).ladders).toHaveLength(1);

    const said = await retract(
      { named: "http://www.news.example/bad/", reason: "A hoax.", undo: false },
      store,
      clock,
    );

    expect(said).toBe("withdrawn: Kelmar Post: Shelling in Tarsk (bad)\n");
    const after = await digest("tarsk");
    expect(after).toMatchObject({ ladders: [], speakers: [], coverage: { searched: 1, found: 1 } });
    expect(after.sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId))).toEqual([
      "good",
    ]);
    expect(after.withdrawn).toMatchObject([{ articleId: "bad", by: "operator", reason: "A hoax." }]);
    const why = await desk.why(id);
    expect(why).toMatchObject({
      items: [{ withdrawal: { at: "2025-03-10T12:00:00.000Z", reason: "A hoax." } }],
    });
    expect(linesOf(whyReply(why, id, EN).blocks, 120)).toContain(
      "Withdrawn: by whoever runs this library, 10 Mar 2025: “A hoax.”",
    );
  });

  it("stands again when that is undone", async () => {
    const { store, digest } = await aLibrary(bad, good);
    const { id } = (await store.article("bad"))!.facts.figures[0]!;
    const before = await digest("tarsk");
    await retract({ named: id, undo: false }, store, clock);
    expect(await retract({ named: "bad", undo: false }, store, clock)).toMatch(/^was withdrawn already/);

    expect(await retract({ named: "bad", undo: true }, store, clock)).toMatch(/^stands again/);

    expect(await digest("tarsk")).toEqual(before);
    expect(await retract({ named: "bad", undo: true }, store, clock)).toMatch(/^was not withdrawn/);
  });

  it("must be one report", async () => {
    const { store } = await aLibrary(bad, { ...good, url: "https://m.news.example/bad" });

    await expect(retract({ named: "nothing", undo: false }, store, clock)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(
      retract({ named: "https://news.example/bad", undo: false }, store, clock),
    ).rejects.toMatchObject({
      code: "bad-option",
      message: expect.stringContaining("bad (Kelmar Post), good (Velm Herald)"),
    });
  });
});
