import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Dispatch, Invocation } from "./adapter.ts";
import { cleanText } from "./clean-text.ts";
import type { Command, CommandInfo, Option } from "./command.ts";
import { type Action, type Block, type Document, paragraph, small } from "./document.ts";
import { nearest } from "./nearest.ts";
import { errorWords } from "./say-error.ts";
import {
  commandNamed,
  declaredWord,
  documentIn,
  type ShownOption,
  shownCommand,
  usageOf,
} from "./translate.ts";
import { type Words, wordsIn } from "./words/catalogue.ts";

/** What `createDispatch` leans on. `needs` hands a command what it may use, fresh for every invocation. */
export interface DispatchParts<Needs> {
  readonly commands: readonly Command<Needs>[];
  readonly needs: (invocation: Invocation) => Needs;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Turns raw options into a document: finds the command, checks who asks, parses every option, runs. What a
 * person can put right is answered in words; a bug is logged once, with the reference the person gets to see.
 * All of it is said in the language of the invocation.
 */
export function createDispatch<Needs>({ commands, needs, log, clock }: DispatchParts<Needs>): Dispatch {
  let bugs = 0;

  async function answer(
    invocation: Invocation,
    words: Words,
  ): Promise<readonly [document: Document, outcome: string]> {
    const found = commandNamed(commands, invocation.command, words);
    if (found === undefined) return [unknownCommand(invocation, commands, words), "unknown-command"];
    if (found.who === "managers" && !invocation.mayManage) {
      return [trouble(words.chat.notAllowed(shownCommand(found, words).name)), "not-allowed"];
    }
    const parsed = parseOptions(found, invocation.options, words);
    if ("problems" in parsed) return [badOptions(found, parsed.problems, words), "bad-option"];
    try {
      const document = await found.run(parsed.values, needs(invocation), words);
      return [document, document.tone];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [trouble(errorWords(error, words)), error.code];
    }
  }

  return async (invocation) => {
    const started = clock.now();
    const words = wordsIn(invocation.language);
    const fields = {
      command: cleanText(invocation.command).slice(0, 40),
      platform: invocation.platform,
    };
    try {
      const [document, outcome] = await answer(invocation, words);
      const milliseconds = clock.now().getTime() - started.getTime();
      log.info("command", { ...fields, milliseconds, outcome });
      return documentIn(words, commands, document);
    } catch (error) {
      bugs += 1;
      const reference = `${started.getTime().toString(36)}-${bugs}`;
      log.error("command", { ...fields, outcome: "bug", reference }, error);
      const apology = trouble(words.chat.sorry, [small(words.chat.reference(reference))]);
      return documentIn(words, commands, apology);
    }
  };
}

type Parsed = { readonly values: Record<string, unknown> } | { readonly problems: readonly string[] };

function parseOptions(command: CommandInfo, raw: Readonly<Record<string, unknown>>, words: Words): Parsed {
  const shownOptions = shownCommand(command, words).options;
  const known = Object.values(shownOptions).map(({ name }) => name);
  const problems = Object.keys(raw)
    .filter((name) => !Object.hasOwn(command.options, name))
    .map((name) => words.chat.unknownOption(shown(name), known));
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const value = Object.hasOwn(raw, name) ? (raw[name] ?? undefined) : undefined;
    const asShown = shownOptions[name] ?? { name, about: option.about, choices: [] };
    if (value === undefined && option.required) {
      problems.push(words.chat.missing(asShown.name, asShown.about));
      continue;
    }
    const declared = typeof value === "string" ? declaredWord(command, name, value, words) : null;
    const result = option.schema.safeParse(declared ?? value);
    if (result.success) values[name] = result.data;
    else problems.push(badValue(option, asShown, shown(value), words));
  }
  return problems.length > 0 ? { problems } : { values };
}

function badValue(
  option: Option,
  { name, about, choices }: ShownOption,
  value: string,
  { chat }: Words,
): string {
  if (value === "") return chat.empty(name, about);
  switch (option.kind) {
    case "choice":
      return chat.badChoice(name, value, choices);
    case "date":
      return chat.badDate(name, value);
    case "text":
      return chat.tooLong(name);
    default:
      return option satisfies never;
  }
}

/** A value as it may stand in an answer: one short line. */
function shown(value: unknown): string {
  const line = cleanText(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).trim();
  return line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line;
}

function badOptions(command: CommandInfo, problems: readonly string[], words: Words): Document {
  const [first = "", ...rest] = problems;
  const [example] = shownCommand(command, words).examples;
  return trouble(first, [
    ...rest.map((problem) => paragraph(problem)),
    small(
      words.chat.usage(usageOf(command, words)),
      example === undefined ? null : `. ${words.chat.tryThis(example)}`,
    ),
  ]);
}

function unknownCommand(
  { command, options }: Invocation,
  commands: readonly CommandInfo[],
  words: Words,
): Document {
  const names = commands.map(({ name }) => name);
  const ownNames = commands.map((info) => shownCommand(info, words).name);
  const name = nearest(command, [...new Set([...ownNames, ...names])]);
  const sentence = words.chat.unknownCommand(shown(command));
  const near = name === null ? undefined : commandNamed(commands, name, words);
  if (near === undefined) return trouble(sentence, [paragraph(words.chat.seeHelp)]);
  const [firstOption] = Object.keys(near.options);
  const typed = Object.values(options)
    .filter((value) => typeof value === "string")
    .join(" ");
  const nearName = shownCommand(near, words).name;
  const action: Action = {
    label: `/${nearName}`,
    command: near.name,
    options: firstOption === undefined || typed === "" ? {} : { [firstOption]: typed },
  };
  return trouble(`${sentence} ${words.chat.didYouMean(nearName)}`, [{ kind: "actions", actions: [action] }]);
}

/** An answer to a question that cannot be answered as it stands. */
function trouble(sentence: string, more: readonly Block[] = []): Document {
  return {
    summary: sentence,
    tone: "trouble",
    blocks: [paragraph(sentence), ...more],
  };
}
