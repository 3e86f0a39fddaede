import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { botEnvironment, runBot } from "../../support/fake-discord/run-bot.ts";
import { declareCommands } from "../../support/fake-discord/small-bot.ts";

/** A whole bot as somebody else would write it: nothing of this project in it. */
const SCRIPT = `
  import { Client } from "discord.js";
  const rest = { api: process.env.DISCORD_API_BASE };
  const client = new Client({ intents: [], allowedMentions: { parse: [] }, rest });
  client.on("clientReady", () => console.log("ready as " + client.user.username));
  client.on("interactionCreate", (interaction) => interaction.reply("from " + process.pid));
  process.on("SIGTERM", async () => {
    console.error("ending");
    await client.destroy();
    process.exit(0);
  });
  await client.login(process.env.DISCORD_TOKEN);
`;

const node = (script: string) => [process.execPath, "--input-type=module", "-e", script];

describe("a bot in a process of its own", () => {
  it("answers through the stand-in, and ends kindly", async () => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [{ name: "ping", description: "Answers" }]);
    const bot = runBot({ command: node(SCRIPT), env: botEnvironment(fake) });
    await bot.wrote("ready as sitrep");

    const seen = await fake.command({ name: "ping" });
    const code = await bot.stop();

    expect(seen.reply?.content).toBe(`from ${bot.pid}`);
    expect(code).toBe(0);
    expect(bot.stderr()).toBe("ending\n");
    await fake.until(() => fake.gateway.log.includes("close 1000"), "the bot's goodbye");
  });

  it("killed and started again is a new gateway session, and answers", async () => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [{ name: "ping", description: "Answers" }]);
    const wish = { command: node(SCRIPT), env: botEnvironment(fake) };
    const first = runBot(wish);
    await first.wrote("ready");

    const signal = await first.stop("SIGKILL");
    const second = runBot(wish);
    await second.wrote("ready");
    const seen = await fake.command({ name: "ping" });

    expect(signal).toBe("SIGKILL");
    expect(seen.reply?.content).toBe(`from ${second.pid}`);
    expect(fake.gateway.sessions.size).toBe(1);
  });

  it("knows only the settings it was given", async () => {
    const names = "console.log(Object.keys(process.env).sort().join())";
    const bot = runBot({ command: node(names), env: { DISCORD_TOKEN: "made-up" } });

    expect(await bot.ended).toBe(0);
    expect(bot.stdout()).toBe("DISCORD_TOKEN,HOME,PATH\n");
  });

  it("that ends too early is shown with all it wrote", async () => {
    const bot = runBot({ command: node("console.error('no token'); process.exit(2)") });

    await expect(bot.wrote("ready")).rejects.toThrow(/ended with 2 before it wrote ready.*no token/s);
  });

  it("that cannot be started says so", async () => {
    const bot = runBot({ command: ["no-such-program"] });

    await expect(bot.ended).rejects.toThrow("ENOENT");
  });
});
