import { createHmac } from "node:crypto";
import { type Fields, isFields, parseJson } from "./fields.ts";
import type { Ack, EnvelopeType, How, Link } from "./link.ts";
import type { Stage } from "./stage.ts";

export interface HttpLink extends Link {
  /** Where the app listens: "http://127.0.0.1:4712/slack/events". */
  url: string | null;
  /** Slack asks once whether the address is the app's. */
  verifyUrl(challenge: string): Promise<Ack>;
  /** Slack asks now and then whether anybody is there. */
  checkSsl(): Promise<Ack>;
  /** A body of one's own, signed; for hostile or broken requests. */
  send(contentType: string, body: string, how?: How): Promise<Ack>;
}

const FORM = "application/x-www-form-urlencoded";

/** Signed requests to the app's address, at most three seconds each. */
export function openHttpLink(
  stage: Stage,
  signingSecret: string,
  { ackLimit }: { readonly ackLimit: number },
): HttpLink {
  const { world, journal } = stage;

  const request = async (contentType: string, body: string, how: How): Promise<Ack> => {
    if (link.url === null) throw new Error("the fake Slack has no address of the app: set fake.http.url");
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000) + (how.skew ?? 0));
    const headers = {
      "content-type": contentType,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": how.signature ?? signatureOf(signingSecret, timestamp, body),
      ...(how.retry !== undefined && {
        "x-slack-retry-num": String(how.retry.attempt),
        "x-slack-retry-reason": how.retry.reason,
      }),
    };
    journal.note("http", { to: "app", headers, body });
    const sentAt = performance.now();
    const post = () =>
      fetch(link.url ?? "", { method: "POST", headers, body, signal: AbortSignal.timeout(ackLimit) });
    try {
      const first = post();
      // The replay leaves once the first is on its way, with the same bytes and the same signature.
      const second = how.twice === true ? first.then(post) : undefined;
      const response = await first;
      const text = await response.text();
      const milliseconds = performance.now() - sentAt;
      await second;
      journal.note("http", { to: "slack", status: response.status, body: text });
      return {
        outcome: response.ok ? "acked" : "refused",
        status: response.status,
        body: bodyOf(text),
        milliseconds,
      };
    } catch (error) {
      const milliseconds = performance.now() - sentAt;
      const isLate = error instanceof DOMException && error.name === "TimeoutError";
      return { outcome: isLate ? "timeout" : "lost", status: null, body: {}, milliseconds };
    }
  };

  const link: HttpLink = {
    url: null,
    send: (contentType, body, how = {}) => request(contentType, body, how),
    deliver(type: EnvelopeType, payload: Fields, how: How = {}) {
      if (type === "slash_commands") return request(FORM, formOf(payload), how);
      if (type === "interactive") return request(FORM, formOf({ payload: JSON.stringify(payload) }), how);
      return request("application/json", JSON.stringify(payload), how);
    },
    verifyUrl: (challenge) =>
      request("application/json", JSON.stringify({ type: "url_verification", token: "old", challenge }), {}),
    checkSsl: () => request(FORM, formOf({ ssl_check: "1", token: "old" }), {}),
  };
  return link;
}

/** "v0=…": HMAC-SHA256 over version, time and body. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
}

function formOf(fields: Fields): string {
  return new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

function bodyOf(text: string): Fields {
  if (text === "") return {};
  const value = parseJson(text);
  return isFields(value) ? value : { text };
}
