import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPage } from "../briefings/text/page.ts";
import { bundledArticles } from "./support/corpus.ts";
import { pageWords } from "./support/words.ts";

const folder = new URL("../../shared/facts/", import.meta.url);
const here = existsSync(folder);
const articles = await bundledArticles();

describe("the bundled articles", () => {
  it("are enough of each crisis to brief on", () => {
    const of = (words: RegExp) => articles.filter(({ text, title }) => words.test(`${title} ${text}`)).length;

    expect(articles.length).toBeGreaterThanOrEqual(60);
    expect(of(/\bGoma\b/)).toBeGreaterThanOrEqual(35);
    expect(of(/\bSudan|El Fasher|Zamzam/)).toBeGreaterThanOrEqual(12);
    expect(of(/\bHaiti/)).toBeGreaterThanOrEqual(12);
  });

  it("say that they are retellings, of which report, with its address", () => {
    for (const { retoldFrom, title, note } of articles) {
      expect(retoldFrom?.length, title).toBeGreaterThan(0);
      expect(
        retoldFrom?.every(({ publisher, date }) => publisher !== "" && date !== ""),
        title,
      ).toBe(true);
      expect(note, title).toMatch(/own words/i);
    }
  });
});

describe.skipIf(!here)(
  here
    ? "what the articles quote and count"
    : "what the articles quote and count (skipped: ../shared/facts is not here)",
  () => {
    const facts = here
      ? readdirSync(folder)
          .filter((name) => name.endsWith(".md"))
          .map((name) => plain(readFileSync(new URL(name, folder), "utf8")))
          .join("\n")
      : "";
    const page = (text: string) => readPage(text, pageWords());

    it("quotes only words that are documented", () => {
      for (const { text, title } of articles) {
        for (const { inner } of page(text).quotes) {
          const words = plain(text.slice(inner.start, inner.end))
            .trim()
            .replace(/[,.;:?!]+$/, "");
          if (words.split(" ").length >= 3) expect(facts.includes(words), `${title}: “${words}”`).toBe(true);
        }
      }
    });

    it("counts only what is documented", () => {
      for (const { text, title } of articles) {
        for (const number of text.match(/\d{1,3}(?:,\d{3})+|\b\d{3}\b/g) ?? []) {
          expect(facts.includes(number), `${title}: ${number}`).toBe(true);
        }
      }
    });
  },
);

function plain(text: string): string {
  return text
    .replace(/[“”«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, " ");
}
