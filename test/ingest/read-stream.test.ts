import { describe, expect, it } from "vitest";
import { readStream, type StreamKind } from "../../src/ingest/read-stream.ts";

async function* chunks(parts: readonly string[]) {
  for (const part of parts) yield new TextEncoder().encode(part);
}

async function read(...parts: string[]) {
  const kinds: StreamKind[] = [];
  const items = [];
  const stream = readStream(chunks(parts), {
    name: "standard input",
    publisher: "unknown",
    onKind: (kind) => kinds.push(kind),
  });
  for await (const item of stream) {
    items.push(
      item.ok ? item.draft.text.trim() : item.rejections.map(({ file, field }) => `${file} ${field}`),
    );
  }
  return { kind: kinds.join(), items };
}

describe("a stream without a name", () => {
  it.each([
    [
      "JSON lines",
      '{"text": "One."}\n\n{oops\n{"text": "Two."}',
      ["One.", ["standard input:3 line"], "Two."],
    ],
    ["JSON lines", '{oops\n{"text": "Two."}', [["standard input:1 line"], "Two."]],
    ["JSON", '{\n "text": "One."\n}\n', ["One."]],
    ["JSON", '[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]],
    ["Markdown", "---\ntitle: A\npublisher: B\npublishedAt: 2025-03-04\n---\nOne.\n", ["One."]],
    ["plain text", "Shelling in Tarsk\n\nOne.\nTwo.\n", ["One.\nTwo."]],
    ["plain text", "[Reporting by the Kelmar Post]\n\nOne.\n", ["One."]],
    ["plain text", "", [["standard input file"]]],
  ])("is understood as %s: %j", async (kind, text, items) => {
    expect(await read(text)).toEqual({ kind, items });
    expect(await read(...text)).toEqual({ kind, items });
  });

  it("that ends with a first line of JSON is one line of JSON", async () => {
    expect(await read('\n {"text": "One."}')).toEqual({ kind: "JSON lines", items: ["One."] });
  });

  it("gives a line as soon as it has come, and reads no further", async () => {
    async function* endless() {
      yield new TextEncoder().encode('{"text": "One."}\n');
      throw new Error("asked for more than was needed");
    }
    const options = { name: "x", publisher: "y", onKind: () => {} };

    for await (const item of readStream(endless(), options)) {
      expect(item).toMatchObject({ ok: true, draft: { text: "One." } });
      break;
    }
  });
});
