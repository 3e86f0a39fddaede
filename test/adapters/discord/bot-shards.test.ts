import { cpSync } from "node:fs";
import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { aDatabase, describeWithPostgres } from "../../support/a-database.ts";
import { buttonOf, textIn } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import type { FakeDiscord } from "../../support/fake-discord/index.ts";
import { botEnvironment, type RunningBot, runBot } from "../../support/fake-discord/run-bot.ts";
import { shardOf } from "../../support/fake-discord/snowflakes.ts";
import { readyLibrary } from "../../support/ready-library.ts";

const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };
const count = (log: readonly string[], entry: string) => log.filter((line) => line === entry).length;
const plainLines = (stderr: string) =>
  stderr.split("\n").filter((line) => line !== "" && !line.startsWith("{"));

function serve(
  fake: FakeDiscord,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningBot {
  const settings = { ...botEnvironment(fake), ...env };
  if (env.DATABASE_URL === undefined && settings.SITREP_DATA !== undefined)
    cpSync(readyLibrary(), settings.SITREP_DATA, { recursive: true });
  return runBot({ command: [process.execPath, "src/sitrep.mjs", "serve", ...args], env: settings });
}

/** Two servers, of which each shard has one. */
async function twoServers() {
  const fake = await fakeDiscordForTest({ shards: 2, guilds: 2 });
  const guilds = [fake.home.guild, fake.addGuild(), fake.addGuild()];
  const of = (shard: number) => guilds.find(({ id }) => shardOf(id, 2) === shard)!;
  return { fake, guilds: [of(0), of(1)] as const };
}

/** The process of a shard, as the last line about it says. */
function pidOf(bot: RunningBot, shard: number): number {
  const started = [...bot.stderr().matchAll(/"outcome":"started","shard":(\d+),"of":2,"pid":(\d+)/g)];
  return Number(started.findLast(([, id]) => id === String(shard))?.[2]);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const help = async (fake: FakeDiscord, guild: FakeDiscord["home"]["guild"] | null) =>
  textIn((await fake.command({ name: "help", guild })).reply);

describeWithPostgres("a bot whose shards are processes on one database", () => {
  it("answers each server by its shard, declares and posts once, and brings back a shard that was killed", async () => {
    const { fake, guilds } = await twoServers();
    const bot = serve(fake, ["--shards", "auto"], { DATABASE_URL: await aDatabase() });
    await bot.wrote(/"event":"serving".*"shard":"0\/2"/);
    await bot.wrote(/"event":"serving".*"shard":"1\/2"/);

    for (const guild of [...guilds, null]) expect(await help(fake, guild)).toContain("/briefing");
    expect(fake.gateway.log).toEqual(expect.arrayContaining(["ready 0/2", "ready 1/2"]));
    const declared = () =>
      fake.requests.filter(({ method, path }) => method === "PUT" && path.endsWith("/commands"));
    expect(declared()).toHaveLength(1);

    // Whichever shard posts: each asks Discord what it may do in a server that may be another's.
    for (const guild of guilds) {
      const options = { topic: "goma", when: "daily 07:00" };
      const subscribed = await fake.command({ name: "subscribe", options, guild, ...MANAGER });
      expect(textIn(subscribed.reply)).toContain("Next three");
      await fake.press(subscribed.reply!, buttonOf(subscribed.reply, "Send one now"), MANAGER);
      const [channel] = fake.channelsOf(guild);
      const digests = () => fake.messagesIn(channel!).filter((one) => textIn(one).includes("Goma"));
      await fake.until(() => digests().length > 0, "the digest");
      expect(digests()).toHaveLength(1);
    }

    const killed = pidOf(bot, 1);
    process.kill(killed, "SIGKILL");
    await fake.until(() => fake.gateway.log.some((entry) => entry.startsWith("close")));
    expect(await help(fake, guilds[0])).toContain("/briefing");
    await fake.until(() => count(fake.gateway.log, "ready 1/2") === 2, "the shard coming back");
    await bot.wrote(/"event":"serving".*"shard":"1\/2"[\s\S]*"event":"serving".*"shard":"1\/2"/);
    expect(await help(fake, guilds[1])).toContain("/briefing");
    expect(pidOf(bot, 1)).not.toBe(killed);
    expect(count(fake.gateway.log, "ready 0/2")).toBe(1);
    expect(declared()).toHaveLength(1);

    const shards = [pidOf(bot, 0), pidOf(bot, 1)];
    // Three processes take as long as the machine needs to end well.
    process.kill(bot.pid, "SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(shards.map(isRunning)).toEqual([false, false]);
    expect(plainLines(bot.stderr())).toEqual([expect.stringContaining("first start")]);
  });

  it("ends with one line when a shard is refused for good, and its shards end when it is killed", async () => {
    const { fake } = await twoServers();
    const DATABASE_URL = await aDatabase();
    const bot = serve(fake, ["--shards", "2"], { DATABASE_URL });
    await bot.wrote(/"event":"serving".*"shard":"1\/2"/);
    const shards = [pidOf(bot, 0), pidOf(bot, 1)];

    await bot.stop("SIGKILL");
    await expect.poll(() => shards.map(isRunning), { timeout: 20_000 }).toEqual([false, false]);

    const again = serve(fake, ["--shards", "2"], { DATABASE_URL });
    await again.wrote(/"event":"serving".*"shard":"1\/2"/);
    fake.gateway.close(4004);
    expect(await again.ended).toBe(2);
    expect(plainLines(again.stderr())).toEqual([
      expect.stringMatching(/refuses the token: set DISCORD_TOKEN/),
    ]);
  });
});

describe("a bot with several shards on one file", () => {
  it("holds them all in one process, and declares once", async () => {
    const { fake, guilds } = await twoServers();
    const bot = serve(fake, ["--shards", "auto"], {});
    await bot.wrote('"event":"serving"');

    for (const guild of [...guilds, null]) expect(await help(fake, guild)).toContain("/briefing");

    expect(fake.gateway.log).toEqual(expect.arrayContaining(["ready 0/2", "ready 1/2"]));
    expect(fake.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
    expect(bot.stderr()).not.toContain('"event":"shard"');
  });

  it("says in one line what is wrong with the wish", async () => {
    const fake = await fakeDiscordForTest();
    const wrong = serve(fake, ["--shards", "auto"], { DISCORD_TOKEN: `${fake.token}x` });
    const alone = serve(fake, ["--shard", "0/2"], {});
    const many = serve(fake, ["--shards", "many"], {});

    expect(await Promise.all([wrong, alone, many].map(({ ended }) => ended))).toEqual([2, 2, 2]);
    expect(plainLines(wrong.stderr())).toEqual([expect.stringMatching(/refuses the token/)]);
    expect(plainLines(alone.stderr())).toEqual([expect.stringMatching(/set DATABASE_URL/)]);
    expect(plainLines(many.stderr())).toEqual([expect.stringMatching(/auto or a number/)]);
    fake.takeViolations();
  });
});
