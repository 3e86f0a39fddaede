import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { anArticle, aPlace, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { copiesContract } from "../support/contracts/copies-contract.ts";
import { storeContract } from "../support/contracts/store-contract.ts";
import { storeTopicsContract } from "../support/contracts/store-topics-contract.ts";
import { versionsContract } from "../support/contracts/versions-contract.ts";
import { tempDir } from "../support/temp-dir.ts";

storeContract("memory store", async () => openMemoryStore());
storeTopicsContract("memory store", async () => openMemoryStore());
storeContract("file store", async () => openSqliteStore(tempDir()));
copiesContract("file store", async () => openSqliteStore(tempDir()));
versionsContract("file store", async () => openSqliteStore(tempDir()));

const WRITER = new URL("../support/store-writer.ts", import.meta.url).pathname;

describe("a store in a file", () => {
  it("has everything when it is opened again", async () => {
    const dir = tempDir();
    const first = openSqliteStore(dir);
    await first.put({ article: anArticle(), facts: someFacts("article-1"), reader: "v1", bundled: false });
    await first.close();

    const again = openSqliteStore(dir);

    expect((await again.article("article-1"))?.article.title).toBe("Shelling in Tarsk");
    await again.close();
  });

  it("keeps the text that a publisher replaced", async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    await store.put({
      article: anArticle({ text: "First." }),
      facts: someFacts("article-1"),
      reader: "v1",
      bundled: false,
    });
    await store.put({
      article: anArticle({ text: "Second." }),
      facts: someFacts("article-1"),
      reader: "v1",
      bundled: false,
    });
    await store.close();

    const db = new DatabaseSync(join(dir, "sitrep.db"));
    const rows = db.prepare("SELECT article ->> '$.text' AS text FROM earlier_versions").all();
    db.close();

    expect(rows.map((row) => row.text)).toEqual(["First."]);
  });

  it("refuses a file of a newer schema and says what to do", () => {
    const dir = tempDir();
    const db = new DatabaseSync(join(dir, "sitrep.db"));
    db.exec("PRAGMA user_version = 999");
    db.close();

    expect(() => openSqliteStore(dir)).toThrow(
      expect.objectContaining({ code: "newer-store", message: expect.stringContaining("schema 999") }),
    );
  });

  it("refuses another program's database and leaves it alone", () => {
    const dir = tempDir();
    const db = new DatabaseSync(join(dir, "sitrep.db"));
    db.exec("CREATE TABLE recipes (id)");
    db.close();

    expect(() => openSqliteStore(dir)).toThrow(expect.objectContaining({ code: "store-unavailable" }));
  });

  it("refuses a file that is no database, naming it", () => {
    const dir = tempDir();
    writeFileSync(join(dir, "sitrep.db"), "hello, this is not a database at all, just some words");

    expect(() => openSqliteStore(dir)).toThrow(/sitrep\.db .*not a database/);
  });

  it("refuses a folder that cannot be made, naming it", () => {
    const dir = tempDir();
    writeFileSync(join(dir, "taken"), "");

    expect(() => openSqliteStore(join(dir, "taken", "data"))).toThrow(
      expect.objectContaining({ code: "store-unavailable" }),
    );
  });

  it("lets two processes write at once and loses nothing", async () => {
    const dir = tempDir();
    const writers = ["a", "b"].map((name) =>
      spawn(process.execPath, [WRITER, dir, name, "60"], { stdio: "ignore" }),
    );

    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0]));
    const store = openSqliteStore(dir);

    expect(codes).toEqual([0, 0]);
    expect((await store.counts()).articles).toBe(120);
    expect(await store.revision()).toBe(120);
    await store.close();
  });

  it("has every acknowledged article, whole, after its writer is killed", async () => {
    const dir = tempDir();
    const writer = spawn(process.execPath, [WRITER, dir, "k", "1000000"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let acknowledged = "";
    for await (const chunk of writer.stdout) {
      acknowledged += chunk;
      if (acknowledged.split("\n").length > 50) writer.kill("SIGKILL");
    }
    const ids = acknowledged.split("\n").slice(0, -1);

    const store = openSqliteStore(dir);
    const found = await Promise.all(ids.map((id) => store.article(id)));
    const all = await collect(store.between({ from: null, to: null }));

    expect(found.every((item) => item !== null)).toBe(true);
    for (const { article } of all)
      expect((await store.factsById(`f${article.id}`, 1))[0]?.article.id).toBe(article.id);
    await store.close();
  });
});

it("fills topics and names of a library of the second schema from what is there", async () => {
  const dir = tempDir();
  const before = openSqliteStore(dir);
  const place = aPlace("Tarsk", { country: "AA", aliases: ["Old Tarsk"] });
  const facts = someFacts("one", { places: [place], read: false });
  await before.put({ article: anArticle({ id: "one" }), facts, reader: "v1", bundled: false });
  await before.close();
  const db = new DatabaseSync(join(dir, "sitrep.db"));
  db.exec(
    `DROP TABLE topics; DROP TABLE days; DROP TABLE unread_languages; DROP TABLE name_keys;
     DROP TABLE posts; DROP TABLE runs; DROP TABLE subscriptions;
     DROP TRIGGER articles_change; DROP TRIGGER withdrawals_come; DROP TRIGGER withdrawals_go;
     DROP TABLE watches; DROP TABLE alerts; DROP TABLE changed_articles;
     DROP INDEX names_by_grade; ALTER TABLE names DROP COLUMN grade;
     DROP TRIGGER articles_wait; DROP TRIGGER articles_part;
     DROP TABLE copies_waiting; DROP TABLE copy_keys; DROP TABLE copy_pages; DROP TABLE copy_links;
     DROP TABLE earlier_facts; DROP TABLE withdrawals; DROP INDEX earlier_versions_unread;
     ALTER TABLE earlier_versions DROP COLUMN facts; ALTER TABLE earlier_versions DROP COLUMN reader;
     PRAGMA user_version = 2`,
  );
  db.close();

  const store = openSqliteStore(dir);

  expect(await collect(store.find({ terms: ["at:aa:tarsk"] }, { from: null, to: null }, 5))).toHaveLength(1);
  expect(await store.countUpTo("2025-03-04")).toBe(1);
  expect(await store.unreadLanguages()).toEqual(["en"]);
  expect((await store.namesFor([["=oldtarsk"]], 5)).places.map(({ name }) => name)).toEqual(["Tarsk"]);
  await store.close();
});
