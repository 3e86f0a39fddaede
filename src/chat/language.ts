/** Languages the fixed words of replies exist in; what articles say stays in their own. */
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Languages that commands are translated to; English is what they are declared in. */
export type OtherLanguage = Exclude<Language, "en">;

/** The language for a locale as platforms give it ("fr", "fr-CA", "en_GB.UTF-8"); English where there is none of ours. */
export function languageOf(locale: string | null | undefined): Language {
  const first = (locale ?? "").toLowerCase().split(/[-_.@]/, 1)[0];
  return LANGUAGES.find((language) => language === first) ?? "en";
}
