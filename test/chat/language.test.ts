import { expect, it } from "vitest";
import { languageOf } from "../../src/chat/language.ts";

it.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["FR_fr", "fr"],
  ["en-GB", "en"],
  ["fr_FR.UTF-8", "fr"],
  ["fr.UTF-8", "fr"],
  ["fr@euro", "fr"],
  ["C.UTF-8", "en"],
  ["POSIX", "en"],
  ["frr", "en"],
  ["de", "en"],
  ["", "en"],
  [null, "en"],
] as const)("answers locale %s in %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
