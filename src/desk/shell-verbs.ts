import type { CommandInfo } from "../chat/command.ts";
import { LANGUAGES } from "../chat/language.ts";
import { shownCommand } from "../chat/translate.ts";
import { type Words, wordsIn } from "../chat/words/catalogue.ts";
import { commands } from "../commands/index.ts";
import type { ShellFlag, ShellVerb } from "./shell-arguments.ts";

/** A verb is a command of the chat, or one of the few things only a shell can do. */
export interface Verb extends ShellVerb {
  readonly command: CommandInfo | null;
}

const DATA: ShellFlag = { value: "DIR", about: "folder of the store" };
const JSON_FLAG: ShellFlag = { value: null, about: "the whole answer as JSON" };
const LANG: ShellFlag = {
  value: LANGUAGES.join("|"),
  about: "language of the answer; else that of the locale",
};
const AS_OF: ShellFlag = { value: "DAY", about: "nothing published later is used: 2025-01-30T06:00Z" };
const TENANT: ShellFlag = {
  value: "NAME",
  about: "a server's or person's own library (discord:123) and not the shared one",
};
const PUBLISHER: ShellFlag = { value: "NAME", about: "publisher of files that name none" };

const ENGLISH = wordsIn("en");

function verbOf(command: CommandInfo): Verb {
  const [first, ...others] = Object.entries(command.options);
  const own = others.map(
    ([name, option]) => [name, { value: name.toUpperCase(), about: option.about }] as const,
  );
  const asks = first?.[1].required === true && command.name !== "why";
  return {
    name: command.name,
    about: command.about,
    takes: first === undefined ? "" : first[1].required ? `<${first[0]}>` : `[${first[0]}]`,
    flags: {
      ...Object.fromEntries(own),
      ...(asks ? { "as-of": AS_OF } : {}),
      json: JSON_FLAG,
      markdown: { value: null, about: "the answer as Markdown" },
      data: DATA,
      lang: LANG,
    },
    command,
  };
}

/** Everything `sitrep` can be told to do, in the order help shows it. */
export const shellVerbs: readonly Verb[] = [
  {
    name: "start",
    takes: "",
    about: ENGLISH.shell.verbs.start,
    flags: { data: DATA, "as-of": AS_OF, lang: LANG },
    command: null,
  },
  {
    name: "chat",
    takes: "",
    about: ENGLISH.shell.verbs.chat,
    flags: { data: DATA, "as-of": AS_OF, lang: LANG },
    command: null,
  },
  ...commands.map(verbOf),
  {
    name: "ingest",
    takes: "FILE|DIR…|-",
    about: ENGLISH.shell.verbs.ingest,
    flags: {
      data: DATA,
      publisher: PUBLISHER,
      watch: { value: null, about: "then keep watching, and take in what is new or changed" },
      queue: { value: null, about: "hand the articles to sitrep worker processes (DATABASE_URL)" },
      json: { value: null, about: "the report as JSON" },
    },
    command: null,
  },
  {
    name: "feeds",
    takes: "[list | add URL | remove URL | run]",
    about: ENGLISH.shell.verbs.feeds,
    flags: {
      data: DATA,
      every: { value: "TIME", about: "with add: how often it is read, 15m or 2h" },
      publisher: { value: "NAME", about: "with add: the outlet, where the feed's own title will not do" },
      once: { value: null, about: "with run: read what is due and end" },
      all: { value: null, about: "with run: also what is not due yet" },
      json: { value: null, about: "the report as JSON; one line a feed without --once" },
    },
    command: null,
  },
  {
    name: "retract",
    takes: "ID|URL",
    about: ENGLISH.shell.verbs.retract,
    flags: {
      reason: { value: "WORDS", about: "why, in your words" },
      undo: { value: null, about: "the report stands again" },
      data: DATA,
    },
    command: null,
  },
  {
    name: "serve",
    takes: "",
    about: ENGLISH.shell.verbs.serve,
    flags: {
      data: DATA,
      role: { value: "ROLES", about: "bot, scheduler, worker or several with commas; all unless said" },
      shards: { value: "auto|N", about: "connections to Discord, for bots in very many servers" },
      shard: { value: "I/N", about: "one of N connections, where each is started by hand" },
    },
    command: null,
  },
  {
    name: "worker",
    takes: "",
    about: ENGLISH.shell.verbs.worker,
    flags: {},
    command: null,
  },
  {
    name: "extract",
    takes: "FILE|DIR…",
    about: ENGLISH.shell.verbs.extract,
    flags: {
      json: {
        value: null,
        about: "facts as JSON (the only form; one line an article when there are several)",
      },
      jsonl: { value: null, about: "read JSON lines {id, title?, text, date?, source?} from standard input" },
      publisher: PUBLISHER,
    },
    command: null,
  },
  {
    name: "preview",
    takes: 'discord|slack "COMMAND"',
    about: ENGLISH.shell.verbs.preview,
    flags: { data: DATA, "as-of": AS_OF, lang: LANG },
    command: null,
  },
  {
    name: "export",
    takes: "FILE|-",
    about: ENGLISH.shell.verbs.export,
    flags: { data: DATA, tenant: TENANT },
    command: null,
  },
  {
    name: "import",
    takes: "FILE|-",
    about: ENGLISH.shell.verbs.import,
    flags: { data: DATA, tenant: TENANT },
    command: null,
  },
  {
    name: "status",
    takes: "",
    about: ENGLISH.shell.verbs.status,
    flags: { data: DATA, json: JSON_FLAG, lang: LANG },
    command: null,
  },
  {
    name: "verify",
    takes: "",
    about: ENGLISH.shell.verbs.verify,
    flags: { data: DATA, tenant: TENANT },
    command: null,
  },
];

/** The text of `sitrep --help`. Verbs and flags are the same in every language, so that scripts run anywhere. */
export function shellHelp(words: Words): string {
  const lines = shellVerbs.flatMap((verb) => [
    `  sitrep ${[verb.name, takesOf(verb, words)].filter(Boolean).join(" ")}`,
    `      ${aboutOf(verb, words)}`,
    `      ${Object.entries(verb.flags)
      .map(([flag, { value }]) => `[--${flag}${value === null ? "" : ` ${value}`}]`)
      .join(" ")}`,
  ]);
  return [words.shell.about, "", ...lines, "  sitrep --help | --version", ""].join("\n");
}

function aboutOf({ name, about, command }: Verb, words: Words): string {
  if (command !== null) return shownCommand(command, words).about;
  const abouts: Readonly<Record<string, string>> = words.shell.verbs;
  return abouts[name] ?? about;
}

function takesOf({ takes, command }: Verb, words: Words): string {
  const [first] = command === null ? [] : Object.entries(shownCommand(command, words).options);
  return first === undefined ? takes : takes.replace(first[0], first[1].name);
}
