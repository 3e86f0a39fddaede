import { type CommandInfo, isDateWords } from "./command.ts";
import type { Action, ActionOptions } from "./document.ts";
import { commandNamed, declaredWord, optionNamed } from "./translate.ts";
import { type Words, wordsIn } from "./words/catalogue.ts";

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
const FLAG = /^--(\p{L}[\p{L}-]*)(?:[:=]|$)/u;
const NAMED = /^(?:--)?([a-z]+)[:=](.*)$/iu;

/**
 * Understands a typed line: `/briefing goma 7d`, `said kagame about:"root causes"`, `goma since:2025-01-27`.
 * The first word is the command when it starts with a slash or is the name of one; else the line goes to
 * `fallback`. Choices and dates claim their words, the first text option takes the rest. Null for an empty line.
 * Names and words of the language of `words` are understood beside the English ones; the result has the declared names.
 */
export function parseLine(
  line: string,
  commands: readonly CommandInfo[],
  fallback: string,
  words: Words = wordsIn("en"),
): ParsedLine | null {
  const trimmed = line.trim();
  if (trimmed === "") return null;
  const [first = ""] = trimmed.split(/\s/u, 1);
  const name = first.replace(/^\/+/, "").toLowerCase();
  const named = commandNamed(commands, name, words);
  const isCommand = first.startsWith("/") || named !== undefined;
  const rest = isCommand ? trimmed.slice(first.length) : trimmed;
  const known = isCommand ? named : commands.find((candidate) => candidate.name === fallback);
  const command = known?.name ?? (isCommand ? name : fallback);
  // An unknown command keeps its words, so that "did you mean" can run with them.
  if (known === undefined)
    return {
      command,
      options: rest.trim() === "" ? {} : { words: rest.trim() },
    };
  return { command, options: readOptions(tokensOf(rest), known, words) };
}

/** The line to print for a command that a document names: in the reader's language where the document says it. */
export function lineOf({ command, options, typed }: Pick<Action, "command" | "options" | "typed">): string {
  return typed === undefined ? formatLine(command, options) : formatLine(typed.command, typed.options);
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

/** No command is as long: what is longer is one text, and too much for the stack of a pattern. */
const LONGEST_LINE = 100_000;

function tokensOf(line: string): readonly Token[] {
  if (line.length > LONGEST_LINE) {
    const text = line.trim();
    return [{ text, quoted: false, name: null, whole: text }];
  }
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

function readOptions(tokens: readonly Token[], info: CommandInfo, words: Words): ActionOptions {
  const { options } = info;
  const values: Record<string, string> = {};
  const loose: Token[] = [];
  /** A named text option goes on over the following words once the first text option has its own. */
  let open: string | null = null;
  /** `--since 7d`: a flag as in a shell, whose value is the next word. */
  let flag: string | null = null;
  const unknown: Record<string, string> = {};
  for (const token of tokens) {
    const dashed = token.quoted ? undefined : FLAG.exec(token.whole)?.[1];
    if (dashed !== undefined) {
      const option = optionNamed(info, dashed.toLowerCase(), words);
      // What is no option goes on as one, to be answered as such: it is no word of a topic.
      if (option === null) unknown[dashed] = "";
      else if (token.name === null) flag = option;
      if (option === null || token.name === null) continue;
    }
    if (flag !== null) {
      values[flag] = token.text;
      flag = null;
      continue;
    }
    const named = token.name === null ? null : optionNamed(info, token.name, words);
    if (named !== null) {
      values[named] = token.text;
      open = options[named]?.kind === "text" && !token.quoted && loose.length > 0 ? named : null;
    } else if (open !== null) {
      values[open] = `${values[open]} ${token.whole}`.trim();
    } else {
      loose.push(token);
    }
  }
  if (flag !== null) values[flag] ??= "";
  return { ...claimWords(loose, info, values, words), ...unknown };
}

function claimWords(
  loose: readonly Token[],
  info: CommandInfo,
  named: Readonly<Record<string, string>>,
  words: Words,
): ActionOptions {
  const { options } = info;
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

  const isFor = (option: string) => (token: Token) =>
    !token.quoted && token.name === null && declaredWord(info, option, token.text, words) !== null;
  for (const [name, option] of Object.entries(options)) {
    if (option.kind !== "choice" || name in values || !spare()) continue;
    const index = rest.findLastIndex(isFor(name));
    if (index >= 0) values[name] = take(index);
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.kind !== "date" || name in values || !spare()) continue;
    const index = rest.findIndex(isFor(name));
    if (index >= 0) values[name] = take(index);
  }
  const left = rest.map(({ whole }) => whole).join(" ");
  if (firstText !== null && left !== "") values[firstText] = `${values[firstText] ?? ""} ${left}`.trim();
  return ordered(values, options);
}

/** Values in the order the options are declared, so that the same line always gives the same record. */
function ordered(values: Readonly<Record<string, string>>, options: CommandInfo["options"]): ActionOptions {
  return Object.fromEntries(
    Object.keys(options).flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}
