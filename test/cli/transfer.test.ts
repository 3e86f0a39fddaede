import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { anArticle, someFacts } from "../support/articles.ts";
import { tempDir } from "../support/temp-dir.ts";
import { runCli } from "./run-cli.ts";

/** A folder whose store has one article. */
async function aFolder(): Promise<string> {
  const dir = tempDir();
  const store = openSqliteStore(dir);
  await store.put({ article: anArticle(), facts: someFacts("article-1"), reader: "v1", bundled: false });
  await store.close();
  return dir;
}

describe("sitrep export, import and verify", () => {
  it("write a file that another folder takes in", async () => {
    const [from, to, out] = [await aFolder(), tempDir(), join(tempDir(), "all.jsonl")];

    const exported = await runCli(["export", out, "--data", from]);
    const imported = await runCli(["import", out, "--data", to]);
    const again = await runCli(["export", "-", "--data", to]);

    expect(exported).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(imported).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 new, 0 unchanged"),
      stderr: "",
    });
    expect(again.stdout).toBe(readFileSync(out, "utf8"));
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  it("say in one line what is wrong with a file", async () => {
    const file = join(tempDir(), "torn.jsonl");
    writeFileSync(file, '{"sitrep":"export","version":1}\n{"art');

    const torn = await runCli(["import", file, "--data", tempDir()]);
    const missing = await runCli(["import", join(tempDir(), "none"), "--data", tempDir()]);
    const nowhere = await runCli(["export", join(tempDir(), "none", "x"), "--data", await aFolder()]);

    expect(torn).toMatchObject({ code: 2, stderr: expect.stringContaining("line 2 is no JSON") });
    expect(missing).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot read .*none \(ENOENT\)\n$/),
    });
    expect(nowhere).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot write .*x \(ENOENT\)\n$/),
    });
  });

  it.each(["export", "import", "export a b", "verify a"])("refuse %s with a sentence", async (words) => {
    const ran = await runCli([...words.split(" "), "--data", tempDir()]);

    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^sitrep: .*\n$/) });
  });

  it("end with 1 and a list when a text is damaged, with 0 when all is well", async () => {
    const dir = await aFolder();
    const well = await runCli(["verify", "--data", dir]);
    const db = new DatabaseSync(join(dir, "sitrep.db"));
    db.exec("UPDATE articles SET article = replace(article, 'Monday', 'Friday')");
    db.close();

    const damaged = await runCli(["verify", "--data", dir]);

    expect(well).toMatchObject({ code: 0, stdout: expect.stringContaining("1 articles") });
    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toMatch(/^damaged: article-1: the text is not the one its hash was made from\n/);
  });
});

describeWithPostgres("sitrep on PostgreSQL", () => {
  it("starts with the bundled articles, and two that start at once read them once", async () => {
    const env = { DATABASE_URL: await aDatabase() };
    const ask = () => runCli(["briefing", "goma", "--as-of", "2025-02-02"], "", env);

    const both = await Promise.all([ask(), ask()]);
    const later = await ask();

    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ stderr }) => stderr.includes("first start"))).toHaveLength(1);
    expect(later).toMatchObject({ code: 0, stderr: "" });
    expect(later.stdout).toContain("Goma");
    expect(both.map(({ stdout }) => stdout)).toEqual([later.stdout, later.stdout]);
  });

  it("leaves the database alone where --data names a folder", async () => {
    const env = { DATABASE_URL: "postgres://ada:secret@127.0.0.1:1/news" };

    expect(await runCli(["verify", "--data", await aFolder()], "", env)).toMatchObject({ code: 0 });
  });

  it.each(["postgres://ada:secret@127.0.0.1:1/news", "mysql://ada:secret@localhost/news", "ada:secret"])(
    "that is not there ends with one sentence without the password: %s",
    async (url) => {
      const ran = await runCli(["briefing", "goma"], "", { DATABASE_URL: url });

      expect(ran).toMatchObject({ code: 2, stdout: "" });
      expect(ran.stderr).toMatch(/^sitrep: .*DATABASE_URL.*\n$/);
      expect(ran.stderr).not.toContain("secret");
    },
  );
});

describe("sitrep retract", () => {
  it("marks a report, which goes along in an export, and undoes it", async () => {
    const dir = await aFolder();

    const marked = await runCli(["retract", "article-1", "--reason", "A hoax.", "--data", dir]);
    const exported = await runCli(["export", "-", "--data", dir]);
    const undone = await runCli(["retract", "article-1", "--undo", "--data", dir]);

    expect(marked).toMatchObject({
      code: 0,
      stdout: "withdrawn: Kelmar Post: Shelling in Tarsk (article-1)\n",
    });
    expect(exported.stdout).toMatch(/"withdrawal":\{"articleId":"article-1",.*"reason":"A hoax\."/);
    expect(undone).toMatchObject({ code: 0, stdout: expect.stringMatching(/^stands again/) });
  });

  it("says in one line what it does not know", async () => {
    const dir = await aFolder();

    expect(await runCli(["retract", "nothing", "--data", dir])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no report is called nothing"),
    });
    expect(await runCli(["retract", "--data", dir])).toMatchObject({ code: 2 });
  });
});
