import { LANGUAGES, type Language, languageOf } from "../chat/language.ts";
import { UserError } from "../errors.ts";

/** `--lang fr` among the arguments, else the language of the locale. Throws a `UserError` where there is no such language. */
export function languageAsked(argv: readonly string[], locale: string): Language {
  const end = argv.indexOf("--");
  const flags = end < 0 ? argv : argv.slice(0, end);
  const at = flags.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const flag = flags[at];
  if (flag === undefined) return languageOf(locale);
  const given = flag.startsWith("--lang=") ? flag.slice("--lang=".length) : flags[at + 1];
  const language = LANGUAGES.find((one) => one === given?.toLowerCase());
  if (language === undefined) throw new UserError("bad-option", `--lang takes ${LANGUAGES.join(" or ")}`);
  return language;
}

/** The language for words about trouble: the locale's where `--lang` itself is the trouble. */
export function languageOfTrouble(argv: readonly string[], locale: string): Language {
  try {
    return languageAsked(argv, locale);
  } catch {
    return languageOf(locale);
  }
}
