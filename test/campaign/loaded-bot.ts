import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openReading } from "../../src/desk/open-reading.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { fillLibrary } from "../bench/fill-library.ts";
import { type FakeDiscord, startFakeDiscord } from "../support/fake-discord/index.ts";

const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
/** Articles that the engine reads; the rest are renamed, shifted copies of them. */
const SAMPLE = 5000;

/** A bot in a process of its own, on Discord's stand-in. Figures are 0 where the system does not tell (it is not Linux). */
interface LoadedBot {
  readonly fake: FakeDiscord;
  /** Resident memory in MB. */
  memory(): number;
  /** Processor time so far in ms, counted in hundredths of a second. */
  processor(): number;
}

/** Runs `work` with a bot on a library of made-up news: one made for it, or a folder that was filled before, and stays. */
export async function withLoadedBot<T>(
  { articles, library }: { readonly articles: number; readonly library: string | null },
  work: (bot: LoadedBot) => Promise<T>,
): Promise<T> {
  const dataDir = library ?? mkdtempSync(join(tmpdir(), "sitrep-load-"));
  const fake = await startFakeDiscord();
  try {
    if (library === null) await fill(dataDir, articles);
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
      return await work({ fake, memory: () => memoryOf(bot.pid), processor: () => processorOf(bot.pid) });
    } finally {
      const ended = once(bot, "close");
      bot.kill();
      await ended;
    }
  } finally {
    await fake.stop();
    if (library === null) rmSync(dataDir, { recursive: true, force: true });
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

function memoryOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

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
