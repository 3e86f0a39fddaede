import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeUpNews } from "./made-up-news.ts";
import { timingOf } from "./timing.ts";

const CLI = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
const RUNS = 3;
/** Printed by the child as it ends: seconds of processor time of all its threads. */
const CPU =
  'process.on("exit",()=>{const{user,system}=process.cpuUsage();console.error("cpu "+(user+system)/1e6)})';

interface Run {
  readonly seconds: number;
  readonly cpu: number;
}

/**
 * Prints how fast `sitrep ingest` is, reading, storing and indexing, beside `sitrep extract`, which reads on one
 * core. Whole processes, in turns, each ingest into a library of its own that has the bundled reports already.
 */
export async function benchIngest(articles: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  try {
    const news = writeNews(folder, articles);
    const [one] = writeNews(join(folder, "one"), 1);
    const extracts: Run[] = [];
    const ingests: Run[] = [];
    let agains: Run[] = [];
    for (let run = 0; run < RUNS; run++) {
      const data = join(folder, `library-${run}`);
      await timeRun(["ingest", one!, "--data", data]);
      extracts.push(await timeRun(["extract", join(folder, "news")]));
      ingests.push(await timeRun(["ingest", join(folder, "news"), "--data", data]));
      agains = [...agains, await timeRun(["ingest", join(folder, "news"), "--data", data])];
    }
    console.log(`${news.length} articles, median of ${RUNS} runs of whole processes (fastest to slowest)`);
    const [extract, ingest] = [
      report("extract, one core", articles, extracts),
      report("ingest", articles, ingests),
    ];
    report("ingest again, all there", articles, agains);
    console.log(
      `  ingest is ${(extract.seconds / ingest.seconds / 2).toFixed(2)} of twice the speed of extract`,
    );
    console.log(
      `  by processor time ${(extract.cpu / ingest.cpu).toFixed(2)}: what two cores with nothing else to do give`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeNews(folder: string, articles: number): string[] {
  mkdirSync(join(folder, "news"), { recursive: true });
  return Array.from({ length: articles }, (_, number) => {
    const path = join(folder, "news", `${String(number).padStart(6, "0")}.json`);
    const month = String((Math.floor(number / 28) % 12) + 1).padStart(2, "0");
    const day = String((number % 28) + 1).padStart(2, "0");
    const article = { ...madeUpNews(number), source: "Kelmar Post", date: `2024-${month}-${day}` };
    writeFileSync(path, JSON.stringify(article));
    return path;
  });
}

function report(name: string, articles: number, runs: readonly Run[]): Run {
  const seconds = timingOf(runs.map((run) => run.seconds));
  const cpu = timingOf(runs.map((run) => run.cpu));
  const rate = (time: number) => (articles / time).toFixed(0);
  console.log(
    `  ${name.padEnd(24)} ${rate(seconds.median)} articles/s (${rate(seconds.slowest)} to ${rate(seconds.fastest)}); ` +
      `${((cpu.median / articles) * 1000).toFixed(2)} ms of processor time each`,
  );
  return { seconds: seconds.median, cpu: cpu.median };
}

async function timeRun(args: readonly string[]): Promise<Run> {
  const told = `data:text/javascript,${encodeURIComponent(CPU)}`;
  const from = performance.now();
  const child = spawn(process.execPath, ["--import", told, CLI, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  child.stdout.resume();
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`sitrep ${args[0]} ended with ${code}: ${errors.slice(0, 500)}`);
  // Workers say it too, of the whole process: the last one counts all.
  const cpu = [...errors.matchAll(/^cpu ([\d.]+)$/gm)].at(-1)?.[1];
  return { seconds: (performance.now() - from) / 1000, cpu: Number(cpu) };
}
