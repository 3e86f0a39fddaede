import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openOwnLibraries } from "../../src/stores/own-libraries.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres, runSql } from "../support/a-database.ts";
import { anArticle, someFacts } from "../support/articles.ts";
import { ownLibrariesContract } from "../support/contracts/own-libraries-contract.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

const clock = fixedClock("2025-06-30T12:00:00Z");
const anItem = { article: anArticle(), facts: someFacts("article-1"), reader: "v1", bundled: false };

ownLibrariesContract("in folders", async () => ({ dataDir: tempDir(), databaseUrl: null }));

it("are folders below that of the shared library, of which none is left after removal", async () => {
  const dataDir = tempDir();
  const shared = openSqliteStore(dataDir);
  const libraries = openOwnLibraries({ dataDir, databaseUrl: null }, shared, clock);
  await (await libraries.make("discord:1")).put(anItem);
  await libraries.make("discord:2");
  const folders = readdirSync(join(dataDir, "tenants"));

  await libraries.remove("discord:1");

  expect(folders).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/), expect.stringMatching(/^[0-9a-f]{24}$/)]);
  expect(readdirSync(join(dataDir, "tenants"))).toHaveLength(1);
  await libraries.close();
  await shared.close();
});

it("finishes a removal that was cut short in the middle of its files", async () => {
  const dataDir = tempDir();
  const shared = openSqliteStore(dataDir);
  const libraries = openOwnLibraries({ dataDir, databaseUrl: null }, shared, clock);
  await libraries.make("discord:1");
  const [name = ""] = readdirSync(join(dataDir, "tenants"));
  const dying = join(dataDir, "tenants", `${name}.removed`);
  mkdirSync(dying);
  writeFileSync(join(dying, "sitrep.db-wal"), "half of it");
  await shared.values.set("own libraries", [{ key: "discord:1", value: "removing", expires: null }], 0);

  expect(await libraries.tenants()).toEqual([]);

  expect(existsSync(dying)).toBe(false);
  expect(readdirSync(join(dataDir, "tenants"))).toEqual([]);
  await libraries.close();
  await shared.close();
});

it("closes what nobody uses when there are more than stay open", async () => {
  const dataDir = tempDir();
  const shared = openSqliteStore(dataDir);
  const libraries = openOwnLibraries({ dataDir, databaseUrl: null }, shared, clock, 2);

  for (let i = 0; i < 6; i++) await (await libraries.make(`t:${i}`)).put(anItem);

  // SQLite keeps its log beside a database as long as somebody has it open.
  const open = readdirSync(join(dataDir, "tenants")).filter((name) =>
    existsSync(join(dataDir, "tenants", name, "sitrep.db-wal")),
  );
  expect(open).toHaveLength(2);
  await libraries.close();
  await shared.close();
});

describeWithPostgres("libraries of their own in PostgreSQL", () => {
  ownLibrariesContract("in schemas", async () => ({ dataDir: tempDir(), databaseUrl: await aDatabase() }));

  it("are schemas that all use a handful of connections, and none is left after removal", async () => {
    const databaseUrl = await aDatabase();
    const place = { dataDir: tempDir(), databaseUrl };
    const { openPostgresStore } = await import("../../src/stores/postgres-store.ts");
    const shared = await openPostgresStore(databaseUrl);
    const libraries = openOwnLibraries(place, shared, clock);
    const tenants = Array.from({ length: 12 }, (_, i) => `discord:${i}`);

    const made = await Promise.all(tenants.map((tenant) => libraries.make(tenant)));
    await Promise.all(made.map((own) => own.alone("work", async () => own.put(anItem))));

    // A lock of one library is none of another: the inner one would wait for ever.
    const [one, other] = made;
    expect(await one?.alone("work", async () => other?.alone("work", async () => "done"))).toBe("done");

    const [used] = await runSql<{ n: string }>(
      databaseUrl,
      "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'sitrep' AND datname = current_database()",
    );
    expect(Number(used?.n)).toBeLessThanOrEqual(12);
    const schemas = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^sitrep_[0-9a-f]{24}$'";
    expect(await runSql(databaseUrl, schemas)).toHaveLength(12);
    for (const tenant of tenants) await libraries.remove(tenant);
    expect(await runSql(databaseUrl, schemas)).toEqual([]);
    await libraries.close();
    await shared.close();
  });
});
