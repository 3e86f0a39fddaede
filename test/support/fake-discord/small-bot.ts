import { Client, type ClientOptions, Events, type Interaction, REST, Routes } from "discord.js";
import { onTestFinished } from "vitest";
import type { FakeDiscord } from "./index.ts";

export interface SmallBot {
  readonly client: Client<true>;
  /** What handlers threw, in order. */
  readonly problems: unknown[];
}

export interface SmallBotWish {
  readonly intents?: ClientOptions["intents"];
  readonly options?: Partial<ClientOptions>;
  readonly onInteraction?: (interaction: Interaction) => Promise<unknown>;
}

/** The unmodified client of discord.js, logged in to the stand-in; it is destroyed when the test ends. */
export async function startSmallBot(fake: FakeDiscord, wish: SmallBotWish = {}): Promise<SmallBot> {
  const client = smallClient(fake, wish);
  const problems: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    wish.onInteraction?.(interaction).catch((error: unknown) => problems.push(error));
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  return { client: client as Client<true>, problems };
}

/** A client that is not logged in yet. */
export function smallClient(fake: FakeDiscord, { intents = [], options = {} }: SmallBotWish = {}): Client {
  const client = new Client({
    intents,
    allowedMentions: { parse: [] },
    ...options,
    rest: { api: fake.api, ...options.rest },
  });
  client.on("error", () => {});
  onTestFinished(() => client.destroy());
  return client;
}

/** The REST client alone, with the bot's token. */
export function smallRest(fake: FakeDiscord): REST {
  return new REST({ api: fake.api, version: "10" }).setToken(fake.token);
}

/** Registers commands as a bot does: for everyone, or for one guild. */
export async function declareCommands(
  fake: FakeDiscord,
  commands: object[],
  guildId?: string,
): Promise<void> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(fake.applicationId)
      : Routes.applicationGuildCommands(fake.applicationId, guildId);
  await smallRest(fake).put(route, { body: commands });
}
