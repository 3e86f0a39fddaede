import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { seeded } from "../bench/made-up-news.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { type KillReport, killWriters } from "./kill-writers.ts";

/** Articles of a round, and how long a writer lives at most once it writes: a part of a round. */
const ARTICLES = 300;
const WITHIN_MS = 250;
/** Kills between two lines of progress where there is no terminal. */
const LINE_EVERY = 50;

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** null for both, one after the other. */
  readonly only: "file" | "postgres" | null;
}

/** Kills writers on the stores and prints what was found. Gives whether all went well. */
export async function killOnEachStore({ kills, seed, only }: KillOptions): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-campaign-"));
  const common = { articles: ARTICLES, kills, within: WITHIN_MS, onKill: progress(kills) };
  try {
    const reports: KillReport[] = [];
    const told = (store: string, report: KillReport) => {
      reports.push(report);
      console.log(reportText(store, report));
    };
    if (only !== "postgres") {
      const newPlace = async () => mkdtempSync(join(folder, "store-"));
      told("file", await killWriters({ ...common, folder, random: seeded(seed), newPlace }));
    }
    if (only !== "file") {
      const onServer = (newPlace: () => Promise<string>) =>
        killWriters({ ...common, folder, random: seeded(seed), newPlace });
      told("PostgreSQL", await onPostgres(onServer));
    }
    return reports.every(({ problems }) => problems.length === 0);
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
    const text = `${done} of ${kills} killed`;
    if (process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${text}${done === kills ? "\n" : ""}`);
    else if (done % LINE_EVERY === 0) console.error(text);
  };
}
