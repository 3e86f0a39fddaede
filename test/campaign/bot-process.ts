import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A bot in a process of its own, whose clock and work its parent drives; it may be killed at any moment. */
export interface BotProcess {
  /** Puts its clock ahead and has it do what recurs, once; false: it died meanwhile. */
  move(ahead: number): Promise<boolean>;
  /** kill -9. */
  kill(): void;
  readonly isDead: () => boolean;
  readonly ended: Promise<void>;
  /** What it wrote, a JSON object a line. */
  readonly wrote: () => string;
}

const BOT = new URL("./month-bot.ts", import.meta.url).pathname;

/** Starts it, or another program in its place; `ready` is false when it was killed before it served. Throws, with what it wrote, when it ends by itself. */
export function startBotProcess(
  env: Readonly<Record<string, string>>,
  program: readonly string[] = [BOT],
): {
  readonly bot: BotProcess;
  readonly ready: Promise<boolean>;
} {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, program, {
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let text = "";
  let killed = false;
  const serving = Promise.withResolvers<boolean>();
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (text.includes('"event":"serving"')) serving.resolve(true);
  });
  const ended = once(child, "close").then(() => {
    if (killed) serving.resolve(false);
    else serving.reject(new Error(`the bot ended by itself:\n${text}`));
  });
  const bot: BotProcess = {
    isDead: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    wrote: () => text,
    kill() {
      killed = true;
      child.kill("SIGKILL");
    },
    async move(ahead) {
      const done = once(child, "message").then(() => true);
      child.send({ ahead }, () => {});
      return Promise.race([done, ended.then(() => false)]);
    },
  };
  return { bot, ready: serving.promise };
}
