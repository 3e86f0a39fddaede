import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/** Tests of functions that hold nothing between two calls: their files share a worker and what it has loaded. */
const PURE = [
  "test/briefings/**/*.test.ts",
  "test/chat/**/*.test.ts",
  "test/commands/**/*.test.ts",
  "test/replies/**/*.test.ts",
  "test/schedule/**/*.test.ts",
  "test/{corpus,languages,properties,seed-report}.test.ts",
];

const support = (file: string) => new URL(`support/${file}`, import.meta.url).pathname;

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    // One more than there are cores where they are few: half of a test is waiting for a process that it started.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...PURE],
          globalSetup: [support("global-folder.ts"), support("global-postgres.ts")],
        },
      },
    ],
  },
});
