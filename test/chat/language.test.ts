import { expect, it } from "vitest";
import { languageOf } from "../../src/chat/language.ts";

it.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["FR_fr", "fr"],
  ["en-GB", "en"],
  ["frr", "en"],
  ["de", "en"],
  ["", "en"],
  [null, "en"],
] as const)("answers locale %s in %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
