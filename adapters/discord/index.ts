import {
  Client,
  Events,
  GatewayIntentBits,
  type RESTGetAPIApplicationCommandsResult,
  Routes,
} from "discord.js";
import type { ChatAdapter, Suggest } from "../../src/chat/adapter.ts";
import type { CommandInfo } from "../../src/chat/command.ts";
import type { ChatMemory } from "../../src/chat/memory.ts";
import { UserError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { openPages } from "../shared/pages.ts";
import { byFetch } from "./advised-shards.ts";
import { createAnswering } from "./answer.ts";
import { declareCommands, differs } from "./declare.ts";
import { failureOf, REFUSED } from "./fatal.ts";
import { findPost } from "./find-post.ts";
import { missingAccess } from "./missing-access.ts";
import { postDocument, tellDocument } from "./post.ts";
import { renderDiscord } from "./render.ts";

/** How long discord.js may hold a post back for a rate limit. */
const LONGEST_HOLD_MS = 30_000;

export interface DiscordNeeds {
  readonly token: string;
  /** Another API than Discord's own: "http://127.0.0.1:4711/api". */
  readonly apiBase: string | null;
  /** Which of how many connections this process holds; null: the one and only. */
  readonly shards: { readonly ids: readonly number[]; readonly count: number } | null;
  readonly commands: readonly CommandInfo[];
  readonly suggest: Suggest;
  readonly memory: ChatMemory;
  readonly log: Log;
  /** Told of every server the bot is in, when it starts and when it joins one. */
  readonly onPresent: (tenant: string) => void;
  /** Told when a server removed the bot; an outage is none. */
  readonly onRemoved: (tenant: string) => void;
}

export interface DiscordAdapter extends ChatAdapter {
  /** Resolves with one line for the operator when the bot cannot go on. */
  readonly failed: Promise<string>;
}

/**
 * The bot on Discord, by discord.js: no privileged intent, and of the others only the one that says in which servers
 * it is. `start` rejects with a `UserError` (bad-setting) when Discord refuses the token.
 */
export function createDiscordAdapter(needs: DiscordNeeds): DiscordAdapter {
  const { token, apiBase, shards, commands, suggest, memory, log, onPresent, onRemoved } = needs;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    ...(shards === null ? {} : { shards: [...shards.ids], shardCount: shards.count }),
    // For whatever discord.js sends itself; the bodies made here say it again.
    allowedMentions: { parse: [] },
    rest: {
      ...(apiBase === null ? {} : { api: apiBase }),
      makeRequest: byFetch,
      // A post that has to wait longer is handed back to whoever schedules posts, who knows what else may go.
      rejectOnRateLimit: ({ route, method, timeToReset }) =>
        method === "POST" && route === "/channels/:id/messages" && timeToReset > LONGEST_HOLD_MS,
    },
  });
  const pages = openPages(memory, (document, customIdOf) => renderDiscord(document, { customIdOf }));
  client.on(Events.Error, (error) => log.error("discord", { outcome: "connection" }, error));
  // Lost connections are everyday trouble: what happened is enough, where in the library it was noticed is not.
  client.on(Events.ShardError, ({ message }, shard) =>
    log.info("discord", { outcome: "connection", shard, reason: message }),
  );
  client.on(Events.GuildCreate, ({ id }) => onPresent(id));
  // An outage is another event, also for one that removes the bot during it.
  client.on(Events.GuildDelete, ({ id }) => onRemoved(id));
  client.on(Events.ShardResume, (shard) => log.info("discord", { outcome: "resumed", shard }));
  client.on(Events.ShardReconnecting, (shard) => log.info("discord", { outcome: "reconnecting", shard }));

  async function declare(): Promise<void> {
    const ours = declareCommands(commands);
    const route = Routes.applicationCommands(client.application!.id);
    const query = new URLSearchParams({ with_localizations: "true" });
    const theirs = (await client.rest.get(route, { query })) as RESTGetAPIApplicationCommandsResult;
    const changed = differs(ours, theirs);
    if (changed) await client.rest.put(route, { body: ours });
    log.info("discord", {
      outcome: changed ? "commands declared" : "commands as they were",
      commands: ours.length,
    });
  }

  const failed = failureOf(client);

  async function begin(): Promise<void> {
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    await client.login(token);
    await ready;
    for (const id of client.guilds.cache.keys()) onPresent(id);
    // One shard of many is enough.
    if (shards === null || shards.ids.includes(0)) await declare();
  }

  return {
    platform: "discord",
    failed,
    async start(dispatch) {
      client.on(Events.InteractionCreate, createAnswering({ dispatch, commands, suggest, pages, log }));
      try {
        // A gateway that closes for good while the bot begins leaves discord.js waiting.
        const reason = await Promise.race([begin(), failed]);
        if (typeof reason === "string") throw new UserError("bad-setting", reason);
      } catch (error) {
        await client.destroy();
        throw isRefused(error) ? new UserError("bad-setting", REFUSED) : error;
      }
    },
    post: (channel, document, once, under) =>
      postDocument(client.rest, pages, channel, document, once, under),
    findPost: (channel, once, since, under) => findPost(client, channel, once, since, under),
    missingAccess: (channel) => missingAccess(client, channel),
    tell: (tenant, user, document, once) => tellDocument(client.rest, pages, tenant, user, document, once),
    async stop() {
      await client.destroy();
    },
  };
}

function isRefused(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown };
  return code === "TokenInvalid" || status === 401;
}
