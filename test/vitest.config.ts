import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    globalSetup: [new URL("support/global-postgres.ts", import.meta.url).pathname],
    include: ["test/**/*.test.ts"],
    // One less than there are cores is the rule; on two cores that is one, while half of a test is waiting for others.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
