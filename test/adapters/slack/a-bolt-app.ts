import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, type Authorize, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { expect, onTestFinished } from "vitest";
import {
  type FakeSlack,
  type FakeSlackOptions,
  startFakeSlack,
} from "../../support/fake-slack/fake-slack.ts";

export type Mode = "socket" | "http";

/** A fake that fails the test when a rule was broken, and is gone afterwards. */
export async function aFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const fake = await startFakeSlack(options);
  onTestFinished(async () => {
    await fake.close();
    fake.journal.assertClean();
  });
  return fake;
}

export interface BoltOptions {
  readonly retries?: number;
  /**
   * Milliseconds without a pong after which the client hangs up, and the pause before it comes again. The library's
   * own five seconds unless said: with less, a busy machine looks like a broken line.
   */
  readonly clientPingTimeout?: number;
  readonly authorize?: Authorize<boolean>;
  readonly onError?: (error: Error) => void;
}

/** The unmodified library, connected to a fake in one of its two modes. */
export async function aBoltApp(fake: FakeSlack, mode: Mode, options: BoltOptions = {}): Promise<App> {
  const clientOptions = {
    slackApiUrl: fake.apiUrl,
    retryConfig: { retries: options.retries ?? 0, minTimeout: 10, maxTimeout: 20 },
  };
  const receiver =
    mode === "socket"
      ? new SocketModeReceiver({
          appToken: fake.appToken,
          clientPingTimeout: options.clientPingTimeout ?? 5000,
          logger: quiet,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({ signingSecret: fake.signingSecret, logger: quiet });
  const app = new App({
    receiver,
    clientOptions,
    logger: quiet,
    ...(options.authorize === undefined ? { token: fake.token() } : { authorize: options.authorize }),
  });
  app.error(async (error) => options.onError?.(error));
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  if (mode === "http") fake.http.url = `${addressOf(server)}/slack/events`;
  onTestFinished(async () => void (await app.stop()));
  return app;
}

/** Expects what comes about on its own, with patience for a busy machine. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 20_000 });
}

/** "http://127.0.0.1:4711" of a started HTTP receiver. */
export function addressOf(server: unknown): string {
  return `http://127.0.0.1:${((server as Server).address() as AddressInfo).port}`;
}

/** Says nothing; the journal of the fake tells more. */
export const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
