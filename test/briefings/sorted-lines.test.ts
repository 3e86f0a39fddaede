import { describe, expect, it } from "vitest";
import { sortedLines } from "../../briefings/sorted-lines.ts";

const keys = ["a", "ab", "abc", "b", "ba", "c c", "d"];
const text = keys.map((key) => `${key}\tthe ${key}`).join("\n");

describe("sorted lines", () => {
  it("find every key, with and without a line break at the end", () => {
    for (const whole of [text, `${text}\n`]) {
      const lines = sortedLines(whole);

      expect(keys.map((key) => lines.find(key))).toEqual(keys.map((key) => `the ${key}`));
    }
  });

  it.each(["", "0", "aa", "abcd", "bb", "c", "e"])("do not find %j", (key) => {
    expect(sortedLines(text).find(key)).toBeNull();
  });

  it("give the lines that begin with a prefix, in order", () => {
    const { beginning } = sortedLines(text);

    expect([...beginning("ab")].map((line) => line.key)).toEqual(["ab", "abc"]);
    expect([...beginning("")].map((line) => line.key)).toEqual(keys);
    expect([...beginning("x")]).toEqual([]);
  });

  it("of nothing have nothing", () => {
    expect(sortedLines("").find("a")).toBeNull();
    expect([...sortedLines("").beginning("")]).toEqual([]);
  });
});
