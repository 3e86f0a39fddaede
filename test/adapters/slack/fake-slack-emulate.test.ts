import { webApi } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { aFakeSlack, quiet } from "./a-bolt-app.ts";
import { anEmulator } from "./an-emulator.ts";

/** Where the one who answers is from, a channel that is there, and a member. */
interface Server {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly user: string;
}

const QUIET = { unfurl_links: false, unfurl_media: false };

function clientOf(slackApiUrl: string, token: string): webApi.WebClient {
  return new webApi.WebClient(token, { slackApiUrl, retryConfig: { retries: 0 }, logger: quiet });
}

async function theFake(): Promise<Server> {
  const fake = await aFakeSlack();
  return { client: clientOf(fake.apiUrl, fake.token()), channel: "C1", user: "U1" };
}

async function theEmulator(): Promise<Server> {
  const client = clientOf(`${await anEmulator()}/api/`, "test_token_admin");
  const { channels } = await client.conversations.list();
  const { user_id } = await client.auth.test();
  return { client, channel: channels?.[0]?.id ?? "", user: user_id ?? "" };
}

const plain = (text: string) => ({ type: "plain_text" as const, text });

/** The methods both speak, each with its answer. */
const CALLS: Readonly<Record<string, (server: Server) => Promise<object>>> = {
  "auth.test": ({ client }) => client.auth.test(),
  "chat.postMessage": ({ client, channel }) =>
    client.chat.postMessage({
      channel,
      text: "briefing",
      blocks: [{ type: "section", text: plain("briefing") }],
      ...QUIET,
    }),
  "chat.update": async ({ client, channel }) => {
    const { ts } = await client.chat.postMessage({ channel, text: "old", ...QUIET });
    return client.chat.update({ channel, ts: ts ?? "", text: "new" });
  },
  "chat.delete": async ({ client, channel }) => {
    const { ts } = await client.chat.postMessage({ channel, text: "old", ...QUIET });
    return client.chat.delete({ channel, ts: ts ?? "" });
  },
  "views.publish": ({ client, user }) =>
    client.views.publish({
      user_id: user,
      view: { type: "home", blocks: [{ type: "section", text: plain("home") }] },
    }),
  "users.info": ({ client, user }) => client.users.info({ user }),
  filesUploadV2: ({ client, channel }) =>
    client.filesUploadV2({ channel_id: channel, filename: "export.csv", file: Buffer.from("a,b\n") }),
};

/** "message.blocks[].type string": every field of an answer with the kind of its value. */
function fieldsOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : fieldsOf(value[0], `${path}[]`);
  if (typeof value !== "object" || value === null)
    return [`${path} ${value === null ? "null" : typeof value}`];
  return Object.entries(value)
    .filter(([name]) => name !== "response_metadata")
    .flatMap(([name, inner]) => fieldsOf(inner, path === "" ? name : `${path}.${name}`));
}

/**
 * What a bot reads of an answer: has to be there, of one kind, whoever wrote the server. Of a member, emulate tells
 * neither time zone nor locale, so nothing here vouches for those two.
 */
const READ: Readonly<Record<string, readonly string[]>> = {
  "auth.test": ["ok boolean", "team_id string", "user_id string", "team string", "url string"],
  "chat.postMessage": [
    "ok boolean",
    "channel string",
    "ts string",
    "message.type string",
    "message.text string",
    "message.ts string",
    "message.user string",
    "message.blocks[].type string",
  ],
  "chat.update": ["ok boolean", "channel string", "ts string", "text string"],
  "chat.delete": ["ok boolean", "channel string", "ts string"],
  "views.publish": [
    "ok boolean",
    "view.id string",
    "view.hash string",
    "view.type string",
    "view.blocks[].type string",
  ],
  "users.info": ["ok boolean", "user.id string", "user.name string", "user.is_admin boolean"],
  filesUploadV2: [
    "ok boolean",
    "files[].ok boolean",
    "files[].files[].id string",
    "files[].files[].title string",
  ],
};

describe("a Web API of Slack written by others", () => {
  it.each(Object.keys(CALLS))(
    "answers %s to the real client with the fields the fake gives",
    async (method) => {
      const call = CALLS[method]!;

      const [theirs, ours] = [await call(await theEmulator()), await call(await theFake())].map((answer) =>
        fieldsOf(answer),
      );

      for (const field of READ[method] ?? []) {
        expect(ours, "the fake").toContain(field);
        expect(theirs, "emulate").toContain(field);
      }
    },
  );

  it("refuses what the fake refuses, with the same words", async () => {
    const words = async ({ client, channel }: Server) => {
      const errorOf = (call: Promise<unknown>) =>
        call.then(
          () => "ok",
          (error: { data?: { error?: string } }) => error.data?.error,
        );
      return [
        await errorOf(client.chat.postMessage({ channel: "C404", text: "a", ...QUIET })),
        await errorOf(client.chat.postMessage({ channel, text: "", ...QUIET })),
        await errorOf(client.chat.update({ channel, ts: "1.1", text: "a" })),
        await errorOf(client.users.info({ user: "U404" })),
      ];
    };

    const theirs = await words(await theEmulator());

    expect(theirs).toEqual(["channel_not_found", "no_text", "message_not_found", "user_not_found"]);
    expect(await words(await theFake())).toEqual(theirs);
  });
});
