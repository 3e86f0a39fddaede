import { webApi } from "@slack/bolt";
import { quietLogger } from "./bolt-logger.ts";

export type SlackClient = webApi.WebClient;

/** Settings of every client: no absolute address takes the token elsewhere, and nothing waits for half an hour. */
export function clientOptions(apiBase: string | null) {
  return {
    ...(apiBase === null ? {} : { slackApiUrl: apiBase }),
    allowAbsoluteUrls: false,
    timeout: 10_000,
    retryConfig: { retries: 2, minTimeout: 300, maxTimeout: 2000 },
    logger: quietLogger,
  };
}

/**
 * A client for posts: it repeats nothing by itself, for a post that was cut off may have arrived; and it waits for no
 * rate limit, for whoever posts knows better what can wait.
 */
export function postingClient(token: string, apiBase: string | null): SlackClient {
  return new webApi.WebClient(token, {
    ...clientOptions(apiBase),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

/** Slack's word for why it refused ("channel_not_found"); null for other trouble. */
export function refusalOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}
