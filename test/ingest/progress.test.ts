import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { showProgress } from "../../src/ingest/progress.ts";

const STEPS = [
  { at: 1000, articles: 64, bytes: 50, ofBytes: 200 },
  { at: 1000, articles: 64, bytes: 50, ofBytes: 200 },
  { at: 8000, articles: 1024, bytes: 100, ofBytes: 200 },
  { at: 9000, articles: 1100, bytes: 150, ofBytes: 200 },
  { at: 30_000, articles: 2000, bytes: 160, ofBytes: 200 },
];

function shown(
  isTTY: boolean,
  steps: readonly ((typeof STEPS)[number] | { ofBytes: null })[] = STEPS,
): string {
  const output = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });
  let now = 0;
  const progress = showProgress(output, "reading", () => now);
  for (const step of steps) {
    const { at, ...rest } = { ...STEPS[2]!, ...step };
    now = at;
    progress.update(rest);
  }
  progress.clear();
  progress.clear();
  return output.read() ?? "";
}

it("draws one line over itself on a terminal and takes it away", () => {
  const frames = shown(true).split("\r\u001b[K");

  expect(frames).toEqual([
    "",
    `reading ${"█".repeat(6)}${"░".repeat(18)} 25 %, 64 articles, 64/s, 0:03 left`,
    `reading ${"█".repeat(12)}${"░".repeat(12)} 50 %, 1,024 articles, 128/s, 0:08 left`,
    `reading ${"█".repeat(18)}${"░".repeat(6)} 75 %, 1,100 articles, 122/s, 0:03 left`,
    `reading ${"█".repeat(19)}${"░".repeat(5)} 80 %, 2,000 articles, 43/s, 1:24 left`,
    "",
  ]);
});

it("writes a plain line every few seconds where there is no terminal, and none for what is done at once", () => {
  expect(shown(false)).toBe(
    "sitrep: reading, 50 %, 1,024 articles, 128/s, 0:08 left\n" +
      "sitrep: reading, 80 %, 2,000 articles, 43/s, 1:24 left\n",
  );
  expect(shown(false, STEPS.slice(0, 1))).toBe("");
});

it("says no share and no end where nobody knows how much there is", () => {
  expect(shown(false, [{ ofBytes: null }])).toBe("sitrep: reading, 1,024 articles, 128/s\n");
});
