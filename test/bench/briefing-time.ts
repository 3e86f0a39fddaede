import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Timing, timingOf } from "./timing.ts";

const CLI = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
const QUESTION = "/briefing goma\n";

/** Printed by the child as it ends: kilobytes, as `getrusage` counts them. */
const PEAK = 'process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';

export interface BriefingTimes {
  /** First start ever: the bundled corpus is read and stored first. */
  readonly firstEver: number;
  /** A new process on a store that is there. */
  readonly cold: Timing;
  /** The same question again in the same process. */
  readonly warm: Timing;
  readonly peakMegabytes: number;
}

/** Times `/briefing goma` as a person meets it: whole processes, a store in an empty folder. Throws if one fails. */
export async function timeBriefings(runs: number): Promise<BriefingTimes> {
  const dataDir = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  try {
    const first = await askTwice(dataDir);
    const later = [];
    for (let run = 0; run < runs; run++) later.push(await askTwice(dataDir));
    return {
      firstEver: first.cold,
      cold: timingOf(later.map((run) => run.cold)),
      warm: timingOf(later.map((run) => run.warm)),
      peakMegabytes: Math.max(...[first, ...later].map((run) => run.peak)),
    };
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

/** Seconds from the start of the process to the first answer, and from asking again to the second. */
async function askTwice(dataDir: string): Promise<{ cold: number; warm: number; peak: number }> {
  const from = performance.now();
  const peakReport = `data:text/javascript,${encodeURIComponent(PEAK)}`;
  const child = spawn(process.execPath, ["--import", peakReport, CLI, "chat", "--data", dataDir]);
  let errors = "";
  let answers = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  // A command that does not exist is answered after the briefing, by its name: then the briefing is complete.
  const answered = (mark: string) =>
    new Promise<number>((resolve, reject) => {
      child.stdout.on("data", () => {
        if (answers.includes(mark)) resolve(performance.now());
      });
      child.on("close", () => reject(new Error(`no answer to ${mark}: ${errors.slice(0, 500)}`)));
    });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    answers += text;
  });
  child.stdin.write(`${QUESTION}/first-done\n`);
  const first = await answered("/first-done");
  const again = performance.now();
  child.stdin.write(`${QUESTION}/second-done\n`);
  const second = await answered("/second-done");
  child.stdin.end();
  const status = await ended;
  if (status !== 0 || !answers.includes("Goma")) {
    throw new Error(`no briefing on Goma came back (exit code ${status}): ${errors.slice(0, 500)}`);
  }
  const peak = Number(/^peak (\d+)$/m.exec(errors)?.[1] ?? Number.NaN) / 1024;
  return { cold: (first - from) / 1000, warm: (second - again) / 1000, peak };
}
