import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  ComponentType,
  DiscordAPIError,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RawFile,
  Routes,
  type StringSelectMenuInteraction,
  TextInputStyle,
} from "discord.js";
import type { Dispatch, Invocation, Suggest } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import { type Document, paragraph } from "../../src/chat/document.ts";
import { languageOf } from "../../src/chat/language.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import type { Log } from "../../src/log.ts";
import { readCustomId, writeCustomId } from "../shared/custom-ids.ts";
import type { Offered, Pages } from "../shared/pages.ts";
import { seenBefore } from "../shared/seen-before.ts";
import { acknowledge } from "./acknowledge.ts";
import { SHARE } from "./declare.ts";
import { againIfDropped } from "./dropped.ts";
import type { DiscordPage } from "./render.ts";
import { type Whereabouts, whereaboutsOf } from "./where.ts";

/** Autocomplete takes so many choices, each of so many characters. */
const CHOICES = 25;
const CHOICE = 100;
/** Characters of a modal's title and of a field's label. */
const TITLE = 45;
/** The interaction is unknown: it was acknowledged too late, or twice. Its member has seen Discord's own words. */
const TOO_LATE = new Set<number | string>([10062, 40060]);
/** An unlucky resume brings an interaction again within seconds. */
const KEPT_IDS = 5000;

export interface AnswerNeeds {
  readonly dispatch: Dispatch;
  readonly commands: readonly CommandInfo[];
  readonly suggest: Suggest;
  readonly pages: Pages<DiscordPage>;
  readonly log: Log;
}

/**
 * Answers interactions: each is acknowledged before any work, everything is shown to the asker alone unless she
 * shares it, and every press is another dispatch with the permissions of the one who presses. Never rejects.
 */
export function createAnswering(needs: AnswerNeeds): (interaction: Interaction) => Promise<void> {
  const { dispatch, commands, suggest, pages, log } = needs;

  async function slash(interaction: ChatInputCommandInteraction): Promise<void> {
    const shared = interaction.options.getBoolean(SHARE) === true;
    await acknowledge(interaction, () =>
      interaction.deferReply(shared ? {} : { flags: MessageFlags.Ephemeral }),
    );
    const options = Object.fromEntries(
      interaction.options.data.filter(({ name }) => name !== SHARE).map(({ name, value }) => [name, value]),
    );
    await run(interaction, interaction.commandName, options);
  }

  async function onMessage(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    await thinking(interaction);
    const info = commands.find(({ onMessage: menu }) => menu?.label.en === interaction.commandName);
    if (info?.onMessage === undefined) return;
    const { content, embeds } = interaction.targetMessage;
    const quoted = embeds.map(({ url, description }) => [url, description].filter(Boolean).join("\n"));
    const text = [content, ...quoted].filter((part) => part !== "").join("\n\n");
    await run(interaction, info.name, { [info.onMessage.option]: text === "" ? "…" : text });
  }

  async function button(interaction: ButtonInteraction): Promise<void> {
    const id = readCustomId(interaction.customId);
    const where = whereaboutsOf(interaction);
    if (id?.kind === "page") {
      await acknowledge(interaction, () => interaction.deferUpdate());
      const document = await pages.document(where.tenant, id.key);
      if (document === null) return expired(interaction, where);
      return edit(interaction, where, document, id.page);
    }
    if (id?.kind === "ask") {
      // A dialogue must be the first answer; what it asks stands in our own memory, which is near.
      const offered = await pages.offered(where.tenant, id.key);
      if (offered?.asks === undefined) {
        await thinking(interaction);
        return expired(interaction, where);
      }
      return openModal(interaction, id.key, offered);
    }
    await thinking(interaction);
    const offered = id?.kind === "act" ? await pages.offered(where.tenant, id.key) : null;
    if (offered === null) return expired(interaction, where);
    await run(interaction, offered.command, offered.options);
  }

  async function select(interaction: StringSelectMenuInteraction): Promise<void> {
    await thinking(interaction);
    const id = readCustomId(interaction.customId);
    const [value] = interaction.values;
    if (id?.kind !== "why" || value === undefined) return expired(interaction, whereaboutsOf(interaction));
    await run(interaction, "why", { id: value });
  }

  async function modal(interaction: ModalSubmitInteraction): Promise<void> {
    await thinking(interaction);
    const where = whereaboutsOf(interaction);
    const id = readCustomId(interaction.customId);
    const offered = id?.kind === "ask" ? await pages.offered(where.tenant, id.key) : null;
    if (offered?.asks === undefined) return expired(interaction, where);
    const given = offered.asks
      .map(({ option }) => [option, interaction.fields.getTextInputValue(option).trim()] as const)
      .filter(([, value]) => value !== "");
    await run(interaction, offered.command, { ...offered.options, ...Object.fromEntries(given) });
  }

  async function autocomplete(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    const info = commands.find((command) => command.name === interaction.commandName);
    const option = info?.options[name];
    const suggests = option?.kind === "text" ? option.suggests : null;
    const where = whereaboutsOf(interaction);
    const found =
      suggests === "topics"
        ? await suggest(value.slice(0, CHOICE), CHOICES, where.tenant)
        : suggests === "commands"
          ? commands
              .filter((command) => command.name.startsWith(value))
              .map(({ name: query }) => ({ query, label: query }))
          : [];
    const choices = found
      .filter(({ query }) => query.length <= CHOICE)
      .map(({ query, label }) => ({ name: label.slice(0, CHOICE).toWellFormed(), value: query }));
    await interaction.respond(choices.slice(0, CHOICES));
  }

  async function run(
    interaction: Answerable,
    command: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const where = whereaboutsOf(interaction);
    const document = await dispatch(invocationOf(command, options, where));
    await edit(interaction, where, document, 0);
  }

  /** Puts a page where the acknowledgement stands. */
  async function edit(interaction: Answerable, where: Whereabouts, document: Document, number: number) {
    const page = await pages.page(where.tenant, document, number);
    const files = number === 0 ? filesOf(document) : [];
    await patch(interaction, { body: withFiles(page, document, files), files });
  }

  async function openModal(interaction: ButtonInteraction, key: string, offered: Offered) {
    await interaction.showModal({
      custom_id: writeCustomId({ kind: "ask", key }),
      title: offered.label.slice(0, TITLE),
      components: (offered.asks ?? []).map(({ option, label, required, example }) => ({
        type: ComponentType.Label as const,
        label: label.slice(0, TITLE),
        component: {
          type: ComponentType.TextInput as const,
          custom_id: option,
          style: TextInputStyle.Short,
          required,
          max_length: 200,
          ...(example === "" ? {} : { placeholder: example.slice(0, CHOICE) }),
        },
      })),
    });
  }

  /** Only for the one who pressed; what was pressed stays as it is. */
  async function expired(interaction: Answerable, where: Whereabouts): Promise<void> {
    const sentence = wordsIn(languageOf(where.locale)).platform.expired;
    const document: Document = { summary: sentence, tone: "trouble", blocks: [paragraph(sentence)] };
    const page = await pages.page(where.tenant, document, 0);
    if (interaction.isMessageComponent() && isUpdate(interaction)) {
      await interaction.client.rest.post(Routes.webhook(interaction.applicationId, interaction.token), {
        body: { ...page, flags: (page.flags ?? 0) | MessageFlags.Ephemeral },
        auth: false,
      });
      return;
    }
    await patch(interaction, { body: page });
  }

  async function answer(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return autocomplete(interaction);
    if (interaction.isChatInputCommand()) return slash(interaction);
    if (interaction.isMessageContextMenuCommand()) return onMessage(interaction);
    if (interaction.isButton()) return button(interaction);
    if (interaction.isStringSelectMenu()) return select(interaction);
    if (interaction.isModalSubmit()) return modal(interaction);
  }

  const isRepeated = seenBefore(KEPT_IDS);
  return async (interaction) => {
    if (isRepeated(interaction.id)) return;
    try {
      await answer(interaction);
    } catch (error) {
      const code = error instanceof DiscordAPIError ? error.code : null;
      if (code !== null && TOO_LATE.has(code))
        log.info("discord", { outcome: "too late", code: String(code), type: interaction.type });
      else
        log.error("discord", { outcome: "answer failed", code: String(code), type: interaction.type }, error);
    }
  };
}

type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

function thinking(interaction: Answerable): Promise<void> {
  return acknowledge(interaction, () => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
}

/** Puts a body where the acknowledgement stands; the same edit twice is one. */
async function patch(
  { client, applicationId, token }: Answerable,
  { body, files = [] }: { readonly body: object; readonly files?: RawFile[] },
): Promise<void> {
  const route = Routes.webhookMessage(applicationId, token);
  await againIfDropped(() => client.rest.patch(route, { body, files, auth: false }));
}

/** Page buttons are acknowledged as an update of their own message; all else as a new answer. */
function isUpdate({ customId }: { readonly customId: string }): boolean {
  return readCustomId(customId)?.kind === "page";
}

function invocationOf(
  command: string,
  options: Readonly<Record<string, unknown>>,
  { tenant, channel, locale, user, mayManage }: Whereabouts,
): Invocation {
  return {
    command,
    options,
    platform: "discord",
    tenant,
    channel: channel === null ? null : { platform: "discord", tenant, id: channel },
    language: languageOf(locale),
    user,
    mayManage,
  };
}

function filesOf({ files = [] }: Document): RawFile[] {
  return files.map(({ name, content, type }) => ({
    name,
    data: typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content),
    contentType: type,
  }));
}

/** A file belongs to a message of components through a component that shows it. */
function withFiles(page: object, { files = [] }: Document, raw: readonly RawFile[]): object {
  if (raw.length === 0) return page;
  const { components } = page as { readonly components: readonly object[] };
  return {
    ...page,
    attachments: files.map(({ name, about }, index) => ({
      id: String(index),
      filename: name,
      description: about.slice(0, 1024),
    })),
    components: [
      ...components,
      ...files.map(({ name }) => ({ type: ComponentType.File, file: { url: `attachment://${name}` } })),
    ],
  };
}
