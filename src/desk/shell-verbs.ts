import type { CommandInfo } from "../chat/command.ts";
import { commands } from "../commands/index.ts";
import type { ShellFlag, ShellVerb } from "./shell-arguments.ts";

/** A verb is a command of the chat, or one of the few things only a shell can do. */
export interface Verb extends ShellVerb {
  readonly command: CommandInfo | null;
}

const DATA: ShellFlag = { value: "DIR", about: "folder of the store" };
const JSON_FLAG: ShellFlag = { value: null, about: "the whole answer as JSON" };
const AS_OF: ShellFlag = { value: "DAY", about: "nothing published later is used: 2025-01-30T06:00Z" };
const PUBLISHER: ShellFlag = { value: "NAME", about: "publisher of files that name none" };

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
    },
    command,
  };
}

/** Everything `sitrep` can be told to do, in the order help shows it. */
export const shellVerbs: readonly Verb[] = [
  {
    name: "chat",
    takes: "",
    about: "Ask in a chat here in the terminal; one command a line when input is not a terminal",
    flags: { data: DATA, "as-of": AS_OF },
    command: null,
  },
  ...commands.map(verbOf),
  {
    name: "ingest",
    takes: "FILE|DIR…",
    about: "Take in reports: .md with front matter, .txt, .json, .jsonl",
    flags: {
      data: DATA,
      publisher: PUBLISHER,
      queue: { value: null, about: "hand the articles to sitrep worker processes (DATABASE_URL)" },
      json: { value: null, about: "the report as JSON" },
    },
    command: null,
  },
  {
    name: "feeds",
    takes: "[list | add URL | remove URL | run]",
    about:
      "Keep reading RSS, Atom and JSON feeds, web pages and ReliefWeb (reliefweb:goma); alone: how each is",
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
    name: "serve",
    takes: "",
    about: "Run until told to end: keep feeds read, and answer on the platforms that are set up",
    flags: {
      data: DATA,
      role: { value: "ROLES", about: "bot, scheduler, worker or several with commas; all unless said" },
    },
    command: null,
  },
  {
    name: "worker",
    takes: "",
    about: "Read feeds and articles for others: run as many as you like on one PostgreSQL (DATABASE_URL)",
    flags: {},
    command: null,
  },
  {
    name: "extract",
    takes: "FILE|DIR…",
    about: "Text in, facts out, nothing stored",
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
    name: "export",
    takes: "FILE|-",
    about: "Everything in the store as JSON lines, to a file or to standard output (-)",
    flags: { data: DATA },
    command: null,
  },
  {
    name: "import",
    takes: "FILE|-",
    about: "Take in an export, from a file or from standard input (-)",
    flags: { data: DATA },
    command: null,
  },
  {
    name: "verify",
    takes: "",
    about: "Check every stored text and excerpt; 1 and a list when something is damaged",
    flags: { data: DATA },
    command: null,
  },
];

/** The text of `sitrep --help`. */
export function shellHelp(): string {
  const lines = shellVerbs.flatMap(({ name, takes, about, flags }) => [
    `  sitrep ${[name, takes].filter(Boolean).join(" ")}`,
    `      ${about}`,
    `      ${Object.entries(flags)
      .map(([flag, { value }]) => `[--${flag}${value === null ? "" : ` ${value}`}]`)
      .join(" ")}`,
  ]);
  return [
    "Conflict briefings in which every number and quotation is followed to its source.",
    "",
    ...lines,
    "  sitrep --help | --version",
    "",
  ].join("\n");
}
