import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { houseProblems, type SourceFile, topLevelProblems } from "./support/house-rules.ts";

const TOP = new URL("..", import.meta.url).pathname;

function sourcesIn(room: string): SourceFile[] {
  return readdirSync(join(TOP, room), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .map((name) => `${room}/${name.replaceAll("\\", "/")}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(TOP, path), "utf8") }));
}

/** The files git knows, or null where this is no git checkout. */
function trackedFiles(): string[] | null {
  const { status, stdout } = spawnSync("git", ["ls-files"], { cwd: TOP, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter(Boolean) : null;
}

const tracked = trackedFiles();

describe("the house", () => {
  it("keeps every import inside the dependency table, and the engine quiet", () => {
    const files = ["adapters", "briefings", "seeds", "src", "test"].flatMap(sourcesIn);

    expect(houseProblems(files)).toEqual([]);
  });

  it.skipIf(tracked === null)("has the agreed top level (checked in a git checkout only)", () => {
    const names = [...new Set((tracked ?? []).map((path) => path.split("/")[0]!))];

    expect(topLevelProblems(names, readdirSync(TOP))).toEqual([]);
  });
});

describe("the house rules", () => {
  it.each([
    ["briefings/digest.ts", 'import { readFileSync } from "node:fs";', "take what you need as an argument"],
    [
      "briefings/digest.ts",
      'import { UserError } from "../src/errors.ts";',
      "take what you need as an argument",
    ],
    ["src/chat/dispatch.ts", 'import { said } from "../commands/said.ts";', "src/chat is the leaf"],
    ["src/commands/said.ts", 'import { openStore } from "../stores/sqlite-store.ts";', "Needs type"],
    ["src/commands/said.ts", 'import { createDesk } from "../desk/desk.ts";', 'write "import type"'],
    ["src/replies/said.ts", 'import { ladders } from "../../briefings/digest/ladders.ts";', "one door"],
    ["src/desk/brief.ts", 'import { draw } from "../../adapters/terminal/render.ts";', "an edge"],
    ["src/desk/brief.ts", 'import { parse } from "yaml";', "an edge"],
    ["src/desk/brief.ts", 'import { Keyv } from "keyv";', "an edge"],
    ["adapters/terminal/chat.ts", 'import { Digest } from "../../briefings/index.ts";', "src/replies"],
    ["adapters/terminal/chat.ts", 'export { split } from "../slack/split.ts";', "adapters/shared"],
    ["adapters/shared/split.ts", 'import "node:os";', "adapters/shared"],
    ["src/desk/brief.ts", 'const cli = await import("../cli.ts");', "nobody imports src/cli.ts"],
    ["test/cli/cli.test.ts", 'import { main } from "../../src/cli.ts";', "nobody imports src/cli.ts"],
    ["src/config.ts", 'import {\n  one,\n  two,\n} from "./desk/desk.ts";', "src/desk"],
  ])("name the file, the import and a remedy when %s has %s", (path, text, remedy) => {
    const problems = houseProblems([{ path, text }]);

    const specifier = /"([^"]+)"\)?;?$/.exec(text)?.[1];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${path} imports "${specifier}"`);
    expect(problems[0]).toContain(remedy);
  });

  it.each([
    ["briefings/digest.ts", 'import { z } from "zod";\nimport { dayOf } from "./moment.ts";'],
    ["briefings/kinds/figures.ts", 'import { readPage } from "../text/page.ts";'],
    ["src/commands/said.ts", 'import type { Desk } from "../desk/desk.ts";'],
    ["src/replies/said.ts", 'import { shortId } from "../../briefings/index.ts";'],
    [
      "src/ingest/front-matter.ts",
      'import { parse } from "yaml";\nimport { createHash } from "node:crypto";',
    ],
    ["adapters/terminal/chat.ts", 'import readline from "node:readline";\nimport "../shared/plain-text.ts";'],
    ["src/stores/settings.ts", 'import { Keyv } from "keyv";'],
    ["src/cli.ts", 'import { terminal } from "../adapters/terminal/chat.ts";'],
    ["src/sitrep.mjs", 'await import("./cli.ts");'],
    ["test/text/page.test.ts", 'import { readPage } from "../../briefings/text/page.ts";'],
    ["src/chat/command.ts", '// import { bad } from "../stores/store.ts";'],
  ])("let %s have %s", (path, text) => {
    expect(houseProblems([{ path, text }])).toEqual([]);
  });

  it.each([
    "const now = Date.now();",
    "const now = new Date();",
    "const now = new Date;",
    "const id = Math.random();",
    "if (process.env.DEBUG) stop();",
    "console.log(facts);",
    "names.sort((a, b) => a.localeCompare(b));",
  ])("hear %s in the engine, with its line", (line) => {
    const problems = houseProblems([{ path: "briefings/merge.ts", text: `// first\n${line}` }]);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("briefings/merge.ts:2");
  });

  it.each([
    "const day = new Date(iso).toISOString();",
    "const processed = list.map(process);",
    "// never Date.now(): pass asOf",
  ])("do not mind %s in the engine", (line) => {
    expect(houseProblems([{ path: "briefings/merge.ts", text: line }])).toEqual([]);
  });

  it("do not listen outside the engine", () => {
    expect(houseProblems([{ path: "src/clock.ts", text: "export const now = () => Date.now();" }])).toEqual(
      [],
    );
  });

  it("name strangers and gaps at the top of the checkout", () => {
    const present = ["package.json", "package-lock.json", "tsconfig.json", "src", "adapters", "briefings"];

    const problems = topLevelProblems(
      ["docs", ".gitignore"],
      [...present, "seeds", "test", "LICENSE", "docs"],
    );

    expect(problems).toEqual([
      "docs stands at the top of the checkout: move it into one of the rooms.",
      "README.md is missing at the top of the checkout.",
    ]);
  });
});
