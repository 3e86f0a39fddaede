import type { Clock } from "./clock.ts";
import type { Log, LogFields } from "./log.ts";

export interface JsonLogNeeds {
  readonly write: (line: string) => void;
  readonly clock: Clock;
  /** Tokens, passwords and addresses with passwords; none of them is ever written. */
  readonly secrets: readonly string[];
}

/** Tokens of Slack, its addresses for answers, tickets of sockets, and what OAuth puts into addresses. */
const SLACK_SECRETS =
  /\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+|(?<=https:\/\/hooks\.slack\.com\/)[^\s"\\]+|(?<=[?&](?:ticket|code|state|client_secret)=)[^&\s"\\]+/g;

/** Discord's addresses of interactions and webhooks end in a token: whoever knows it answers as the bot. */
const TOKEN_IN_ADDRESS = /(\/(?:interactions|webhooks)\/\d+\/)[^/\s"\\?#]+/g;

/** A log for services: one JSON object a line, with moment, level, event and its fields; errors with their stack. */
export function jsonLog({ write, clock, secrets }: JsonLogNeeds): Log {
  // The longest first: a token that begins like another one is blotted out whole.
  const hidden = [...new Set(secrets)].filter((secret) => secret !== "").sort((a, b) => b.length - a.length);
  const blot = (text: string) =>
    hidden
      .reduce((line, secret) => line.replaceAll(JSON.stringify(secret).slice(1, -1), "[secret]"), text)
      .replace(TOKEN_IN_ADDRESS, "$1[secret]")
      .replace(SLACK_SECRETS, "[secret]");
  const line = (level: "info" | "error", event: string, fields: LogFields, more: LogFields = {}) =>
    write(`${blot(JSON.stringify({ at: clock.now().toISOString(), level, event, ...fields, ...more }))}\n`);

  return {
    info: (event, fields) => line("info", event, fields),
    error: (event, fields, cause) => line("error", event, fields, { cause: causeOf(cause) }),
  };
}

function causeOf(cause: unknown): string | null {
  if (cause === undefined) return null;
  if (!(cause instanceof Error)) return String(cause);
  const stack = cause.stack ?? `${cause.name}: ${cause.message}`;
  return cause.cause === undefined ? stack : `${stack}\ncaused by ${causeOf(cause.cause)}`;
}
