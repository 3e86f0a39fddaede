import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, it } from "vitest";
import { aBotThat } from "../../support/fake-discord/answering-bot.ts";
import { fakeDiscordForTest } from "../../support/fake-discord/for-test.ts";
import { declareCommands, startSmallBot } from "../../support/fake-discord/small-bot.ts";

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
const button = (id: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Secondary);

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
