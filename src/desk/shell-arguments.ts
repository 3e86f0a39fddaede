import { parseArgs } from "node:util";
import { nearest } from "../chat/nearest.ts";
import { UserError } from "../errors.ts";

/** One thing `sitrep` can be told to do from a shell. */
export interface ShellVerb {
  readonly name: string;
  /** What follows the name: "<topic>", "FILE|DIR…". */
  readonly takes: string;
  readonly about: string;
  readonly flags: Readonly<Record<string, ShellFlag>>;
}

export interface ShellFlag {
  /** What the value is ("DAY"); null for a flag without one. */
  readonly value: string | null;
  readonly about: string;
}

export interface ShellRequest<V extends ShellVerb> {
  readonly verb: V;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | true>>;
}

/**
 * Reads a command line. Throws a `UserError` (bad-option) in one sentence, with the nearest name for a verb or
 * flag that does not exist.
 */
export function readArguments<V extends ShellVerb>(
  argv: readonly string[],
  verbs: readonly V[],
): ShellRequest<V> {
  const [name = "", ...rest] = argv;
  const verb = verbs.find((candidate) => candidate.name === name);
  if (verb === undefined)
    throw unknown(
      "command",
      name,
      verbs.map((candidate) => candidate.name),
      "",
    );
  const options = Object.fromEntries(
    Object.entries(verb.flags).map(([flag, { value }]) => [
      flag,
      { type: value === null ? "boolean" : "string" } as const,
    ]),
  );
  const { tokens } = parseArgs({ args: rest, options, strict: false, allowPositionals: true, tokens: true });
  const words: string[] = [];
  const flags: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const flag = Object.hasOwn(verb.flags, token.name) ? verb.flags[token.name] : undefined;
    if (flag === undefined) throw unknown("option", token.name, Object.keys(verb.flags), ` for ${verb.name}`);
    if (flag.value === null && token.value !== undefined) {
      throw new UserError("bad-option", `--${token.name} takes no value`);
    }
    // The next flag is no value; one that begins with a dash can be given as --flag=-value.
    const swallowed = !token.inlineValue && token.value?.startsWith("-") === true;
    if (flag.value !== null && (token.value === undefined || token.value === "" || swallowed)) {
      throw new UserError("bad-option", `--${token.name} needs a value: ${flag.value}`);
    }
    flags[token.name] = token.value ?? true;
  }
  return { verb, words, flags };
}

function unknown(
  kind: "command" | "option",
  name: string,
  known: readonly string[],
  where: string,
): UserError {
  const dashes = kind === "option" ? "--" : "";
  const near = nearest(name, known);
  const hint =
    near === null
      ? `there is ${known.map((one) => dashes + one).join(", ")}`
      : `did you mean ${dashes}${near}?`;
  const shown = name.replace(/[^\p{L}\p{N}\p{P} ]+/gu, " ").slice(0, 40);
  return new UserError("bad-option", `unknown ${kind} "${dashes}${shown}"${where}; ${hint}`);
}
