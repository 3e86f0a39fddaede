import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findFiles, readArticleFile } from "../../src/ingest/read-file.ts";
import { collect } from "../support/collect.ts";
import { tempDir } from "../support/temp-dir.ts";

const FRONT_MATTER = [
  "---",
  'title: "Bridge closed in Tarsk"',
  "publisher: Kelmar Post",
  "origin: Veska Press",
  "publishedAt: 2025-03-04T06:30+02:00",
  "language: en",
  "url: https://example.org/bridge",
  "retoldFrom:",
  "  - publisher: Kelmar Post",
  "    date: 2025-03-04",
  "---",
  "",
  "The bridge was closed on Monday.",
  "",
].join("\n");

/** Writes one file and reads it; drafts come without the fields that are undefined. */
async function read(name: string, content: string | Uint8Array, publisher?: string) {
  const path = join(tempDir(), name);
  writeFileSync(path, content);
  const items = await collect(readArticleFile(path, publisher));
  return items.map((item) =>
    item.ok
      ? { ...item.draft, body: item.draft.text.trim() }
      : item.rejections.map(({ file, field, reason }) => `${basename(file)}: ${field}: ${reason}`),
  );
}

describe("a .md file", () => {
  it("gives what its front matter says, and the body with its place in the file", async () => {
    const [draft] = await read("a.md", FRONT_MATTER);

    expect(draft).toMatchObject({
      title: "Bridge closed in Tarsk",
      publisher: "Kelmar Post",
      origin: "Veska Press",
      publishedAt: "2025-03-04T04:30Z",
      publishedPrecision: "minute",
      retoldFrom: [{ publisher: "Kelmar Post", date: "2025-03-04" }],
      body: "The bridge was closed on Monday.",
      offset: FRONT_MATTER.indexOf("\nThe bridge"),
    });
  });

  it("is read the same with CRLF line ends and a byte order mark", async () => {
    const [draft] = await read("a.md", `\ufeff${FRONT_MATTER.replaceAll("\n", "\r\n")}`);

    expect(draft).toMatchObject({
      title: "Bridge closed in Tarsk",
      body: "The bridge was closed on Monday.",
    });
  });

  it("without front matter is refused with what to write", async () => {
    expect(await read("a.md", "The bridge was closed.")).toEqual([
      [expect.stringMatching(/^a\.md: front matter: is missing: begin the file with a line ---/)],
    ]);
  });

  it("whose front matter never ends is refused", async () => {
    expect(await read("a.md", "---\ntitle: x\n\nText.")).toEqual([
      ["a.md: front matter: has no end: close it with a line ---"],
    ]);
  });

  it("names every field that is missing or wrong, all at once", async () => {
    const wrong = "---\ntitle: 12\npublishedAt: 2025-02-30\nurl: javascript:alert(1)\n---\nText.";

    expect(await read("a.md", wrong)).toEqual([
      [
        "a.md: title: must be text (put it in quotes)",
        "a.md: publisher: is missing in the front matter",
        'a.md: publishedAt: "2025-02-30" is not a date: write 2025-01-29 or 2025-01-29T06:00Z',
        "a.md: url: is not a web address (https://…)",
      ],
    ]);
  });

  it("names the line of broken YAML", async () => {
    const [problems] = await read("a.md", '---\ntitle: "open\npublisher: x\n---\nText.');

    expect(problems).toEqual([expect.stringMatching(/^a\.md: front matter, line \d: is not YAML/)]);
  });

  it("may have a line of dashes in its body", async () => {
    const [draft] = await read("a.md", `${FRONT_MATTER}\n---\n\nMore.`);

    expect(draft).toMatchObject({ body: "The bridge was closed on Monday.\n\n---\n\nMore." });
  });
});

describe("a .txt file", () => {
  it("has a short first line as title, a date line as date, its name as publisher", async () => {
    const source =
      "Talks open in Tarsk\nWednesday January 29 2025\nEnvoys met in Tarsk.\nThey left at noon.\n";

    const [draft] = await read("veska-wire.txt", source);

    expect(draft).toMatchObject({
      title: "Talks open in Tarsk",
      publishedAt: "2025-01-29",
      publishedPrecision: "day",
      publisher: "veska-wire",
      body: "Envoys met in Tarsk.\nThey left at noon.",
      offset: source.indexOf("Envoys"),
    });
  });

  it("says that a date is unknown when no line is one", async () => {
    const [draft] = await read(
      "a.txt",
      "Talks open in Tarsk\n\nEnvoys met on January 29 2025 in Tarsk.",
      "Kelmar Post",
    );

    expect(draft).toMatchObject({ publishedAt: "", publishedPrecision: "unknown", publisher: "Kelmar Post" });
  });

  it("takes a first line that is a sentence as text", async () => {
    const [draft] = await read("a.txt", "Envoys met in Tarsk.\nThey left at noon.");

    expect(draft).toMatchObject({ title: undefined, body: "Envoys met in Tarsk.\nThey left at noon." });
  });

  it("takes a single line as text, however short", async () => {
    const [draft] = await read("a.txt", "Talks open in Tarsk");

    expect(draft).toMatchObject({ title: undefined, body: "Talks open in Tarsk" });
  });

  it("does not cut out a date line that stands behind other lines, but knows it", async () => {
    const [draft] = await read("a.txt", "Talks open\nBy A. Veldt\n29 January 2025\nEnvoys met.");

    expect(draft).toMatchObject({
      publishedAt: "2025-01-29",
      body: "By A. Veldt\n29 January 2025\nEnvoys met.",
    });
  });
});

describe("a .json file", () => {
  it("may be one article", async () => {
    const [draft] = await read(
      "a.json",
      JSON.stringify({ id: 7, text: "Envoys met.", date: "2025-01", source: "Kelmar Post" }),
    );

    expect(draft).toMatchObject({
      givenId: "7",
      publishedAt: "2025-01-01",
      publishedPrecision: "month",
      publisher: "Kelmar Post",
    });
  });

  it("may be a list whose bad elements are refused one by one", async () => {
    const list = [
      { text: "One." },
      { title: "no text" },
      3,
      { text: "Two.", date: "soon" },
      { text: "Three." },
    ];

    expect(await read("a.json", JSON.stringify(list))).toEqual([
      expect.objectContaining({ body: "One.", publisher: "a" }),
      ["a.json[1]: text: is missing"],
      ["a.json[2]: article: must be an object with a field text"],
      ['a.json[3]: date: "soon" is not a date: write 2025-01-29 or 2025-01-29T06:00Z'],
      expect.objectContaining({ body: "Three." }),
    ]);
  });

  it("that is not JSON is refused", async () => {
    expect(await read("a.json", "{oops")).toEqual([[expect.stringMatching(/^a\.json: file: is not JSON/)]]);
  });
});

describe("a .jsonl file", () => {
  it("goes on after bad lines and names each by its number", async () => {
    const good = (text: string) => Buffer.from(`${JSON.stringify({ text })}\n`);
    const bytes = Buffer.concat([
      good("One."),
      Buffer.from("{oops\n\n"),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      good("Two."),
    ]);

    expect(await read("a.jsonl", bytes)).toEqual([
      expect.objectContaining({ body: "One." }),
      [expect.stringMatching(/^a\.jsonl:2: line: is not JSON/)],
      [expect.stringMatching(/^a\.jsonl:4: line: is not valid UTF-8 \(byte offset 1, 0xff\)/)],
      expect.objectContaining({ body: "Two." }),
    ]);
  });

  it("with nothing in it is refused", async () => {
    expect(await read("a.jsonl", "\n\n")).toEqual([["a.jsonl: file: is empty: nothing to read"]]);
  });
});

describe("files that are no reports", () => {
  it.each([
    ["empty", new Uint8Array(), /is empty: nothing to read/],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00, 0x01]), /NUL byte at offset 4/],
    ["control characters", new Uint8Array([1, 2, 3, 4, 5, 6, 65]), /mostly control characters/],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x41, 0x00]), /is UTF-16: save it as UTF-8/],
    ["Latin-1", Buffer.from("Talks in Sao Tom\u00e9", "latin1"), /byte offset 16, 0xe9/],
    ["a cut-off character", new Uint8Array([0x41, 0xe2, 0x82]), /byte offset 1, 0xe2/],
    ["an encoded surrogate", new Uint8Array([0x41, 0xed, 0xa0, 0x80]), /byte offset 1, 0xed/],
  ])("are refused with the reason: %s", async (_, bytes, reason) => {
    expect(await read("a.txt", bytes)).toEqual([[expect.stringMatching(reason)]]);
  });

  it("are refused by their type when named", async () => {
    expect(await read("a.pdf", "%PDF")).toEqual([
      ['a.pdf: file: has the type ".pdf": give .md, .txt, .json or .jsonl'],
    ]);
  });

  it("are refused when they are not there", async () => {
    const { problems } = await findFiles([join(tempDir(), "none.txt")]);

    expect(problems).toEqual([
      { ok: false, rejections: [expect.objectContaining({ reason: "is not there: check the path" })] },
    ]);
  });
});

describe("a folder", () => {
  it("is searched through in order, without hidden files, other types and linked folders", async () => {
    const dir = tempDir();
    mkdirSync(join(dir, "b"));
    symlinkSync(dir, join(dir, "b", "loop"));
    for (const name of ["c.txt", "a.md", "b/z.jsonl", ".hidden.md", "notes.pdf"])
      writeFileSync(join(dir, name), "x");

    const { files, ignored } = await findFiles([dir, join(dir, "c.txt")]);

    expect(files.map((file) => file.path.slice(dir.length + 1))).toEqual(["a.md", "b/z.jsonl", "c.txt"]);
    expect(ignored).toBe(1);
  });
});
