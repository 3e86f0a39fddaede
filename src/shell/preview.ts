import type { Language } from "../chat/language.ts";
import { parseLine } from "../chat/parse-line.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import { commands } from "../commands/index.ts";
import { UserError } from "../errors.ts";
import { answer } from "./ask.ts";
import { type ExitCode, type Request, show, textOf } from "./screen.ts";

/** The answer as a page that shows what a platform would; written for looking at, not for sending. */
export async function preview(
  { words: [platform, ...line], flags }: Request,
  language: Language,
  clock: Clock,
): Promise<ExitCode> {
  if (platform !== "discord" || line.length === 0)
    throw new UserError(
      "bad-option",
      'preview needs a platform and a command: preview discord "briefing goma"',
    );
  const parsed = parseLine(line.join(" "), commands, "briefing", wordsIn(language));
  const { document } = await answer(parsed?.command ?? "help", parsed?.options ?? {}, flags, language, clock);
  const { renderDiscord } = await import("../../adapters/discord/render.ts");
  const { previewDiscord } = await import("../../adapters/discord/preview.ts");
  // Nobody presses these buttons: a number is id enough.
  let pressed = 0;
  const pages = renderDiscord(document, { customIdOf: () => String(pressed++) });
  return show(previewDiscord(pages, textOf(flags["as-of"]) ?? clock.now().toISOString().slice(0, 10)));
}
