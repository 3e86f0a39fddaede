import { describe, expect, it } from "vitest";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { textsIn } from "../support/fixed-words.ts";

const french = wordsIn("fr");

describe("French counts", () => {
  it.each([
    [0, "0\u00a0publication"],
    [1, "1\u00a0publication"],
    [2, "2\u00a0publications"],
    [1234567, "1\u202f234\u202f567\u00a0publications"],
  ])("take %d as singular or plural", (n, expected) => {
    expect(french.reports(n)).toBe(expected);
  });

  it("make whole phrases agree", () => {
    expect(french.searched(1)).toBe("1\u00a0article consulté");
    expect(french.searched(84)).toBe("84\u00a0articles consultés");
    expect(french.unread(1, "sw")).toBe("1\u00a0article conservé mais non lu (langue\u00a0: sw)");
    expect(french.lastDays(7)).toBe("au cours des 7 derniers jours");
    expect(french.lastDays(1)).toBe("au cours du dernier jour");
  });
});

describe("French typography", () => {
  const texts = textsIn({ ...french, colon: "", semicolon: "" });

  it("puts no-break spaces before two-part signs and inside guillemets, and curly marks nowhere", () => {
    const bare = texts
      .map((text) => text.replace(/\w+:\S|https?:/g, ""))
      .filter((text) => /[^\u202f\u00a0][;?!]|[^\u00a0]:(?!\S)|«(?!\u00a0)|(?<!\u00a0)»|[“”]/.test(text));

    expect(bare).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("gives numbers back in English and in French alike", () => {
    expect([wordsIn("en").groupDigits(2900), french.groupDigits(2900)]).toEqual(["2,900", "2\u202f900"]);
  });

  it("keeps a word of the engine that it does not know", () => {
    expect(french.metricInLine("Fall of the mill")).toBe("Fall of the mill");
    expect(french.metricInLine("killed")).toBe("tués");
    expect(french.metricInLine("constructor")).toBe("constructor");
  });
});
