import { type Client, type ClientOptions, GatewayIntentBits, type TextChannel } from "discord.js";
import { fakeDiscordForTest } from "./for-test.ts";
import type { FakeDiscordOptions } from "./index.ts";
import { startSmallBot } from "./small-bot.ts";

/** A stand-in, a bot that sees its guilds, the home channel as that bot holds it, and what everyone reads there. */
export async function aPostingBot(options: FakeDiscordOptions = {}, client: Partial<ClientOptions> = {}) {
  const fake = await fakeDiscordForTest(options);
  const bot = await startSmallBot(fake, { intents: [GatewayIntentBits.Guilds], options: client });
  const channel = await textChannel(bot.client, fake.home.channel.id);
  const texts = () => fake.messagesIn(fake.home.channel).map(({ content }) => content);
  return { fake, client: bot.client, channel, texts };
}

async function textChannel(client: Client, id: string) {
  return (await client.channels.fetch(id)) as TextChannel;
}
