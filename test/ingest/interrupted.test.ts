import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { exportLibrary } from "../../src/desk/export-library.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { type IngestItems, ingestFiles } from "../../src/ingest/ingest-files.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { standInEngine } from "../support/stand-in-engine.ts";
import { tempDir } from "../support/temp-dir.ts";

const clock = fixedClock("2025-03-05T00:00:00Z");
const ARTICLES = 60;
const BATCH = 8;

/** Files and one file of lines, several articles to a day, in an order that is not that of their dates. */
function aFolder(): string {
  const folder = tempDir();
  mkdirSync(join(folder, "files"));
  const given = Array.from({ length: ARTICLES }, (_, i) => ({
    id: i,
    text: `In Tarsk ${i + 2} people fled.`,
    source: "Kelmar Post",
    date: `2025-0${1 + ((i * 7) % 3)}-04`,
  }));
  for (const one of given.slice(0, 30))
    writeFileSync(join(folder, "files", `${String(one.id).padStart(3, "0")}.json`), JSON.stringify(one));
  writeFileSync(
    join(folder, "more.jsonl"),
    given
      .slice(30)
      .map((one) => JSON.stringify(one))
      .join("\n"),
  );
  return folder;
}

async function contents(store: Store): Promise<string> {
  const lines = await collect(exportLibrary(store, clock));
  return JSON.stringify([await store.catalogue(), await store.counts()]) + lines.join("");
}

/** Stops after each batch that is new, and begins again until there is nothing left to do. */
async function interrupted(open: () => Promise<Store>, folder: string) {
  const engine = standInEngine();
  let stops = 0;
  for (;;) {
    const store = await open();
    const stop = new AbortController();
    const options: IngestItems = {
      atOnce: BATCH,
      signal: stop.signal,
      onProgress: ({ articles }) => {
        if (articles > stops * BATCH) stop.abort();
      },
    };
    const needs = { store, reader: readHere(engine), agencies: [], withdrawalWords: {}, clock };
    const report = await ingestFiles(needs, { ...options, paths: [folder] });
    if (!report.stopped) return { store, stops, reads: engine.readIds.length };
    stops += 1;
    await store.close();
  }
}

async function compare(open: () => Promise<() => Promise<Store>>) {
  const folder = aFolder();
  const undisturbed = await (await open())();
  onTestFinished(() => undisturbed.close());
  const needs = {
    store: undisturbed,
    reader: readHere(standInEngine()),
    agencies: [],
    withdrawalWords: {},
    clock,
  };
  await ingestFiles(needs, { paths: [folder] });

  const { store, stops, reads } = await interrupted(await open(), folder);
  onTestFinished(() => store.close());

  expect(stops).toBeGreaterThan(3);
  expect(await contents(store)).toBe(await contents(undisturbed));
  return reads;
}

it("an ingest that is stopped again and again ends with the same store as one that is not", async () => {
  const reads = await compare(async () => {
    const dir = tempDir();
    return async () => openSqliteStore(dir);
  });

  // What was being read ahead when it was stopped is read again; what was kept is not.
  expect(reads).toBeLessThan(ARTICLES * 4);
});

it("reads nothing again when all of it is there", async () => {
  const folder = aFolder();
  const store = openSqliteStore(tempDir());
  onTestFinished(() => store.close());
  const engine = standInEngine();
  const needs = { store, reader: readHere(engine), agencies: [], withdrawalWords: {}, clock };
  await ingestFiles(needs, { paths: [folder] });
  const revision = await store.revision();

  const again = await ingestFiles(needs, { paths: [folder] });

  expect(again).toMatchObject({ new: 0, unchanged: ARTICLES, stopped: false });
  expect(engine.readIds).toHaveLength(ARTICLES);
  expect(await store.revision()).toBe(revision);
});

describeWithPostgres("on PostgreSQL", () => {
  it("an ingest that is stopped again and again ends with the same store as one that is not", async () => {
    await compare(async () => {
      const url = await aDatabase();
      return () => openPostgresStore(url);
    });
  });
});
