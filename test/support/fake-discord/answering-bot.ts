import type { ChatInputCommandInteraction, Interaction } from "discord.js";
import { fakeDiscordForTest } from "./for-test.ts";
import { declareCommands, startSmallBot } from "./small-bot.ts";

/** A command with a required text and one with choices. */
export const BRIEFING = {
  name: "briefing",
  description: "What is reported from a place",
  name_localizations: { fr: "point" },
  options: [
    { type: 3, name: "place", description: "Town or country", required: true, autocomplete: true },
    {
      type: 3,
      name: "window",
      description: "How far back",
      choices: [
        { name: "one day", value: "24h" },
        { name: "one week", value: "7d" },
      ],
    },
  ],
};

/** A stand-in with one command, and a bot that does as told with it. */
export async function aBotThat(
  answers: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  others: (interaction: Interaction) => Promise<unknown> = async () => {},
  command: object = BRIEFING,
) {
  const fake = await fakeDiscordForTest();
  await declareCommands(fake, [command]);
  const bot = await startSmallBot(fake, {
    onInteraction: (interaction) =>
      interaction.isChatInputCommand() ? answers(interaction) : others(interaction),
  });
  return { fake, ...bot };
}
