import { randomUUID } from "node:crypto";
import { afterAll, describe, inject, onTestFinished } from "vitest";
import "./global-postgres.ts";
import { runSqlAt } from "./run-sql.ts";

const server = inject("postgres");

/** Describes what needs PostgreSQL; where there is none the title says why it is skipped. */
export function describeWithPostgres(title: string, tests: () => void): void {
  if ("missing" in server) describe.skip(`${title} (skipped: ${server.missing})`, tests);
  else describe(title, tests);
}

/** Address of a new, empty database that is dropped when the test ends. `options` are those of CREATE DATABASE. */
export async function aDatabase(options = ""): Promise<string> {
  const { url, drop } = await createDatabase(options);
  onTestFinished(drop);
  return url;
}

/**
 * One database for all tests of a file that only need a store without contents: cheaper than one for each.
 * To be called where tests are described; gives the function that empties it.
 */
export function aSharedDatabase(): () => Promise<string> {
  let made: Promise<{ url: string; drop: () => Promise<void> }> | null = null;
  afterAll(async () => (await made)?.drop());
  return async () => {
    made ??= createDatabase("");
    const { url } = await made;
    await runSql(url, EMPTY_ALL);
    return url;
  };
}

const EMPTY_ALL = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'sitrep'
      AND tablename NOT IN ('migrations', 'totals') AND tablename NOT LIKE 'articles\\_%' LOOP
      EXECUTE format('DELETE FROM sitrep.%I', name);
    END LOOP;
    IF to_regclass('sitrep.articles') IS NOT NULL THEN
      DELETE FROM sitrep.articles;
      UPDATE sitrep.totals SET revision = 0, articles = 0, facts = 0;
    END IF;
  END $$`;

async function createDatabase(options: string) {
  const name = `sitrep_${randomUUID().replaceAll("-", "")}`;
  await runSql(serverUrl(), `CREATE DATABASE ${name} ${options}`);
  const drop = async () => {
    await runSql(serverUrl(), `DROP DATABASE ${name} WITH (FORCE)`);
  };
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop };
}

/** Runs one statement in a database, beside every store. */
export const runSql = runSqlAt;

/** The server's first database. */
export function serverUrl(): string {
  if ("missing" in server) throw new Error(server.missing);
  return server.url;
}
