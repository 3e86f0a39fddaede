import type { Suggest } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";

const LIMIT = 12;

/**
 * What the tab key offers for a line: `[whole words, the end of the line they replace]`, as node:readline wants
 * it. Commands and choices come from `commands`, topics from `suggest`.
 */
export async function completeLine(
  line: string,
  commands: readonly CommandInfo[],
  suggest: Suggest,
): Promise<[hits: string[], replaced: string]> {
  const typed = line.trimStart();
  const names = [...commands.map(({ name }) => `/${name}`), "/quit"];
  if (typed.startsWith("/") && !/\s/.test(typed)) return [beginningWith(typed, names), typed];

  const [first = ""] = typed.split(/\s/, 1);
  const command = commands.find(({ name }) => name === first.replace(/^\//, "").toLowerCase());
  if (command === undefined || first.length === typed.length) {
    return [typed === "" ? names : await topics(typed, suggest), typed];
  }
  const rest = typed.slice(first.length).trimStart();
  const lastWord = /\S*$/.exec(rest)?.[0] ?? "";
  const options = Object.values(command.options);
  const choices = options.flatMap((option) => (option.kind === "choice" ? option.choices : []));
  const chosen = lastWord === "" || lastWord === rest ? [] : beginningWith(lastWord, choices);
  if (chosen.length > 0) return [chosen, lastWord];

  const text = options.find((option) => option.kind === "text");
  if (text?.kind !== "text" || text.suggests === null) return [[], rest];
  if (text.suggests === "topics") return [await topics(rest, suggest), rest];
  return [
    beginningWith(
      rest,
      commands.map(({ name }) => name),
    ),
    rest,
  ];
}

async function topics(prefix: string, suggest: Suggest): Promise<string[]> {
  return [...new Set((await suggest(prefix, LIMIT)).map(({ query }) => query))];
}

function beginningWith(prefix: string, candidates: readonly string[]): string[] {
  return candidates.filter((candidate) => candidate.toLowerCase().startsWith(prefix.toLowerCase()));
}
