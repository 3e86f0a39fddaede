import { appendFileSync } from "node:fs";

/** Writes everything that crossed the wire as JSON lines, so that a search for secrets can read it later. */
export interface Recorder {
  write(entry: object): void;
}

/** Appends to `file`, one entry a line; without a file nothing is kept on disk. */
export function createRecorder(file: string | undefined, now: () => number): Recorder {
  return {
    write(entry) {
      if (file === undefined) return;
      appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`);
    },
  };
}

/** Bytes for a line of JSON: as text where they are text, else in base64. */
export function readableBytes(bytes: Buffer): { readonly text: string } | { readonly base64: string } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { base64: bytes.toString("base64") };
  }
}
