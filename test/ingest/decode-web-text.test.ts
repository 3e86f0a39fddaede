import { describe, expect, it } from "vitest";
import { decodeWebText } from "../../src/ingest/decode-web-text.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");

describe("bytes of the web", () => {
  it.each([
    ["a mark before the header", Buffer.from("\ufeffcafé", "utf16le"), "utf-8", "café"],
    ["UTF-16 of the other order", Buffer.from("\ufeffcafé", "utf16le").swap16(), null, "café"],
    ["UTF-16 without a mark", Buffer.from("<?xml?>é", "utf16le"), null, "<?xml?>é"],
    ["UTF-8 under a wrong name", Buffer.from("café"), "windows-1251", "café"],
    ["the header's name", Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), "windows-1251", "Привет"],
    [
      "the document's name",
      latin1('<meta charset="iso-8859-15"><p>1 \u00a4, caf\u00e9'),
      null,
      '<meta charset="iso-8859-15"><p>1 €, café',
    ],
    ["a name nobody knows", latin1("café"), "x-none", "café"],
    ["no name", Buffer.from([0x93, 0x41, 0x94]), null, "“A”"],
    [
      "UTF-8 with a little damage",
      Buffer.concat([Buffer.from("éèà"), Buffer.from([0xff])]),
      "utf-8",
      "éèà\ufffd",
    ],
    ["nothing", Buffer.alloc(0), "utf-8", ""],
  ])("are read by %s", (_, bytes, charset, text) => {
    expect(decodeWebText(bytes, charset)).toBe(text);
  });
});
