import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Digest } from "../../briefings/index.ts";
import { readyLibrary } from "../support/ready-library.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli, SITREP } from "./run-cli.ts";

/** One store with the bundled articles for all tests that only read. */
let data = "";
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "sitrep-cli-"));
  cpSync(readyLibrary(), data, { recursive: true });
});
afterAll(() => rmSync(data, { recursive: true }));

const ask = (...args: string[]) => runCli([...args, "--data", data]);

describe("asking from a shell", () => {
  it("prints a briefing and ends with 0", async () => {
    const { code, stdout, stderr } = await ask("briefing", "goma", "--as-of", "2025-02-05");

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Goma · North Kivu/);
    expect(stdout).toContain("30 Jan – 5 Feb 2025");
    expect(stdout).not.toContain("\u001b");
  });

  it("gives the digest as JSON, the same bytes each time", async () => {
    const args = ["briefing", "goma", "--since", "2025-01-27", "--as-of", "2025-01-30T06:00Z", "--json"];
    const first = await ask(...args);
    const second = await ask(...args);

    const digest = Digest.parse(JSON.parse(first.stdout));
    expect(digest).toMatchObject({
      window: { since: "2025-01-27", until: "2025-01-30" },
      asOf: "2025-01-30T06:00Z",
    });
    for (const { outlets } of digest.sources)
      for (const outlet of outlets) expect(outlet.publishedAt <= "2025-01-30").toBe(true);
    expect(second.stdout).toBe(first.stdout);
  });

  it("gives the briefing as Markdown", async () => {
    const { code, stdout } = await ask("briefing", "goma", "--as-of", "2025-02-05", "--markdown");

    expect(code).toBe(0);
    expect(stdout).toMatch(/^# \*{0,2}Goma/);
    expect(stdout).toMatch(/`?f[0-9a-z]{6}`?/);
  });

  it("follows a printed figure to the characters it came from", async () => {
    const figures = JSON.parse((await ask("figures", "goma", "--as-of", "2025-02-05", "--json")).stdout);
    const rung = figures.ladders[0].rungs[0];

    const [item] = JSON.parse((await ask("why", rung.id.slice(0, 7), "--json")).stdout);

    expect(item.id).toBe(rung.id);
    expect(item.verified).toBe(true);
    expect(item.article.text.slice(item.evidence.start, item.evidence.end)).toBe(rung.evidence.excerpt);
  });

  it.each([["said"], ["figures"], ["timeline"], ["actors"], ["sources"]])(
    "answers %s as text and as JSON",
    async (verb) => {
      const plain = await ask(verb, "goma", "--as-of", "2025-02-05");
      const json = await ask(verb, "goma", "--as-of", "2025-02-05", "--json");

      expect([plain.code, json.code]).toEqual([0, 0]);
      expect(plain.stdout).toContain("Goma");
      expect(JSON.parse(json.stdout)).toMatchObject({ asOf: "2025-02-05", topic: { label: "Goma" } });
    },
  );

  it("keeps to one metric when asked, by flag or by word", async () => {
    const word = JSON.parse(
      (await ask("figures", "goma", "killed", "--as-of", "2025-02-05", "--json")).stdout,
    );
    const flag = JSON.parse(
      (await ask("figures", "goma", "--metric", "killed", "--as-of", "2025-02-05", "--json")).stdout,
    );

    expect(new Set(word.ladders.map((ladder: { metric: string }) => ladder.metric))).toEqual(
      new Set(["killed"]),
    );
    expect(flag).toEqual(word);
  });

  it("understands a misspelt topic and says so", async () => {
    const { code, stdout } = await ask("said", "kagamee", "--as-of", "2025-02-05");

    expect(code).toBe(0);
    expect(stdout).toContain("“kagamee” understood as Paul Kagame");
  });

  it("says in the first line that the window is empty", async () => {
    const { code, stdout } = await ask("briefing", "goma", "--as-of", "2026-01-01");

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing in the last 7 days; \d+ articles searched/);
  });

  it.each([
    [["breifing", "goma"], /unknown command "breifing"; did you mean briefing\?/],
    [["briefing", "goma", "--sicne", "7d"], /unknown option "--sicne" for briefing; did you mean --since\?/],
    [["briefing", "goma", "--since", "soon"], /since.*soon/],
    [["briefing", "goma", "--as-of", "soon"], /as-of must be .*soon/],
    [["briefing", "goma", "--json", "--markdown"], /not both/],
    [["briefing"], /topic.* is missing/],
    [["briefing", "xqzxqz"], /xqzxqz/],
    [["figures", "goma", "--metric", "happy"], /metric.*happy/],
    [["why", "zzzzzzz"], /zzzzzzz/],
    [["chat", "goma"], /chat takes no words/],
    [["ingest"], /ingest needs at least one file/],
    [["extract"], /extract needs a file/],
  ])("answers %j with one line on standard error and 2", async (args, message) => {
    const { code, stdout, stderr } = await runCli([
      ...args,
      ...(args[0] === "extract" ? [] : ["--data", data]),
    ]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("tells its version and its help without a store", async () => {
    const version = await runCli(["--version"]);
    const help = await runCli([]);

    expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sitrep \d+\.\d+\.\d+ /) });
    expect(help.code).toBe(0);
    expect(help.stdout).toContain("sitrep extract FILE|DIR…");
  });

  it("is quiet when its reader leaves early", async () => {
    const child = spawn(process.execPath, [SITREP, "sources", "goma", "--json", "--data", data]);
    child.stdout.destroy();
    const stderr = await text(child.stderr);

    expect(stderr).toBe("");
    expect(child.exitCode ?? (await once(child, "exit"))[0]).toBe(0);
  });
});

describe("the language of answers", () => {
  const french = { LANG: "fr_CD.UTF-8" };

  it("is that of the locale, and --lang goes before it", async () => {
    const locale = await runCli(["help", "--data", data], "", french);
    const asked = await ask("help", "--lang", "fr");
    const back = await runCli(["help", "--lang=en", "--data", data], "", { LC_ALL: "fr", LANG: "C" });

    expect(locale.stdout).toContain("/point <sujet> [depuis] [jusque]");
    expect(asked.stdout).toBe(locale.stdout);
    expect(back.stdout).toContain("/briefing <topic> [since] [until]");
  });

  it("is that of the chat too, where French and English names are understood", async () => {
    const { stdout, stderr } = await runCli(
      ["chat", "--data", data, "--as-of", "2025-02-05"],
      "/chiffres goma tues\n/figures goma killed\n/nope\n",
      french,
    );
    const [first, second, third] = stdout.split(/^(?=Goma · |Il n'y a)/m);

    expect(stderr).toBe("");
    expect(first).toContain("Tués · Goma");
    expect(second?.trim()).toBe(first?.trim());
    expect(third).toMatch(/^Il n'y a pas de commande \/nope\./);
  });

  it.each([
    [["briefing", "xqzxqz"], /^sitrep: Rien dans la bibliothèque ne porte sur « xqzxqz »\.\n$/],
    [["briefing", "goma", "--as-of", "hier"], /^sitrep: « as-of » doit être un jour .* et non « hier »\.\n$/],
    [["briefing", "goma", "--since", "hier"], /^sitrep: « depuis » ne peut pas être « hier »/],
    [["briefing", "goma", "--lang", "xx"], /^sitrep: --lang takes en or fr\n$/],
  ])("is that of what must be corrected: %j", async (args, message) => {
    const { code, stderr } = await runCli([...args, "--data", data], "", french);

    expect(code).toBe(2);
    expect(stderr.replace(/[\u00a0\u202f]/g, " ")).toMatch(message);
  });

  it("helps in it, with the same verbs and flags", async () => {
    const [english, inFrench] = [await runCli(["--help"]), await runCli(["--help"], "", french)];
    const typed = (text: string) => text.match(/^ {2}sitrep \S+|--[a-z-]+/gm);

    expect(inFrench.stdout).toContain("sitrep briefing <sujet>");
    expect(typed(inFrench.stdout)).toEqual(typed(english.stdout));
  });
});

describe("the folder of the store", () => {
  it("is filled on the first start, which is said once", async () => {
    const dir = tempDir();
    const first = await runCli(["sources", "goma", "--data", dir]);
    const second = await runCli(["sources", "goma"], "", { SITREP_DATA: dir });

    expect(first.stderr).toBe("sitrep: first start, reading the bundled articles\n");
    expect(second.stderr).toBe("");
    expect(second.stdout.replace(/as of .*/, "")).toBe(first.stdout.replace(/as of .*/, ""));
  });

  it("is done without when it cannot be made, and ingest refuses", async () => {
    const file = join(tempDir(), "taken");
    writeFileSync(file, "");

    const reading = await runCli(["sources", "goma"], "", { XDG_DATA_HOME: file });
    const asked = await runCli(["sources", "goma", "--data", file]);
    const ingesting = await runCli(["ingest", SITREP, "--data", file]);

    expect(reading.code).toBe(0);
    expect(reading.stderr).toMatch(/^sitrep: cannot keep articles in .*from memory\n/);
    // A folder that was named is answered from, or not at all.
    for (const refused of [asked, ingesting]) {
      expect(refused).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(/^sitrep: cannot keep articles in .*\n$/),
      });
    }
  });
});

describe("ingest", () => {
  it("makes a new article answer at once, counts what it did, and ends with 1 when something was rejected", async () => {
    const dir = tempDir();
    const file = join(dir, "tarsk.md");
    writeFileSync(
      file,
      '---\ntitle: "Shelling in Tarsk"\npublisher: Kelmar Post\npublishedAt: 2025-03-04\n---\nAt least 12 people were killed in Tarsk, Odran Vesh said.\n',
    );
    writeFileSync(join(dir, "bad.md"), "---\ntitle: x\n---\nText.");

    const first = await runCli(["ingest", dir, "--data", data]);
    const second = await runCli(["ingest", file, "--data", data]);
    const asked = await ask("figures", "tarsk", "--as-of", "2025-03-05");

    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/^1 new, 0 unchanged, 0 updated, 1 rejected\n/);
    expect(first.stdout).toContain("bad.md: publisher: is missing in the front matter\n");
    expect(second).toMatchObject({ code: 0, stdout: "0 new, 1 unchanged, 0 updated, 0 rejected\n" });
    expect(asked.stdout).toMatch(/12/);
  });
});

describe("chat without a terminal", () => {
  it("reads one command a line, prints plain text, and ends with 0", async () => {
    const { code, stdout, stderr } = await runCli(
      ["chat", "--data", data, "--as-of", "2025-02-05"],
      "/briefing goma\n/nope\n\nsaid kagame\n",
    );

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Goma · North Kivu/);
    expect(stdout).toContain("There is no command /nope.");
    expect(stdout).not.toContain("\u001b");
  });
});
