import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { watchFiles } from "../../src/ingest/watch-files.ts";
import { tempDir } from "../support/temp-dir.ts";

/** Quick looks, so that the tests are; without them only what the system tells brings a look. */
const SETTLE_MS = 20;

function watching(folder: string, rescanMs = 50) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const files = watchFiles({ paths: [folder], signal: stop.signal, settleMs: SETTLE_MS, rescanMs });
  const next = async () => {
    const { value } = await files.next();
    return value?.map(({ path }: { readonly path: string }) => path.slice(folder.length + 1)) ?? null;
  };
  return { next, stop };
}

describe("a folder that is watched", () => {
  it("gives what is there, then what comes and what changes, each once", async () => {
    const folder = tempDir();
    mkdirSync(join(folder, "b"));
    writeFileSync(join(folder, "a.txt"), "One.");
    writeFileSync(join(folder, "b", "c.txt"), "Two.");
    const { next } = watching(folder);

    expect(await next()).toEqual(["a.txt", "b/c.txt"]);
    writeFileSync(join(folder, "d.txt"), "Three.");
    expect(await next()).toEqual(["d.txt"]);
    writeFileSync(join(folder, "a.txt"), "One, corrected.");
    expect(await next()).toEqual(["a.txt"]);
  });

  it("gives a file that is renamed into place, and one of another type never", async () => {
    const folder = tempDir();
    const { next } = watching(folder);
    const coming = next();

    writeFileSync(join(folder, "picture.png"), "x");
    writeFileSync(join(folder, ".part"), "Whole.");
    renameSync(join(folder, ".part"), join(folder, "whole.txt"));

    expect(await coming).toEqual(["whole.txt"]);
  });

  it("waits until a file has stopped growing", async () => {
    const folder = tempDir();
    const path = join(folder, "slow.txt");
    const { next } = watching(folder);
    writeFileSync(path, "0");
    let growing = true;
    const coming = next().then((files) => ({ files, growing }));

    for (let i = 1; i < 20; i++) {
      appendFileSync(path, String(i));
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS / 10));
    }
    growing = false;

    expect(await coming).toEqual({ files: ["slow.txt"], growing: false });
  });

  it("may go and come back", async () => {
    const parent = tempDir();
    const folder = join(parent, "in");
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "deep", "a.txt"), "One.");
    const { next } = watching(folder);
    expect(await next()).toEqual(["deep/a.txt"]);

    rmSync(folder, { recursive: true });
    const coming = next();
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS * 5));
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "deep", "b.txt"), "Two.");

    expect(await coming).toEqual(["deep/b.txt"]);
    writeFileSync(join(folder, "deep", "c.txt"), "Three.");
    expect(await next()).toEqual(["deep/c.txt"]);
  });

  it("is looked at as soon as the system tells", async () => {
    const folder = tempDir();
    writeFileSync(join(folder, "a.txt"), "One.");
    const { next } = watching(folder, 3_600_000);
    expect(await next()).toEqual(["a.txt"]);

    writeFileSync(join(folder, "b.txt"), "Two.");

    expect(await next()).toEqual(["b.txt"]);
  });

  it("is left when it is told to stop", async () => {
    const { next, stop } = watching(tempDir(), 3_600_000);
    const coming = next();

    stop.abort();

    expect(await coming).toBeNull();
  });
});
