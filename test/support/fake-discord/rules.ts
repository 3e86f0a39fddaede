import { COMPONENT, everyComponent } from "./component-tree.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";
import { COMPONENTS_V2 } from "./state.ts";
import type { MessageSubject, Subject } from "./subjects.ts";

export interface Rule {
  /** The number in the list of rules the official schema does not know; null for rules beyond that list. */
  readonly number: number | null;
  readonly name: string;
  /** What is wrong, in a few words; null when nothing is. */
  readonly check: (subject: Subject) => string | null;
}

/** A rule about messages. Lengths are UTF-16 units: never fewer than code points, so both units are kept. */
export function aboutMessages(
  number: number | null,
  name: string,
  check: (message: MessageSubject) => string | null,
): Rule {
  return { number, name, check: (subject) => (subject.kind === "message" ? check(subject) : null) };
}

/** A rule about the commands of one registration. */
export function aboutCommands(
  number: number | null,
  name: string,
  check: (commands: readonly JsonObject[], scope: "global" | "guild") => string | null,
): Rule {
  return {
    number,
    name,
    check: (subject) => (subject.kind === "commands" ? check(subject.commands, subject.scope) : null),
  };
}

const LOCALES = [
  ["id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl"],
  ["pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja"],
  ["zh-TW", "ko"],
].flat();

const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const isChatInput = (command: JsonObject) => command.type === undefined || command.type === 1;

/** The command itself and its options at every depth. */
export function everyNamed(command: JsonObject): JsonObject[] {
  return [command, ...objectsOf(command.options).flatMap(everyNamed)];
}

/** Characters of one embed that count towards the 6000 of its message. */
function embedLength(embed: JsonObject): number {
  const texts = [
    embed.title,
    embed.description,
    objectOf(embed.footer).text,
    objectOf(embed.author).name,
    ...objectsOf(embed.fields).flatMap((field) => [field.name, field.value]),
  ];
  return texts.reduce<number>((sum, text) => sum + textOf(text).length, 0);
}

const isV2 = ({ after }: MessageSubject) => (after.flags & COMPONENTS_V2) !== 0;

const linkButtons = ({ after }: MessageSubject) =>
  everyComponent(after.components).filter(({ type, style }) => type === COMPONENT.button && style === 5);

function firstDuplicate(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

export function customIds(components: readonly JsonObject[]): string[] {
  return everyComponent(components)
    .map(({ custom_id }) => textOf(custom_id))
    .filter((id) => id !== "");
}

function isEmpty({ body, after, before, files }: MessageSubject): boolean {
  const kept = "attachments" in body ? objectsOf(body.attachments) : (before?.files ?? []);
  const hasFiles = files.length > 0 || kept.length > 0;
  const others = [body.poll, body.message_reference].some((value) => typeof value === "object" && value);
  const stickers = Array.isArray(body.sticker_ids) && body.sticker_ids.length > 0;
  const parts = after.embeds.length + after.components.length;
  return after.content.trim() === "" && parts === 0 && !hasFiles && !others && !stickers;
}

/** The rules that Discord has and its official OpenAPI document does not state. */
export const HAND_RULES: readonly Rule[] = [
  aboutMessages(1, "channel-content-length", ({ origin, after }) =>
    origin === "channel" && after.content.length > 2000
      ? `content has ${after.content.length} characters, at most 2000 may be sent`
      : null,
  ),
  aboutMessages(2, "embed-total", ({ after }) => {
    const total = after.embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
    return total > 6000 ? `embeds have ${total} characters together, at most 6000 may be` : null;
  }),
  aboutMessages(3, "action-rows", (message) => {
    const rows = message.after.components.filter(({ type }) => type === COMPONENT.row).length;
    return !isV2(message) && rows > 5 ? `${rows} action rows, at most 5 may be` : null;
  }),
  aboutMessages(4, "unique-custom-id", ({ after }) => {
    const twice = firstDuplicate(customIds(after.components));
    return twice === undefined ? null : `custom_id "${twice}" is used twice in one message`;
  }),
  aboutMessages(5, "empty-message", (message) =>
    isEmpty(message) ? "the message has neither content, embeds, components nor files" : null,
  ),
  aboutMessages(6, "empty-field-value", ({ after }) =>
    after.embeds
      .flatMap((embed) => objectsOf(embed.fields))
      .some((field) => textOf(field.value).trim() === "")
      ? "an embed field has an empty value"
      : null,
  ),
  aboutMessages(7, "v2-with-content", (message) =>
    isV2(message) && message.after.content !== "" ? "a Components V2 message has content" : null,
  ),
  aboutMessages(8, "v2-with-embeds", (message) =>
    isV2(message) && message.after.embeds.length > 0 ? "a Components V2 message has embeds" : null,
  ),
  aboutMessages(9, "link-with-custom-id", (message) =>
    linkButtons(message).some(({ custom_id }) => custom_id !== undefined)
      ? "a link button has a custom_id"
      : null,
  ),
  aboutMessages(10, "link-scheme", (message) => {
    const bad = linkButtons(message).find(({ url }) => !/^https?:\/\/\S+$/i.test(textOf(url)));
    return bad === undefined ? null : `link button goes to "${textOf(bad.url)}", not to http(s)`;
  }),
  {
    number: 11,
    name: "modal-rows",
    check(subject) {
      const rows = subject.kind === "modal" ? objectsOf(subject.modal.components).length : 0;
      return rows > 5 ? `the modal has ${rows} rows, at most 5 may be` : null;
    },
  },
  aboutCommands(12, "command-name", (commands) => {
    const bad = commands
      .filter(isChatInput)
      .flatMap(everyNamed)
      .map(({ name }) => textOf(name))
      .find((name) => !COMMAND_NAME.test(name) || name !== name.toLowerCase());
    return bad === undefined ? null : `"${bad}" is no name for a command: 1-32 lower-case letters and digits`;
  }),
  aboutCommands(13, "command-description", (commands) => {
    const bad = commands
      .filter(isChatInput)
      .flatMap(everyNamed)
      .find(({ description }) => textOf(description).trim() === "");
    return bad === undefined ? null : `"${textOf(bad.name)}" has no description`;
  }),
  aboutCommands(14, "required-first", (commands) => {
    for (const named of commands.flatMap(everyNamed)) {
      const options = objectsOf(named.options);
      const late = options.find(
        (option, at) => option.required === true && options.slice(0, at).some((o) => o.required !== true),
      );
      if (late !== undefined) return `required option "${textOf(late.name)}" comes after an optional one`;
    }
    return null;
  }),
  aboutCommands(15, "known-locale", (commands) => {
    const bad = commands
      .flatMap(everyNamed)
      .flatMap((named) => [named, ...objectsOf(named.choices)])
      .flatMap(({ name_localizations, description_localizations }) => [
        ...Object.keys(objectOf(name_localizations)),
        ...Object.keys(objectOf(description_localizations)),
      ])
      .find((locale) => !LOCALES.includes(locale));
    return bad === undefined ? null : `"${bad}" is not a locale of Discord`;
  }),
  aboutCommands(16, "command-count", (commands) => {
    const count = commands.filter(isChatInput).length;
    return count > 100 ? `${count} chat-input commands, at most 100 may be registered` : null;
  }),
];
