import type { Document } from "../chat/document.ts";
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
  const draw = platform === undefined ? undefined : DRAWINGS[platform];
  if (draw === undefined || line.length === 0)
    throw new UserError(
      "bad-option",
      'preview needs a platform and a command: preview discord "briefing goma", or slack',
    );
  const parsed = parseLine(line.join(" "), commands, "briefing", wordsIn(language));
  const { document } = await answer(parsed?.command ?? "help", parsed?.options ?? {}, flags, language, clock);
  return show(await draw(document, textOf(flags["as-of"]) ?? clock.now().toISOString().slice(0, 10)));
}

/** Each platform's page of HTML; what draws it is loaded only where it is asked for. */
const DRAWINGS: Readonly<Record<string, (document: Document, time: string) => Promise<string>>> = {
  async discord(document, time) {
    const { renderDiscord } = await import("../../adapters/discord/render.ts");
    const { previewDiscord } = await import("../../adapters/discord/preview.ts");
    return previewDiscord(renderDiscord(document, { customIdOf: numbered() }), time);
  },
  async slack(document, time) {
    const { renderSlack } = await import("../../adapters/slack/render.ts");
    const { previewSlack } = await import("../../adapters/slack/preview.ts");
    return previewSlack(renderSlack(document, { customIdOf: numbered(), shareable: true }), time);
  },
};

/** Nobody presses these buttons: a number is id enough. */
function numbered(): () => string {
  let pressed = 0;
  return () => String(pressed++);
}
