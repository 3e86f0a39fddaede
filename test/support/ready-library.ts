import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;

/** A library with the bundled reports, read once for the whole run: copy it, and leave it as it is. */
export function readyLibrary(): string {
  const ready = join(inject("folder"), "library");
  if (existsSync(ready)) return ready;
  const made = mkdtempSync(join(inject("folder"), "making-"));
  const { status, stderr } = spawnSync(process.execPath, [SITREP, "sources", "goma", "--data", made], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the library could not be made: ${stderr}`);
  try {
    renameSync(made, ready);
  } catch (error) {
    // Another worker of the run was faster.
    if (!existsSync(ready)) throw error;
  }
  return ready;
}
