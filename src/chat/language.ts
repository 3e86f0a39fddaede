/** Languages the fixed words of replies exist in; what articles say stays in their own. */
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language for a locale as platforms give it ("fr", "fr-CA", "en_GB"); English where there is none of ours. */
export function languageOf(locale: string | null | undefined): Language {
  const first = (locale ?? "").toLowerCase().split(/[-_]/, 1)[0];
  return LANGUAGES.find((language) => language === first) ?? "en";
}
