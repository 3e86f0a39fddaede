import { once } from "node:events";
import { WebSocket } from "ws";
import { type FakeDiscord, startFakeDiscord } from "./index.ts";
import { type JsonObject, objectOf, textOf } from "./json.ts";

/** Ways a body with words reaches Discord. */
export type Surface =
  | "channel"
  | "channel edit"
  | "reply"
  | "edit"
  | "follow-up"
  | "update"
  | "callback"
  | "autocomplete"
  | "modal"
  | "commands"
  | "guild commands";

export interface Outcome {
  readonly status: number;
  /** Names of the broken rules. */
  readonly rules: readonly string[];
  readonly details: readonly string[];
}

/** A bot without any library, which sends what it is told: for bodies no library would let through. */
export interface RawBot {
  readonly fake: FakeDiscord;
  send(surface: Surface, body: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}

/** A message with nothing wrong in it. */
export const PLAIN = { content: "Tessaut", allowed_mentions: { parse: [] } } as const;

const COMMAND = {
  name: "raw",
  description: "Takes anything",
  options: [{ type: 3, name: "place", description: "Where", autocomplete: true }],
};

/** Starts a stand-in and a raw bot that is connected to it. */
export async function startRawBot(): Promise<RawBot> {
  const fake = await startFakeDiscord();
  const arrived: ((interaction: JsonObject) => void)[] = [];
  const socket = await connect(fake, (interaction) => arrived.shift()?.(interaction));

  async function call(method: string, path: string, body: unknown, withToken: boolean): Promise<Response> {
    return fetch(`${fake.api}/v10${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(withToken ? { authorization: `Bot ${fake.token}` } : {}),
      },
      body: JSON.stringify(body),
    });
  }

  /** A new interaction, as the bot got it. */
  async function interaction(kind: "command" | "autocomplete" | "press"): Promise<JsonObject> {
    const { promise, resolve } = Promise.withResolvers<JsonObject>();
    const wish = { name: "raw", until: "acknowledged" } as const;
    if (kind === "press") {
      const row = { type: 1, components: [{ type: 2, style: 1, label: "Next", custom_id: "next" }] };
      const path = `/channels/${fake.home.channel.id}/messages`;
      await call("POST", path, { ...PLAIN, components: [row] }, true);
      arrived.push(resolve);
      fake.press(fake.messagesIn(fake.home.channel).at(-1)!, "next", wish).catch(() => {});
      return promise;
    }
    await call("PUT", `/applications/${fake.applicationId}/commands`, [COMMAND], true);
    arrived.push(resolve);
    const driven = kind === "command" ? fake.command(wish) : fake.autocomplete({ ...wish, focused: "place" });
    driven.catch(() => {});
    return promise;
  }

  async function callback(kind: "command" | "autocomplete" | "press", body: unknown): Promise<Response> {
    const { id, token } = await interaction(kind);
    return call("POST", `/interactions/${textOf(id)}/${textOf(token)}/callback`, body, false);
  }

  async function answered(): Promise<string> {
    const { id, token } = await interaction("command");
    const path = `/interactions/${textOf(id)}/${textOf(token)}/callback`;
    await call("POST", path, { type: 4, data: PLAIN }, false);
    return `/webhooks/${fake.applicationId}/${textOf(token)}`;
  }

  const channel = `/channels/${fake.home.channel.id}/messages`;
  const application = `/applications/${fake.applicationId}`;
  const surfaces: Readonly<Record<Surface, (body: unknown) => Promise<Response>>> = {
    channel: (body) => call("POST", channel, body, true),
    async "channel edit"(body) {
      const { id } = objectOf(await (await call("POST", channel, PLAIN, true)).json());
      return call("PATCH", `${channel}/${textOf(id)}`, body, true);
    },
    reply: (data) => callback("command", { type: 4, data }),
    edit: async (body) => call("PATCH", `${await answered()}/messages/@original`, body, false),
    "follow-up": async (body) => call("POST", `${await answered()}?wait=true`, body, false),
    update: (data) => callback("press", { type: 7, data }),
    callback: (body) => callback("command", body),
    autocomplete: (choices) => callback("autocomplete", { type: 8, data: { choices } }),
    modal: (data) => callback("command", { type: 9, data }),
    commands: (body) => call("PUT", `${application}/commands`, body, true),
    "guild commands": (body) =>
      call("PUT", `${application}/guilds/${fake.home.guild.id}/commands`, body, true),
  };

  return {
    fake,
    async send(surface, body) {
      const { status } = await surfaces[surface](body);
      const broken = fake.takeViolations();
      return { status, rules: broken.map(({ rule }) => rule), details: broken.map(({ detail }) => detail) };
    },
    async stop() {
      socket.close();
      await fake.stop();
    },
  };
}

async function connect(fake: FakeDiscord, onInteraction: (payload: JsonObject) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${fake.api.replace("http", "ws").replace("/api", "")}/?v=10&encoding=json`);
  await once(socket, "open");
  socket.on("message", (bytes) => {
    const frame = objectOf(JSON.parse(String(bytes)));
    if (frame.t === "INTERACTION_CREATE") onInteraction(objectOf(frame.d));
  });
  const identify = { token: fake.token, intents: 0, properties: {}, shard: [0, 1] };
  socket.send(JSON.stringify({ op: 2, d: identify }));
  await fake.until(() => fake.gateway.log.includes("ready 0/1"), "the raw bot's identify");
  return socket;
}
