import { createTerminalChat } from "../../adapters/terminal/chat.ts";
import { createDispatch } from "../chat/dispatch.ts";
import type { Language } from "../chat/language.ts";
import type { Clock } from "../clock.ts";
import { commands } from "../commands/index.ts";
import { readConfig } from "../config.ts";
import { chatHistory } from "../desk/chat-history.ts";
import { UserError } from "../errors.ts";
import { openSettings } from "../stores/settings.ts";
import { openApp } from "./open-app.ts";
import { bugsOnly, type ExitCode, notice, type Request, textOf } from "./screen.ts";

const { stdin, stdout } = process;

/** The chat in the terminal, until its reader ends it. */
export async function chat({ flags, words }: Request, language: Language, clock: Clock): Promise<ExitCode> {
  if (words.length > 0)
    throw new UserError("bad-option", `chat takes no words; for one answer: sitrep briefing ${words[0]}`);
  const config = readConfig(textOf(flags.data));
  const { desk, store, feeds } = await openApp(config, textOf(flags["as-of"]), clock);
  const interactive = stdin.isTTY === true && stdout.isTTY === true;
  const terminal = createTerminalChat({
    commands,
    suggest: (prefix, limit) => desk.suggest(prefix, limit),
    input: stdin,
    output: stdout,
    interactive,
    history: chatHistory(openSettings(store, "terminal:local", clock), notice()),
    color: config.color && stdout.isTTY === true,
    language,
  });
  await terminal.start(createDispatch({ commands, needs: () => ({ desk, feeds }), log: bugsOnly(), clock }));
  await terminal.done;
  await store.close();
  return 0;
}
