import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { aPostingBot } from "../../support/fake-discord/posting-bot.ts";
import { declareCommands, startSmallBot } from "../../support/fake-discord/small-bot.ts";

const POST = "POST /channels/:c/messages";
const PING = { name: "ping", description: "Answers" };

describe("trouble on a route", () => {
  it("502 twice is retried by discord.js, and the message is there once", async () => {
    const { fake, channel, texts } = await aPostingBot();
    fake.fault("POST /channels/:c/messages", { status: 502, times: 2 });

    await channel.send("one");

    expect(texts()).toEqual(["one"]);
    expect(fake.requests.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([
      502, 502, 200,
    ]);
  });

  it("502 after storing doubles a message without a nonce, and not one with", async () => {
    const { fake, channel, texts } = await aPostingBot();

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
    const { fake, channel, texts } = await aPostingBot();
    fake.fault(POST, { drop });

    await expect(channel.send("one")).rejects.toThrow();

    expect(texts()).toEqual(stored);
  });

  it.each(["user", "shared", "global"] as const)(
    "429 of scope %s is waited for and retried",
    async (scope) => {
      const { fake, client, channel, texts } = await aPostingBot();
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
    const { fake, channel, texts } = await aPostingBot();
    fake.rateLimit(POST, { limit: 2, windowMs: 200 });

    for (const text of ["1", "2", "3", "4", "5"]) await channel.send(text);

    expect(texts()).toEqual(["1", "2", "3", "4", "5"]);
    expect(fake.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  it("a limit that somebody ignores is answered 429 with Discord's headers and body", async () => {
    const { fake } = await aPostingBot();
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
    const { fake, channel, texts } = await aPostingBot({}, { rest: { timeout: 300 } });
    fake.fault(POST, { delayMs: 600 });

    await channel.send("one");
    await fake.until(() => texts().length === 2, "the slow message");

    expect(texts()).toEqual(["one", "one"]);
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
