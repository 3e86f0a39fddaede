import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { aSitrepBot, buttonOf, selectOf, textIn } from "../../support/a-sitrep-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";

const GOMA = { topic: "goma", since: "2025-01-26", until: "2025-02-07" };
const MANAGER = { permissions: PermissionFlagsBits.ManageGuild };

describe("Sitrep on Discord", () => {
  it("declares its commands, in French too, and not again when nothing changed", async () => {
    const fake = await fakeDiscordForTest();
    const first = await aSitrepBot(fake);
    await first.wrote("commands declared");
    await first.stop();

    const second = await aSitrepBot(fake);
    await second.wrote("commands as they were");

    const puts = fake.requests.filter(({ method }) => method === "PUT");
    expect(puts).toHaveLength(1);
    const names = fake.commands.map(({ name }) => name).sort();
    expect(names).toEqual(
      ["Brief this message", "actors", "briefing", "feeds", "figures", "file", "help"].concat([
        "read",
        "said",
        "settings",
        "sources",
        "status",
        "subscribe",
        "subscriptions",
        "timeline",
        "watch",
        "watches",
        "why",
      ]),
    );
    expect(JSON.stringify(fake.commands)).toContain('"fr":"point"');
  });

  it("answers a briefing to the asker alone, in pages, with the evidence behind every line", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);

    const seen = await fake.command({ name: "briefing", options: GOMA });

    expect(seen.acknowledgement.type).toBe("deferred message");
    expect(seen.reply?.ephemeral).toBe(true);
    const first = textIn(seen.reply);
    expect(first).toMatch(/^## \*\*Goma\*\*\n/);
    expect(first).toContain("sources disagree");
    expect(first).toContain("page 1 of ");

    const turned = await fake.press(seen.reply!, buttonOf(seen.reply, "More"));
    expect(turned.acknowledgement.type).toBe("deferred update");
    expect(textIn(turned.reply)).toContain("page 2 of ");
    const back = await fake.press(turned.reply!, buttonOf(turned.reply, "Back"));
    expect(textIn(back.reply)).toBe(first);

    const { id, values } = selectOf(back.reply);
    const why = await fake.select(back.reply!, id, [values[0]!]);
    expect(textIn(why.reply)).toContain(values[0]!.slice(0, 7));
    expect(why.reply?.ephemeral).toBe(true);

    const figures = await fake.press(back.reply!, buttonOf(back.reply, "Figures"));
    expect(textIn(figures.reply)).toContain("Killed");
    expect(figures.reply?.ephemeral).toBe(true);
  });

  it("shows the whole channel what the asker shares, and nothing else", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);

    const shared = await fake.command({ name: "briefing", options: { ...GOMA, share: true } });
    const said = await fake.command({
      name: "said",
      options: { who: "kagame", since: "2025-01-26", until: "2025-02-07" },
    });

    expect(shared.reply?.ephemeral).toBe(false);
    expect(said.reply?.ephemeral).toBe(true);
    expect(textIn(said.reply)).toContain("Kagame");
  });

  it("answers every question, and wrong ones with what to do", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);
    const period = { since: "2025-01-26", until: "2025-02-07" };

    for (const name of ["figures", "timeline", "actors", "sources"]) {
      const seen = await fake.command({ name, options: { topic: "goma", ...period } });
      expect(textIn(seen.reply)).toContain("Goma");
    }
    expect(textIn((await fake.command({ name: "help" })).reply)).toContain("/briefing");
    expect(textIn((await fake.command({ name: "why", options: { id: "fzzzzzz" } })).reply)).toContain(
      "fzzzzzz",
    );
    expect(textIn((await fake.command({ name: "briefing", options: { topic: "gooma" } })).reply)).toContain(
      "Goma",
    );
    const bad = await fake.command({ name: "briefing", options: { topic: "goma", since: "yesteryear" } });
    expect(textIn(bad.reply)).toContain("yesteryear");
  });

  it("suggests topics and commands while somebody types", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);

    const topics = await fake.autocomplete({ name: "briefing", options: { topic: "gom" }, focused: "topic" });
    const commands = await fake.autocomplete({
      name: "help",
      options: { command: "sa" },
      focused: "command",
    });

    expect(topics.choices?.[0]).toMatchObject({ name: "Goma", value: "Goma" });
    expect(commands.choices).toEqual([expect.objectContaining({ value: "said" })]);
  });

  it("speaks French to a French reader, with the same facts", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);

    const seen = await fake.command({ name: "briefing", options: GOMA, locale: "fr" });

    const text = textIn(seen.reply);
    expect(text).toContain("les sources divergent");
    expect(text).toContain("page 1 sur ");
  });

  it("hands over a briefing as a file with words for those who do not see it", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);

    const seen = await fake.command({
      name: "file",
      options: { ...GOMA, as: "markdown" },
    });

    const [file] = seen.reply?.files ?? [];
    expect(file).toMatchObject({ filename: expect.stringMatching(/^goma-\d{4}-\d\d-\d\d\.md$/) });
    expect(JSON.stringify(seen.reply)).toContain("Briefing as a file: Goma");
  });

  it("works in direct messages and where a member brings it along", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);
    const foreign = fake.addGuild({ joined: false });

    const direct = await fake.command({ name: "briefing", options: GOMA, guild: null });
    const abroad = await fake.command({ name: "briefing", options: GOMA, guild: foreign });

    expect(textIn(direct.reply)).toContain("## **Goma**");
    expect(textIn(abroad.reply)).toContain("## **Goma**");
  });

  it("reads the report in a message for the one who asks", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);
    const report =
      "TARSK, March 4 (Kelmar Wire) - At least 41 people were killed when shells hit the market in Tarsk on Tuesday, " +
      'Mayor Lina Okoro said. "We buried whole families," she told reporters. The Kelmar Relief Network said 300 ' +
      "families had fled the town since Sunday, and that the road to Orvel was still closed.";
    const message = await fake.say(fake.home.channel, report, fake.home.user);

    const seen = await fake.messageCommand("Brief this message", message);

    expect(textIn(seen.reply)).toContain("At least 41");
    expect(textIn(seen.reply)).toContain("Lina Okoro");
    expect(textIn(seen.reply)).toContain("nothing was stored");
    expect(seen.reply?.ephemeral).toBe(true);
  });

  it("lets only managers change settings and feeds, by command, button and dialogue alike", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);
    const member = await fake.command({ name: "settings", options: { language: "fr" }, overridden: true });
    expect(textIn(member.reply)).toContain("who may manage");

    const settings = await fake.command({ name: "settings", options: { window: "30d" }, ...MANAGER });
    expect(textIn(settings.reply)).toContain("30 days");
    const pressed = await fake.press(settings.reply!, buttonOf(settings.reply, "French"), {
      permissions: 0n,
    });
    expect(textIn(pressed.reply)).toContain("who may manage");

    const feeds = await fake.command({ name: "feeds", ...MANAGER });
    const dialogue = await fake.press(feeds.reply!, buttonOf(feeds.reply, "Add a feed"), MANAGER);
    expect(dialogue.acknowledgement.type).toBe("modal");
    const sent = await fake.submitModal(dialogue, { address: "no address at all" });
    expect(textIn(sent.reply)).not.toBe("");
  });

  it("answers a forged or forgotten button politely, and to the presser alone", async () => {
    const fake = await fakeDiscordForTest();
    await aSitrepBot(fake);
    const seen = await fake.command({ name: "briefing", options: { ...GOMA, share: true } });

    const forged = `sitrep:act:${"A".repeat(22)}`;
    const pressed = await fake.press(seen.reply!, forged, { forged: true });

    expect(textIn(pressed.reply)).toContain("too old, or not from here");
    expect(pressed.reply?.ephemeral).toBe(true);
  });
});
