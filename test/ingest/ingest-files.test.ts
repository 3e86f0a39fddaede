import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadWithdrawalWords } from "../../src/desk/load-withdrawal-words.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import { ingestFiles } from "../../src/ingest/ingest-files.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { someFacts } from "../support/articles.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

function aDesk() {
  const readIds: string[] = [];
  const reader = {
    tag: "v1",
    read: (article: { id: string }) => {
      readIds.push(article.id);
      return someFacts(article.id);
    },
  };
  return {
    readIds,
    needs: {
      store: openMemoryStore(),
      reader: readHere(reader),
      agencies: [],
      withdrawalWords: loadWithdrawalWords(),
      clock: fixedClock("2025-03-05T00:00:00Z"),
    },
  };
}

function write(name: string, content: string): string {
  const path = join(tempDir(), name);
  writeFileSync(path, content);
  return path;
}

const line = (id: string, text: string) =>
  `${JSON.stringify({ id, text, source: "Kelmar Post", date: "2025-03-04" })}\n`;

describe("ingesting files", () => {
  it("reports what is new, unchanged and updated", async () => {
    const { needs, readIds } = aDesk();
    const first = write("a.jsonl", line("1", "One.") + line("2", "Two."));
    const second = write("a.jsonl", line("1", "One.") + line("2", "Two, corrected.") + line("3", "Three."));

    const before = await ingestFiles(needs, { paths: [first] });
    const after = await ingestFiles(needs, { paths: [second] });

    expect(before).toMatchObject({ new: 2, unchanged: 0, updated: 0, rejected: [] });
    expect(after).toMatchObject({ new: 1, unchanged: 1, updated: 1, rejected: [] });
    expect(readIds).toHaveLength(4);
  });

  it("takes the good items and lists the bad ones with file, field and reason", async () => {
    const { needs } = aDesk();
    const path = write("a.jsonl", `${line("1", "One.")}{oops\n${line("2", " \\n ")}${line("3", "Three.")}`);

    const report = await ingestFiles(needs, { paths: [path, "nowhere.txt"] });

    expect(report.new).toBe(3);
    expect(report.rejected).toEqual([
      { file: "nowhere.txt", field: "file", reason: "is not there: check the path" },
      { file: `${path}:2`, field: "line", reason: expect.stringContaining("is not JSON") },
    ]);
  });

  it("withdraws a story that a notice of the same batch takes back, whichever comes first", async () => {
    const { needs } = aDesk();
    const titled = (id: string, title: string) =>
      `${JSON.stringify({ id, title, text: "Rain fell in Tarsk.", source: "Kelmar Post", date: "2025-03-04" })}\n`;
    const path = write("a.jsonl", titled("kill", "KILL: Rain in Tarsk") + titled("story", "Rain in Tarsk"));

    await ingestFiles(needs, { paths: [path] });

    const marked = (await needs.store.withdrawals.all()).map(({ articleId }) => articleId);
    const titles = await Promise.all(
      marked.map(async (id) => (await needs.store.article(id))?.article.title),
    );
    expect(titles.sort()).toEqual(["KILL: Rain in Tarsk", "Rain in Tarsk"]);
  });

  it("leaves no article waiting to be compared with others", async () => {
    const { needs } = aDesk();

    await ingestFiles(needs, { paths: [write("a.jsonl", line("1", "One.") + line("2", "Two."))] });

    expect(await needs.store.copies.place(10)).toBe(0);
  });

  it("refuses text without a single letter", async () => {
    const { needs } = aDesk();
    const path = write("a.jsonl", line("1", " … "));

    const report = await ingestFiles(needs, { paths: [path] });

    expect(report.rejected).toEqual([
      { file: `${path}:1`, field: "text", reason: "is empty: nothing to read" },
    ]);
  });

  it("refuses the second of two articles with one id and names the first", async () => {
    const { needs } = aDesk();
    const path = write("a.jsonl", line("1", "One.") + line("1", "Two."));

    const report = await ingestFiles(needs, { paths: [path] });

    expect(report).toMatchObject({ new: 1, updated: 0 });
    expect(report.rejected).toEqual([
      { file: `${path}:2`, field: "id", reason: expect.stringContaining(`same article as ${path}:1`) },
    ]);
  });

  it("reads again what an older reader read, and calls it unchanged", async () => {
    const { needs, readIds } = aDesk();
    const path = write("a.jsonl", line("1", "One."));
    await ingestFiles(needs, { paths: [path] });

    const report = await ingestFiles({ ...needs, reader: { ...needs.reader, tag: "v2" } }, { paths: [path] });

    expect(report).toMatchObject({ new: 0, unchanged: 1, updated: 0 });
    expect(readIds).toHaveLength(2);
  });

  it("tells how far it is, in articles kept and bytes", async () => {
    const { needs } = aDesk();
    const paths = [write("a.txt", "Talks open.\nEnvoys met."), write("b.txt", "Talks end.\nEnvoys left.")];
    const steps: string[] = [];

    await ingestFiles(needs, {
      paths,
      onProgress: ({ articles, bytes, ofBytes }) => steps.push(`${articles}: ${bytes}/${ofBytes}`),
    });

    expect(steps).toEqual(["2: 46/46"]);
  });
});

it("goes on when the reader itself fails on one article", async () => {
  const { needs } = aDesk();
  const path = write("a.jsonl", line("1", "One.") + line("2", "Two.") + line("3", "Three."));
  const read = (article: { id: string; text: string }) => {
    if (article.text === "Two.") throw new TypeError("no such word");
    return someFacts(article.id);
  };

  const report = await ingestFiles({ ...needs, reader: readHere({ tag: "v1", read }) }, { paths: [path] });

  expect(report.new).toBe(2);
  expect(report.rejected).toEqual([
    {
      file: `${path}:2`,
      field: "text",
      reason: expect.stringContaining("fault of Sitrep: please report it (TypeError: no such word)"),
    },
  ]);
});
