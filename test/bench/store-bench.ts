import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { BriefQuery } from "../../src/desk/desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openReaderPool } from "../../src/ingest/reader-pool.ts";
import { openStore } from "../../src/stores/open-store.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { runSqlAt } from "../support/run-sql.ts";
import { type Filled, fillLibrary } from "./fill-library.ts";
import { mixedQuestions } from "./questions.ts";
import type { StoreBenchOptions } from "./store-options.ts";
import { AS_OF } from "./world-news.ts";

const ASK = new URL("./ask-child.ts", import.meta.url).pathname;
const WRITE = new URL("./write-child.ts", import.meta.url).pathname;
const READER = new URL("../../src/desk/reader-worker.mjs", import.meta.url);
/** Where a library is: a folder, or an address. */
interface Place {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

interface Asked {
  readonly wall: number;
  readonly processor: number;
  readonly window: string;
  /** The same was asked before. */
  readonly again: boolean;
}
interface Answers {
  readonly first: { readonly fromStart: number; readonly fromOpening: number };
  readonly asked: readonly Asked[];
  readonly found: number;
  readonly megabytes: number;
}

/** Fills both kinds of store in all sizes and asks them; prints what it took. Nothing here passes or fails. */
export async function benchStores(options: StoreBenchOptions, print: (line: string) => void): Promise<void> {
  const processor = cpus()[0]?.model ?? "unknown processor";
  print(
    `Node ${process.versions.node}, ${processor}, ${availableParallelism()} cores; ${options.questions} questions`,
  );
  print(
    options.facts === "real"
      ? "every article is read by the engine"
      : `FAST FILL: ${options.sample} articles are read, the rest are renamed copies; the rate of filling is not a rate of ingest`,
  );
  const folder = options.keep ?? mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  const server = options.stores.includes("postgres") ? await startPostgres() : null;
  try {
    for (const size of options.sizes)
      for (const kind of options.stores) {
        const place =
          kind === "sqlite"
            ? { dataDir: join(folder, String(size)), databaseUrl: null }
            : { dataDir: "", databaseUrl: await newDatabase(server!.url, size) };
        await benchOne(`${kind} ${size.toLocaleString("en-US")}`, place, size, options, print);
      }
  } finally {
    await server?.stop();
    if (options.keep === null) rmSync(folder, { recursive: true, force: true });
  }
}

async function benchOne(
  name: string,
  place: Place,
  size: number,
  options: StoreBenchOptions,
  print: (line: string) => void,
): Promise<void> {
  print(`\n${name} (load before: ${loadavg()[0]?.toFixed(1)})`);
  const isThere = place.databaseUrl === null && existsSync(join(place.dataDir, "sitrep.db"));
  if (!isThere) {
    if (place.databaseUrl === null) mkdirSync(place.dataDir, { recursive: true });
    const store = await openStore(place);
    const sample = options.facts === "real" ? size : options.sample;
    const reading = openReaderPool({ tag: openEngine().tag, worker: READER });
    const filled = await fillLibrary(store, { articles: size, sample, reading });
    await reading.close();
    await store.close();
    for (const line of fillLines(filled, options.facts)) print(`  ${line}`);
  } else print("  was filled before");
  const bytes = await bytesOf(place);
  print(`  on disk      ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / size / 1000).toFixed(1)} kB an article`);

  const where = place.databaseUrl ?? place.dataDir;
  const questions = mixedQuestions(options.questions, AS_OF);
  // The first process leaves what Node made of the TypeScript files, as sitrep.mjs does: any later start has it.
  await ask(where, questions.slice(0, 1));
  const cold = await ask(where, questions.slice(0, 1));
  print(
    `  cold         ${ms(cold.first.fromOpening)} from opening the store to the first answer, ` +
      `${ms(cold.first.fromStart)} from the start of the process, ${cold.megabytes.toFixed(0)} MB`,
  );
  const warm = await ask(where, questions);
  print(
    `  warm         ${percentiles(warm, fresh)}, ${warm.megabytes.toFixed(0)} MB at most, ${warm.found} found a topic`,
  );
  for (const window of ["1d", "7d", "30d"])
    print(`    ${window.padEnd(4)}       ${percentiles(warm, (one) => fresh(one) && one.window === window)}`);
  print(`  asked again  ${percentiles(warm, ({ again }) => again)}`);
  const writer = await startWriter(where);
  try {
    print(`  while written ${percentiles(await ask(where, questions), fresh)}`);
  } finally {
    writer.kill("SIGKILL");
  }
}

function fresh({ again }: Asked): boolean {
  return !again;
}

/** Wall clock, and in brackets the processor time of the asking process, which other work on the machine leaves alone. */
function percentiles({ asked }: Answers, fits: (one: Asked) => boolean): string {
  const later = asked.slice(1).filter(fits);
  const at = (share: number, of: (one: Asked) => number): string => {
    const sorted = later.map(of).toSorted((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  };
  const of = (share: number): string =>
    `${at(share, (one) => one.wall)} (${at(share, (one) => one.processor)})`;
  return `p50 ${of(0.5)}  p95 ${of(0.95)}  p99 ${of(0.99)} ms, processor in brackets`;
}

function fillLines({ articles, seconds, read, oneCore, share }: Filled, facts: "real" | "reuse"): string[] {
  const rate = articles / seconds;
  if (facts === "reuse")
    return [
      `filling      ${rate.toFixed(0)} articles/s, ${read} read and the rest copies: no rate of ingest`,
    ];
  return [
    `reading      ${oneCore.toFixed(0)} articles/s on one core, nothing written`,
    `ingest       ${rate.toFixed(0)} articles/s = ${(rate / (2 * oneCore)).toFixed(2)} of twice that (workers read, batches of 64); by processor time ${share.toFixed(2)}`,
  ];
}

function ask(where: string, questions: readonly BriefQuery[]): Promise<Answers> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "sitrep-bench-compiled") };
    const child = spawn(process.execPath, [ASK, where, AS_OF], { env });
    child.stdin.end(JSON.stringify(questions));
    let out = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.on("close", (status) => {
      if (status === 0) resolve(JSON.parse(out) as Answers);
      else reject(new Error(`asking ended with ${status}: ${errors.slice(0, 500)}`));
    });
  });
}

async function startWriter(where: string) {
  const child = spawn(process.execPath, [WRITE, where], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("close", () => reject(new Error("the writer ended")));
  });
  return child;
}

async function newDatabase(serverUrl: string, size: number): Promise<string> {
  const name = `bench_${size}`;
  await runSqlAt(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function bytesOf({ dataDir, databaseUrl }: Place): Promise<number> {
  if (databaseUrl === null)
    return readdirSync(dataDir).reduce((sum, name) => sum + statSync(join(dataDir, name)).size, 0);
  const [row] = await runSqlAt<{ bytes: string }>(
    databaseUrl,
    "SELECT pg_database_size(current_database()) AS bytes",
  );
  return Number(row?.bytes);
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}
