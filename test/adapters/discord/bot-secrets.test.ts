import { PermissionFlagsBits } from "discord.js";
import { expect, it } from "vitest";
import { aDatabase, describeWithPostgres } from "../../support/a-database.ts";
import { aSitrepBot, buttonOf, selectOf, startSitrepBot } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";

const GOMA = { topic: "goma", since: "2025-01-26", until: "2025-02-07" };
const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };
/** Everything a curious operator may switch on that says what happens inside. */
const TALKATIVE = { DEBUG: "*", NODE_DEBUG: "net,tls,timer,worker,module", NODE_ENV: "development" };

describeWithPostgres("what the bot writes about itself", () => {
  it("shows no token, no password and no address with one, in good times and bad", async () => {
    const fake = await fakeDiscordForTest();
    const database = await aDatabase();
    const bot = await aSitrepBot(fake, { ...TALKATIVE, DATABASE_URL: database });

    const seen = await fake.command({ name: "briefing", options: GOMA });
    const turned = await fake.press(seen.reply!, buttonOf(seen.reply, "More"));
    await fake.press(turned.reply!, buttonOf(turned.reply, "Back"));
    const { id, values } = selectOf(seen.reply);
    await fake.select(seen.reply!, id, [values[0]!]);
    await fake.autocomplete({ name: "briefing", options: { topic: "gom" }, focused: "topic" });
    await fake.command({ name: "file", options: { ...GOMA, as: "markdown" } });
    await fake.command({ name: "settings", options: { language: "fr" }, ...MANAGER });
    const feeds = await fake.command({ name: "feeds", ...MANAGER });
    await fake.press(feeds.reply!, buttonOf(feeds.reply, /feed|source|flux/i), MANAGER);
    await fake.press(seen.reply!, `sitrep:act:${"A".repeat(22)}`, { forged: true });

    // The ways of failing whose errors carry addresses.
    const EDIT = "PATCH /webhooks/:a/:t/messages/:m";
    for (const fault of [
      { status: 400, times: 2 },
      { status: 500, times: 9 },
      { drop: "before", times: 9 },
    ] as const) {
      const failures = bot.stderr().split("answer failed").length;
      fake.fault(EDIT, fault);
      await fake.command({ name: "help", until: "acknowledged" });
      await expect
        .poll(() => bot.stderr().split("answer failed").length, { timeout: 10_000 })
        .toBeGreaterThan(failures);
      fake.clearFaults();
    }
    fake.fault("GET /applications/:a/commands", { status: 401 });
    fake.gateway.close(4004);
    expect(await bot.ended).toBe(2);

    const refused = startSitrepBot(fake, { ...TALKATIVE, DATABASE_URL: `${database}-of-nobody` });
    expect(await refused.ended).not.toBe(0);

    const written = [bot, refused].map(({ stdout, stderr }) => stdout() + stderr()).join("\n");
    const { password } = new URL(database);
    expect(written).toContain("answer failed");
    for (const secret of [...fake.secrets(), database, password]) expect(written).not.toContain(secret);
  });
});
