import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  EmbedBuilder,
  MessageFlags,
  PermissionFlagsBits,
  TextDisplayBuilder,
} from "discord.js";
import { describe, expect, it } from "vitest";
import { aBotThat, BRIEFING } from "../../support/fake-discord/answering-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { declareCommands } from "../../support/fake-discord/small-bot.ts";

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
const button = (id: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Secondary);

describe("a slash command driven through the stand-in", () => {
  it("shows an immediate reply with its options, locale and place of origin", async () => {
    const { fake } = await aBotThat((interaction) =>
      interaction.reply(
        `${interaction.options.getString("place", true)} ${interaction.locale} ${interaction.guildId}`,
      ),
    );

    const seen = await fake.command({ name: "briefing", options: { place: "Tessaut" }, locale: "fr" });

    expect(seen.acknowledgement.type).toBe("message");
    expect(seen.acknowledgement.afterMs).toBeLessThanOrEqual(3000);
    expect(seen.reply?.content).toBe(`Tessaut fr ${fake.home.guild.id}`);
    expect(seen.reply?.ephemeral).toBe(false);
  });

  it("shows a private deferral, the edit with embed, buttons and file, and the follow-up", async () => {
    const bytes = Buffer.from([0, 255, 128, 7]);
    const { fake, problems } = await aBotThat(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({
        content: "Tessaut",
        embeds: [new EmbedBuilder().setTitle("Figures").setDescription("63 killed")],
        components: [row(button("next"))],
        files: [{ attachment: bytes, name: "figures.bin", description: "the figures" }],
      });
      await interaction.followUp({ content: "more", flags: MessageFlags.Ephemeral });
    });

    const seen = await fake.command({ name: "briefing", options: { place: "Tessaut" } });
    await seen.until(({ followUps }) => followUps.length === 1);

    expect(problems).toEqual([]);
    expect(seen.acknowledgement.type).toBe("deferred message");
    expect(seen.reply?.states.map(({ content }) => content)).toEqual(["", "Tessaut"]);
    expect(seen.reply?.ephemeral).toBe(true);
    expect(seen.reply?.embeds[0]?.title).toBe("Figures");
    expect(seen.reply?.files.map(({ filename, description }) => [filename, description])).toEqual([
      ["figures.bin", "the figures"],
    ]);
    expect(Buffer.compare(seen.reply!.files[0]!.bytes, bytes)).toBe(0);
    expect(seen.followUps[0]?.content).toBe("more");
    expect(fake.messagesIn(fake.home.channel)).toEqual([]);
  });

  it("keeps the privacy of the deferral, whatever the edit or first follow-up says", async () => {
    const { fake } = await aBotThat(async (interaction) => {
      await interaction.deferReply();
      await interaction.followUp({ content: "first follow-up", flags: MessageFlags.Ephemeral });
    });

    const seen = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    expect(seen.reply?.content).toBe("first follow-up");
    expect(seen.reply?.ephemeral).toBe(false);
    expect(seen.followUps).toEqual([]);
  });

  it("answers withResponse with the message, and fetches, edits and deletes it", async () => {
    const { fake, problems } = await aBotThat(async (interaction) => {
      const response = await interaction.reply({ content: "one", withResponse: true });
      const fetched = await interaction.fetchReply();
      await interaction.editReply(`${fetched.content} ${response.resource?.message?.id === fetched.id}`);
      const second = await interaction.followUp("second");
      await interaction.editReply({ message: second, content: "second, edited" });
      await interaction.deleteReply();
    });

    const seen = await fake.command({ name: "briefing", options: { place: "Tessaut" } });
    await seen.until(({ reply }) => reply?.deleted === true);

    expect(problems).toEqual([]);
    expect(seen.reply?.states.map(({ content }) => content)).toEqual(["one", "one true"]);
    expect(seen.messages.map(({ content }) => content)).toEqual(["second, edited"]);
  });

  it("shows Components V2 in a deferred answer", async () => {
    const { fake, problems } = await aBotThat(async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply({
        flags: MessageFlags.IsComponentsV2,
        components: [new TextDisplayBuilder().setContent("## Tessaut")],
      });
    });

    const seen = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    expect(problems).toEqual([]);
    expect(seen.reply?.components).toEqual([{ type: 10, content: "## Tessaut" }]);
  });

  it("reaches a bot in a direct message and where a user installed it", async () => {
    const everywhere = { ...BRIEFING, contexts: [0, 1, 2], integration_types: [0, 1] };
    const { fake } = await aBotThat(
      (interaction) =>
        interaction.reply(
          `${interaction.context} ${JSON.stringify(interaction.authorizingIntegrationOwners)}`,
        ),
      undefined,
      everywhere,
    );
    const foreign = fake.addGuild({ joined: false });
    const options = { place: "Tessaut" };

    const direct = await fake.command({ name: "briefing", options, guild: null });
    const group = await fake.command({ name: "briefing", options, context: "private channel" });
    const elsewhere = await fake.command({ name: "briefing", options, guild: foreign });

    const { user } = fake.home;
    expect(direct.reply?.content).toBe('1 {"0":"0"}');
    expect(group.reply?.content).toBe(`2 {"1":"${user.id}"}`);
    expect(elsewhere.reply?.content).toBe(`0 {"1":"${user.id}"}`);
  });

  it.each([
    [{ name: "briefings", options: {} }, 'no command "briefings" is registered'],
    [{ name: "briefing", options: {} }, 'option "place" of "briefing" is required'],
    [{ name: "briefing", options: { place: "x", town: "y" } }, 'has no option "town"'],
    [{ name: "briefing", options: { place: "x", window: "9d" } }, "has the choices 24h, 7d"],
    [{ name: "briefing", options: { place: 3 } }, "takes text"],
    [
      { name: "briefing", options: { place: "x" }, context: "private channel" as const },
      "not registered for installation by a user",
    ],
  ])("refuses %j as Discord's own client would", async (wish, reason) => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [BRIEFING]);

    await expect(fake.command(wish)).rejects.toThrow(reason);
  });

  it("offers a command with default permissions only to those who have them", async () => {
    const manage = { ...BRIEFING, default_member_permissions: String(PermissionFlagsBits.ManageGuild) };
    const { fake } = await aBotThat(
      (interaction) => interaction.reply(String(interaction.memberPermissions?.has("ManageGuild"))),
      undefined,
      manage,
    );
    const wish = { name: "briefing", options: { place: "Tessaut" } };

    await expect(fake.command(wish)).rejects.toThrow("does not offer");
    const manager = await fake.command({ ...wish, permissions: PermissionFlagsBits.ManageGuild });
    const opened = await fake.command({ ...wish, overridden: true });

    expect(manager.reply?.content).toBe("true");
    expect(opened.reply?.content).toBe("false");
  });
});
