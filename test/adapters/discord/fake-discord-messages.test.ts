import { describe, expect, it } from "vitest";
import { aPostingBot } from "../../support/fake-discord/posting-bot.ts";

describe("messages of the bot", () => {
  it("are sent, edited, fetched and deleted by discord.js", async () => {
    const { channel, texts } = await aPostingBot();

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
    const { fake, channel } = await aPostingBot();
    const files = ["a.txt", "b.txt"].map((name) => ({ attachment: Buffer.from(name), name }));
    const message = await channel.send({ content: "two files", files });

    await message.edit({ attachments: [...message.attachments.values()].slice(0, 1), files: files.slice(1) });

    const [seen] = fake.messagesIn(fake.home.channel);
    expect(seen?.files.map(({ filename }) => filename)).toEqual(["a.txt", "b.txt"]);
    expect(seen?.states.map(({ files }) => files.length)).toEqual([2, 2]);
  });

  it("start a thread once, and go on in it", async () => {
    const { fake, channel } = await aPostingBot();
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
    const { fake, client } = await aPostingBot();
    const user = fake.addUser();

    await client.users.send(user.id, "hello");
    user.acceptsDirectMessages = false;

    expect(fake.messagesIn(fake.directChannel(user)).map(({ content }) => content)).toEqual(["hello"]);
    await expect(client.users.send(user.id, "again")).rejects.toMatchObject({ code: 50007 });
  });

  it("with an enforced nonce are made once within minutes, and again after", async () => {
    const { fake, channel, texts } = await aPostingBot();
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
    const { fake, channel } = await aPostingBot();
    fake.setAccess(fake.home.channel, access);

    await expect(channel.send("one")).rejects.toMatchObject({ code });
  });

  it("are refused in a guild that removed the bot", async () => {
    const { fake, channel } = await aPostingBot();
    fake.leaveGuild(fake.home.guild);

    await expect(channel.send("one")).rejects.toMatchObject({ code: 50001 });
  });
});
