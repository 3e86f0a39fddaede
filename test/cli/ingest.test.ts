import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli, SITREP } from "./run-cli.ts";

const line = (id: number) => `${JSON.stringify({ id, text: `In Tarsk ${id} people fled.` })}\n`;
const BUNDLED = 84;

/** The program with its input left open, and its words as they come. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [SITREP, ...args], { env: { HOME: "/nonexistent" } });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.stderr += chunk;
  });
  const ended = once(child, "close");
  return { child, said, ended };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("ingest -", () => {
  it("takes in lines of JSON and says so", async () => {
    const input = `${line(2)}{oops\n${line(3)}`;

    const ran = await runCli(["ingest", "-", "--data", tempDir()], input);

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain(
      "2 new, 0 unchanged, 0 updated, 1 rejected\nrejected standard input:2: line:",
    );
    expect(ran.stderr).toContain("sitrep: reading standard input as JSON lines\n");
  });

  it("keeps what has come while more is waited for, and tells how far it is when it is stopped", async () => {
    const data = tempDir();
    const { child, said, ended } = start(["ingest", "-", "--data", data]);
    child.stdin.write(line(2) + line(3));
    await until(() => said.stderr.includes("as JSON lines"));
    const store = openSqliteStore(data);
    await until(async () => (await store.counts()).articles === BUNDLED + 2);
    await store.close();

    child.kill("SIGINT");

    expect(await ended).toEqual([130, null]);
    expect(said.stdout).toBe("2 new, 0 unchanged, 0 updated, 0 rejected\n");
    expect(said.stderr).toContain("stopped with 2 articles kept; the same command goes on from there\n");
  });
});

describe("ingest --watch", () => {
  it("takes in what is there and what comes, until it is told to end", async () => {
    const folder = tempDir();
    writeFileSync(join(folder, "a.txt"), "In Tarsk 12 people fled.");
    const { child, said, ended } = start(["ingest", "--watch", folder, "--data", tempDir()]);
    await until(() => said.stdout.includes("\n"));
    writeFileSync(join(folder, "b.jsonl"), line(2) + line(3));
    await until(() => said.stdout.split("\n").length > 2);

    child.kill("SIGINT");

    expect(await ended).toEqual([0, null]);
    expect(said.stdout).toBe(
      "1 new, 0 unchanged, 0 updated, 0 rejected\n2 new, 0 unchanged, 0 updated, 0 rejected\n",
    );
  });

  it.each([
    [["--watch", "-"], /standard input ends by itself/],
    [["-", "a.txt"], /give no files beside it/],
    [["--watch", "nowhere"], /nowhere: file: is not there/],
    [["--watch", "--queue", "."], /without --watch/],
  ])("refuses %j", async (words, reason) => {
    const ran = await runCli(["ingest", ...words, "--data", tempDir()]);

    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(reason);
  });
});
