import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { CommandInfo, Option } from "../../src/chat/command.ts";
import { type ShownOption, shownCommand } from "../../src/chat/translate.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";

/** Characters of a description (interactions/application-commands). */
const LONGEST_DESCRIPTION = 100;

/** The name of the option that shows the answer to everybody; it is Discord's business and no command's. */
export const SHARE = "share";

/** Servers, direct messages with the bot, and anywhere a member brings it along. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
};

const ENGLISH = wordsIn("en");
const FRENCH = wordsIn("fr");

/** What Discord is told of the commands: one slash command each, and one on messages where a command has it. */
export function declareCommands(commands: readonly CommandInfo[]): RESTPostAPIApplicationCommandsJSONBody[] {
  return [...commands.map(slashCommand), ...commands.flatMap(messageCommand)];
}

function slashCommand(info: CommandInfo): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const [english, french] = [shownCommand(info, ENGLISH), shownCommand(info, FRENCH)];
  const options = Object.entries(info.options).map(([name, option]) =>
    optionOf(name, option, english.options[name]!, french.options[name]!),
  );
  // Discord wants required options first.
  const inOrder = [
    ...options.filter((option) => option.required),
    ...options.filter((option) => !option.required),
  ];
  return {
    type: ApplicationCommandType.ChatInput,
    name: english.name,
    name_localizations: inFrench(english.name, french.name),
    description: short(english.about),
    description_localizations: inFrench(short(english.about), short(french.about)),
    options: info.shareable === true ? [...inOrder, shareOption()] : inOrder,
    default_member_permissions: permissionsOf(info),
    ...EVERYWHERE,
  };
}

function messageCommand(info: CommandInfo): RESTPostAPIApplicationCommandsJSONBody[] {
  if (info.onMessage === undefined) return [];
  const { en, fr } = info.onMessage.label;
  return [
    {
      type: ApplicationCommandType.Message,
      name: en,
      name_localizations: inFrench(en, fr),
      default_member_permissions: permissionsOf(info),
      ...EVERYWHERE,
    },
  ];
}

function optionOf(
  name: string,
  option: Option,
  english: ShownOption,
  french: ShownOption,
): APIApplicationCommandBasicOption {
  const common = {
    type: ApplicationCommandOptionType.String as const,
    name,
    name_localizations: inFrench(name, french.name),
    description: short(english.about),
    description_localizations: inFrench(short(english.about), short(french.about)),
    required: option.required,
  };
  if (option.kind === "text") return { ...common, autocomplete: option.suggests !== null };
  if (option.kind === "date") return common;
  const choices = option.choices.map((choice, index) => ({
    name: english.choices[index] ?? choice,
    name_localizations: inFrench(english.choices[index] ?? choice, french.choices[index] ?? choice),
    value: choice,
  }));
  return { ...common, choices };
}

function shareOption(): APIApplicationCommandBasicOption {
  const [english, french] = [ENGLISH.platform, FRENCH.platform];
  return {
    type: ApplicationCommandOptionType.Boolean,
    name: SHARE,
    name_localizations: inFrench(SHARE, french.share),
    description: english.shareNote,
    description_localizations: inFrench(english.shareNote, french.shareNote),
    required: false,
  };
}

/** Discord hides the others' commands; who may do what is checked again at every use. */
function permissionsOf({ who }: CommandInfo): string | null {
  return who === "managers" ? String(PermissionFlagsBits.ManageGuild) : null;
}

function inFrench(english: string, french: string): LocalizationMap | null {
  return french === english ? null : { fr: french };
}

/** At most as long as a description may be, cut between words. */
function short(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const cut = text.lastIndexOf(" ", LONGEST_DESCRIPTION - 1);
  return `${text.slice(0, cut)}…`;
}

/**
 * Whether Discord's list differs from ours: both in one form, without what Discord adds, in any order. A list that
 * is the same is not sent again: there are only so many changes a day.
 */
export function differs(
  ours: readonly RESTPostAPIApplicationCommandsJSONBody[],
  theirs: readonly object[],
): boolean {
  const form = (list: readonly object[]) =>
    JSON.stringify(list.map((one) => JSON.stringify(plain(one))).sort());
  return form(ours) !== form(theirs);
}

const FIELDS = [
  "type",
  "name",
  "name_localizations",
  "description",
  "description_localizations",
  "options",
  "default_member_permissions",
  "integration_types",
  "contexts",
];
const OPTION_FIELDS = [
  "type",
  "name",
  "name_localizations",
  "description",
  "description_localizations",
  "required",
  "autocomplete",
  "choices",
];
const CHOICE_FIELDS = ["name", "name_localizations", "value"];

/** Absent, null, false, "" and [] all mean that there is nothing. */
function plain(command: object): object {
  return pick(command, FIELDS, (name, value) =>
    name === "options"
      ? (value as object[]).map((option) =>
          pick(option, OPTION_FIELDS, (field, inner) =>
            field === "choices" ? (inner as object[]).map((choice) => pick(choice, CHOICE_FIELDS)) : inner,
          ),
        )
      : value,
  );
}

function pick(
  from: object,
  fields: readonly string[],
  inside: (name: string, value: unknown) => unknown = (_, value) => value,
): object {
  const given = from as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fields
      .map((name) => [name, given[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== "")
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([name, value]) => [name, inside(name, value)]),
  );
}
