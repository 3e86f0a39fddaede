import { GatewayIntentBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import type { FakeDiscordOptions } from "../../support/fake-discord/index.ts";
import {
  declareCommands,
  type SmallBotWish,
  smallClient,
  startSmallBot,
} from "../../support/fake-discord/small-bot.ts";

const PING = { name: "ping", description: "Answers" };

async function aBotThatAnswers(options: FakeDiscordOptions = {}, wish: SmallBotWish = {}) {
  const fake = await fakeDiscordForTest(options);
  await declareCommands(fake, [PING]);
  const bot = await startSmallBot(fake, {
    ...wish,
    onInteraction: async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(`pong ${interaction.guildId}`);
    },
  });
  return { fake, ...bot };
}

/** The client waits five seconds between two identifies; Discord does not ask that of a test. */
const identifyAtOnce = { ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) } };

const count = (log: readonly string[], entry: string) => log.filter((line) => line === entry).length;

describe("logging in to the stand-in", () => {
  it("gives every guild of a bot with the Guilds intent, and names only to a bot without", async () => {
    const { client } = await aBotThatAnswers({ guilds: 3 }, { intents: [GatewayIntentBits.Guilds] });
    const { client: shy } = await aBotThatAnswers({ guilds: 3 });

    expect(client.guilds.cache.map(({ name, available }) => [name, available])).toEqual([
      ["Harbour Desk 1", true],
      ["Harbour Desk 2", true],
      ["Harbour Desk 3", true],
    ]);
    expect(shy.guilds.cache.map(({ available }) => available)).toEqual([false, false, false]);
  });

  it("spreads guilds and their interactions over shards", async () => {
    const { fake, client } = await aBotThatAnswers(
      { guilds: 4, shards: 2 },
      { intents: [GatewayIntentBits.Guilds], options: { shards: "auto" } },
    );
    const guilds = [...client.guilds.cache.values()];

    const answers = await Promise.all(
      guilds.map(({ id }) => fake.command({ name: "ping", channel: fake.channelsOf({ id })[0]! })),
    );

    expect(guilds.map(({ shardId }) => shardId).sort()).toEqual([0, 0, 1, 1]);
    expect(answers.map(({ reply }) => reply?.content)).toEqual(guilds.map(({ id }) => `pong ${id}`));
  });

  it("is refused with a wrong token, which counts as a broken rule", async () => {
    const fake = await fakeDiscordForTest();
    const client = smallClient(fake);

    await expect(client.login(`${fake.token}x`)).rejects.toThrow("invalid token");

    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["authorization"]);
  });

  it("closes with 4004 and is not tried again", async () => {
    const fake = await fakeDiscordForTest();
    fake.gateway.refuseIdentify(4004);
    const client = smallClient(fake);
    const gone = new Promise<number>((resolve) => {
      client.on("shardDisconnect", ({ code }) => resolve(code));
    });

    client.login(fake.token).catch(() => {});

    expect(await gone).toBe(4004);
    expect(count(fake.gateway.log, "identify")).toBe(1);
  });

  it("does not get privileged intents that were not granted", async () => {
    const fake = await fakeDiscordForTest();
    const client = smallClient(fake, { intents: [GatewayIntentBits.MessageContent] });
    const gone = new Promise<number>((resolve) => {
      client.on("shardDisconnect", ({ code }) => resolve(code));
    });

    client.login(fake.token).catch(() => {});

    expect(await gone).toBe(4014);
    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["gateway"]);
  });
});

describe("a connection that ends", () => {
  it("is resumed after a cut, with the interaction that was sent meanwhile", async () => {
    const { fake } = await aBotThatAnswers();
    fake.gateway.goOffline();
    await fake.until(() => fake.gateway.log.some((entry) => entry.startsWith("close")));

    const answer = fake.command({ name: "ping" });
    fake.gateway.goOnline();

    expect((await answer).reply?.content).toContain("pong");
    expect(fake.gateway.log).toContain("resumed");
    expect(count(fake.gateway.log, "identify")).toBe(1);
  });

  it.each([
    ["close 4000", (fake: Fake) => fake.gateway.close(4000)],
    ["op 7", (fake: Fake) => fake.gateway.requestReconnect()],
    ["a resumable op 9", (fake: Fake) => fake.gateway.invalidate(true)],
  ])("is resumed after %s", async (_what, disturb) => {
    const { fake } = await aBotThatAnswers();

    disturb(fake);
    await fake.until(() => fake.gateway.log.includes("resumed"), "resuming");
    const seen = await fake.command({ name: "ping" });

    expect(seen.reply?.content).toContain("pong");
    expect(count(fake.gateway.log, "identify")).toBe(1);
  });

  it.each([
    ["op 9", (fake: Fake) => fake.gateway.invalidate()],
    ["close 1000", (fake: Fake) => fake.gateway.close(1000)],
  ])("is begun anew after %s; what was sent in between is lost", async (_what, disturb) => {
    const { fake } = await aBotThatAnswers({}, { options: identifyAtOnce });

    disturb(fake);
    const lost = fake.command({ name: "ping" });

    await expect(lost).rejects.toThrow("did not respond");
    await fake.until(() => count(fake.gateway.log, "ready 0/1") === 2, "identifying anew");
    expect((await fake.command({ name: "ping" })).reply?.content).toContain("pong");
  });

  it("answers a heartbeat that was asked for", async () => {
    const { fake } = await aBotThatAnswers();

    fake.gateway.requestHeartbeat();

    await fake.until(() => fake.gateway.log.includes("heartbeat"), "the heartbeat");
  });
});

describe("guilds that come and go", () => {
  it("tells joining, outage, recovery and leaving apart", async () => {
    const { fake, client } = await aBotThatAnswers({}, { intents: [GatewayIntentBits.Guilds] });
    const heard: string[] = [];
    let wake = () => {};
    const hear = (what: string) => {
      heard.push(what);
      wake();
    };
    client.on("guildCreate", ({ name }) => hear(`joined ${name}`));
    client.on("guildUnavailable", ({ name }) => hear(`lost ${name}`));
    client.on("guildAvailable", ({ name }) => hear(`back ${name}`));
    client.on("guildDelete", ({ name }) => hear(`left ${name}`));
    const heardAll = new Promise<void>((resolve) => {
      wake = () => heard.length === 4 && resolve();
    });

    const guild = fake.addGuild({ name: "Quay Watch" });
    fake.loseGuild(guild);
    fake.recoverGuild(guild);
    fake.leaveGuild(guild);
    await heardAll;

    expect(heard).toEqual(["joined Quay Watch", "lost Quay Watch", "back Quay Watch", "left Quay Watch"]);
  });
});

type Fake = Awaited<ReturnType<typeof fakeDiscordForTest>>;
