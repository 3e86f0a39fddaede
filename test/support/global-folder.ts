import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder of this run, for what several test files need and one of them makes. */
    readonly folder: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-run-"));
  project.provide("folder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
