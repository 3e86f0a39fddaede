import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Client, GatewayIntentBits, Routes, type TextChannel } from "discord.js";
import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { openApiCheck } from "../../support/fake-discord/openapi.ts";
import { declareCommands, smallRest, startSmallBot } from "../../support/fake-discord/small-bot.ts";
import { tempDir } from "../../support/temp-dir.ts";

const POST = "POST /channels/:c/messages";
const QUIET = { allowed_mentions: { parse: [] } };
const PING = { name: "ping", description: "Answers" };

async function aBot(options = {}) {
  const fake = await fakeDiscordForTest(options);
  const { client } = await startSmallBot(fake, { intents: [GatewayIntentBits.Guilds] });
  const channel = await textChannel(client, fake.home.channel.id);
  const texts = () => fake.messagesIn(fake.home.channel).map(({ content }) => content);
  return { fake, client, channel, texts };
}

async function textChannel(client: Client, id: string) {
  return (await client.channels.fetch(id)) as TextChannel;
}

describe("messages of the bot", () => {
  it("are sent, edited, fetched and deleted by discord.js", async () => {
    const { channel, texts } = await aBot();

    const message = await channel.send({
      content: "one",
      files: [{ attachment: Buffer.from("a,b"), name: "a.csv" }],
    });
    await message.edit("two");
    const fetched = await channel.messages.fetch({ message: message.id, force: true });

    expect(fetched.content).toBe("two");
    expect(fetched.attachments.map(({ name, size }) => [name, size])).toEqual([["a.csv", 3]]);
    expect([...(await channel.messages.fetch()).keys()]).toEqual([message.id]);
    expect(texts()).toEqual(["two"]);
    await message.delete();
    expect(texts()).toEqual([]);
  });

  it("keep only the attachments an edit lists", async () => {
    const { fake, channel } = await aBot();
    const files = ["a.txt", "b.txt"].map((name) => ({ attachment: Buffer.from(name), name }));
    const message = await channel.send({ content: "two files", files });

    await message.edit({ attachments: [...message.attachments.values()].slice(0, 1), files: files.slice(1) });

    const [seen] = fake.messagesIn(fake.home.channel);
    expect(seen?.files.map(({ filename }) => filename)).toEqual(["a.txt", "b.txt"]);
    expect(seen?.states.map(({ files }) => files.length)).toEqual([2, 2]);
  });

  it("start a thread once, and go on in it", async () => {
    const { fake, channel } = await aBot();
    const message = await channel.send("Tessaut");

    const thread = await message.startThread({ name: "Tessaut, 30 Jan" });
    await thread.send("63 killed");

    expect(thread.id).toBe(message.id);
    expect(fake.channelsOf(fake.home.guild).map(({ name }) => name)).toEqual([
      "briefings",
      "Tessaut, 30 Jan",
    ]);
    expect(fake.messagesIn(thread).map(({ content }) => content)).toEqual(["63 killed"]);
    await expect(message.startThread({ name: "again" })).rejects.toMatchObject({ code: 160004 });
  });

  it("reach a member directly unless that member closed the door", async () => {
    const { fake, client } = await aBot();
    const user = fake.addUser();

    await client.users.send(user.id, "hello");
    user.acceptsDirectMessages = false;

    expect(fake.messagesIn(fake.directChannel(user)).map(({ content }) => content)).toEqual(["hello"]);
    await expect(client.users.send(user.id, "again")).rejects.toMatchObject({ code: 50007 });
  });

  it("with an enforced nonce are made once within minutes, and again after", async () => {
    const { fake, channel, texts } = await aBot();
    const post = () => channel.send({ content: "daily", nonce: "run-2025-01-30", enforceNonce: true });

    const [first, second] = [await post(), await post()];
    fake.advance(10 * 60_000);
    const third = await post();

    expect(second.id).toBe(first.id);
    expect(third.id).not.toBe(first.id);
    expect(texts()).toHaveLength(2);
  });

  it.each([
    ["hidden", 50001],
    ["read-only", 50013],
    ["deleted", 10003],
  ] as const)("are refused in a channel that is %s", async (access, code) => {
    const { fake, channel } = await aBot();
    fake.setAccess(fake.home.channel, access);

    await expect(channel.send("one")).rejects.toMatchObject({ code });
  });

  it("are refused in a guild that removed the bot", async () => {
    const { fake, channel } = await aBot();
    fake.leaveGuild(fake.home.guild);

    await expect(channel.send("one")).rejects.toMatchObject({ code: 50001 });
  });
});

describe("trouble on a route", () => {
  it("502 twice is retried by discord.js, and the message is there once", async () => {
    const { fake, channel, texts } = await aBot();
    fake.fault("POST /channels/:c/messages", { status: 502, times: 2 });

    await channel.send("one");

    expect(texts()).toEqual(["one"]);
    expect(fake.requests.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([
      502, 502, 200,
    ]);
  });

  it("502 after storing doubles a message without a nonce, and not one with", async () => {
    const { fake, channel, texts } = await aBot();

    fake.fault(POST, { status: 502, afterStoring: true });
    await channel.send("careless");
    fake.fault(POST, { status: 502, afterStoring: true });
    await channel.send({ content: "careful", nonce: "1", enforceNonce: true });

    expect(texts()).toEqual(["careless", "careless", "careful"]);
  });

  it.each([
    ["before", []],
    ["after", ["one"]],
  ] as const)("a connection cut %s storing is not retried by discord.js", async (drop, stored) => {
    const { fake, channel, texts } = await aBot();
    fake.fault(POST, { drop });

    await expect(channel.send("one")).rejects.toThrow();

    expect(texts()).toEqual(stored);
  });

  it.each(["user", "shared", "global"] as const)(
    "429 of scope %s is waited for and retried",
    async (scope) => {
      const { fake, client, channel, texts } = await aBot();
      const limited: boolean[] = [];
      client.rest.on("rateLimited", ({ global }) => limited.push(global));
      fake.fault(POST, { status: 429, retryAfter: 0.05, scope });

      await channel.send("one");

      expect(texts()).toEqual(["one"]);
      // A shared limit is met with requests left; the client then waits without an event.
      expect(limited).toEqual(scope === "shared" ? [] : [scope === "global"]);
    },
  );

  it("a limit of a route makes discord.js wait before it is hit", async () => {
    const { fake, channel, texts } = await aBot();
    fake.rateLimit(POST, { limit: 2, windowMs: 200 });

    for (const text of ["1", "2", "3", "4", "5"]) await channel.send(text);

    expect(texts()).toEqual(["1", "2", "3", "4", "5"]);
    expect(fake.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it("a limit that somebody ignores is answered 429 with Discord's headers and body", async () => {
    const { fake } = await aBot();
    fake.rateLimit("*", { limit: 1, windowMs: 60_000 });
    const ask = () => fetch(`${fake.api}/v10/users/@me`, { headers: { authorization: `Bot ${fake.token}` } });

    await ask();
    const answer = await ask();

    expect(answer.status).toBe(429);
    expect(answer.headers.get("x-ratelimit-global")).toBe("true");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ global: true, message: "You are being rate limited." });
  });

  it("429 on a callback is retried, and outlives the deadline when it is long", async () => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [PING]);
    const { problems } = await startSmallBot(fake, {
      onInteraction: async (interaction) => interaction.isChatInputCommand() && interaction.reply("pong"),
    });
    const CALLBACK = "POST /interactions/:i/:t/callback";
    const answered = (status: number) => fake.requests.filter((request) => request.status === status).length;

    fake.fault(CALLBACK, { status: 429, retryAfter: 0.01 });
    const soon = await fake.command({ name: "ping" });
    fake.fault(CALLBACK, { status: 429, retryAfter: 0.3 });
    const outcome = expect(fake.command({ name: "ping" })).rejects.toThrow("did not respond");
    await fake.until(() => answered(429) === 2);
    fake.advance(3001);
    await outcome;

    expect(soon.reply?.content).toBe("pong");
    await fake.until(() => answered(404) === 1);
    await expect.poll(() => problems).toMatchObject([{ code: 10062 }]);
  });

  it("a slow answer that the client gave up on is sent again, and stored twice without a nonce", async () => {
    const fake = await fakeDiscordForTest();
    const { client } = await startSmallBot(fake, {
      intents: [GatewayIntentBits.Guilds],
      options: { rest: { timeout: 300 } },
    });
    const channel = await textChannel(client, fake.home.channel.id);
    fake.fault(POST, { delayMs: 600 });

    await channel.send("one");
    await fake.until(() => fake.messagesIn(fake.home.channel).length === 2, "the slow message");

    expect(fake.messagesIn(fake.home.channel).map(({ content }) => content)).toEqual(["one", "one"]);
  });

  it("names the routes there are when a fault is planned for another", async () => {
    const fake = await fakeDiscordForTest();

    expect(() => fake.fault("POST /channel/:c/message", {})).toThrow("POST /channels/:channel/messages");
  });
});

describe("interaction deadlines", () => {
  async function aSlowBot(onInteraction: Parameters<typeof startSmallBot>[1]) {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [PING]);
    return { fake, ...(await startSmallBot(fake, onInteraction)) };
  }

  it("an acknowledgement after three seconds is 10062, and the member sees no answer", async () => {
    const started = Promise.withResolvers<void>();
    const mayAnswer = Promise.withResolvers<void>();
    const { fake, problems } = await aSlowBot({
      async onInteraction(interaction) {
        started.resolve();
        await mayAnswer.promise;
        if (interaction.isChatInputCommand()) await interaction.reply("late");
      },
    });

    const outcome = expect(fake.command({ name: "ping" })).rejects.toThrow("did not respond within 3000 ms");
    await started.promise;
    fake.advance(3001);
    await outcome;
    mayAnswer.resolve();

    await expect.poll(() => problems).toMatchObject([{ code: 10062 }]);
  });

  it("a second acknowledgement, as of an interaction that came twice, is 40060 and a broken rule", async () => {
    const { fake, problems } = await aSlowBot({
      onInteraction: async (interaction) => interaction.isChatInputCommand() && interaction.reply("one"),
    });

    const seen = await fake.command({ name: "ping" });
    fake.deliverAgain(seen);
    await fake.until(() => fake.violations.length === 1, "the second answer");

    await expect.poll(() => problems).toMatchObject([{ code: 40060 }]);
    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["second-acknowledgement"]);
    expect(fake.messagesIn(fake.home.channel)).toHaveLength(1);
  });

  it("a token is good for fifteen minutes and not for longer", async () => {
    const answered = Promise.withResolvers<(text: string) => Promise<unknown>>();
    const { fake } = await aSlowBot({
      async onInteraction(interaction) {
        if (!interaction.isChatInputCommand()) return;
        await interaction.reply("one");
        answered.resolve((text) => interaction.followUp(text));
      },
    });
    const seen = await fake.command({ name: "ping" });
    const goOn = await answered.promise;

    fake.advance(15 * 60_000 - 5000);
    await goOn("two");
    fake.advance(6000);

    await expect(goOn("three")).rejects.toMatchObject({ code: 50027 });
    expect(seen.followUps.map(({ content }) => content)).toEqual(["two"]);
  });
});

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
    const { fake, client } = await aBot();
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
    const { fake, channel } = await aBot();
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
    const { fake, channel } = await aBot({ recordTo });
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
    const { fake, client, channel } = await aBot();
    await declareCommands(fake, [PING]);
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
