import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { seeded } from "../bench/made-up-news.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { type KillReport, killWriters } from "./kill-writers.ts";

/** Articles of a round, and how long a writer lives at most: about a tenth of a round. */
const ARTICLES = 1000;
const WITHIN_MS = 600;

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
}

/** Kills writers on each store in turn and prints what was found. Gives whether all went well. */
export async function killOnEachStore({ kills, seed }: KillOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-campaign-"));
  const common = { articles: ARTICLES, kills, within: WITHIN_MS, onKill: progress(kills) };
  try {
    const file = await killWriters({
      ...common,
      folder: join(folder, "file"),
      random: seeded(seed),
      newPlace: async () => mkdtempSync(join(folder, "store-")),
    });
    console.log(reportText("file", file));
    const postgres = await onPostgres((newPlace) =>
      killWriters({ ...common, folder: join(folder, "postgres"), random: seeded(seed), newPlace }),
    );
    console.log(reportText("PostgreSQL", postgres));
    return file.problems.length === 0 && postgres.problems.length === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres<T>(work: (newPlace: () => Promise<string>) => Promise<T>): Promise<T> {
  const server = await startPostgres();
  let made = 0;
  const newPlace = async () => {
    made += 1;
    const client = new Client({ connectionString: server.url });
    await client.connect();
    await client.query(`CREATE DATABASE round_${made}`);
    await client.end();
    return server.url.replace(/[^/]*$/, `round_${made}`);
  };
  try {
    return await work(newPlace);
  } finally {
    await server.stop();
  }
}

function reportText(store: string, { kills, rounds, acknowledged, problems }: KillReport): string {
  const counts = `${store}: ${kills} writers killed, ${rounds} rounds, ${acknowledged} articles acknowledged`;
  if (problems.length === 0) return `${counts}, none lost, none half, same contents at the end`;
  return [`${counts}, ${problems.length} problems`, ...problems.map((problem) => `  ${problem}`)].join("\n");
}

function progress(kills: number): (done: number) => void {
  return (done) => {
    if (process.stderr.isTTY === true)
      process.stderr.write(`\r\u001b[K${done} of ${kills}${done === kills ? "\n" : ""}`);
  };
}
