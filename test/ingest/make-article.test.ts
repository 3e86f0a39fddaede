import { describe, expect, it } from "vitest";
import { cleanInPlace, cleanText } from "../../src/ingest/clean-text.ts";
import type { Draft } from "../../src/ingest/draft.ts";
import { makeArticle } from "../../src/ingest/make-article.ts";
import { readDate } from "../../src/ingest/read-date.ts";

const agencies = [
  { name: "AFP", aliases: ["Agence France-Presse"] },
  { name: "AP", aliases: ["Associated Press"] },
];
const needs = { agencies, retrievedAt: "2025-03-05T00:00:00Z" };

function aDraft(given: Partial<Draft> = {}): Draft {
  return {
    publisher: "Kelmar Post",
    title: "Bridge closed",
    publishedAt: "2025-03-04",
    publishedPrecision: "day",
    language: "en-GB",
    text: "The bridge was closed.",
    offset: 0,
    ...given,
  };
}

describe("the text of an article", () => {
  it("loses marks of its file and keeps everything a reader sees", () => {
    const raw = "\ufeffCafe\u0301 closed.  \r\n\r\n\r\n\r\nOne line\r\nand the next.\rThird\u0007.\n";

    expect(cleanText(raw)).toBe("Café closed.\n\nOne line\nand the next.\nThird .");
  });

  it("keeps zero-width and direction marks, which names in other scripts need", () => {
    expect(cleanText("a\u200db \u202eabc\u202c")).toBe("a\u200db \u202eabc\u202c");
  });

  it("keeps every offset when it is cleaned in place", () => {
    const raw = "One.\r\nCafe\u0301\u0000 \ud800 two.\r";

    const text = cleanInPlace(raw);

    expect(text).toHaveLength(raw.length);
    expect(text.indexOf("two")).toBe(raw.indexOf("two"));
    expect(text).not.toMatch(/\r/);
  });
});

describe("an article's id", () => {
  it("stays when the story at an address changes, and differs between publishers", () => {
    const url = "https://example.org/1";
    const id = (given: Partial<Draft>) => makeArticle(aDraft(given), needs)?.id;

    expect(id({ url, text: "First." })).toBe(id({ url, text: "Second." }));
    expect(id({ url })).not.toBe(id({ url, publisher: "Veska Wire" }));
    expect(id({ text: "First." })).not.toBe(id({ text: "Second." }));
    expect(id({ text: "First.\r\n" })).toBe(id({ text: "First." }));
  });
});

describe("an article's origin", () => {
  const origin = (given: Partial<Draft>) => makeArticle(aDraft(given), needs)?.origin;

  it("is what the file says before dateline, byline and publisher", () => {
    const text = "TARSK, March 4 (AFP) - The bridge was closed.";

    expect(origin({ origin: "Veska Press", text })).toBe("Veska Press");
    expect(origin({ byline: "By A. Veldt, Associated Press", text })).toBe("AFP");
    expect(origin({ byline: "By A. Veldt, Associated Press" })).toBe("AP");
    expect(origin({})).toBe("Kelmar Post");
  });

  it("has one name for the names of one agency", () => {
    expect(origin({ origin: "agence france-presse" })).toBe("AFP");
    expect(origin({ publisher: "Associated Press" })).toBe("AP");
  });

  it("is not found in brackets that are no dateline, nor in syllables of a byline", () => {
    expect(origin({ text: "The Reed Front (RF) - once a club - denied it." })).toBe("Kelmar Post");
    expect(origin({ byline: "By Ap Veldt, CAPTOWN" })).toBe("Kelmar Post");
  });
});

describe("an article", () => {
  it("takes its first words as title when it has none", () => {
    const text = `${"word ".repeat(30)}end.`;

    const title = makeArticle(aDraft({ title: undefined, text }), needs)?.title ?? "";

    expect(title).toMatch(/^(word )+word…$/);
    expect(title.length).toBeLessThanOrEqual(81);
  });

  it("is none when there is no letter or number in it", () => {
    expect(makeArticle(aDraft({ text: " \n\u200b — … \n" }), needs)).toBeNull();
  });

  it("names its language by the primary tag and its dateline in the words of the text", () => {
    const article = makeArticle(aDraft({ text: "TARSK, March 4 (AFP) - The bridge was closed." }), needs);

    expect(article).toMatchObject({ language: "en", dateline: "TARSK, March 4" });
  });
});

describe("a publication date", () => {
  it.each([
    ["2025-01-29", "2025-01-29", "day"],
    ["2025-01-29T06:00Z", "2025-01-29T06:00Z", "minute"],
    ["2025-01-29 23:30:10+01:00", "2025-01-29T22:30Z", "minute"],
    ["2025-01-29T06:00", "2025-01-29", "day"],
    ["Wed, 29 Jan 2025 06:00:00 +0200", "2025-01-29T04:00Z", "minute"],
    ["January 29, 2025", "2025-01-29", "day"],
    ["Published on Wednesday 29th January 2025", "2025-01-29", "day"],
    ["2025-01", "2025-01-01", "month"],
    ["2025", "2025-01-01", "year"],
  ])("is understood: %s", (given, publishedAt, publishedPrecision) => {
    expect(readDate(given)).toEqual({ publishedAt, publishedPrecision });
  });

  it.each([
    "2025-02-30",
    "29/01/2025",
    "yesterday",
    "0025-01-01",
    "2500-01-01",
    "on 29 January 2025 troops left",
    "",
  ])("is not guessed from: %s", (given) => {
    expect(readDate(given)).toBeNull();
  });
});
