import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { describe, inject, onTestFinished } from "vitest";
import "./global-postgres.ts";

const server = inject("postgres");

/** Describes what needs PostgreSQL; where there is none the title says why it is skipped. */
export function describeWithPostgres(title: string, tests: () => void): void {
  if ("missing" in server) describe.skip(`${title} (skipped: ${server.missing})`, tests);
  else describe(title, tests);
}

/** Address of a new, empty database that is dropped when the test ends. */
export async function aDatabase(): Promise<string> {
  const name = `sitrep_${randomUUID().replaceAll("-", "")}`;
  await asOwner((client) => client.query(`CREATE DATABASE ${name}`));
  onTestFinished(() =>
    asOwner(async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }),
  );
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement in a database, beside every store. */
export async function runSql(url: string, sql: string, values: readonly unknown[] = []): Promise<unknown[]> {
  return inDatabase(url, async (client) => (await client.query(sql, [...values])).rows);
}

export async function inDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  return inDatabase(serverUrl(), work);
}

function serverUrl(): string {
  if ("missing" in server) throw new Error(server.missing);
  return server.url;
}
