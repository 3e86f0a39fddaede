import { afterAll, describe, expect, it } from "vitest";
import { type DigestMaker, makeHere } from "../../src/desk/digest-maker.ts";
import { openDigestThread } from "../../src/desk/digest-thread.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { anArticle } from "../support/articles.ts";
import { bundledArticles } from "../support/corpus.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const engine = openEngine();
const here = makeHere(engine);
const clock = fixedClock("2025-06-30T12:00:00Z");
const nobody: DigestMaker = {
  make: () => Promise.reject(new Error("made in this thread")),
  prepare: () => Promise.reject(new Error("prepared in this thread")),
};
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

function aThread(otherwise: DigestMaker, worker?: URL): DigestMaker & { close(): Promise<void> } {
  const thread = openDigestThread(otherwise, worker);
  closing.push(thread.close);
  return thread;
}

/** The bundled reports, and as many others as make a library that is searched and not looked through as a whole. */
async function aLibrary(others: number) {
  const store = openMemoryStore();
  const elsewhere = Array.from({ length: others }, (_, i) =>
    anArticle({
      id: `other-${i}`,
      text: `Nothing new in Tarsk on day ${i}, a farmer said.`,
      publishedAt: "2025-02-01",
    }),
  );
  for (const article of [...(await bundledArticles()), ...elsewhere])
    await store.put({ article, facts: engine.read(article), reader: engine.tag, bundled: true });
  return store;
}

const QUESTIONS = [
  { topic: "goma", since: "2025-01-26", until: "2025-02-07" },
  { topic: "goma" },
  { topic: "hospital attack", since: "2025-01-01", until: "2025-06-30" },
  { topic: "kagame", since: "2025-01-01", until: "2025-06-30" },
  { topic: "sudan", since: "2025-04-01", until: "2025-04-20" },
];

describe("a digest that is made in a thread of its own", () => {
  it.each([0, 200])("is to the byte the one that is made here, beside %i other reports", async (others) => {
    const store = await aLibrary(others);
    await store.withdrawals.add({
      articleId: (await store.ids())[0]!,
      at: "2025-06-01T00:00:00Z",
      by: "publisher",
      reason: "an error",
    });
    const [near, far] = [here, aThread(nobody)].map((maker) => openDesk({ store, engine, clock, maker }));

    for (const question of QUESTIONS) {
      const [made, sent] = [await near!.brief(question), await far!.brief(question)];
      expect(sent.status).toBe("ok");
      expect(JSON.stringify(sent)).toBe(JSON.stringify(made));
    }
  });

  it("is made here when the thread ends before it is done", async () => {
    const store = await aLibrary(200);
    const ends = new URL(`data:text/javascript,${encodeURIComponent(ENDS_WHEN_ASKED)}`);
    const desk = openDesk({ store, engine, clock, maker: aThread(here, ends) });

    const [first, second] = [await desk.brief(QUESTIONS[0]!), await desk.brief(QUESTIONS[4]!)];

    expect(first).toEqual(await openDesk({ store, engine, clock }).brief(QUESTIONS[0]!));
    expect(second).toEqual(await openDesk({ store, engine, clock }).brief(QUESTIONS[4]!));
  });

  it("is made here when the thread never begins", async () => {
    const store = await aLibrary(0);
    const missing = new URL("no-such-file.mjs", import.meta.url);
    const desk = openDesk({ store, engine, clock, maker: aThread(here, missing) });

    expect(await desk.brief(QUESTIONS[0]!)).toMatchObject({ status: "ok" });
  });

  it("is made here after the thread was closed", async () => {
    const store = await aLibrary(0);
    const thread = aThread(here);
    await thread.close();

    expect(await openDesk({ store, engine, clock, maker: thread }).brief(QUESTIONS[0]!)).toMatchObject({
      status: "ok",
    });
  });
});

const ENDS_WHEN_ASKED = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", () => process.exit(1));
`;
