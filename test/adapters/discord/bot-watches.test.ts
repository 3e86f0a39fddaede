import { PermissionFlagsBits } from "discord.js";
import { expect, it, onTestFinished } from "vitest";
import { aSitrepBot, buttonOf, textIn } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { rss } from "../../support/made-up-feeds.ts";
import { newsServer } from "../../support/news-server.ts";

const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };

const REPORT = (count: number) =>
  `TARSK - At least ${count} people were killed in Tarsk on Tuesday, Mayor Lina Okoro said @everyone. ` +
  "The road to Orvel was closed, and bakers sold from their doors. ".repeat(8);

/** A feed whose one report is a minute younger than the moment it is asked for. */
async function aFeed() {
  const news = await newsServer();
  onTestFinished(() => news.close());
  news.answers.set("/feed", (_request, response) => {
    const date = new Date(Date.now() + 1_000).toUTCString();
    response.writeHead(200, { "content-type": "application/xml" });
    response.end(rss([{ title: "Shelling of Tarsk", link: `${news.base}/1`, date, body: REPORT(41) }]));
  });
  return `${news.base}/feed`;
}

it("tells a channel once what it watches for, pinging nobody, when an article comes in", async () => {
  const address = await aFeed();
  const fake = await fakeDiscordForTest({ guilds: 2 });
  const bot = await aSitrepBot(fake, { SITREP_ALLOW_ADDRESSES: "127.0.0.1" });
  const other = fake.addGuild();
  const wish = { name: "watch", options: { topic: "tarsk", metric: "killed", number: ">40" }, ...MANAGER };
  await fake.command({ ...wish, guild: other });
  const watched = await fake.command(wish);
  expect(textIn(watched.reply)).toContain("Killed: a number above 40");

  await fake.command({ name: "feeds", options: { action: "add", address }, ...MANAGER });
  const alerts = () => fake.messagesIn(fake.home.channel).filter((one) => textIn(one).includes("ALERT"));
  await fake.until(() => alerts().length > 0, "the alert");

  const [alert] = alerts();
  expect(textIn(alert!)).toContain("At least 41");
  expect(textIn(alert!)).toContain("Lina Okoro");
  expect(fake.violations).toEqual([]);
  const posts = fake.requests.filter(({ path, method }) => method === "POST" && /\/messages$/.test(path));
  for (const { body } of posts) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });

  // The feed is the first server's own: the other one watches for the same, and hears nothing of it.
  for (const channel of fake.channelsOf(other)) expect(fake.messagesIn(channel)).toEqual([]);

  // Nobody but managers may pause it from the post.
  const refused = await fake.press(alert!, buttonOf(alert!, "Pause"), { permissions: 0n });
  expect(refused.messages.map(textIn).join()).not.toContain("It is paused");
  const paused = await fake.press(alert!, buttonOf(alert!, "Pause"), MANAGER);
  expect(paused.messages.map(textIn).join()).toContain("It is paused");
  expect(alerts()).toHaveLength(1);
  await bot.stop();
});

it("pauses a watch whose alert cannot be posted, and tells the one who set it which permission is missing", async () => {
  const address = await aFeed();
  const fake = await fakeDiscordForTest();
  const bot = await aSitrepBot(fake, { SITREP_ALLOW_ADDRESSES: "127.0.0.1" });
  await fake.command({ name: "watch", options: { topic: "tarsk", metric: "killed" }, ...MANAGER });
  fake.setAccess(fake.home.channel, "read-only");

  await fake.command({ name: "feeds", options: { action: "add", address }, ...MANAGER });
  const told = () => fake.messagesIn(fake.directChannel(fake.home.user));
  await fake.until(() => told().length > 0, "the word to the owner");

  expect(textIn(told()[0]!)).toContain("The alert on tarsk cannot be posted");
  expect(textIn(told()[0]!)).toContain("the bot lacks Send Messages");
  const { reply } = await fake.command({ name: "watches", ...MANAGER });
  expect(textIn(reply)).toContain("paused");
  await bot.stop();
});

it("saves no watch where it may not post", async () => {
  const fake = await fakeDiscordForTest();
  const bot = await aSitrepBot(fake);
  fake.setAccess(fake.home.channel, "read-only");

  const { reply } = await fake.command({ name: "watch", options: { topic: "goma" }, ...MANAGER });

  expect(textIn(reply)).toContain("Not saved: in this channel the bot lacks Send Messages");
  await bot.stop();
});
