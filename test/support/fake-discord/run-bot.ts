import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { tempDir } from "../temp-dir.ts";
import { createChanges } from "./changes.ts";

export interface BotWish {
  /** Program and arguments, run from the top of the checkout. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A bot in a process of its own. */
export interface RunningBot {
  readonly pid: number;
  /** What it wrote so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits until it wrote this, on either stream; rejects with all it wrote when it ends or is silent too long. */
  wrote(words: string | RegExp): Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends it: kindly unless told another signal, by force after five seconds. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

const TOP = new URL("../../..", import.meta.url).pathname;
/** Three times what a start takes on a machine that ten others use. */
const PATIENCE_MS = 50_000;
const KINDNESS_MS = 5_000;

/** What a bot of this project needs to know of a stand-in: its token, its address and a library of its own. */
export function botEnvironment(fake: {
  readonly token: string;
  readonly api: string;
}): Record<string, string> {
  return { DISCORD_TOKEN: fake.token, DISCORD_API_BASE: fake.api, SITREP_DATA: tempDir() };
}

/** Starts a program as its operator would; it is ended with the test. It inherits PATH and HOME, nothing else. */
export function runBot({ command: [program, ...args], env = {} }: BotWish): RunningBot {
  if (program === undefined) throw new Error("there is no program to run");
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, args, {
    cwd: TOP,
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const changes = createChanges();
  const stdout = collect(child.stdout, changes.notify);
  const stderr = collect(child.stderr, changes.notify);
  const all = () => `stdout:\n${stdout()}\nstderr:\n${stderr()}`;
  const ended = end(child, changes.notify);
  // Whoever waits for the end hears why the program could not be started; nobody else has to.
  ended.catch(() => {});

  async function stop(signal: NodeJS.Signals = "SIGTERM") {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const force = setTimeout(() => child.kill("SIGKILL"), KINDNESS_MS);
    return ended.finally(() => clearTimeout(force));
  }

  onTestFinished(async () => {
    await stop().catch(() => {});
  });
  return {
    pid: child.pid ?? -1,
    stdout,
    stderr,
    ended,
    stop,
    async wrote(words) {
      const has = (text: string) => (typeof words === "string" ? text.includes(words) : words.test(text));
      await changes.until(
        () => {
          if (has(stdout()) || has(stderr())) return true;
          if (child.exitCode !== null) {
            throw new Error(`it ended with ${child.exitCode} before it wrote ${words}\n${all()}`);
          }
          return undefined;
        },
        PATIENCE_MS,
        () => new Error(`it did not write ${words} in ${PATIENCE_MS} ms\n${all()}`),
      );
    },
  };
}

function collect(stream: NodeJS.ReadableStream, notify: () => void): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    notify();
  });
  return () => text;
}

/** Ends when both streams are read to their end too, so that nothing written last is missed. */
async function end(child: ChildProcess, notify: () => void): Promise<number | NodeJS.Signals> {
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  notify();
  return code ?? signal ?? -1;
}
