import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { tempDir } from "../support/temp-dir.ts";
import { runCli, SITREP } from "./run-cli.ts";

const TEXT =
  'At least 12 people were killed in Tarsk on Monday, Odran Vesh, the mayor, said.\n\n"We buried them today," he said.';

function lines(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("extract --jsonl", () => {
  it("writes one line for each line, in order, with offsets into the text as it was given", async () => {
    const given = TEXT.replaceAll("\n", "\r\n");
    const input = [
      { id: "b", text: given },
      { id: 7, text: given, title: "Tarsk", date: "2025-03-04" },
      { text: given },
    ];

    const { code, stdout, stderr } = await runCli(
      ["extract", "--jsonl"],
      input.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );

    const written = lines(stdout);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(written.map(({ id }) => id)).toEqual(["b", 7, "3"]);
    for (const line of written) {
      expect(Object.keys(line)).toEqual([
        "id",
        "actors",
        "locations",
        "statements",
        "figures",
        "keySentences",
      ]);
      const spans = [line.figures, line.keySentences].flat() as {
        start: number;
        end: number;
        text: string;
      }[];
      for (const { start, end, text } of spans) expect(given.slice(start, end)).toBe(text);
    }
    expect(written[0]?.figures).toEqual([
      expect.objectContaining({ metric: "killed", min: 12, max: null, approx: false }),
    ]);
  });

  it("answers a bad line on its own line, goes on, and ends with 1", async () => {
    const input = Buffer.concat([
      Buffer.from(
        '{"id":"a","text":"One."}\n{oops\n\n[1]\n{"id":"c"}\n{"id":"d","text":" "}\n{"id":"e","text":"x","date":"soon"}\n',
      ),
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      Buffer.from('{"id":"z","text":"Last."}'),
    ]);

    const { code, stdout } = await runCli(["extract", "--jsonl"], input);

    expect(code).toBe(1);
    expect(lines(stdout)).toEqual([
      expect.objectContaining({ id: "a" }),
      { line: 2, error: "line is not JSON" },
      { line: 4, error: expect.stringContaining("line") },
      { id: "c", error: "text is missing" },
      { id: "d", error: "text is empty: nothing to read" },
      expect.objectContaining({
        id: "e",
        figures: [],
        warning: expect.stringContaining('"soon" is not a date'),
      }),
      { line: 8, error: "line is not valid UTF-8 (byte offset 1, 0xff): save it as UTF-8" },
      expect.objectContaining({ id: "z" }),
    ]);
  });

  it("answers a line before the next one comes", async () => {
    const child = spawn(process.execPath, [SITREP, "extract", "--jsonl"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const id of ["one", "two"]) {
      child.stdin.write(`${JSON.stringify({ id, text: TEXT })}\n`);
      const answer = await answers.next();
      expect(JSON.parse(String(answer.value)).id).toBe(id);
    }
    child.stdin.end();
    expect(await once(child, "close")).toEqual([0, null]);
  });

  it.each([
    [
      "10 MB in one line",
      `At least 12 people were killed. ${"The road to Tarsk stayed closed. ".repeat(300_000)}`,
    ],
    ["100,000 nested quotation marks", `${"“".repeat(100_000)}12 people were killed${"”".repeat(100_000)}`],
    ["quotation marks that never close", 'Odran Vesh said: "We are leaving. At least 12 people were killed.'],
    [
      "right-to-left and zero-width characters",
      "\u202eOdran\u202c Ve\u200bsh said 12 people were killed in قرية.",
    ],
  ])("survives %s", async (_, text) => {
    const { code, stdout, stderr } = await runCli(
      ["extract", "--jsonl"],
      JSON.stringify({ id: "big", text }),
    );

    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([expect.objectContaining({ id: "big" })]);
  });
});

describe("extract FILE", () => {
  it("prints one file as one object, with offsets into the file", async () => {
    const file = join(tempDir(), "tarsk.txt");
    const source = `Mayor speaks in Tarsk\n4 March 2025\n${TEXT}\n`;
    writeFileSync(file, source);

    const { code, stdout } = await runCli(["extract", file, "--json"]);

    const facts = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(facts.figures.length).toBeGreaterThan(0);
    for (const { start, end, text } of facts.figures) expect(source.slice(start, end)).toBe(text);
  });

  it("prints several files one a line, and bad ones on standard error", async () => {
    const dir = tempDir();
    writeFileSync(join(dir, "a.txt"), TEXT);
    writeFileSync(join(dir, "b.md"), "no front matter");
    writeFileSync(
      join(dir, "c.jsonl"),
      `${JSON.stringify({ id: "c1", text: TEXT })}\n${JSON.stringify({ id: "c2", text: TEXT })}\n`,
    );

    const { code, stdout, stderr } = await runCli(["extract", dir]);

    expect(code).toBe(1);
    expect(lines(stdout).map(({ id }) => id)).toEqual([join(dir, "a.txt"), "c1", "c2"]);
    expect(stderr).toMatch(/^sitrep: .*b\.md: front matter: is missing.*\n$/);
  });

  it.each([
    ["an empty file", "a.txt", "", /a\.txt: file: is empty/],
    ["a picture", "a.txt", "\u0089PNG\u0000", /a\.txt: file: is not text \(NUL byte/],
    ["invalid UTF-8", "a.txt", Buffer.from([0x41, 0xff]), /a\.txt: file: is not valid UTF-8 \(byte offset 1/],
    ["another type", "a.pdf", "%PDF", /a\.pdf: file: has the type ".pdf"/],
  ])("refuses %s with one line and 2", async (_, name, content, message) => {
    const file = join(tempDir(), name);
    writeFileSync(file, content);

    const { code, stdout, stderr } = await runCli(["extract", file]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
