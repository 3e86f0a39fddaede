import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { progressBar } from "../../src/ingest/progress.ts";

function draw(isTTY: boolean): string {
  const output = Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });
  const bar = progressBar(output, "reading");
  bar.update(0, 200);
  bar.update(100, 200);
  bar.update(100, 200);
  bar.clear();
  bar.clear();
  return output.read() ?? "";
}

it("draws one line over itself on a terminal and takes it away", () => {
  const frames = draw(true).split("\r\u001b[K");

  expect(frames).toEqual([
    "",
    `reading ${"░".repeat(24)}   0 %`,
    `reading ${"█".repeat(12)}${"░".repeat(12)}  50 %`,
    "",
  ]);
});

it("draws nothing where there is no terminal", () => {
  expect(draw(false)).toBe("");
});
