import { parseArgs } from "node:util";
import { UserError } from "../../src/errors.ts";
import { SLIP_KINDS, type SlipKind } from "./score-set.ts";

const ERROR_KINDS = [...SLIP_KINDS, "briefings"] as const;
type ErrorKind = SlipKind | "briefings";

export interface Options {
  readonly errors: ErrorKind | null;
  /** Ids of the articles to score; null for all. */
  readonly only: readonly string[] | null;
  /** Score the articles no rule was written with, and only those. */
  readonly heldOut: boolean;
  readonly json: boolean;
  readonly write: boolean;
  /** Folder of public sets to run instead of the annotated articles. */
  readonly publicSets: string | null;
}

export const USAGE = `npm run scorecard -- [options]
  --errors KIND   list what went wrong: ${ERROR_KINDS.join(", ")}
  --only ID,ID    these articles only; with --public, the sets with one of these words in their name
  --held-out      only the articles no rule was written with
  --json          the counts as JSON
  --public DIR    the sets (*.jsonl) in DIR instead, by the scorer of public sets in ../eval beside it
  --write         put the table into README.md`;

/** Reads the command line. Throws a `UserError` (bad-option) that names the option. */
export function readOptions(argv: readonly string[]): Options {
  const values = parse(argv);
  const errors = values.errors === undefined ? null : ERROR_KINDS.find((kind) => kind === values.errors);
  if (errors === undefined)
    throw new UserError("bad-option", `--errors takes one of ${ERROR_KINDS.join(", ")}.`);
  return {
    errors,
    only: values.only?.split(",") ?? null,
    heldOut: values["held-out"],
    json: values.json,
    write: values.write,
    publicSets: values.public ?? null,
  };
}

function parse(argv: readonly string[]) {
  const options = {
    errors: { type: "string" },
    only: { type: "string" },
    "held-out": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    public: { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (cause) {
    throw new UserError("bad-option", cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
