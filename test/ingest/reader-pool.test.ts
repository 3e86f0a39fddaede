import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { openEngine } from "../../src/desk/open-engine.ts";
import { type ArticleReader, readHere } from "../../src/ingest/article-reader.ts";
import { openReaderPool, type ReaderPoolOptions } from "../../src/ingest/reader-pool.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import { anArticle } from "../support/articles.ts";
import { standInEngine } from "../support/stand-in-engine.ts";

const STAND_IN = new URL("../support/stand-in-worker.ts", import.meta.url);
const FEW_MEGABYTES = 64;

function aPool(given: Partial<ReaderPoolOptions> = {}) {
  const pool = openReaderPool({ tag: "stand-in-1", worker: STAND_IN, workers: 2, ...given });
  onTestFinished(() => pool.close());
  return pool;
}

const article = (number: number, text = `In Tarsk ${number} people fled.`) =>
  anArticle({ id: `a${number}`, text });

async function reasons(reader: ArticleReader, texts: readonly (string | undefined)[]) {
  const reads = await Promise.all(texts.map((text, i) => reader.read(article(i, text))));
  return reads.map((read) => (read.ok ? "read" : read.reason));
}

describe("readers in worker threads", () => {
  it("read what the reader here reads, byte for byte, each answer to its own article", async () => {
    const pool = aPool();
    const here = readHere(standInEngine());
    const articles = Array.from({ length: 100 }, (_, i) => article(i));

    const reads = await Promise.all(articles.map((one) => pool.read(one)));

    expect(reads).toEqual(await Promise.all(articles.map((one) => here.read(one))));
  });

  it("read with the engine as it reads here", async () => {
    const engine = openEngine();
    const pool = aPool({
      tag: engine.tag,
      worker: new URL("../../src/desk/reader-worker.mjs", import.meta.url),
    });
    const articles = Array.from({ length: 12 }, (_, i) => anArticle(madeUpNews(i)));

    const reads = await Promise.all(articles.map((one) => pool.read(one)));

    expect(reads).toEqual(await Promise.all(articles.map((one) => readHere(engine).read(one))));
  });

  it("leave the event loop to turn while they read", async () => {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const pool = aPool({ workers: 1, workerData: gate });
    let answered = false;
    const reading = pool.read(article(1, "WAIT")).then((read) => {
      answered = true;
      return read;
    });

    let turns = 0;
    // A reader that kept the loop to itself would never let the gate be opened.
    for (; turns < 10_000 && !answered; turns++) await turn();
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);

    expect(turns).toBe(10_000);
    expect(await reading).toMatchObject({ ok: true });
  });

  it("cost only the article that crashes its worker, and go on", async () => {
    const pool = aPool();

    const told = await reasons(pool, [undefined, "CRASH", ...Array.from({ length: 40 }, () => undefined)]);

    expect(told.filter((reason) => reason === "read")).toHaveLength(41);
    expect(told[1]).toMatch(/^could not be read.*please report it \(Error: worker exited with code: 3\)$/);
    expect(await reasons(pool, [undefined])).toEqual(["read"]);
  });

  it("cost only the article that throws where nobody expects it", async () => {
    const told = await reasons(aPool(), [undefined, "THROW", undefined]);

    expect(told).toEqual(["read", expect.stringContaining("RangeError: thrown by the text"), "read"]);
  });

  it("cost only the article that takes all the memory", async () => {
    const told = await reasons(aPool({ megabytes: FEW_MEGABYTES }), [undefined, "FILL", undefined]);

    expect(told).toEqual(["read", expect.stringMatching(/please report it .*memory/), "read"]);
  });

  it("cost only the article that never ends", async () => {
    const pool = aPool({ limitMs: 1500 });

    const told = await reasons(pool, [undefined, "HANG", undefined]);

    expect(told).toEqual(["read", expect.stringContaining("not done after 1.5 seconds"), "read"]);
    expect(await reasons(pool, [undefined])).toEqual(["read"]);
  });

  it("answer what was asked for when they are closed", async () => {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const pool = aPool({ workers: 1, workerData: gate });
    const asked = reasons(pool, ["WAIT", ...Array.from({ length: 40 }, () => undefined)]);
    await turn();

    await pool.close();

    expect(await asked).toEqual(Array.from({ length: 41 }, () => "was not read: Sitrep was told to stop"));
  });

  it("start again after they were idle", async () => {
    const pool = aPool({ idleMs: 1 });

    expect(await reasons(pool, [undefined])).toEqual(["read"]);
    for (let turns = 0; turns < 1000; turns++) await turn();
    expect(await reasons(pool, [undefined])).toEqual(["read"]);
  });
});
