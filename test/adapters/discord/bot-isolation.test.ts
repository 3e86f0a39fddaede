import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { aSitrepBot, buttonOf, selectOf, textIn } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { rss } from "../../support/made-up-feeds.ts";
import { newsServer } from "../../support/news-server.ts";

const GOMA = { topic: "goma", since: "2025-01-26", until: "2025-02-07" };
const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };
const FORGED = { forged: true } as const;

describe("two servers on one bot", () => {
  it("share no settings, no pages and no buttons, though their channels have the same names", async () => {
    const fake = await fakeDiscordForTest({ guilds: 2 });
    const bot = await aSitrepBot(fake);
    const a = fake.home.guild;
    const b = fake.addGuild();
    const nameOf = (guild: { readonly id: string }) => fake.channelsOf(guild)[0]!.name;
    expect(nameOf(a)).toBe(nameOf(b));

    const changed = await fake.command({
      name: "settings",
      options: { window: "30d" },
      guild: a,
      ...MANAGER,
    });
    expect(textIn(changed.reply)).toContain("30 days");
    const others = await fake.command({ name: "settings", guild: b, ...MANAGER });
    expect(textIn(others.reply)).not.toContain("30 days");

    const ofA = await fake.command({ name: "briefing", options: GOMA, guild: a });
    const secret =
      textIn(ofA.reply)
        .split("\n")
        .find((line) => line.includes("“")) ?? "page 2 of ";
    const inB = await fake.command({ name: "help", options: { command: "why" }, guild: b, ...MANAGER });
    const foreign = [
      buttonOf(ofA.reply, "More"),
      buttonOf(ofA.reply, "Figures"),
      buttonOf(changed.reply, "French"),
    ];
    for (const id of foreign) {
      const pressed = await fake.press(inB.reply!, id, { ...FORGED, ...MANAGER });
      const shown = pressed.messages.map(textIn).join("\n");
      expect(shown).toContain("too old, or not from here");
      expect(shown).not.toContain(secret);
      expect(pressed.messages.every(({ ephemeral }) => ephemeral)).toBe(true);
    }
    const languageOfB = await fake.command({ name: "settings", guild: b, ...MANAGER });
    expect(textIn(languageOfB.reply)).toBe(textIn(others.reply));

    // In its own server each still does what it says: it was the server that was wrong, not the button.
    const turned = await fake.press(ofA.reply!, buttonOf(ofA.reply, "More"));
    expect(textIn(turned.reply)).toContain("page 2 of ");

    // A fact of the library everybody shares is no secret; one that nobody has is said to be unknown.
    const { id } = selectOf(turned.reply);
    const why = await fake.select(inB.reply!, id, ["fzzzzzz"], { ...FORGED, ...MANAGER });
    expect(textIn(why.reply)).toContain("fzzzzzz");

    for (const guild of [a, b])
      for (const channel of fake.channelsOf(guild)) expect(fake.messagesIn(channel)).toEqual([]);
    expect(fake.requests.filter(({ path }) => path.includes("/channels/"))).toEqual([]);

    fake.loseGuild(b);
    fake.recoverGuild(b);
    fake.leaveGuild(a);
    await bot.wrote(`"outcome":"gone","tenant":"discord:${a.id}"`);
    fake.loseGuild(b);
    fake.leaveGuild(b);
    await bot.wrote(`"outcome":"gone","tenant":"discord:${b.id}"`);
  });

  it("see what their own feeds bring, and nobody else's", async () => {
    const news = await newsServer();
    onTestFinished(() => news.close());
    const body = Array.from(
      { length: 6 },
      () =>
        "TARSK, March 4 - At least 41 people were killed in Tarsk on Tuesday, Mayor Lina Okoro said. " +
        "The road to Orvel was closed, and bakers sold from their doors.",
    ).join(" ");
    const date = "Tue, 04 Mar 2025 06:30:00 GMT";
    news.answers.set("/feed", {
      body: rss([{ title: "Shelling of Tarsk", link: `${news.base}/1`, date, body }]),
    });
    const fake = await fakeDiscordForTest({ guilds: 2 });
    await aSitrepBot(fake, { SITREP_ALLOW_ADDRESSES: "127.0.0.1" });
    const [a, b] = [fake.home.guild, fake.addGuild()];
    const ask = async (guild: typeof a, name: string, options: Record<string, string>) =>
      textIn((await fake.command({ name, options, guild, ...MANAGER })).reply);

    const added = await ask(a, "feeds", { action: "add", address: `${news.base}/feed` });
    const mine = await ask(a, "figures", { topic: "tarsk", since: "2025-03-01", until: "2025-03-10" });
    const theirs = await ask(b, "figures", { topic: "tarsk", since: "2025-03-01", until: "2025-03-10" });
    const lists = [await ask(a, "feeds", {}), await ask(b, "feeds", {})];
    const suggested = await fake.autocomplete({
      name: "briefing",
      options: { topic: "tars" },
      focused: "topic",
      guild: b,
    });
    const removed = await ask(a, "feeds", { action: "remove", address: `${news.base}/feed` });

    expect(added).toContain("1 article taken in. Only this server sees them.");
    expect(mine).toContain("At least 41");
    expect(theirs).not.toContain("At least 41");
    expect(lists[0]).toContain("Kelmar Post");
    expect(lists[1]).toContain("no feeds of its own");
    expect((suggested.choices ?? []).map(({ value }) => value)).not.toContain("Tarsk");
    expect(removed).toContain("Removed");
  });
});
