import { cpSync } from "node:fs";
import { type RunningBot, runBot } from "./fake-discord/run-bot.ts";
import type { FakeSlack } from "./fake-slack/fake-slack.ts";
import type { OpenView } from "./fake-slack/sight.ts";
import type { Message } from "./fake-slack/world.ts";
import { readyLibrary } from "./ready-library.ts";
import { tempDir } from "./temp-dir.ts";

export type Mode = "socket" | "http";

/** A key as an operator makes one; for tests only. */
export const SECRET_KEY = Buffer.alloc(32, 7).toString("base64");

/** What the bot of this project needs to know of a stand-in. */
export function slackEnvironment(fake: FakeSlack, mode: Mode): Record<string, string> {
  const common = { SLACK_API_BASE: fake.apiUrl, SLACK_BOT_TOKEN: fake.token() };
  return mode === "socket"
    ? { ...common, SLACK_APP_TOKEN: fake.appToken }
    : { ...common, SLACK_SIGNING_SECRET: fake.signingSecret, SLACK_PORT: "0" };
}

/** The same for a bot that workspaces install by themselves. */
export function oauthEnvironment(fake: FakeSlack): Record<string, string> {
  return {
    SLACK_API_BASE: fake.apiUrl,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_PORT: "0",
    SLACK_CLIENT_ID: fake.clientId,
    SLACK_CLIENT_SECRET: fake.clientSecret,
    SITREP_SECRET_KEY: SECRET_KEY,
  };
}

/** Sitrep itself on the stand-in, as an operator starts it; settles when it serves. */
export async function aSlackSitrep(
  fake: FakeSlack,
  env: Readonly<Record<string, string>>,
): Promise<RunningBot> {
  const bot = startSlackSitrep(env);
  await bot.wrote('"event":"serving"');
  const address = addressIn(bot);
  if (address !== null) fake.http.url = `${address}/slack/events`;
  return bot;
}

/** The same without waiting, for a start that comes to nothing. */
export function startSlackSitrep(env: Readonly<Record<string, string>>): RunningBot {
  const data = env.SITREP_DATA ?? tempDir();
  if (env.SITREP_DATA === undefined) cpSync(readyLibrary(), data, { recursive: true });
  return runBot({
    command: [process.execPath, "src/sitrep.mjs", "start"],
    env: { SITREP_DATA: data, ...env },
  });
}

/** Where the bot listens in HTTP mode, as it says itself. */
export function addressIn(bot: RunningBot): string | null {
  return /"outcome":"listening","address":"([^"]+)"/.exec(bot.stdout() + bot.stderr())?.[1] ?? null;
}

type Shown = Pick<Message, "blocks"> | OpenView;
interface Part {
  readonly type?: string;
  readonly text?: string | Part;
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
  readonly [field: string]: unknown;
}

function blocksOf(shown: Shown): readonly Part[] {
  return ("content" in shown ? shown.content.blocks : shown.blocks) as readonly Part[];
}

function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== "object" || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(partsOf)];
}

/** All words of a message or view but those of its buttons and selects, a block a line. */
export function textOf(shown: Shown): string {
  return blocksOf(shown)
    .filter(({ type }) => type !== "actions")
    .map((block) =>
      partsOf(block)
        .map(({ text }) => (typeof text === "string" ? text : ""))
        .join(" ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .join("\n");
}

/** The action id of the button with this label. */
export function buttonOf(shown: Shown, label: string | RegExp): string {
  const buttons = partsOf(blocksOf(shown)).filter(({ type }) => type === "button");
  const labelOf = ({ text }: Part) => (typeof text === "object" ? String(text.text) : "");
  const found = buttons.find((one) =>
    typeof label === "string" ? labelOf(one) === label : label.test(labelOf(one)),
  );
  if (found?.action_id === undefined)
    throw new Error(`no button ${label}; there is ${buttons.map(labelOf).join(", ")}`);
  return found.action_id;
}

/** The ids that “Why…” offers. */
export function idsIn(shown: Shown): readonly string[] {
  const found = partsOf(blocksOf(shown)).find(({ action_id }) => action_id === "sitrep:why");
  return found?.options?.map(({ value }) => value) ?? [];
}
