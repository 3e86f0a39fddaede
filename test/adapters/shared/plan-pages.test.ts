import { describe, expect, it } from "vitest";
import { plainText } from "../../../adapters/shared/plain-text.ts";
import { type Line, planPages } from "../../../adapters/shared/plan-pages.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { fc } from "../../support/properties.ts";

type Look = "heading" | "title" | "row";

const aLine = (look: Look, text: string, rest: Partial<Line<Look>> = {}): Line<Look> => ({
  look,
  text: [{ kind: "text", text }],
  opens: look === "heading" ? "section" : look === "title" ? "group" : "row",
  leads: look !== "row",
  under: null,
  ...rest,
});
const pagesOf = (lines: readonly Line<Look>[], most: number) =>
  planPages(lines, {
    room: () => ({ characters: most }),
    cost: ({ text }) => ({ characters: plainText(text).length + 1 }),
    continued: (title) => ({ ...title, text: [...title.text, { kind: "text", text: " (continued)" }] }),
  }).map((page) => page.map(({ text }) => plainText(text)));

describe("pages", () => {
  it("hold everything when there is room", () => {
    expect(pagesOf([aLine("heading", "Figures"), aLine("row", "12 killed")], 100)).toEqual([
      ["Figures", "12 killed"],
    ]);
    expect(pagesOf([], 100)).toEqual([]);
  });

  it("end before a section, when that leaves them well filled", () => {
    const lines = [
      aLine("row", "a".repeat(66)),
      aLine("row", "b".repeat(20)),
      aLine("heading", "Said"),
      aLine("row", "c".repeat(30)),
    ];

    expect(pagesOf(lines, 100)).toEqual([
      ["a".repeat(66), "b".repeat(20)],
      ["Said", "c".repeat(30)],
    ]);
  });

  it("never end with a heading or a title", () => {
    const lines = [
      aLine("row", "a".repeat(30)),
      aLine("heading", "Said"),
      aLine("title", "Ann Velde"),
      aLine("row", "b".repeat(80)),
    ];

    expect(pagesOf(lines, 100)).toEqual([["a".repeat(30)], ["Said", "Ann Velde", "b".repeat(80)]]);
  });

  it("say the titles again, where the rows under them go on", () => {
    const heading = aLine("heading", "Figures");
    const title = aLine("title", "Killed", { under: heading });
    const rows = ["a", "b", "c"].map((letter) => aLine("row", letter.repeat(30), { under: title }));

    expect(pagesOf([heading, title, ...rows], 100)).toEqual([
      ["Figures", "Killed", "a".repeat(30), "b".repeat(30)],
      ["Figures", "Killed (continued)", "c".repeat(30)],
    ]);
  });

  it("cut a text that no page holds, with marks on both sides", () => {
    const text = "One sentence here. Another sentence there. And a third one to end it all.";

    expect(pagesOf([aLine("row", text)], 40)).toEqual([
      ["One sentence here. […]"],
      ["[…] Another sentence there. […]"],
      ["[…] And a third one to end it all."],
    ]);
  });

  it("begin a long text below its heading and not alone", () => {
    const [first] = pagesOf([aLine("heading", "Said"), aLine("row", "word ".repeat(100).trim())], 100);

    expect(first?.[0]).toBe("Said");
    expect(first?.[1]).toMatch(/^word .*\[…\]$/);
  });

  it("keep every number, range and unit whole, at every size of page", () => {
    const text = "The toll of 773 – 2,900 people, among them 1,234,567 in 12 km and 2\u202f900 more, stands. "
      .repeat(6)
      .trim();
    for (let most = 70; most <= 200; most += 1) {
      const pages = pagesOf([aLine("row", text)], most).flat();

      for (const figure of ["773 – 2,900 people", "1,234,567 in", "12 km", "2\u202f900 more"]) {
        expect(pages.reduce((sum, page) => sum + page.split(figure).length - 1, 0)).toBe(6);
      }
    }
  });

  it("keep their size and lose nothing, whatever the texts are", () => {
    const someLine = fc.tuple(
      fc.constantFrom<Look>("heading", "title", "row", "row", "row"),
      hostileText(3000),
    );
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 12 }), fc.integer({ min: 60, max: 900 }), (parts, most) => {
        const lines = parts
          .map(([look, text]) => aLine(look, text))
          .filter(({ text }) => plainText(text).trim() !== "");

        const pages = pagesOf(lines, most);

        for (const page of pages)
          expect(page.reduce((sum, text) => sum + text.length + 1, 0)).toBeLessThanOrEqual(most);
        // Blanks go at a cut, and so does a joiner that has nothing left to join.
        const bare = (texts: readonly string[]) => texts.join("").replace(/\[…\]|[\s\u200c\u200d]/g, "");
        expect(bare(pages.flat())).toBe(bare(lines.map(({ text }) => plainText(text))));
      }),
      { numRuns: 300 },
    );
  });
});
