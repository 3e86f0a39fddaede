import type { Fields } from "./fields.ts";
import type { Stage } from "./stage.ts";
import type { Grant, Workspace } from "./world.ts";

/** One call of the Web API that got past the door. */
export interface Call {
  readonly stage: Stage;
  readonly args: Fields;
  /** HTTP header "authorization", for methods that let a client name itself there. */
  readonly authorization: string | null;
}

export interface BotCall extends Call {
  readonly workspace: Workspace;
  readonly grant: Grant;
  readonly token: string;
}

/** A method by what opens it. It returns the answer without `ok`, or throws a Refusal. */
export type Method =
  | { readonly opens: "bot-token"; readonly scope: string | null; readonly run: (call: BotCall) => Fields }
  | { readonly opens: "app-token"; readonly run: (call: Call) => Fields }
  | { readonly opens: "anybody"; readonly run: (call: Call) => Fields };

export type Methods = Readonly<Record<string, Method>>;

/** The answer `{ok: false, error}`, with more fields where Slack gives some. */
export class Refusal extends Error {
  readonly code: string;
  readonly more: Fields;

  constructor(code: string, more: Fields = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.more = more;
  }
}

export function bot(scope: string | null, run: (call: BotCall) => Fields): Method {
  return { opens: "bot-token", scope, run };
}
