import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "../errors.ts";

/** Writes lines to a file that is there when it is whole. Throws a `UserError` (bad-file) where that cannot be. */
export async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(lines, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw isFileTrouble(error) ? cannot("write", file, error) : error;
  }
}

/** The bytes of a file. Throws a `UserError` (bad-file) while it is read where that cannot be. */
export async function* readBytes(file: string): AsyncGenerator<Uint8Array> {
  const bytes: Readable = createReadStream(file);
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw isFileTrouble(error) ? cannot("read", file, error) : error;
  }
}

function isFileTrouble(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

function cannot(what: "read" | "write", file: string, error: NodeJS.ErrnoException): UserError {
  return new UserError("bad-file", `cannot ${what} ${file} (${error.code})`, { cause: error });
}
