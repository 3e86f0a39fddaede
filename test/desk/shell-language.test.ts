import { describe, expect, it } from "vitest";
import { languageAsked, languageOfTrouble } from "../../src/desk/shell-language.ts";

describe("the language of the shell", () => {
  it.each([
    [["briefing", "goma"], "fr_FR.UTF-8", "fr"],
    [["briefing", "goma"], "C", "en"],
    [["briefing", "goma"], "", "en"],
    [["briefing", "goma", "--lang", "fr"], "C", "fr"],
    [["briefing", "goma", "--lang=en"], "fr_CD", "en"],
    [["said", "--", "--lang", "fr"], "C", "en"],
  ] as const)("of %j in locale %s is %s", (argv, locale, language) => {
    expect(languageAsked(argv, locale)).toBe(language);
  });

  it("refuses a language that there is not, and says so in that of the locale", () => {
    const argv = ["briefing", "goma", "--lang", "xx"];

    expect(() => languageAsked(argv, "fr")).toThrow("--lang takes en or fr");
    expect(languageOfTrouble(argv, "fr")).toBe("fr");
  });
});
