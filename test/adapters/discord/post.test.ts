import { describe, expect, it } from "vitest";
import { createDiscordAdapter } from "../../../adapters/discord/index.ts";
import type { ChannelRef } from "../../../src/chat/adapter.ts";
import { type Document, heading, paragraph } from "../../../src/chat/document.ts";
import type { ChatMemory } from "../../../src/chat/memory.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import type { FakeDiscord } from "../../support/fake-discord/index.ts";

const LONG_AGO = "2025-01-01T00:00:00Z";

const forgetful: ChatMemory = {
  keyOf: () => "key",
  keep: async () => {},
  recall: async () => null,
  forget: async () => {},
};

async function aBotThatPosts() {
  const fake = await fakeDiscordForTest();
  const bot = createDiscordAdapter({
    shards: null,
    token: fake.token,
    apiBase: fake.api,
    commands: [],
    suggest: async () => [],
    memory: forgetful,
    log: { info: () => {}, error: () => {} },
    onPresent: () => {},
    onRemoved: () => {},
  });
  await bot.start(async () => aDocument("unasked"));
  return { fake, bot, home: refTo(fake, fake.home.channel.id) };
}

function refTo(fake: FakeDiscord, id: string): ChannelRef {
  return { platform: "discord", tenant: fake.home.guild.id, id };
}

function aDocument(words: string): Document {
  return { summary: words, tone: "found", blocks: [heading(1, words), paragraph(`About ${words}.`)] };
}

describe("posting on Discord", () => {
  it("gives the id of the message, and finds the post again by its name", async () => {
    const { fake, bot, home } = await aBotThatPosts();

    const id = await bot.post(home, aDocument("Mbelo"), "a/2025-03-30");

    expect(fake.messagesIn(fake.home.channel).map((message) => message.id)).toEqual([id]);
    expect(await bot.findPost(home, "a/2025-03-30", LONG_AGO)).toBe(id);
    await bot.stop();
  });

  it("finds what arrived although the connection was cut, and nothing of another name", async () => {
    const { fake, bot, home } = await aBotThatPosts();
    fake.fault("POST /channels/:c/messages", { drop: "after" });

    await expect(bot.post(home, aDocument("Mbelo"), "cut")).rejects.toMatchObject({ problem: "unclear" });

    const [message] = fake.messagesIn(fake.home.channel);
    expect(await bot.findPost(home, "cut", LONG_AGO)).toBe(message?.id);
    expect(await bot.findPost(home, "another", LONG_AGO)).toBeNull();
    await bot.stop();
  });

  it("hands a post back that would have to wait for long, with the wait, and sits out a short one", async () => {
    const { fake, bot, home } = await aBotThatPosts();

    fake.fault("POST /channels/:c/messages", { status: 429, retryAfter: 0.1 });
    await bot.post(home, aDocument("Mbelo"), "soon");
    fake.fault("POST /channels/:c/messages", { status: 429, retryAfter: 600 });
    const later = bot.post(home, aDocument("Mbelo"), "later");

    // discord.js adds 50 ms.
    await expect(later).rejects.toMatchObject({ problem: "rate-limited", retryAfter: 600_050 });
    expect(fake.messagesIn(fake.home.channel)).toHaveLength(1);
    await bot.stop();
  });

  it("posts the same document of the same name into two channels", async () => {
    const { fake, bot, home } = await aBotThatPosts();
    const other = fake.addChannel(fake.home.guild, "other");

    await bot.post(home, aDocument("Mbelo"), "same");
    await bot.post(refTo(fake, other.id), aDocument("Mbelo"), "same");

    expect(fake.messagesIn(fake.home.channel)).toHaveLength(1);
    expect(fake.messagesIn(other)).toHaveLength(1);
    await bot.stop();
  });

  it("puts details into the thread of an earlier post, also when the thread is there already", async () => {
    const { fake, bot, home } = await aBotThatPosts();
    const parent = await bot.post(home, aDocument("Mbelo"), "parent");

    const first = await bot.post(home, aDocument("details"), "details", parent);
    const second = await bot.post(home, aDocument("more"), "more", parent);

    expect(fake.messagesIn({ id: parent }).map(({ id }) => id)).toEqual([first, second]);
    expect(await bot.findPost(home, "details", LONG_AGO, parent)).toBe(first);
    expect(await bot.findPost(home, "details", LONG_AGO)).toBeNull();
    await bot.stop();
  });

  it("finds no details where no thread was made", async () => {
    const { bot, home } = await aBotThatPosts();
    const parent = await bot.post(home, aDocument("Mbelo"), "parent");

    expect(await bot.findPost(home, "details", LONG_AGO, parent)).toBeNull();
    await bot.stop();
  });

  it("says which permission is missing, by Discord's own name for it", async () => {
    const { fake, bot, home } = await aBotThatPosts();
    const readOnly = fake.addChannel(fake.home.guild, "notices");
    fake.setAccess(readOnly, "read-only");
    const hidden = fake.addChannel(fake.home.guild, "staff");
    fake.setAccess(hidden, "hidden");
    const gone = fake.addChannel(fake.home.guild, "gone");
    fake.setAccess(gone, "deleted");

    expect(await bot.missingAccess(home)).toEqual([]);
    expect(await bot.missingAccess(refTo(fake, readOnly.id))).toEqual(["Send Messages"]);
    expect(await bot.missingAccess(refTo(fake, hidden.id))).toEqual(["View Channel"]);
    await expect(bot.missingAccess(refTo(fake, gone.id))).rejects.toMatchObject({ problem: "gone" });
    await bot.stop();
  });

  it("has no access to a channel by the name of another server", async () => {
    const { fake, bot, home } = await aBotThatPosts();
    const [foreign] = fake.channelsOf(fake.addGuild());

    await expect(bot.missingAccess({ ...home, id: foreign!.id })).rejects.toMatchObject({ problem: "gone" });
    await bot.stop();
  });

  it("tells one person in a direct message, and says when they take none", async () => {
    const { fake, bot } = await aBotThatPosts();
    const { user } = fake.home;

    await bot.tell(fake.home.guild.id, user.id, aDocument("a word"), "word");

    expect(fake.messagesIn(fake.directChannel(user))).toHaveLength(1);
    user.acceptsDirectMessages = false;
    await expect(bot.tell(fake.home.guild.id, user.id, aDocument("again"), "again")).rejects.toMatchObject({
      problem: "no-access",
    });
    await bot.stop();
  });
});
