import { spawn } from "node:child_process";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";

export const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real program in a process of its own; no setting of the surroundings reaches it. */
export async function runCli(
  args: readonly string[],
  input: string | Uint8Array = "",
  env: Record<string, string> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [SITREP, ...args], { env: { HOME: "/nonexistent", ...env } });
  // A program that does not read its input closes it early: that is no failure of the test.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout: stdout.toString("utf8"), stderr: stderr.toString("utf8") };
}
