import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  EmbedBuilder,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, it } from "vitest";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { declareCommands, startSmallBot } from "../../support/fake-discord/small-bot.ts";

const BRIEFING = {
  name: "briefing",
  description: "What is reported from a place",
  name_localizations: { fr: "point" },
  options: [
    { type: 3, name: "place", description: "Town or country", required: true, autocomplete: true },
    {
      type: 3,
      name: "window",
      description: "How far back",
      choices: [
        { name: "one day", value: "24h" },
        { name: "one week", value: "7d" },
      ],
    },
  ],
};

/** A stand-in with one command, and a bot that does as told with it. */
async function aBotThat(
  answers: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  others: (interaction: Interaction) => Promise<unknown> = async () => {},
  command: object = BRIEFING,
) {
  const fake = await fakeDiscordForTest();
  await declareCommands(fake, [command]);
  const bot = await startSmallBot(fake, {
    onInteraction: (interaction) =>
      interaction.isChatInputCommand() ? answers(interaction) : others(interaction),
  });
  return { fake, ...bot };
}

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

describe("autocomplete, buttons, menus and modals driven through the stand-in", () => {
  it("shows the choices while somebody types, and only where they were registered", async () => {
    const { fake } = await aBotThat(
      async () => {},
      async (interaction) => {
        const typing = interaction as AutocompleteInteraction;
        await typing.respond([{ name: typing.options.getFocused().toUpperCase(), value: "tessaut" }]);
      },
    );

    const wish = { name: "briefing", options: { place: "te" } };
    const seen = await fake.autocomplete({ ...wish, focused: "place" });

    expect(seen.choices).toEqual([{ name: "TE", value: "tessaut" }]);
    await expect(fake.autocomplete({ ...wish, focused: "window" })).rejects.toThrow("not registered with");
  });

  it("updates the message whose button was pressed, at once or after a deferral", async () => {
    const { fake, problems } = await aBotThat(
      (interaction) =>
        interaction.reply({ content: "page 1", components: [row(button("now"), button("later"))] }),
      async (interaction) => {
        if (!interaction.isButton()) return;
        if (interaction.customId === "now") return void (await interaction.update("page 2"));
        await interaction.deferUpdate();
        await interaction.editReply("page 3");
      },
    );
    const first = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    const now = await fake.press(first.reply!, "now");
    const later = await fake.press(first.reply!, "later");

    expect(problems).toEqual([]);
    expect([now.acknowledgement.type, later.acknowledgement.type]).toEqual(["update", "deferred update"]);
    expect(later.reply?.id).toBe(first.reply?.id);
    expect(first.reply?.states.map(({ content }) => content)).toEqual(["page 1", "page 2", "page 3"]);
  });

  it("lets nobody press what is not there or what they do not see", async () => {
    const { fake } = await aBotThat((interaction) =>
      interaction.reply({
        content: "private",
        components: [row(button("open"), button("shut").setDisabled(true))],
        flags: MessageFlags.Ephemeral,
      }),
    );
    const { reply } = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    await expect(fake.press(reply!, "nowhere")).rejects.toThrow("it has: open, shut");
    await expect(fake.press(reply!, "shut")).rejects.toThrow("disabled");
    await expect(fake.press(reply!, "open", { user: fake.addUser() })).rejects.toThrow("does not see");
    await expect(fake.select(reply!, "open", ["a"])).rejects.toThrow("press it");
  });

  it("carries a forged custom_id, as a hostile client could", async () => {
    const { fake } = await aBotThat(
      (interaction) => interaction.reply({ content: "page 1", components: [row(button("a"))] }),
      async (interaction) => {
        if (interaction.isButton()) await interaction.reply(`refused ${interaction.customId}`);
      },
    );
    const { reply } = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    const seen = await fake.press(reply!, "b", { forged: true, user: fake.addUser() });

    expect(seen.reply?.content).toBe("refused b");
  });

  it("takes a choice from a menu that offers it", async () => {
    const menu = new StringSelectMenuBuilder()
      .setCustomId("window")
      .addOptions({ label: "day", value: "24h" }, { label: "week", value: "7d" });
    const { fake } = await aBotThat(
      (interaction) =>
        interaction.reply({
          content: "choose",
          components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
        }),
      async (interaction) => {
        if (interaction.isStringSelectMenu()) await interaction.update(interaction.values.join());
      },
    );
    const { reply } = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    const seen = await fake.select(reply!, "window", ["7d"]);

    expect(seen.reply?.content).toBe("7d");
    await expect(fake.select(reply!, "window", ["9d"])).rejects.toThrow("it offers: 24h, 7d");
  });

  it.each(["rows", "labels"])("sends a modal made of %s with what was filled in", async (shape) => {
    const input = new TextInputBuilder().setCustomId("url").setStyle(TextInputStyle.Short).setMaxLength(200);
    const { fake, problems } = await aBotThat(
      async (interaction) => {
        const modal = new ModalBuilder().setCustomId("add-feed").setTitle("Add a feed");
        await interaction.showModal(
          shape === "rows"
            ? modal.addComponents(
                new ActionRowBuilder<TextInputBuilder>().addComponents(input.setLabel("Address")),
              )
            : modal.addLabelComponents(new LabelBuilder().setLabel("Address").setTextInputComponent(input)),
        );
      },
      async (interaction) => {
        if (!interaction.isModalSubmit()) return;
        await interaction.reply(interaction.fields.getTextInputValue("url"));
      },
    );
    const opened = await fake.command({ name: "briefing", options: { place: "Tessaut" } });

    const sent = await fake.submitModal(opened, { url: "https://example.org/feed" });

    expect(problems).toEqual([]);
    expect(opened.acknowledgement.type).toBe("modal");
    expect(opened.modal?.title).toBe("Add a feed");
    expect(opened.reply).toBeNull();
    expect(sent.reply?.content).toBe("https://example.org/feed");
    await expect(fake.submitModal(opened, { url: "" })).rejects.toThrow("required");
    await expect(fake.submitModal(opened, { town: "" })).rejects.toThrow('no field "town"');
  });

  it("runs a command of a message's menu on what a member wrote", async () => {
    const fake = await fakeDiscordForTest();
    await declareCommands(fake, [{ name: "Read figures", type: 3 }]);
    await startSmallBot(fake, {
      onInteraction: async (interaction) => {
        if (interaction.isMessageContextMenuCommand()) {
          await interaction.reply(`read: ${interaction.targetMessage.content}`);
        }
      },
    });
    const said = fake.say(fake.home.channel, "63 killed in Tessaut", fake.home.user);

    const seen = await fake.messageCommand("Read figures", said);

    expect(seen.reply?.content).toBe("read: 63 killed in Tessaut");
  });
});
