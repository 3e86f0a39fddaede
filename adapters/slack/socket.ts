import type { SocketModeReceiver } from "@slack/bolt";
import type { Log } from "../../src/log.ts";
import { refusalOf } from "./client.ts";

/** Slack's words for an app token that will not work again by waiting. */
const FOR_GOOD = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "user_removed_from_team",
  "team_disabled",
  "not_allowed_token_type",
  "missing_scope",
]);
export const APP_TOKEN_REFUSED =
  "Slack refuses the app-level token: set SLACK_APP_TOKEN to one of your app (Basic Information → App-Level Tokens) with the scope connections:write";

/** Milliseconds between attempts to connect, growing to the last. */
const PAUSES = [0, 500, 2000, 5000, 15_000, 30_000] as const;

export interface SocketLine {
  /** Settles when it is connected for the first time; rejects when Slack refuses the token. */
  connect(): Promise<void>;
  close(): Promise<void>;
  /** Resolves with one line for the operator when it cannot come back. */
  readonly failed: Promise<string>;
}

/**
 * Keeps the connection of Socket Mode up. The library's own way of coming back ends the process with an unhandled
 * rejection when the token was revoked meanwhile, and waits five seconds in which commands are lost; so it is made
 * here, with the library told not to.
 */
export function openSocketLine({ client }: SocketModeReceiver, log: Log): SocketLine {
  const failed = Promise.withResolvers<string>();
  let closing = false;
  let connecting: Promise<void> | null = null;
  let wake = () => {};

  async function connect(): Promise<void> {
    for (let attempt = 0; !closing; attempt += 1) {
      try {
        await client.start();
        if (attempt > 0) log.info("slack", { outcome: "connected", attempt });
        return;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== null && FOR_GOOD.has(refusal)) throw error;
        log.info("slack", { outcome: "not connected", attempt, reason: refusal ?? "no connection" });
      }
      await pause(PAUSES[Math.min(attempt + 1, PAUSES.length - 1)] ?? 0);
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function again(): void {
    // While a connection is being made, its failure is the concern of whoever makes it.
    if (closing || connecting !== null) return;
    log.info("slack", { outcome: "reconnecting" });
    connecting = connect()
      .catch(() => failed.resolve(APP_TOKEN_REFUSED))
      .finally(() => {
        connecting = null;
      });
  }

  return {
    failed: failed.promise,
    async connect() {
      connecting = connect().finally(() => {
        connecting = null;
      });
      client.on("disconnected", again);
      await connecting;
    },
    async close() {
      closing = true;
      wake();
      client.off("disconnected", again);
      await client.disconnect();
    },
  };
}
