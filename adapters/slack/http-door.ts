import { createHmac, timingSafeEqual } from "node:crypto";
import { once as happens } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { HTTPReceiver, type Logger } from "@slack/bolt";
import type { Clock } from "../../src/clock.ts";
import { UserError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { type Installations, SCOPES } from "./installations.ts";

export interface HttpSettings {
  readonly signingSecret: string;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** null where there is one workspace with a token of its own. */
  readonly oauth: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly stateSecret: string;
    /** Where Slack sends people back: "https://bot.example.org/slack/oauth_redirect". */
    readonly redirectUri: string | null;
  } | null;
}

export interface HttpDoorNeeds {
  readonly settings: HttpSettings;
  readonly installer: Installations;
  readonly logger: Logger;
  readonly log: Log;
  readonly clock: Clock;
  readonly once: (name: string) => Promise<boolean>;
}

export interface HttpDoor {
  readonly receiver: HTTPReceiver;
  open(): Promise<void>;
  close(): Promise<void>;
  address(): string | null;
}

export const EVENTS_PATH = "/slack/events";
export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

/** Bytes of a request; the largest thing Slack sends is a message in a shortcut. */
const BODY_LIMIT = 500_000;
/** Seconds that a request may be old, and ahead of our clock. */
const OLDEST = 300;
const AHEAD = 60;

/**
 * The way in over HTTP. Bolt's receiver answers behind it and checks the signature once more; here is refused what it
 * takes: requests dated ahead, the same request again, and bodies without an end.
 */
export function openHttpDoor(needs: HttpDoorNeeds): HttpDoor {
  const { settings, installer, logger, log, clock, once } = needs;
  const { signingSecret, oauth, host, port } = settings;
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    logger,
    bodyLimit: BODY_LIMIT,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === EVENTS_PATH && request.method === "POST") return event(request, response);
    const { provider } = installer;
    if (provider !== null && oauth !== null && request.method === "GET") {
      if (pathname === INSTALL_PATH) {
        const options = {
          scopes: SCOPES,
          ...(oauth.redirectUri !== null && { redirectUri: oauth.redirectUri }),
        };
        return provider.handleInstallPath(request, response, {}, options);
      }
      if (pathname === REDIRECT_PATH)
        return provider.handleCallback(request, response, {
          failure: (error, _options, _request, answered) => {
            log.info("slack", { outcome: "not installed", code: error.code });
            end(answered as ServerResponse, 400, "Sitrep was not installed. Please begin again.");
          },
          success: (_installation, _options, _request, answered) =>
            end(
              answered as ServerResponse,
              200,
              "Sitrep is installed. You can close this page and type /sitrep in Slack.",
            ),
        });
    }
    end(response, 404, "");
  }

  async function event(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === null) return end(response, 413, "");
    if (!isSslCheck(request, body)) {
      const reason = await refusal(request, body);
      if (reason !== null) {
        log.info("slack", { outcome: "request refused", reason });
        return end(response, 401, "");
      }
    }
    // Bolt reads the body from here.
    Object.assign(request, { rawBody: body });
    receiver.requestListener(request, response);
  }

  async function refusal({ headers }: IncomingMessage, body: Buffer): Promise<string | null> {
    const stamp = headers["x-slack-request-timestamp"];
    const signature = headers["x-slack-signature"];
    if (typeof stamp !== "string" || typeof signature !== "string") return "not signed";
    const age = clock.now().getTime() / 1000 - Number(stamp);
    if (!/^\d{1,12}$/.test(stamp) || age > OLDEST) return "too old";
    if (age < -AHEAD) return "dated ahead";
    const right = `v0=${createHmac("sha256", signingSecret).update(`v0:${stamp}:`).update(body).digest("hex")}`;
    const isRight =
      signature.length === right.length && timingSafeEqual(Buffer.from(signature), Buffer.from(right));
    if (!isRight) return "wrong signature";
    return (await once(`signature:${signature}`)) ? null : "told before";
  }

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error("slack", { outcome: "request failed" }, error);
      if (!response.headersSent) end(response, 500, "");
    });
  });

  return {
    receiver,
    async open() {
      server.listen({ port, host });
      try {
        await happens(server, "listening");
      } catch (error) {
        const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
        throw new UserError(
          "bad-setting",
          `Slack's requests cannot be taken on ${host}:${port} (${why}): set SLACK_HOST and SLACK_PORT to an address that is free`,
        );
      }
      log.info("slack", { outcome: "listening", address: addressOf() });
    },
    async close() {
      if (!server.listening) return;
      server.closeIdleConnections();
      server.close();
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      await happens(server, "close");
    },
    address: addressOf,
  };

  function addressOf(): string | null {
    const address = server.address();
    if (address === null || typeof address === "string") return null;
    const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
    return `http://${name}:${address.port}`;
  }
}

/** Slack asks without a signature whether anybody is there; Bolt answers that and looks at nothing else. */
function isSslCheck({ headers }: IncomingMessage, body: Buffer): boolean {
  const isForm = headers["content-type"] === "application/x-www-form-urlencoded";
  return isForm && new URLSearchParams(body.toString()).get("ssl_check") === "1";
}

/** The whole body; null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  // Left in peace, the request can still be answered.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += (part as Buffer).length;
    if (length > BODY_LIMIT) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(text);
}
