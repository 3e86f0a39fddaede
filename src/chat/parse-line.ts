import { type CommandInfo, choiceFor, isDateWords } from "./command.ts";
import type { ActionOptions } from "./document.ts";

/** A typed line, understood as far as a command and its raw options. */
interface ParsedLine {
  readonly command: string;
  readonly options: ActionOptions;
}

interface Token {
  readonly text: string;
  /** Quoted words belong to a text option, whatever they look like. */
  readonly quoted: boolean;
  /** Set for `name:value`; names are checked against the command later. */
  readonly name: string | null;
  /** As typed, for the case that `name` is no option ("M23: what now"). */
  readonly whole: string;
}

// name:"quoted", name:bare, "quoted", bare. An unclosed quotation mark runs to the end of the line.
const TOKEN = /(?:(?:--)?([a-z]+)[:=])?(?:"([^"]*)(?:"|$)|“([^”]*)(?:”|$))|(\S+)/giu;
const NAMED = /^(?:--)?([a-z]+)[:=](.*)$/iu;

/**
 * Understands a typed line: `/briefing goma 7d`, `said kagame about:"root causes"`, `goma since:2025-01-27`.
 * The first word is the command when it starts with a slash or is the name of one; else the line goes to
 * `fallback`. Choices and dates claim their words, the first text option takes the rest. Null for an empty line.
 */
export function parseLine(
  line: string,
  commands: readonly CommandInfo[],
  fallback: string,
): ParsedLine | null {
  const trimmed = line.trim();
  if (trimmed === "") return null;
  const [first = ""] = trimmed.split(/\s/u, 1);
  const name = first.replace(/^\/+/, "").toLowerCase();
  const isCommand = first.startsWith("/") || commands.some((command) => command.name === name);
  const command = isCommand ? name : fallback;
  const rest = isCommand ? trimmed.slice(first.length) : trimmed;
  const known = commands.find((candidate) => candidate.name === command);
  // An unknown command keeps its words, so that "did you mean" can run with them.
  if (known === undefined)
    return {
      command,
      options: rest.trim() === "" ? {} : { words: rest.trim() },
    };
  return { command, options: readOptions(tokensOf(rest), known) };
}

/** The line that `parseLine` reads as this command with these options; the first option needs no name. */
export function formatLine(command: string, options: ActionOptions): string {
  const words = Object.entries(options).map(([name, value], index) => {
    const clean = value.replace(/["“”]/g, "");
    const shown = /^[\p{L}\p{M}\p{N}'’-]+$/u.test(clean) || isDateWords(clean) ? clean : `"${clean}"`;
    return index === 0 ? shown : `${name}:${shown}`;
  });
  return [`/${command}`, ...words].join(" ");
}

function tokensOf(line: string): readonly Token[] {
  return Array.from(line.matchAll(TOKEN), (match): Token => {
    const [whole, name, straight, curly] = match;
    const quoted = straight ?? curly;
    if (quoted !== undefined)
      return {
        text: quoted,
        quoted: true,
        name: name?.toLowerCase() ?? null,
        whole: quoted,
      };
    const named = NAMED.exec(whole);
    if (named === null) return { text: whole, quoted: false, name: null, whole };
    return {
      text: named[2] ?? "",
      quoted: false,
      name: named[1]!.toLowerCase(),
      whole,
    };
  });
}

function readOptions(tokens: readonly Token[], { options }: CommandInfo): ActionOptions {
  const values: Record<string, string> = {};
  const loose: Token[] = [];
  /** A named text option goes on over the following words once the first text option has its own. */
  let open: string | null = null;
  for (const token of tokens) {
    if (token.name !== null && Object.hasOwn(options, token.name)) {
      values[token.name] = token.text;
      open = options[token.name]?.kind === "text" && !token.quoted && loose.length > 0 ? token.name : null;
    } else if (open !== null) {
      values[open] = `${values[open]} ${token.whole}`.trim();
    } else {
      loose.push(token);
    }
  }
  return claimWords(loose, options, values);
}

function claimWords(
  loose: readonly Token[],
  options: CommandInfo["options"],
  named: Readonly<Record<string, string>>,
): ActionOptions {
  const values: Record<string, string> = { ...named };
  const firstText = Object.entries(options).find(([, { kind }]) => kind === "text")?.[0] ?? null;
  const textIsNamed = firstText !== null && firstText in named;
  const rest = [...loose];
  const take = (index: number): string => {
    const [token] = rest.splice(index, 1);
    return token?.text ?? "";
  };
  // The first text option never goes away empty: "/figures killed" asks about the word "killed".
  const spare = () => textIsNamed || firstText === null || rest.length > 1;

  const lastChoice = (choices: readonly string[], also: Readonly<Record<string, string>>) =>
    rest.findLastIndex(
      ({ quoted, name, text }) => !quoted && name === null && choiceFor(text, choices, also) !== null,
    );
  for (const [name, option] of Object.entries(options)) {
    if (option.kind !== "choice" || name in values || !spare()) continue;
    const index = lastChoice(option.choices, option.alsoSaid);
    if (index >= 0) values[name] = take(index);
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.kind !== "date" || name in values || !spare()) continue;
    const index = rest.findIndex(
      ({ quoted, text, name: given }) => !quoted && given === null && isDateWords(text),
    );
    if (index >= 0) values[name] = take(index);
  }
  const words = rest.map(({ whole }) => whole).join(" ");
  if (firstText !== null && words !== "") values[firstText] = `${values[firstText] ?? ""} ${words}`.trim();
  return ordered(values, options);
}

/** Values in the order the options are declared, so that the same line always gives the same record. */
function ordered(values: Readonly<Record<string, string>>, options: CommandInfo["options"]): ActionOptions {
  return Object.fromEntries(
    Object.keys(options).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}
