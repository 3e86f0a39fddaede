// The file a worker thread begins with. A thread does not take over the compile cache of the one that starts it:
// with it, the engine is there in half the time.
import { enableCompileCache } from "node:module";

enableCompileCache?.();
export const { readAll } = await import("./reader-worker.ts");
