import type { CommandInfo } from "../chat/command.ts";
import {
  type Document,
  heading,
  inlines,
  joined,
  paragraph,
  quiet,
  small,
  strong,
  command as toRun,
} from "../chat/document.ts";
import { commandNamed, type ShownOption, shownCommand, usageOf } from "../chat/translate.ts";
import type { Words } from "../chat/words/catalogue.ts";

/** What can be asked: all commands in a line each, or one with its options and examples. */
export function helpReply(
  commands: readonly CommandInfo[],
  asked: string | undefined,
  words: Words,
): Document {
  if (asked === undefined) return overview(commands, words);
  const name = asked.replace(/^\/+/, "").toLowerCase();
  const found = commandNamed(commands, name, words);
  if (found !== undefined) return helpOn(found, words);
  const { summary, blocks } = overview(commands, words);
  return {
    summary,
    tone: "trouble",
    blocks: [paragraph(words.help.unknown(name)), ...blocks],
  };
}

function overview(commands: readonly CommandInfo[], words: Words): Document {
  const fields = commands.map((info) => ({
    name: usageOf(info, words),
    value: inlines(shownCommand(info, words).about),
  }));
  const [first] = commands;
  return {
    summary: words.help.about,
    tone: "found",
    blocks: [
      heading(1, inlines(strong(words.help.title), ` · ${words.help.about}`)),
      { kind: "fields", fields },
      small(words.help.topic, " ", words.help.period),
      small(
        words.help.more,
        toRun("help", { command: first === undefined ? "help" : shownCommand(first, words).name }),
      ),
    ],
  };
}

function helpOn(info: CommandInfo, words: Words): Document {
  const shown = shownCommand(info, words);
  const fields = Object.entries(shown.options).map(([name, option]) => ({
    name: option.name,
    value: joined(", ", [
      inlines(option.about),
      info.options[name]?.required === true ? [] : [quiet(words.help.optional)],
      choicesOf(option, words),
    ]),
  }));
  const examples = shown.examples.map((example) => inlines(`/${example}`));
  return {
    summary: shown.about,
    tone: "found",
    blocks: [
      heading(1, inlines(strong(usageOf(info, words)))),
      paragraph(shown.about, "."),
      ...(fields.length > 0 ? [{ kind: "fields" as const, fields }] : []),
      ...(info.who === "managers" ? [small(words.help.managers)] : []),
      heading(2, words.help.examples),
      { kind: "list", items: examples },
    ],
  };
}

function choicesOf({ choices }: ShownOption, words: Words) {
  return choices.length > 0 ? [quiet(words.help.oneOf(choices.join(", ")))] : [];
}
