import type { Suggest } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import { commandNamed, shownCommand } from "../../src/chat/translate.ts";
import { type Words, wordsIn } from "../../src/chat/words/catalogue.ts";

const LIMIT = 12;

/**
 * What the tab key offers for a line: `[whole words, the end of the line they replace]`, as node:readline wants
 * it. Commands and choices come from `commands`, in the language of `words`, topics from `suggest`.
 */
export async function completeLine(
  line: string,
  commands: readonly CommandInfo[],
  suggest: Suggest,
  words: Words = wordsIn("en"),
): Promise<[hits: string[], replaced: string]> {
  const typed = line.trimStart();
  const ownNames = commands.map((info) => shownCommand(info, words).name);
  const names = [...ownNames.map((name) => `/${name}`), "/quit"];
  if (typed.startsWith("/") && !/\s/.test(typed)) return [ready(beginningWith(typed, names)), typed];

  const [first = ""] = typed.split(/\s/, 1);
  const command = commandNamed(commands, first.replace(/^\//, ""), words);
  if (command === undefined || first.length === typed.length) {
    return [typed === "" ? names : await topics(typed, suggest), typed];
  }
  const rest = typed.slice(first.length).trimStart();
  const lastWord = /\S*$/.exec(rest)?.[0] ?? "";
  const options = Object.values(command.options);
  const choices = Object.values(shownCommand(command, words).options).flatMap((option) => option.choices);
  const chosen = lastWord === "" || lastWord === rest ? [] : beginningWith(lastWord, choices);
  if (chosen.length > 0) return [chosen, lastWord];

  const text = options.find((option) => option.kind === "text");
  if (text?.kind !== "text" || text.suggests === null) return [[], rest];
  if (text.suggests === "topics") return [await topics(rest, suggest), rest];
  return [beginningWith(rest, ownNames), rest];
}

/** A command that is sure gets the blank behind it, so that the topic can follow at once. */
function ready(names: readonly string[]): string[] {
  const [only] = names;
  return names.length === 1 && only !== undefined && only !== "/quit" ? [`${only} `] : [...names];
}

async function topics(prefix: string, suggest: Suggest): Promise<string[]> {
  const found = (await suggest(prefix, LIMIT)).flatMap(({ query }) => fromWord(query, prefix));
  return [...new Set(found)];
}

/** readline inserts only what goes on from the letters typed: "Kagame" of "Paul Kagame" for "kag". */
function fromWord(query: string, prefix: string): string[] {
  const lower = query.toLowerCase();
  const typed = prefix.toLowerCase();
  if (lower.startsWith(typed)) return [query];
  const at = lower.indexOf(` ${typed}`);
  return at < 0 ? [] : [query.slice(at + 1)];
}

function beginningWith(prefix: string, candidates: readonly string[]): string[] {
  return candidates.filter((candidate) => candidate.toLowerCase().startsWith(prefix.toLowerCase()));
}
