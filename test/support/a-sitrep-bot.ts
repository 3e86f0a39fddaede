import { cpSync } from "node:fs";
import type { FakeDiscord } from "./fake-discord/index.ts";
import { botEnvironment, type RunningBot, runBot } from "./fake-discord/run-bot.ts";
import type { SeenMessage } from "./fake-discord/seen.ts";
import { readyLibrary } from "./ready-library.ts";

/** Sitrep itself on the stand-in, as an operator starts it; settles when it serves. */
export async function aSitrepBot(
  fake: FakeDiscord,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningBot> {
  const bot = startSitrepBot(fake, env);
  await bot.wrote('"event":"serving"');
  return bot;
}

/** The same without waiting, for a start that comes to nothing. */
export function startSitrepBot(fake: FakeDiscord, env: Readonly<Record<string, string>> = {}): RunningBot {
  const settings = { ...botEnvironment(fake), ...env };
  if (env.SITREP_DATA === undefined && settings.SITREP_DATA !== undefined)
    cpSync(readyLibrary(), settings.SITREP_DATA, { recursive: true });
  return runBot({ command: [process.execPath, "src/sitrep.mjs", "start"], env: settings });
}

interface Part {
  readonly type?: number;
  readonly content?: string;
  readonly label?: string;
  readonly custom_id?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly Part[];
}

function partsOf(message: SeenMessage | null): Part[] {
  const flat = (parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => [part, ...flat(part.components ?? [])]);
  return flat((message?.components ?? []) as unknown as readonly Part[]);
}

/** The words of a message as they stand in its text displays. */
export function textIn(message: SeenMessage | null): string {
  return partsOf(message)
    .map(({ content }) => content ?? "")
    .filter((content) => content !== "")
    .join("\n");
}

/** The custom id of the button with this label. */
export function buttonOf(message: SeenMessage | null, label: string | RegExp): string {
  const buttons = partsOf(message).filter(({ type }) => type === 2);
  const found = buttons.find((one) =>
    typeof label === "string" ? one.label === label : label.test(one.label ?? ""),
  );
  if (found?.custom_id === undefined)
    throw new Error(`no button ${label}; there is ${buttons.map((one) => one.label).join(", ")}`);
  return found.custom_id;
}

/** The select of a message with its options. */
export function selectOf(message: SeenMessage | null): {
  readonly id: string;
  readonly values: readonly string[];
} {
  const found = partsOf(message).find(({ type }) => type === 3);
  if (found?.custom_id === undefined) throw new Error("there is no select");
  return { id: found.custom_id, values: (found.options ?? []).map(({ value }) => value) };
}
