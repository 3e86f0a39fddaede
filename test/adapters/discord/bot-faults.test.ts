import { describe, expect, it } from "vitest";
import { aSitrepBot, startSitrepBot, textIn } from "../../support/a-sitrep-bot.ts";
import type { Fault } from "../../support/fake-discord/faults.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import type { FakeDiscord } from "../../support/fake-discord/index.ts";

const EDIT = "PATCH /webhooks/:a/:t/messages/:m";
const CALLBACK = "POST /interactions/:i/:t/callback";
const HELP = { name: "help" } as const;

const count = (log: readonly string[], entry: string) => log.filter((line) => line === entry).length;

async function aBot() {
  const fake = await fakeDiscordForTest();
  return { fake, bot: await aSitrepBot(fake) };
}

describe("trouble on the way to Discord", () => {
  it("leaves the member with one whole answer, whatever happened to the edit or the acknowledgement", async () => {
    const { fake, bot } = await aBot();
    // With each, how many edits there are in the end: a repetition of one must not meet the trouble of the next.
    const faults: readonly (readonly [string, Fault, edits: number])[] = [
      [EDIT, { status: 429, retryAfter: 0.05 }, 2],
      [EDIT, { status: 429, retryAfter: 0.05, scope: "global" }, 2],
      [EDIT, { status: 502, times: 2 }, 3],
      [EDIT, { status: 502, afterStoring: true }, 2],
      [EDIT, { drop: "before" }, 2],
      [EDIT, { drop: "after" }, 2],
      // More than one connection may have died meanwhile.
      [EDIT, { drop: "before", times: 3 }, 4],
      [CALLBACK, { status: 429, retryAfter: 0.05 }, 1],
      [CALLBACK, { status: 429, retryAfter: 0.05, scope: "global" }, 1],
      [CALLBACK, { status: 502 }, 1],
      [CALLBACK, { drop: "before" }, 1],
      [CALLBACK, { drop: "before", times: 2 }, 1],
      [CALLBACK, { drop: "after" }, 1],
    ];
    const edits = () => fake.requests.filter(({ method }) => method === "PATCH").length;

    for (const [route, fault, expected] of faults) {
      const before = edits();
      fake.fault(route, fault);
      const seen = await fake.command(HELP);
      const what = `${route} ${JSON.stringify(fault)}`;
      expect(textIn(seen.reply), what).toContain("/briefing");
      expect(seen.messages, what).toHaveLength(1);
      expect(seen.reply?.ephemeral, what).toBe(true);
      await fake.until(() => edits() - before >= expected, `${what}: ${expected} edits`);
      fake.clearFaults();
    }

    // A button that turns a page is acknowledged in its own way.
    const first = await fake.command({
      name: "briefing",
      options: { topic: "goma", since: "2025-01-26", until: "2025-02-07" },
    });
    const more = JSON.stringify(first.reply?.components).match(/sitrep:page:[\w-]+:1/)?.[0] ?? "";
    fake.fault(CALLBACK, { drop: "after" });
    fake.fault(EDIT, { drop: "before" });
    const turned = await fake.press(first.reply!, more);
    expect(textIn(turned.reply)).toContain("page 2 of ");
    expect(bot.stderr()).not.toContain("answer failed");
  });

  it("answers when the acknowledgement arrived and a 5xx said it had not", async () => {
    const { fake } = await aBot();
    fake.fault(CALLBACK, { status: 502, afterStoring: true });

    const seen = await fake.command(HELP);

    expect(textIn(seen.reply)).toContain("/briefing");
    // discord.js repeats it by itself.
    expect(fake.takeViolations().map(({ rule }) => rule)).toEqual(["second-acknowledgement"]);
  });

  it("logs what came too late, answers once what came twice, and goes on", async () => {
    const { fake, bot } = await aBot();
    fake.fault(CALLBACK, { status: 429, retryAfter: 0.3 });
    const late = expect(fake.command(HELP)).rejects.toThrow("did not respond");
    await fake.until(() => fake.requests.some(({ status }) => status === 429));
    fake.advance(3001);
    await late;
    await bot.wrote('"outcome":"too late"');
    expect(bot.stderr()).toContain("10062");

    const seen = await fake.command(HELP);
    const sent = fake.requests.length;
    fake.deliverAgain(seen);
    const next = await fake.command(HELP);

    expect(textIn(next.reply)).toContain("/briefing");
    expect(fake.requests.length - sent).toBe(2);
  });

  it("comes back from every loss of the connection and answers what was asked meanwhile", async () => {
    const { fake, bot } = await aBot();
    fake.gateway.goOffline();
    await fake.until(() => fake.gateway.log.some((entry) => entry.startsWith("close")));
    const meanwhile = fake.command(HELP);
    fake.gateway.goOnline();
    expect(textIn((await meanwhile).reply)).toContain("/briefing");

    const disturbances = [
      () => fake.gateway.terminate(),
      () => fake.gateway.close(4000),
      () => fake.gateway.requestReconnect(),
      () => fake.gateway.invalidate(true),
    ];
    for (const [done, disturb] of disturbances.entries()) {
      disturb();
      await fake.until(() => count(fake.gateway.log, "resumed") === done + 2, `resuming ${done}`);
      expect(textIn((await fake.command(HELP)).reply)).toContain("/briefing");
    }
    expect(count(fake.gateway.log, "identify")).toBe(1);
    await bot.wrote('"outcome":"resumed"');
  });

  it("begins anew when its gateway session is lost", async () => {
    const losses = [
      (fake: FakeDiscord) => fake.gateway.invalidate(),
      (fake: FakeDiscord) => fake.gateway.close(1000),
    ];
    // At the same time: discord.js waits five seconds between two identifies.
    const answers = losses.map(async (lose) => {
      const { fake } = await aBot();
      lose(fake);
      await fake.until(() => count(fake.gateway.log, "ready 0/1") === 2, "beginning anew");
      return textIn((await fake.command(HELP)).reply);
    });

    for (const answer of await Promise.all(answers)) expect(answer).toContain("/briefing");
  });
});

describe("what ends the bot", () => {
  /** The lines of standard error that are not its log. */
  const plainLines = (stderr: string) =>
    stderr.split("\n").filter((line) => line !== "" && !line.startsWith("{"));
  const expectOneLine = async (
    bot: { readonly ended: Promise<unknown>; readonly stderr: () => string; readonly stdout: () => string },
    token: string,
    words: RegExp,
  ) => {
    expect(await bot.ended).toBe(2);
    expect(plainLines(bot.stderr())).toEqual([expect.stringMatching(words)]);
    expect(bot.stderr()).not.toMatch(/^\s+at |\\n {4}at /m);
    expect(bot.stdout() + bot.stderr()).not.toContain(token);
  };

  it.each([
    [4004, /refuses the token: set DISCORD_TOKEN/],
    [4011, /more servers \(2,500\).*run sitrep serve --shards auto/],
    [4013, /refuses the intents.*please report/],
    [4014, /refuses the intents.*may not have them/],
  ])("says in one line what to do when the gateway closes with %i while it runs", async (code, words) => {
    const { fake, bot } = await aBot();

    fake.gateway.close(code);

    await expectOneLine(bot, fake.token, words);
  });

  it.each([
    [4004, /refuses the token: set DISCORD_TOKEN/],
    [4014, /refuses the intents/],
  ])("and when it is closed with %i while it starts", async (code, words) => {
    const fake = await fakeDiscordForTest();
    fake.gateway.refuseIdentify(code);

    const bot = startSitrepBot(fake);

    await expectOneLine(bot, fake.token, words);
  });

  it("and when its token is wrong, or is refused later", async () => {
    const fake = await fakeDiscordForTest();
    const wrong = startSitrepBot(fake, { DISCORD_TOKEN: `${fake.token}x` });
    await expectOneLine(wrong, fake.token, /refuses the token: set DISCORD_TOKEN/);
    fake.takeViolations();

    fake.fault("GET /applications/:a/commands", { status: 401 });
    const later = startSitrepBot(fake);
    await expectOneLine(later, fake.token, /refuses the token: set DISCORD_TOKEN/);
  });
});
