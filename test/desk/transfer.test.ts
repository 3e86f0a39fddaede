import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { exportLibrary } from "../../src/desk/export-library.ts";
import { importLibrary } from "../../src/desk/import-library.ts";
import { openLibrary } from "../../src/desk/library.ts";
import { loadAgencies } from "../../src/desk/load-agencies.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { runTransfer } from "../../src/desk/transfer-verbs.ts";
import { verifyLibrary } from "../../src/desk/verify-library.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { openOwnLibraries } from "../../src/stores/own-libraries.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aDatabase, describeWithPostgres, runSql } from "../support/a-database.ts";
import { aFigure, anArticle, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

const clock = fixedClock("2025-03-05T00:00:00Z");

function closing(store: Store): Store {
  onTestFinished(() => store.close());
  return store;
}

async function exported(store: Store): Promise<string> {
  return (await collect(exportLibrary(store, clock))).join("");
}

/** In pieces that cut lines and letters. */
async function* inPieces(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Articles, an earlier version, an undated one, settings that stay and one that does not. */
async function fill(store: Store): Promise<void> {
  const put = (given: Parameters<typeof anArticle>[0], bundled = false) => {
    const article = anArticle(given);
    const text = article.text.slice(0, 9);
    const evidence = { ...aFigure(article.id, "x").evidence, excerpt: text };
    const facts = someFacts(article.id, {
      figures: [aFigure(article.id, `f${article.id}`, { text, evidence })],
    });
    return store.put({ article, facts, reader: "v1", bundled });
  };
  await put({ id: "b", text: "Changed later, “Elysée” – \u2028 and \ud83d\ude92." });
  await put({ id: "b", text: "What it says today." });
  await put({ id: "a", text: "Of the same day, but later in." }, true);
  await put({ id: "c", publishedAt: "", publishedPrecision: "unknown" });
  await store.withdrawals.add({
    articleId: "a",
    at: "2025-03-04T12:00:00.000Z",
    by: "publisher",
    reason: "RETRACTED: “Calm”",
  });
  await store.keyed(clock).set("history", '["/briefing tarsk"]');
  await Object.assign(store.keyed(clock), { namespace: "guild:1" }).set(
    "odd\u0000key",
    "ö",
    Date.parse("2030-01-01"),
  );
  await store.keyed(clock).set("gone", "1", clock.now().getTime() - 1);
}

describe("an export", () => {
  it("brings everything into another store, which exports the same bytes", async () => {
    const [one, two] = [closing(openMemoryStore()), closing(openMemoryStore())];
    await fill(one);
    const text = await exported(one);

    const report = await importLibrary(two, clock, inPieces(text, 7));

    expect(report).toEqual({
      ...{ new: 3, unchanged: 0, updated: 0, earlier: 1, withdrawals: 1, values: 2 },
      ...{ subscriptions: 0, runs: 0, posts: 0, watches: 0, alerts: 0 },
    });
    expect(await exported(two)).toBe(text);
    expect(await two.keyed(clock).get("history")).toBe('["/briefing tarsk"]');
  });

  it("changes nothing when it is taken in again", async () => {
    const store = closing(openMemoryStore());
    await fill(store);
    const text = await exported(store);

    const report = await importLibrary(store, clock, inPieces(text));

    expect(report).toMatchObject({ new: 0, unchanged: 3, updated: 0 });
    expect(await exported(store)).toBe(text);
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ["is cut short", (lines) => lines.slice(0, -1), /line 9 is missing: the export is cut short/],
    ["lacks a line", (lines) => lines.toSpliced(2, 1), /does not fit what came before/],
    ["has a line twice", (lines) => lines.toSpliced(2, 0, lines[2]!), /does not fit what came before/],
    ["goes on after its end", (lines) => [...lines, lines[1]!], /line 10 comes after the end/],
    [
      "has another text",
      (lines) => lines.map((line) => line.replace("says today", "said then")),
      /another text than its hash/,
    ],
    [
      "has another title",
      (lines) => lines.map((line) => line.replace("Shelling in", "Calm in")),
      /does not fit/,
    ],
    [
      "has a torn line",
      (lines) => lines.map((line, at) => (at === 1 ? line.slice(0, 50) : line)),
      /line 2 is no JSON/,
    ],
    ["has a strange line", (lines) => lines.toSpliced(1, 0, "{}"), /line 2 is no line of an export/],
    ["is something else", () => ['{"hello":1}'], /no export of Sitrep/],
    [
      "is of a later version",
      (lines) => ['{"sitrep":"export","version":9}', ...lines.slice(1)],
      /newer version/,
    ],
    ["is empty", () => [], /cut short/],
  ])("that %s is refused with its line", async (_, change, reason) => {
    const one = closing(openMemoryStore());
    await fill(one);
    const lines = (await exported(one)).split("\n").slice(0, -1);
    const text = change(lines)
      .map((line) => `${line}\n`)
      .join("");

    const taken = importLibrary(closing(openMemoryStore()), clock, inPieces(text));

    await expect(taken).rejects.toMatchObject({ code: "bad-file", message: expect.stringMatching(reason) });
  });
});

describeWithPostgres("between the file and PostgreSQL", () => {
  const engine = openEngine();
  const QUESTIONS = ["goma", "north kivu", "dr congo", "M23", "sudan", "bukavu", "rwanda"];

  /** The briefings as JSON, byte for byte. */
  async function briefings(store: Store): Promise<string[]> {
    const desk = openDesk({ store, engine, clock, asOf: "2025-02-02" });
    const answers = await Promise.all(
      QUESTIONS.flatMap((topic) => ["7d", "60d"].map((since) => desk.brief({ topic, since }))),
    );
    return answers.map((answer) => JSON.stringify(answer));
  }

  it("everything goes there and back, and every digest is the same", async () => {
    const file = closing(
      await openLibrary({
        dataDir: tempDir(),
        databaseUrl: null,
        reader: readHere(engine),
        agencies: loadAgencies(),
        clock,
        notify: () => {},
        mayUseMemory: false,
      }),
    );
    await fill(file);
    const url = await aDatabase();
    const postgres = closing(await openPostgresStore(url));
    const back = closing(openSqliteStore(tempDir()));
    const text = await exported(file);

    await importLibrary(postgres, clock, inPieces(text, 65_536));
    await importLibrary(back, clock, inPieces(await exported(postgres), 65_536));

    expect(await exported(postgres)).toBe(text);
    expect(await exported(back)).toBe(text);
    expect(await postgres.catalogue()).toEqual(await file.catalogue());
    expect(await postgres.counts()).toEqual(await file.counts());
    const expected = await briefings(file);
    expect(expected.filter((answer) => answer.includes('"status":"ok"')).length).toBeGreaterThan(4);
    expect(await briefings(postgres)).toEqual(expected);
    expect((await verifyLibrary(postgres)).damages).toEqual([]);
    expect((await verifyLibrary(back)).damages).toEqual([]);
  });

  it("a damaged row is found in PostgreSQL too", async () => {
    const url = await aDatabase();
    const store = closing(await openPostgresStore(url));
    await fill(store);
    await runSql(
      url,
      "UPDATE sitrep.articles SET article = replace(article::text, 'today', 'never')::json WHERE id = 'b'",
    );

    const { damages } = await verifyLibrary(store);

    expect(damages).toEqual([{ article: "b", reason: "the text is not the one its hash was made from" }]);
  });
});

describe("a check of everything", () => {
  async function damaged(sql: string) {
    const dir = tempDir();
    const store = closing(openSqliteStore(dir));
    await fill(store);
    const db = new DatabaseSync(join(dir, "sitrep.db"));
    db.exec(sql);
    db.close();
    return verifyLibrary(store);
  }

  it("finds nothing where nothing is damaged", async () => {
    expect(await damaged("SELECT 1")).toEqual({ articles: 3, facts: 3, earlier: 1, damages: [] });
  });

  it.each([
    [
      "a text",
      "UPDATE articles SET article = replace(article, 'today', 'never') WHERE id = 'b'",
      "b",
      "the text is not the one its hash was made from",
    ],
    [
      "an earlier text",
      "UPDATE earlier_versions SET article = replace(article, 'Changed', 'Charged')",
      "b",
      "the text is not the one its hash was made from",
    ],
    [
      "an excerpt of an earlier version",
      "UPDATE earlier_versions SET facts = replace(facts, 'Changed l', 'Changed z')",
      "b",
      "the excerpt of fact fb does not stand where it says",
    ],
    [
      "an excerpt",
      "UPDATE facts SET id = id; UPDATE articles SET facts = replace(facts, 'What it s', 'What it z') WHERE id = 'b'",
      "b",
      "the excerpt of fact fb does not stand where it says",
    ],
    [
      "an offset",
      `UPDATE articles SET facts = replace(facts, '"start":0,"end":9,"excerpt"', '"start":1,"end":9,"excerpt"') WHERE id = 'b'`,
      "b",
      "the excerpt of fact fb does not stand where it says",
    ],
    [
      "a word of a fact",
      `UPDATE articles SET facts = replace(facts, '"text":"What it s"', '"text":"What it z"') WHERE id = 'b'`,
      "b",
      "the words of fact fb are not those of the text",
    ],
    [
      "the JSON of an article",
      "UPDATE articles SET article = substr(article, 1, 40) WHERE id = 'b'",
      "b",
      "the article cannot be read",
    ],
    ["the JSON of facts", "UPDATE articles SET facts = '{}' WHERE id = 'b'", "b", "its facts cannot be read"],
    ["an id", "UPDATE articles SET id = 'z' WHERE id = 'b'", "z", "is kept as z and calls itself b"],
    ["the index of facts", "DELETE FROM facts WHERE id = 'fb'", null, "3 facts are there and 2 can be found"],
  ])("names %s that was damaged", async (_, sql, article, reason) => {
    const { damages } = await damaged(sql);

    expect(damages).toContainEqual({ article, reason });
  });
});

describe("a tenant's own library", () => {
  it("is exported, imported and checked by its name, and no other with it", async () => {
    const place = { dataDir: tempDir(), databaseUrl: null };
    const shared = openSqliteStore(place.dataDir);
    const libraries = openOwnLibraries(place, shared, clock);
    await fill(await libraries.make("discord:1"));
    await libraries.close();
    await shared.close();
    let said = "";
    const run = (
      verb: Parameters<typeof runTransfer>[0],
      tenant: string | null,
      words: string[],
      text = "",
    ) => {
      said = "";
      const write = async (line: string) => {
        said += line;
      };
      return runTransfer(verb, words, { place, clock, tenant, input: inPieces(text), write });
    };

    await run("export", "discord:1", ["-"]);
    const written = said;
    await run("import", "discord:2", ["-"], written);
    await run("export", "discord:2", ["-"]);
    expect(said).toBe(written);
    expect(await run("verify", "discord:2", [])).toBe(0);
    expect(said).toContain("3 articles, 1 earlier versions");
    await run("verify", null, []);
    expect(said).toContain("0 articles");
    await run("export", null, ["-"]);
    expect(said).not.toContain("What it says today.");
    await expect(run("export", "discord:3", ["-"])).rejects.toThrow(
      "there is no library of discord:3 here: there are those of discord:1, discord:2",
    );
  });
});
