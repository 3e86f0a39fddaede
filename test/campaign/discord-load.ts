import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openReading } from "../../src/desk/open-reading.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { fillLibrary } from "../bench/fill-library.ts";
import { newsPlaces } from "../bench/world-news.ts";
import { startFakeDiscord } from "../support/fake-discord/index.ts";

const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
const ACKNOWLEDGED_MS = 1000;
const ANSWERED_MS = 2000;
/** Articles that the engine reads; the rest are renamed, shifted copies of them. */
const SAMPLE = 5000;
const TOPICS = 20;
const QUESTIONS = ["briefing", "figures", "timeline", "actors", "sources"];
const PERIOD = { since: "2026-06-22", until: "2026-06-28" };

/** So many questions at the same moment to a bot on a library of made-up news; prints how long members waited. */
export async function loadDiscord(wish: {
  readonly interactions: number;
  readonly articles: number;
  /** A folder with a library that was filled before (see the store bench), and where it is left. */
  readonly library: string | null;
}): Promise<boolean> {
  const dataDir = wish.library ?? mkdtempSync(join(tmpdir(), "sitrep-load-"));
  const fake = await startFakeDiscord();
  try {
    if (wish.library === null) await fill(dataDir, wish.articles);
    const { PATH = "", HOME = "" } = process.env;
    const env = {
      PATH,
      HOME,
      DISCORD_TOKEN: fake.token,
      DISCORD_API_BASE: fake.api,
      SITREP_DATA: dataDir,
    };
    const bot = spawn(process.execPath, [SITREP, "start"], { env, stdio: ["ignore", "ignore", "pipe"] });
    try {
      await serving(bot.stderr);
      const before = memoryOf(bot.pid);
      const [worked, ownWork] = [processorOf(bot.pid), process.cpuUsage()];
      const topics = newsPlaces().slice(0, TOPICS);
      const waits = await Promise.all(
        Array.from({ length: wish.interactions }, async (_, number) => {
          const from = performance.now();
          const name = QUESTIONS[number % QUESTIONS.length]!;
          const topic = topics[number % topics.length]!.name;
          const options = { topic, ...PERIOD };
          try {
            const seen = await fake.command({ name, options, until: "acknowledged" });
            const acknowledged = seen.acknowledgement.afterMs;
            await seen.until(({ reply }) => reply?.loading === false);
            return { acknowledged, answered: performance.now() - from };
          } catch {
            // No sign or no answer in time: the member has seen Discord's own words.
            return { acknowledged: Number.POSITIVE_INFINITY, answered: Number.POSITIVE_INFINITY };
          }
        }),
      );
      const acknowledged = Math.max(...waits.map((one) => one.acknowledged));
      const late = waits.filter((one) => one.acknowledged === Number.POSITIVE_INFINITY).length;
      const answers = waits.map((one) => one.answered).sort((a, b) => a - b);
      const p = (share: number) => Math.round(answers[Math.ceil(answers.length * share) - 1]!);
      console.log(
        `${wish.interactions} questions at once over ${wish.articles} articles: all acknowledged within ` +
          `${acknowledged} ms (${late} without a sign or an answer), answered in ${p(0.5)} ms (median), ${p(0.99)} ms (p99); ` +
          `memory ${before} MB before, ${memoryOf(bot.pid)} MB after; ${fake.violations.length} rules broken`,
      );
      const { user, system } = process.cpuUsage(ownWork);
      console.log(
        `processor time meanwhile: ${Math.round(processorOf(bot.pid) - worked)} ms of the bot, ` +
          `${Math.round((user + system) / 1000)} ms of the stand-in; load of the machine ${loadavg()[0]!.toFixed(1)}`,
      );
      return acknowledged < ACKNOWLEDGED_MS && p(0.99) < ANSWERED_MS && fake.violations.length === 0;
    } finally {
      const ended = once(bot, "close");
      bot.kill();
      await ended;
    }
  } finally {
    await fake.stop();
    if (wish.library === null) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function fill(dataDir: string, articles: number): Promise<void> {
  const store = openSqliteStore(dataDir);
  const reading = openReading(openEngine());
  await fillLibrary(store, { articles, sample: Math.min(articles, SAMPLE), reading });
  await reading.close();
  await store.close();
}

async function serving(stream: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let text = "";
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (text.includes('"event":"serving"')) resolve();
    });
    stream.on("end", () => reject(new Error(`the bot ended: ${text}`)));
  });
}

/** Processor time so far in ms, where the system tells (Linux, in hundredths of a second); else 0. */
function processorOf(pid: number | undefined): number {
  try {
    // The name in brackets may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

/** Resident memory in MB, where the system tells (Linux); else 0. */
function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
