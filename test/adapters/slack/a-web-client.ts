import { webApi } from "@slack/bolt";
import type { FakeSlack } from "../../support/fake-slack/fake-slack.ts";
import { quiet } from "./a-bolt-app.ts";

/** The real client, talking to a fake; it does not try again unless asked to. */
export function aWebClient(fake: FakeSlack, token = fake.token(), retries = 0): webApi.WebClient {
  const retryConfig = { retries, minTimeout: 10, maxTimeout: 20 };
  return new webApi.WebClient(token, { slackApiUrl: fake.apiUrl, retryConfig, logger: quiet });
}

/** Slack's word for what went wrong, the client's own where there is none, or "ok". */
export function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: { data?: { error?: string } } & Error) => error.data?.error ?? error.message,
  );
}
