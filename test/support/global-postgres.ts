import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the run's PostgreSQL is, or why there is none. */
    readonly postgres: { readonly url: string } | { readonly missing: string };
  }
}

/** One PostgreSQL for the whole run; tests make databases of their own in it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres();
    project.provide("postgres", { url: server.url });
    return server.stop;
  } catch (error) {
    project.provide("postgres", { missing: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
