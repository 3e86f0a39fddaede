import { describe, expect, it } from "vitest";
import { plainText } from "../../../adapters/shared/plain-text.ts";
import { splitInlines } from "../../../adapters/shared/split-inlines.ts";
import type { Inline, Inlines } from "../../../src/chat/document.ts";

const words = (text: string): Inlines => [{ kind: "text", text }];
const cut = (text: Inlines | string, most: number) => {
  const [first, rest] = splitInlines(
    typeof text === "string" ? words(text) : text,
    (part) => plainText(part).length <= most,
  );
  return [plainText(first), plainText(rest)];
};

describe("a text too long for its page is cut", () => {
  it.each([
    ["behind a sentence", "The market burned. Nobody came to help", 30, "The market burned."],
    ["behind a quoted sentence", "He said: “We stay.” The others left for home", 34, "He said: “We stay.”"],
    ["between words", "one two three four five six seven", 17, "one two three"],
    [
      "before a quotation",
      "The old mayor of the town said “we will not leave now”",
      45,
      "The old mayor of the town said",
    ],
    [
      "inside a quotation that is most of it",
      "He: “we will not leave our houses before winter”",
      30,
      "He: “we will not leave our",
    ],
    ["before a number", "They counted more than 2,900 people there", 27, "They counted more"],
    ["not inside a grouped number", "They counted 2,900,000 there", 16, "They counted"],
    ["not inside a range", "The toll stands at 773 – 2,900 there", 25, "The toll stands"],
    ["not between a number and its unit", "The town lies about 12 kilometres away", 24, "The town lies"],
    ["not inside a number with blanks", "On compte environ 2\u202f900 morts ici", 22, "On compte"],
    ["between letters where there are no words", "市民市民市民市民市民", 5, "市民市民市"],
  ])("%s", (_name, text, most, expected) => {
    const [first, rest] = cut(text, most);

    expect(first).toBe(expected);
    expect(`${first}${rest}`.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
  });

  it.each([
    ["👩‍👩‍👧", 8],
    ["e\u0301", 2],
    ["🏳️‍🌈", 6],
    ["क्षि", 4],
    ["😀", 2],
  ])("never inside %s", (cluster, size) => {
    expect(cluster.length).toBe(size);
    for (const most of [3 * size - 1, 3 * size, 3 * size + 1]) {
      const [first = "", rest = ""] = cut(cluster.repeat(6), most);

      const whole = Math.floor(most / size);
      expect([first, rest]).toEqual([cluster.repeat(whole), cluster.repeat(6 - whole)]);
    }
  });

  it("behind a letter with its joiner, never before the joiner", () => {
    for (let most = 2; most < 8; most += 1) {
      const [first = "", rest = ""] = cut("می\u200cخواهم", most);

      expect(rest).not.toMatch(/^\u200c/);
      expect(`${first}${rest}`.replace("\u200c", "")).toBe("میخواهم");
    }
    expect(cut("می\u200cخواهم", 4)[0]).toBe("می\u200cخ");
  });

  it("inside a number only where there is nothing else", () => {
    const [first, rest] = cut("1".repeat(100), 40);

    expect([first?.length, rest?.length]).toEqual([40, 60]);
  });

  it("inside a cluster of a thousand marks, which no reader calls a character", () => {
    const [first = "", rest = ""] = cut(`a${"\u0301".repeat(1000)}`, 100);

    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThanOrEqual(100);
    expect(`${first}${rest}`).toBe(`a${"\u0301".repeat(1000)}`);
  });

  it("never inside a link, a date or an id", () => {
    const link: Inline = { kind: "link", text: "", url: "https://wire.example/" };
    const day: Inline = { kind: "moment", text: "26 Jan", from: "2031-01-26", to: null, precision: "day" };
    const text: Inlines = [
      ...words("On "),
      day,
      ...words(" it was said "),
      { kind: "fact", id: "f1", text: "f1aaaaa" },
      link,
    ];

    for (let most = 1; most < plainText(text).length; most += 1) {
      const parts = splitInlines(text, (part) => plainText(part).length <= most).flat();

      expect(parts).toContainEqual(day);
      expect(parts).toContainEqual(link);
      expect(parts).toContainEqual({ kind: "fact", id: "f1", text: "f1aaaaa" });
    }
  });
});
