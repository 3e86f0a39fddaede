import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Routes } from "discord.js";
import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { openApiCheck } from "../../support/fake-discord/openapi.ts";
import { aPostingBot } from "../../support/fake-discord/posting-bot.ts";
import { declareCommands, smallRest, startSmallBot } from "../../support/fake-discord/small-bot.ts";
import { tempDir } from "../../support/temp-dir.ts";

const QUIET = { allowed_mentions: { parse: [] } };
const PING = { name: "ping", description: "Answers" };

describe("what the stand-in holds against a bot", () => {
  it("a route it does not know, which is 404 and fails the test", async () => {
    const fake = await fakeDiscordForTest();

    await expect(smallRest(fake).get(`/channels/${fake.home.channel.id}/pins`)).rejects.toMatchObject({
      status: 404,
    });

    expect(() => fake.expectNoViolations()).toThrow("unknown-route at GET /channels/");
    fake.expectNoViolations();
  });

  it("a token that is missing, and one sent where none belongs", async () => {
    const fake = await fakeDiscordForTest();
    const authorization = `Bot ${fake.token}`;

    const without = await fetch(`${fake.api}/v10/users/@me`);
    await fetch(`${fake.api}/v10/webhooks/${fake.applicationId}/x?wait=true`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({ content: "one", ...QUIET }),
    });

    expect(without.status).toBe(401);
    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["authorization", "needless-token"]);
  });

  it("a body that may ping, also from a raw request", async () => {
    const { fake, client } = await aPostingBot();
    const route = Routes.channelMessages(fake.home.channel.id);

    await client.rest.post(route, { body: { content: "@everyone" } });
    await client.rest.post(route, {
      body: { content: "@everyone", allowed_mentions: { parse: ["everyone"] } },
    });
    await client.rest.post(route, {
      body: { content: "hello", allowed_mentions: { parse: [], users: [fake.home.user.id] } },
    });
    await client.rest.post(route, { body: { content: "@everyone", ...QUIET } });

    expect(fake.takeViolations().map(({ detail }) => detail)).toEqual([
      "allowed_mentions is missing",
      'allowed_mentions.parse is ["everyone"], not []',
      "allowed_mentions names somebody to ping",
    ]);
  });

  it("a file that is larger than a guild takes", async () => {
    const { fake, channel } = await aPostingBot();
    const send = (size: number) =>
      channel.send({ files: [{ attachment: Buffer.alloc(size), name: "a.bin" }] });

    await expect(send(10 * 1024 * 1024 + 1)).rejects.toMatchObject({ code: 40005 });
    await send(10 * 1024 * 1024);

    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["file-limits"]);
  });

  it("an answer of the wrong kind", async () => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [PING]);
    await startSmallBot(fake, {
      onInteraction: async ({ id, token, client }) =>
        client.rest
          .post(Routes.interactionCallback(id, token), { body: { type: 6 }, auth: false })
          .catch(() => {}),
    });

    const outcome = expect(fake.command({ name: "ping" })).rejects.toThrow("did not respond");
    await fake.until(() => fake.violations.length === 1, "the wrong answer");
    fake.advance(3001);
    await outcome;

    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["callback-type"]);
  });

  it("an id that is none", async () => {
    const fake = await fakeDiscordForTest();

    await expect(smallRest(fake).get(Routes.channel("1234"))).rejects.toMatchObject({ code: 10003 });

    expect(fake.takeViolations()).toMatchObject([{ rule: "snowflake", detail: '"1234" is no id' }]);
  });
});

describe("what the stand-in keeps", () => {
  it("registers commands with localisations, lists them back and replaces the whole list", async () => {
    const fake = await fakeDiscordForTest();
    const french = { ...PING, name_localizations: { fr: "sonner" } };
    await declareCommands(fake, [french, { ...PING, name: "second" }]);
    await declareCommands(fake, [PING], fake.home.guild.id);
    const [before] = fake.commands;

    await declareCommands(fake, [french]);
    const listed = await smallRest(fake).get(Routes.applicationCommands(fake.applicationId), {
      query: new URLSearchParams({ with_localizations: "true" }),
    });

    expect(fake.commands.map(({ name, guildId }) => [name, guildId])).toEqual([
      ["ping", fake.home.guild.id],
      ["ping", null],
    ]);
    expect(listed).toMatchObject([{ id: before?.id, name: "ping", name_localizations: { fr: "sonner" } }]);
  });

  it("records every request, frame and file as JSON lines, so that secrets can be searched for", async () => {
    const recordTo = join(tempDir(), "wire.jsonl");
    const { fake, channel } = await aPostingBot({ recordTo });
    await channel.send({
      content: "one",
      files: [{ attachment: Buffer.from("plain words"), name: "a.txt" }],
    });

    const lines = readFileSync(recordTo, "utf8").trim().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as { kind: string });

    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(["request", "gateway"]));
    expect(lines.filter((line) => line.includes("plain words"))).toHaveLength(1);
    expect(fake.secrets()).toEqual([fake.token]);
    expect(lines.some((line) => line.includes(fake.token))).toBe(true);
  });

  it.skipIf(openApiCheck() === null)("answers as the official document says", async () => {
    const { fake, client, channel } = await aPostingBot();
    await client.application.commands.set([PING]);
    client.on("interactionCreate", async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const files = [{ attachment: Buffer.from("a,b"), name: "a.csv" }];
      await interaction.reply({ content: "one", files, withResponse: true });
      await interaction.editReply("two");
      await interaction.fetchReply();
      await interaction.followUp("three");
    });
    const seen = await fake.command({ name: "ping" });
    await seen.until(({ followUps }) => followUps.length === 1);
    await client.application.commands.fetch({ withLocalizations: true });
    const message = await channel.send({ content: "one", embeds: [{ title: "t" }], nonce: "7" });
    await message.startThread({ name: "thread" });
    await channel.messages.fetch();
    await client.application.fetch();
    await client.guilds.fetch({ guild: fake.home.guild.id, force: true });
    await client.guilds.fetch();
    await client.users.fetch(fake.home.user.id);
    await client.users.createDM(fake.home.user.id);
    await (await client.guilds.fetch(fake.home.guild.id)).channels.fetch();

    const wrong = fake.requests.flatMap(({ method, path, status, answer }) => {
      const problem = openApiCheck()?.responseProblem(method, path, status, answer);
      return problem === null || problem === undefined
        ? []
        : [`${method} ${path} ${problem.at} ${problem.message}`];
    });

    expect(wrong).toEqual([]);
    expect(seen.reply?.files.map(({ filename, bytes }) => [filename, String(bytes)])).toEqual([
      ["a.csv", "a,b"],
    ]);
  });
});
