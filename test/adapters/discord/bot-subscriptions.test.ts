import { PermissionFlagsBits } from "discord.js";
import { expect, it } from "vitest";
import { aSitrepBot, buttonOf, textIn } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";

const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };

it("sends a digest into its channel when it is asked to, once", async () => {
  const fake = await fakeDiscordForTest();
  const bot = await aSitrepBot(fake);
  const subscribed = await fake.command({
    name: "subscribe",
    options: { topic: "goma", when: "daily 07:00 Africa/Lubumbashi" },
    ...MANAGER,
  });
  expect(textIn(subscribed.reply)).toContain("Next three");

  const press = () => fake.press(subscribed.reply!, buttonOf(subscribed.reply, "Send one now"), MANAGER);
  await press();
  const digests = () => fake.messagesIn(fake.home.channel).filter((one) => textIn(one).includes("Goma"));
  await fake.until(() => digests().length > 0, "the digest");

  expect(digests()).toHaveLength(1);
  await bot.stop();
});

it("pauses what cannot be posted, and tells the one who set it which permission is missing", async () => {
  const fake = await fakeDiscordForTest();
  const bot = await aSitrepBot(fake);
  const subscribed = await fake.command({
    name: "subscribe",
    options: { topic: "goma", when: "daily 07:00 Africa/Lubumbashi" },
    ...MANAGER,
  });
  fake.setAccess(fake.home.channel, "read-only");

  await fake.press(subscribed.reply!, buttonOf(subscribed.reply, "Send one now"), MANAGER);
  const told = () => fake.messagesIn(fake.directChannel(fake.home.user));
  await fake.until(() => told().length > 0, "the word to the owner");

  expect(textIn(told()[0]!)).toContain("the bot lacks Send Messages");
  await bot.stop();
});
