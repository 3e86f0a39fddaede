import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Dispatch, Invocation } from "./adapter.ts";
import { cleanText } from "./clean-text.ts";
import { type Command, type CommandInfo, usageOf } from "./command.ts";
import { type Action, type Block, type Document, paragraph, small } from "./document.ts";
import { nearest } from "./nearest.ts";
import { chatWords } from "./words.ts";

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
 */
export function createDispatch<Needs>({ commands, needs, log, clock }: DispatchParts<Needs>): Dispatch {
  let bugs = 0;

  async function answer(invocation: Invocation): Promise<readonly [document: Document, outcome: string]> {
    const found = commands.find(({ name }) => name === invocation.command.toLowerCase());
    if (found === undefined) return [unknownCommand(invocation, commands), "unknown-command"];
    if (found.who === "managers" && !invocation.mayManage) {
      return [trouble(chatWords.notAllowed(found.name)), "not-allowed"];
    }
    const parsed = parseOptions(found, invocation.options);
    if ("problems" in parsed) return [badOptions(found, parsed.problems), "bad-option"];
    try {
      const document = await found.run(parsed.values, needs(invocation));
      return [document, document.tone];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [trouble(error.message), error.code];
    }
  }

  return async (invocation) => {
    const started = clock.now();
    const fields = {
      command: cleanText(invocation.command).slice(0, 40),
      platform: invocation.platform,
    };
    try {
      const [document, outcome] = await answer(invocation);
      const milliseconds = clock.now().getTime() - started.getTime();
      log.info("command", { ...fields, milliseconds, outcome });
      return document;
    } catch (error) {
      bugs += 1;
      const reference = `${started.getTime().toString(36)}-${bugs}`;
      log.error("command", { ...fields, outcome: "bug", reference }, error);
      return trouble(chatWords.sorry, [small(chatWords.reference(reference))]);
    }
  };
}

type Parsed = { readonly values: Record<string, unknown> } | { readonly problems: readonly string[] };

function parseOptions(command: CommandInfo, raw: Readonly<Record<string, unknown>>): Parsed {
  const known = Object.keys(command.options);
  const problems = Object.keys(raw)
    .filter((name) => !Object.hasOwn(command.options, name))
    .map((name) => chatWords.unknownOption(shown(name), known));
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const value = Object.hasOwn(raw, name) ? (raw[name] ?? undefined) : undefined;
    if (value === undefined && option.required) {
      problems.push(chatWords.missing(name, option.about));
      continue;
    }
    const result = option.schema.safeParse(value);
    if (result.success) values[name] = result.data;
    else problems.push(chatWords.badValue(name, shown(value), option));
  }
  return problems.length > 0 ? { problems } : { values };
}

/** A value as it may stand in an answer: one short line. */
function shown(value: unknown): string {
  const line = cleanText(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).trim();
  return line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line;
}

function badOptions(command: CommandInfo, problems: readonly string[]): Document {
  const [first = "", ...rest] = problems;
  const [example] = command.examples;
  return trouble(first, [
    ...rest.map((problem) => paragraph(problem)),
    small(
      chatWords.usage(usageOf(command)),
      example === undefined ? null : `. ${chatWords.tryThis(example)}`,
    ),
  ]);
}

function unknownCommand({ command, options }: Invocation, commands: readonly CommandInfo[]): Document {
  const name = nearest(
    command,
    commands.map((candidate) => candidate.name),
  );
  const sentence = chatWords.unknownCommand(shown(command));
  const near = commands.find((candidate) => candidate.name === name);
  if (near === undefined) return trouble(sentence, [paragraph(chatWords.seeHelp)]);
  const [firstOption] = Object.keys(near.options);
  const words = Object.values(options)
    .filter((value) => typeof value === "string")
    .join(" ");
  const action: Action = {
    label: `/${near.name}`,
    command: near.name,
    options: firstOption === undefined || words === "" ? {} : { [firstOption]: words },
  };
  return trouble(`${sentence} ${chatWords.didYouMean(near.name)}`, [{ kind: "actions", actions: [action] }]);
}

/** An answer to a question that cannot be answered as it stands. */
function trouble(sentence: string, more: readonly Block[] = []): Document {
  return {
    summary: sentence,
    tone: "trouble",
    blocks: [paragraph(sentence), ...more],
  };
}
