import { expect, it } from "vitest";
import { LATEST_SCHEMA, migratePostgres } from "../../src/stores/postgres-migrations.ts";
import { postgresQuery } from "../../src/stores/postgres-query.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { aDatabase, describeWithPostgres, runSql } from "../support/a-database.ts";
import { anArticle, aPlace, someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const SHAPE = `
  SELECT table_name, column_name, data_type, collation_name, is_nullable FROM information_schema.columns
  WHERE table_schema = 'sitrep' ORDER BY 1, 2`;
const INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'sitrep' ORDER BY 1";

async function migrateTo(url: string, version: number): Promise<void> {
  const db = postgresQuery(url);
  await db.transaction((tx) => migratePostgres(tx, db.where, version));
  await db.close();
}

async function shapeOf(url: string): Promise<unknown> {
  return [await runSql(url, SHAPE), await runSql(url, INDEXES)];
}

const earlier = Array.from({ length: LATEST_SCHEMA }, (_, index) => index + 1);

describeWithPostgres("the schema in PostgreSQL", () => {
  it.each(earlier)("is the same when it was schema %i before, and keeps what was there", async (version) => {
    const [fresh, old] = [await aDatabase(), await aDatabase()];
    await migrateTo(fresh, LATEST_SCHEMA);
    await migrateTo(old, version);
    await runSql(old, "INSERT INTO sitrep.notes VALUES ('bundled', 'abc')");
    await runSql(old, "UPDATE sitrep.totals SET revision = 7 WHERE stripe = 3");

    const store = await openPostgresStore(old);

    expect(await store.note("bundled")).toBe("abc");
    expect(await store.revision()).toBe(7);
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
