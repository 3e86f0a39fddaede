// The file the thread that makes digests begins with (see reader-worker.mjs).
import { enableCompileCache } from "node:module";

enableCompileCache?.();
await import("./digest-worker.ts");
