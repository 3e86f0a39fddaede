import { COMPONENT, everyComponent, mediaUrls } from "./component-tree.ts";
import { type JsonObject, objectOf, objectsOf, textOf } from "./json.ts";
import { aboutCommands, aboutMessages, customIds, everyNamed, type Rule } from "./rules.ts";
import { COMPONENTS_V2 } from "./state.ts";
import type { MessageSubject } from "./subjects.ts";

/** Bytes of one file that every guild takes. */
const FILE_LIMIT = 10 * 1024 * 1024;

const hasV2Flag = ({ after }: MessageSubject) => (after.flags & COMPONENTS_V2) !== 0;

const V2_ONLY: readonly number[] = [
  COMPONENT.section,
  COMPONENT.textDisplay,
  COMPONENT.mediaGallery,
  COMPONENT.file,
  COMPONENT.separator,
  COMPONENT.container,
];

/** `files[2]` -> "2". */
const indexOf = (field: string) => /\d+/.exec(field)?.[0] ?? "";

/** What allowed_mentions would ping, or why it does not forbid it. */
function pingsOf(allowed: unknown): string | null {
  if (typeof allowed !== "object" || allowed === null) return "allowed_mentions is missing";
  const { parse, users, roles, replied_user } = objectOf(allowed);
  if (!Array.isArray(parse)) return "allowed_mentions has no parse list";
  if (parse.length > 0) return `allowed_mentions.parse is ${JSON.stringify(parse)}, not []`;
  const lists = [users, roles].some((list) => Array.isArray(list) && list.length > 0);
  return lists || replied_user === true ? "allowed_mentions names somebody to ping" : null;
}

/** Characters of a command that count towards 8000: the longest of each text and its localisations. */
function commandLength(command: JsonObject): number {
  const longest = (text: unknown, localised: unknown) =>
    Math.max(textOf(text).length, ...Object.values(objectOf(localised)).map((value) => textOf(value).length));
  return everyNamed(command).reduce((sum, named) => {
    const choices = objectsOf(named.choices).reduce(
      (inner, choice) =>
        inner + longest(choice.name, choice.name_localizations) + textOf(choice.value).length,
      0,
    );
    const own = longest(named.name, named.name_localizations);
    return sum + own + longest(named.description, named.description_localizations) + choices;
  }, 0);
}

/** Rules beyond the list of sixteen: the project's promise to ping nobody, files, Components V2, commands. */
export const MORE_RULES: readonly Rule[] = [
  aboutMessages(null, "allowed-mentions", ({ body }) => pingsOf(body.allowed_mentions)),
  aboutMessages(null, "attachment-ids", ({ body, files, before }) => {
    const known = [...files.map(({ field }) => indexOf(field)), ...(before?.files.map(({ id }) => id) ?? [])];
    const unknown = objectsOf(body.attachments).find(({ id }) => !known.includes(String(id)));
    return unknown === undefined ? null : `attachment id "${String(unknown.id)}" is no file of this message`;
  }),
  aboutMessages(null, "attachment-references", ({ after, before, files, body }) => {
    const named = objectsOf(body.attachments).map(({ filename }) => textOf(filename));
    const names = [...files, ...(before?.files ?? [])].map(({ filename }) => filename).concat(named);
    const urls = [
      ...mediaUrls(after.components),
      ...after.embeds.flatMap(({ image, thumbnail }) => [
        textOf(objectOf(image).url),
        textOf(objectOf(thumbnail).url),
      ]),
    ];
    const lost = urls.find(
      (url) => url.startsWith("attachment://") && !names.includes(url.slice("attachment://".length)),
    );
    return lost === undefined ? null : `"${lost}" names a file that is not there`;
  }),
  aboutMessages(null, "file-limits", ({ files, before }) => {
    if (files.length + (before?.files.length ?? 0) > 10) return "more than 10 files";
    const big = files.find(({ bytes }) => bytes.length > FILE_LIMIT);
    return big === undefined ? null : `"${big.filename}" is larger than 10 MiB`;
  }),
  aboutMessages(null, "empty-field-name", ({ after }) =>
    after.embeds.flatMap((embed) => objectsOf(embed.fields)).some((field) => textOf(field.name).trim() === "")
      ? "an embed field has an empty name"
      : null,
  ),
  aboutMessages(null, "v2-flag-missing", (message) => {
    const needing = everyComponent(message.after.components).find((component) =>
      V2_ONLY.includes(Number(component.type)),
    );
    return needing === undefined || hasV2Flag(message)
      ? null
      : `component type ${Number(needing.type)} needs the Components V2 flag`;
  }),
  aboutMessages(null, "v2-total", (message) => {
    const count = everyComponent(message.after.components).length;
    return hasV2Flag(message) && count > 40 ? `${count} components, nested ones included; at most 40` : null;
  }),
  // Whether Discord counts 4000 for each text display or for all together is not settled: keep to both.
  aboutMessages(null, "v2-text-total", ({ after }) => {
    const total = everyComponent(after.components)
      .filter(({ type }) => type === COMPONENT.textDisplay)
      .reduce((sum, { content }) => sum + textOf(content).length, 0);
    return total > 4000 ? `text displays have ${total} characters together, at most 4000 may be` : null;
  }),
  {
    number: null,
    name: "modal-custom-ids",
    check(subject) {
      if (subject.kind !== "modal") return null;
      const ids = customIds(objectsOf(subject.modal.components));
      const twice = ids.find((id, at) => ids.indexOf(id) !== at);
      return twice === undefined ? null : `custom_id "${twice}" is used twice in one modal`;
    },
  },
  aboutCommands(null, "command-length", (commands) => {
    const long = commands.find((command) => commandLength(command) > 8000);
    return long === undefined ? null : `"${textOf(long.name)}" has more than 8000 characters in all`;
  }),
  aboutCommands(null, "context-menu-count", (commands) => {
    const crowded = [2, 3].find((kind) => commands.filter(({ type }) => type === kind).length > 15);
    return crowded === undefined ? null : `more than 15 context-menu commands of type ${crowded}`;
  }),
  aboutCommands(null, "guild-command-scope", (commands, scope) => {
    const scoped = commands.find(({ contexts, integration_types }) => contexts ?? integration_types);
    return scope === "global" || scoped === undefined
      ? null
      : `"${textOf(scoped.name)}" is a guild command: contexts and integration_types are for global ones`;
  }),
  aboutCommands(null, "unique-command-name", (commands) => {
    const keys = commands.map(({ type, name }) => `${String(type ?? 1)} ${textOf(name)}`);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    return twice === undefined ? null : `command "${twice.slice(2)}" is registered twice`;
  }),
];
