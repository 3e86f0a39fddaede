import type { ErrorCode, Sentences } from "../../../errors.ts";

/** Words about commands and how they are typed. */
export const chat = {
  chat: {
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
    empty: (option: string, about: string) => `“${option}” is empty: ${about}.`,
    badChoice: (option: string, value: string, choices: readonly string[]) =>
      `“${option}” cannot be “${value}”; it is one of: ${choices.join(", ")}.`,
    badDate: (option: string, value: string) =>
      `“${option}” cannot be “${value}”; it is a day like 2025-01-27 or a length like 7d or 72h.`,
    tooLong: (option: string) => `“${option}” is too long; up to 200 characters are read.`,
    usage: (usage: string) => `Usage: ${usage}`,
    tryThis: (line: string) => `For example: /${line}`,
    sorry: "Something went wrong on our side; nothing you typed is at fault.",
    reference: (reference: string) => `Reference for the operator: ${reference}`,
  },

  help: {
    title: "Sitrep",
    about: "Briefings on conflicts, every number and quotation traced to its source",
    topic: "A topic is a place, an actor or any words: goma, m23, “north kivu”.",
    period: "A period is since:7d, since:2025-01-27 until:2025-02-05, or simply 7d.",
    examples: "For example",
    more: "Tell me more about one: ",
    unknown: (name: string) => `There is no command /${name}.`,
    optional: "may be left out",
    oneOf: (choices: string) => `one of ${choices}`,
    managers: "For people who may manage the channel.",
  },

  /** Paging, on surfaces that split an answer. */
  pages: {
    page: (number: number, of: number) => `page ${number} of ${of}`,
    continued: "(continued)",
    previous: "Back",
    next: "More",
    /** Invites to choose a printed id and see its evidence. */
    why: "Why… choose a line",
    leftOut: (pages: number) =>
      `${pages} more ${pages === 1 ? "page does" : "pages do"} not fit here: ask for a shorter period.`,
  },

  /** What a person can put right, with what was typed filled in. */
  sentences: {
    "quiet-hours": ({ given }) =>
      `"${given}" are no quiet hours: write 22:00-06:30 Africa/Lubumbashi, or off.`,
    "say-when": () => "Say when it shall come, for example: daily 07:00 Africa/Lubumbashi.",
    "since-after-until": ({ since, until }) => `since (${since}) lies after the end of the window (${until})`,
    "bad-time": ({ option, given }) => `${option} must be ${kindsOfTime(option)}, not "${given}"`,
  } as { readonly [K in keyof Sentences]: (filled: Sentences[K]) => string },

  /** What to say of trouble that has an English sentence only, such as an operator's. */
  otherTrouble: (_code: ErrorCode, english: string) => english,
};

function kindsOfTime(option: Sentences["bad-time"]["option"]): string {
  return option === "as-of"
    ? "a day like 2025-01-30 or a moment like 2025-01-30T06:00Z"
    : "a day like 2025-01-27 or a length like 7d or 72h";
}
