import { type CommandInfo, type Option, usageOf } from "../chat/command.ts";
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
import { words } from "./words.ts";

/** What can be asked: all commands in a line each, or one with its options and examples. */
export function helpReply(commands: readonly CommandInfo[], asked: string | undefined): Document {
  if (asked === undefined) return overview(commands);
  const name = asked.replace(/^\/+/, "").toLowerCase();
  const found = commands.find((candidate) => candidate.name === name);
  if (found !== undefined) return helpOn(found);
  const { summary, blocks } = overview(commands);
  return {
    summary,
    tone: "trouble",
    blocks: [paragraph(words.help.unknown(name)), ...blocks],
  };
}

function overview(commands: readonly CommandInfo[]): Document {
  const fields = commands.map((info) => ({
    name: usageOf(info),
    value: inlines(info.about),
  }));
  return {
    summary: words.help.about,
    tone: "found",
    blocks: [
      heading(1, inlines(strong(words.help.title), ` · ${words.help.about}`)),
      { kind: "fields", fields },
      small(words.help.topic, " ", words.help.period),
      small(words.help.more, toRun("help", { command: commands[0]?.name ?? "help" })),
    ],
  };
}

function helpOn(info: CommandInfo): Document {
  const fields = Object.entries(info.options).map(([name, option]) => ({
    name,
    value: joined(", ", [
      inlines(option.about),
      option.required ? [] : [quiet(words.help.optional)],
      choicesOf(option),
    ]),
  }));
  const examples = info.examples.map((example) => inlines(`/${example}`));
  return {
    summary: info.about,
    tone: "found",
    blocks: [
      heading(1, inlines(strong(usageOf(info)))),
      paragraph(info.about, "."),
      ...(fields.length > 0 ? [{ kind: "fields" as const, fields }] : []),
      ...(info.who === "managers" ? [small(words.help.managers)] : []),
      heading(2, words.help.examples),
      { kind: "list", items: examples },
    ],
  };
}

function choicesOf(option: Option) {
  return option.kind === "choice" ? [quiet(words.help.oneOf(option.choices.join(", ")))] : [];
}
