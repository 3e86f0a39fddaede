import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openLibrary } from "../../src/desk/library.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { anArticle } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { standInEngine } from "../support/stand-in-engine.ts";
import { tempDir } from "../support/temp-dir.ts";

function bundle(articles: Readonly<Record<string, string>>): string {
  const dir = tempDir();
  mkdirSync(join(dir, "tarsk"));
  for (const [name, text] of Object.entries(articles)) {
    writeFileSync(
      join(dir, "tarsk", name),
      `---\ntitle: ${name}\npublisher: Kelmar Post\npublishedAt: 2025-03-04\n---\n${text}\n`,
    );
  }
  return dir;
}

async function open(given: { bundledDir: string; dataDir?: string; tag?: string; mayUseMemory?: boolean }) {
  const lines: string[] = [];
  const reader = standInEngine(given.tag);
  const store = await openLibrary({
    dataDir: given.dataDir ?? tempDir(),
    databaseUrl: null,
    reader: readHere(reader),
    agencies: [],
    clock: fixedClock("2025-03-05T00:00:00Z"),
    notify: (line) => lines.push(line),
    mayUseMemory: given.mayUseMemory ?? true,
    bundledDir: given.bundledDir,
  });
  const titles = async () =>
    (await collect(store.between({ from: null, to: null }))).map(({ article }) => article.title).sort();
  return { store, lines, reader, titles };
}

describe("the library", () => {
  it("takes in the bundled articles on the first start, and says so in one line", async () => {
    const { lines, titles } = await open({
      bundledDir: bundle({ "a.md": "Tarsk.", "b.md": "Kelmar." }),
    });

    expect(await titles()).toEqual(["a.md", "b.md"]);
    expect(lines).toEqual(["sitrep: first start, reading the bundled articles"]);
  });

  it("starts again without a word and without reading anything", async () => {
    const dataDir = tempDir();
    const bundledDir = bundle({ "a.md": "Tarsk." });
    await (await open({ bundledDir, dataDir })).store.close();

    const { lines, reader, titles } = await open({ bundledDir, dataDir });

    expect(await titles()).toEqual(["a.md"]);
    expect(lines).toEqual([]);
    expect(reader.readIds).toEqual([]);
  });

  it("follows the bundle: changed texts are taken in, texts that left are left out, own articles stay", async () => {
    const dataDir = tempDir();
    const before = await open({
      bundledDir: bundle({ "a.md": "Tarsk.", "gone.md": "Kelmar." }),
      dataDir,
    });
    const own = anArticle({ title: "own" });
    await before.store.put({
      article: own,
      facts: before.reader.read(own),
      reader: before.reader.tag,
      bundled: false,
    });
    await before.store.close();

    const { titles, lines } = await open({
      bundledDir: bundle({ "a.md": "Tarsk, rewritten." }),
      dataDir,
    });

    expect(await titles()).toEqual(["a.md", "own"]);
    expect(lines).toEqual(["sitrep: the bundled articles changed, reading them"]);
  });

  it("reads everything again when the reader or its words changed, and keeps the texts", async () => {
    const dataDir = tempDir();
    const bundledDir = bundle({ "a.md": "Tarsk.", "b.md": "Kelmar." });
    const before = await open({ bundledDir, dataDir, tag: "v1" });
    const texts = await collect(before.store.between({ from: null, to: null }));
    await before.store.close();

    const { store, reader, lines } = await open({
      bundledDir,
      dataDir,
      tag: "v2",
    });
    const after = await collect(store.between({ from: null, to: null }));

    expect(reader.readIds).toHaveLength(2);
    expect(lines).toHaveLength(1);
    expect(after.map(({ facts }) => facts.engine)).toEqual(["v2", "v2"]);
    expect(after.map(({ article }) => article)).toEqual(texts.map(({ article }) => article));
  });

  it("goes on in memory with a notice when the folder cannot be used", async () => {
    const file = join(tempDir(), "taken");
    writeFileSync(file, "");

    const { titles, lines } = await open({
      bundledDir: bundle({ "a.md": "Tarsk." }),
      dataDir: file,
    });

    expect(await titles()).toEqual(["a.md"]);
    expect(lines[0]).toMatch(
      /cannot keep articles in .*taken.*; showing the bundled articles only, from memory$/,
    );
  });

  it("refuses to go on in memory where articles are to be kept", async () => {
    const file = join(tempDir(), "taken");
    writeFileSync(file, "");

    await expect(open({ bundledDir: bundle({}), dataDir: file, mayUseMemory: false })).rejects.toThrow(
      expect.objectContaining({ code: "store-unavailable" }),
    );
  });

  it("never goes on in memory instead of a newer store", async () => {
    const dataDir = tempDir();
    const db = new DatabaseSync(join(dataDir, "sitrep.db"));
    db.exec("PRAGMA user_version = 999");
    db.close();

    await expect(open({ bundledDir: bundle({}), dataDir })).rejects.toThrow(
      expect.objectContaining({ code: "newer-store" }),
    );
  });

  it("takes the bundle in again when the first start was cut short", async () => {
    const dataDir = tempDir();
    const bundledDir = bundle({ "a.md": "Tarsk.", "b.md": "Kelmar." });
    await (await open({ bundledDir, dataDir })).store.close();
    const db = new DatabaseSync(join(dataDir, "sitrep.db"));
    db.exec(
      "DELETE FROM notes WHERE key = 'bundled'; DELETE FROM articles WHERE article ->> '$.title' = 'b.md'",
    );
    db.close();

    const { titles } = await open({ bundledDir, dataDir });

    expect(await titles()).toEqual(["a.md", "b.md"]);
    rmSync(dataDir, { recursive: true });
  });
});
