import { expect, it } from "vitest";
import { LATEST_SCHEMA, migratePostgres } from "../../src/stores/postgres-migrations.ts";
import { postgresQuery } from "../../src/stores/postgres-query.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { FIRST_DATED_KEY } from "../../src/stores/time-key.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import { aDatabase, describeWithPostgres, runSql } from "../support/a-database.ts";
import { anArticle, aPlace, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const SHAPE = `
  SELECT table_name, column_name, data_type, collation_name, is_nullable FROM information_schema.columns
  WHERE table_schema = 'sitrep' ORDER BY 1, 2`;
const INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'sitrep' ORDER BY 1";
const TRIGGERS =
  "SELECT tgname, pg_get_triggerdef(oid) AS def FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";

async function migrateTo(url: string, version: number): Promise<void> {
  const db = postgresQuery(url);
  await db.transaction((tx) => migratePostgres(tx, db.where, version));
  await db.close();
}

async function shapeOf(url: string): Promise<unknown> {
  return [await runSql(url, SHAPE), await runSql(url, INDEXES), await runSql(url, TRIGGERS)];
}

const earlier = Array.from({ length: LATEST_SCHEMA }, (_, index) => index + 1);

describeWithPostgres("the schema in PostgreSQL", () => {
  it.each(earlier)("is the same when it was schema %i before, and keeps what was there", async (version) => {
    const [fresh, old] = [await aDatabase(), await aDatabase()];
    await migrateTo(fresh, LATEST_SCHEMA);
    await migrateTo(old, version);
    await runSql(old, "INSERT INTO sitrep.notes VALUES ('bundled', 'abc')");
    await runSql(old, "UPDATE sitrep.totals SET revision = 7 WHERE stripe = 3");
    const text = madeUpNews(1, 100).text;
    for (const [id, key] of [
      ["a", -3],
      ["b", -2],
    ] as const) {
      await runSql(old, "INSERT INTO sitrep.articles VALUES ($1, $2, 'v1', false, $3, $4, '')", [
        FIRST_DATED_KEY + key,
        id,
        JSON.stringify(anArticle({ id, text })),
        JSON.stringify(someFacts(id)),
      ]);
      await runSql(old, "INSERT INTO sitrep.article_ids VALUES ($1, $2)", [id, FIRST_DATED_KEY + key]);
    }
    const first = anArticle({ id: "a", text: "What it said first." });
    await runSql(old, "INSERT INTO sitrep.earlier_versions (id, sha256, article) VALUES ($1, $2, $3)", [
      "a",
      first.sha256,
      JSON.stringify(first),
    ]);

    const store = await openPostgresStore(old);

    expect(await store.note("bundled")).toBe("abc");
    expect(await store.revision()).toBe(7);
    expect((await store.article("a"))?.article.text).toBe(text);
    expect(await collect(store.versions.all())).toEqual([{ article: first, facts: null, reader: null }]);
    expect(await store.copies.place(10)).toBe(2);
    expect(await store.copies.groups({ from: null, to: null })).toEqual([["a", "b"]]);
    await store.keyed(fixedClock("2025-03-01T12:00:00Z")).set("topic", "Tarsk");
    await store.close();
    expect(await shapeOf(old)).toEqual(await shapeOf(fresh));
  });

  it("of the second version gets topics and names from what is there", async () => {
    const url = await aDatabase();
    const before = await openPostgresStore(url);
    const place = aPlace("Tarsk", { country: "AA", aliases: ["Old Tarsk"] });
    const facts = someFacts("one", { places: [place], read: false });
    await before.put({ article: anArticle({ id: "one" }), facts, reader: "v1", bundled: false });
    await before.close();
    await runSql(
      url,
      `ALTER TABLE sitrep.articles DROP COLUMN terms; ALTER TABLE sitrep.names DROP COLUMN grade;
       DROP TABLE sitrep.days, sitrep.unread_languages, sitrep.name_keys; DROP FUNCTION sitrep.grade_of;
       DROP FUNCTION sitrep.articles_wait, sitrep.articles_part CASCADE;
       DROP TABLE sitrep.watches, sitrep.alerts, sitrep.changed_articles;
       DROP FUNCTION sitrep.articles_change, sitrep.withdrawals_change CASCADE;
       DROP TABLE sitrep.copies_waiting, sitrep.copy_keys, sitrep.copy_pages, sitrep.copy_links;
       DROP TABLE sitrep.earlier_facts, sitrep.withdrawals, sitrep.subscriptions, sitrep.runs, sitrep.posts; DROP INDEX sitrep.earlier_versions_unread;
       ALTER TABLE sitrep.earlier_versions DROP COLUMN facts, DROP COLUMN reader;
       DELETE FROM sitrep.migrations WHERE version > 2`,
    );

    const store = await openPostgresStore(url);

    expect(await collect(store.find({ terms: ["at:aa:tarsk"] }, { from: null, to: null }, 5))).toHaveLength(
      1,
    );
    expect(await store.countUpTo("2025-03-04")).toBe(1);
    expect(await store.unreadLanguages()).toEqual(["en"]);
    expect((await store.namesFor([["=oldtarsk"]], 5)).places.map(({ name }) => name)).toEqual(["Tarsk"]);
    await store.close();
  });

  it("is made once when five processes come at once", async () => {
    const url = await aDatabase();

    const stores = await Promise.all(Array.from({ length: 5 }, () => openPostgresStore(url)));

    await Promise.all(stores.map((store) => store.close()));
    const versions = await runSql(url, "SELECT version FROM sitrep.migrations ORDER BY 1");
    expect(versions).toEqual(earlier.map((version) => ({ version })));
  });

  it("leaves what is in other schemas alone", async () => {
    const url = await aDatabase();
    await runSql(url, "CREATE TABLE articles AS SELECT 1 AS id");

    const store = await openPostgresStore(url);
    await store.close();

    expect(await runSql(url, "SELECT id FROM articles")).toEqual([{ id: 1 }]);
  });

  it("of a later version is refused, saying what to do", async () => {
    const url = await aDatabase();
    await migrateTo(url, LATEST_SCHEMA);
    await runSql(url, "INSERT INTO sitrep.migrations VALUES (999)");

    await expect(openPostgresStore(url)).rejects.toMatchObject({
      code: "newer-store",
      message: expect.stringMatching(/schema 999.*update Sitrep/),
    });
  });
});
