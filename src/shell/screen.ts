import { readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import type { ShellRequest } from "../desk/shell-arguments.ts";
import type { Verb } from "../desk/shell-verbs.ts";
import type { Log } from "../log.ts";

/**
 * 0 is well; 1 says that some items were bad and the rest were done; 2 that nothing was done, and why; 130 and
 * 143 that a signal (SIGINT, SIGTERM) ended it before all was done.
 */
export type ExitCode = 0 | 1 | 2 | 130 | 143;
export type Request = ShellRequest<Verb>;

const { stdout, stderr } = process;

/** Writes, and waits where the reader is slower. */
export async function show(text: string, output: Writable = stdout): Promise<0> {
  if (!output.write(text)) await new Promise((resolve) => output.once("drain", resolve));
  return 0;
}

/** For lines that are no part of an answer. */
export function notice(): (line: string) => void {
  return (line) => stderr.write(`${line}\n`);
}

/** The shell answers on the screen; only what the operator must see goes to standard error. */
export function bugsOnly(): Log {
  return {
    info: () => {},
    error: (event, fields, cause) => {
      stderr.write(
        `sitrep: ${event} ${JSON.stringify(fields)} ${cause instanceof Error ? cause.stack : cause}\n`,
      );
    },
  };
}

/** The value of a flag that has one. */
export function textOf(flag: string | true | undefined): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}

/** "sitrep/0.1.0": who asks the web. */
export function userAgent(): string {
  return versionOf().replace(" ", "/").replace(/ .*/, "");
}

export function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return `sitrep ${manifest.version} (Node ${process.versions.node})`;
}
