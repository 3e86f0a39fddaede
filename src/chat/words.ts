import type { Option } from "./command.ts";

/** The fixed words of the chat layer itself; those of replies live with the replies. */
export const chatWords = {
  /** Behind several commands that share their options. */
  eachWith: (options: string) => `each with ${options}`,
  unknownCommand: (name: string) => `There is no command /${name}.`,
  didYouMean: (name: string) => `Did you mean /${name}?`,
  seeHelp: "/help lists what can be asked.",
  notAllowed: (name: string) => `/${name} is for people who may manage this channel.`,
  missing: (option: string, about: string) => `“${option}” is missing: ${about}.`,
  unknownOption: (option: string, known: readonly string[]) =>
    known.length === 0
      ? `This command takes no options, so “${option}” means nothing here.`
      : `There is no option “${option}” here; there is ${known.join(", ")}.`,
  badValue: (name: string, value: string, option: Option) => {
    if (value === "") return `“${name}” is empty: ${option.about}.`;
    switch (option.kind) {
      case "choice":
        return `“${name}” cannot be “${value}”; it is one of: ${option.choices.join(", ")}.`;
      case "date":
        return `“${name}” cannot be “${value}”; it is a day like 2025-01-27 or a length like 7d or 72h.`;
      case "text":
        return `“${name}” is too long; up to 200 characters are read.`;
      default:
        return option satisfies never;
    }
  },
  usage: (usage: string) => `Usage: ${usage}`,
  tryThis: (line: string) => `For example: /${line}`,
  sorry: "Something went wrong on our side; nothing you typed is at fault.",
  reference: (reference: string) => `Reference for the operator: ${reference}`,
} as const;
