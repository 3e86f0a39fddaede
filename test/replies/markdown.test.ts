import { describe, expect, it } from "vitest";
import { type Inline, paragraph, strong } from "../../src/chat/document.ts";
import { briefingReply } from "../../src/replies/briefing.ts";
import { markdownDocument } from "../../src/replies/markdown.ts";
import { aFullDigest } from "../support/a-digest.ts";
import { inEnglish } from "../support/a-telling.ts";

const question = { topic: "marenta", since: undefined, until: undefined };
const markdownOf = (...text: readonly (string | Inline)[]) =>
  markdownDocument({ summary: "", tone: "found", blocks: [paragraph(...text)] });

describe("a document as Markdown", () => {
  it("has headings, lists, and a table for each ladder", () => {
    const markdown = markdownDocument(
      briefingReply({ digest: aFullDigest(), understoodAs: null, question, ...inEnglish }),
    );

    expect(markdown).toContain("# **Marenta** · Sulvo, Kandoria\n\n1–8 May 2031 · as of 8 May 06:00 UTC\n");
    expect(markdown).toContain(
      "**Killed · Marenta** — **scores – 120**  *sources disagree*\n\n|  |  |  |  |\n|---|---|---|---|\n",
    );
    expect(markdown).toContain("| **120** | Free Ridge Front, via Radio Lakeside | 7 May | `f1front` |");
    expect(markdown).toContain("was ~~41~~ (4 May) `f4minis` | 6 May | `f2minis` |");
    expect(markdown).toContain("- the army: No reply found in what was searched.");
    expect(markdown.endsWith("`/sources marenta`\n")).toBe(true);
  });

  it.each([
    ["[bank](https://evil.example)", "\\[bank\\](https://evil.example)"],
    ["# big", "\\# big"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["a | b *c* _d_ `e` ~~f~~ &amp;", "a \\| b \\*c\\* \\_d\\_ \\`e\\` \\~\\~f\\~\\~ \\&amp;"],
    ["1. first", "1\\. first"],
    ["- item", "\\- item"],
    ["a\n\n# b", "a \\# b"],
    ["\u001b[31mred", "red"],
  ])("keeps %j from meaning anything", (text, expected) => {
    expect(markdownOf(text)).toBe(`${expected}\n`);
  });

  it("keeps emphasis inside the blanks around it", () => {
    expect(markdownOf(strong(" at least 9 "), "dead")).toBe("**at least 9** dead\n");
  });

  it("links only to web addresses, which always show", () => {
    expect(markdownOf({ kind: "link", text: "", url: "https://wire.example/a" })).toBe(
      "<https://wire.example/a>\n",
    );
    expect(markdownOf({ kind: "link", text: "a]b", url: "https://wire.example/(c)" })).toBe(
      "[a\\]b](<https://wire.example/%28c%29>)\n",
    );
    expect(markdownOf({ kind: "link", text: "free", url: "javascript:alert(1)" })).toBe(
      "free (javascript:alert(1))\n",
    );
  });
});
