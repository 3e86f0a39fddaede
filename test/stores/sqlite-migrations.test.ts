import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { LATEST_SCHEMA, migrate } from "../../src/stores/migrations.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import { aFigure, anArticle, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

const earlier = Array.from({ length: LATEST_SCHEMA }, (_, index) => index + 1);

function shapeOf(dir: string): unknown {
  const db = new DatabaseSync(join(dir, "sitrep.db"));
  const columns = db
    .prepare(
      `SELECT t.name AS "table", c.name, c.type, c."notnull", c.pk FROM sqlite_schema AS t
       JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' ORDER BY 1, 2`,
    )
    .all();
  const others = db.prepare("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2").all();
  db.close();
  return { columns, others };
}

describe("the schema in SQLite", () => {
  it.each(earlier)("is the same when it was schema %i before, and keeps what was there", async (version) => {
    const [fresh, old] = [tempDir(), tempDir()];
    await openSqliteStore(fresh).close();
    const db = new DatabaseSync(join(old, "sitrep.db"));
    migrate(db, old, version);
    const text = madeUpNews(1, 100).text;
    for (const [key, id] of [
      [1, "a"],
      [2, "b"],
    ] as const) {
      const facts = someFacts(id, { figures: [aFigure(id, `f${id}`)] });
      db.prepare("INSERT INTO articles VALUES (?, ?, 'v1', 0, ?, ?)").run(
        key,
        id,
        JSON.stringify(anArticle({ id, text })),
        JSON.stringify(facts),
      );
      db.prepare("INSERT INTO facts VALUES (?, 'figure', ?)").run(`f${id}`, key);
    }
    const first = anArticle({ id: "a", text: "What it said first." });
    db.prepare("INSERT INTO earlier_versions (id, sha256, article) VALUES (?, ?, ?)").run(
      "a",
      first.sha256,
      JSON.stringify(first),
    );
    db.close();

    const store = openSqliteStore(old);

    expect((await store.article("a"))?.article.text).toBe(text);
    expect((await store.factsById("fb", 1))[0]?.article.id).toBe("b");
    expect(await collect(store.versions.all())).toEqual([{ article: first, facts: null, reader: null }]);
    expect(await store.copies.place(10)).toBe(2);
    expect(await store.copies.groups({ from: null, to: null })).toEqual([["a", "b"]]);
    await store.keyed(fixedClock("2025-03-01T12:00:00Z")).set("topic", "Tarsk");
    await store.close();
    expect(shapeOf(old)).toEqual(shapeOf(fresh));
  });
});
