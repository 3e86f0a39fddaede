import { hkdfSync } from "node:crypto";
import type { ChatAdapter, Suggest } from "./chat/adapter.ts";
import { forgivingMemory } from "./chat/memory.ts";
import type { Clock } from "./clock.ts";
import { platformCommands } from "./commands/index.ts";
import type { Config } from "./config.ts";
import { platformDispatch, tenantName } from "./desk/platform-dispatch.ts";
import { digestOfSubscription } from "./desk/run-digest.ts";
import { openSubscriptionDesk } from "./desk/subscription-desk.ts";
import type { Tenants } from "./desk/tenants.ts";
import { openWatchDesk } from "./desk/watch-desk.ts";
import { FILE_LIMITS, openFileFetcher } from "./ingest/fetch-file.ts";
import { systemResolve } from "./ingest/guarded-agent.ts";
import type { Log } from "./log.ts";
import { openClaims } from "./stores/claims.ts";
import type { Departures } from "./stores/departures.ts";
import { openChatMemory } from "./stores/keyed-chat-memory.ts";
import { openSealedValues } from "./stores/sealed-values.ts";
import type { Store } from "./stores/store.ts";

export interface BotNeeds {
  readonly config: Config;
  readonly store: Store;
  readonly tenants: Tenants;
  readonly departures: Departures;
  readonly log: Log;
  readonly clock: Clock;
  /** "sitrep/0.1.0": who asks for files. */
  readonly userAgent: string;
  /** Which connections to Discord this process holds; null: the one and only. */
  readonly shards: { readonly ids: readonly number[]; readonly count: number } | null;
}

/** A bot on one platform. */
export interface Bot extends ChatAdapter {
  /** Resolves with one line for the operator when it cannot go on. */
  readonly failed: Promise<string>;
}

/** The bots that are set up, each answering when this settles. Throws `UserError`s for settings a platform refuses. */
export async function openBots(needs: BotNeeds): Promise<readonly Bot[]> {
  const { config, tenants, log, clock } = needs;
  const bots: Bot[] = [];
  const missingAccess: ChatAdapter["missingAccess"] = async (channel) =>
    (await bots.find(({ platform }) => platform === channel.platform)?.missingAccess(channel)) ?? [];
  const dispatch = platformDispatch(
    tenants,
    log,
    clock,
    (invocation, tenant) =>
      openSubscriptionDesk({
        store: needs.store,
        clock,
        tenant,
        invocation,
        settings: () => tenants.settings(tenant),
        missingAccess,
        makeDigest: (asked) => digestOfSubscription(tenants.of(tenant).desk, asked),
      }),
    (invocation, tenant) =>
      openWatchDesk({
        ...tenants.of(tenant),
        store: needs.store,
        clock,
        tenant,
        invocation,
        missingAccess,
      }),
  );
  if (config.discord !== null) bots.push(await discordBot(config.discord, needs));
  if (config.slack !== null) bots.push(await slackBot(config.slack, needs));
  for (const bot of bots) await bot.start(dispatch);
  return bots;
}

/** Its SDK is loaded only where it is used. */
async function discordBot(
  { token, apiBase }: NonNullable<Config["discord"]>,
  { store, tenants, departures, log, clock, shards }: BotNeeds,
): Promise<Bot> {
  const { createDiscordAdapter } = await import("../adapters/discord/index.ts");
  return createDiscordAdapter({
    token,
    apiBase,
    shards,
    commands: platformCommands,
    suggest: suggestOn("discord", tenants),
    memory: forgivingMemory(openChatMemory(store, "discord", clock), log),
    log,
    ...presenceOn("discord", departures, log),
  });
}

async function slackBot(
  { secretKeys, http, ...settings }: NonNullable<Config["slack"]>,
  needs: BotNeeds,
): Promise<Bot> {
  const { config, store, tenants, departures, log, clock } = needs;
  const { createSlackAdapter } = await import("../adapters/slack/index.ts");
  const [newestKey] = secretKeys;
  const claims = openClaims(store, "slack", clock);
  return createSlackAdapter({
    settings: {
      ...settings,
      http:
        http === null
          ? null
          : {
              ...http,
              oauth:
                http.oauth === null || newestKey === undefined
                  ? null
                  : { ...http.oauth, stateSecret: derived(newestKey, "slack oauth state") },
            },
    },
    commands: platformCommands,
    suggest: suggestOn("slack", tenants),
    memory: forgivingMemory(openChatMemory(store, "slack", clock), log),
    clock,
    log,
    fetchFile: openFileFetcher({
      allowed: config.allowedAddresses,
      resolve: systemResolve,
      userAgent: needs.userAgent,
      limits: FILE_LIMITS,
    }),
    shelf: secretKeys.length === 0 ? null : openSealedValues(store, "sealed:slack", secretKeys, clock),
    once: claims.first,
    alone: (name, work) => store.alone(name, work),
    ...presenceOn("slack", departures, log),
  });
}

function suggestOn(platform: string, tenants: Tenants): Suggest {
  return (prefix, limit, tenant) =>
    tenants.of(tenantName(platform, tenant ?? "nobody")).desk.suggest(prefix, limit);
}

/** Marks of who has the bot and who removed it. */
function presenceOn(platform: string, departures: Departures, log: Log) {
  const mark = (work: Promise<void>) =>
    work.catch((error: unknown) => log.error("tenant", { outcome: "not marked" }, error));
  return {
    onPresent: (tenant: string) => void mark(departures.markPresent(tenantName(platform, tenant))),
    onRemoved: (tenant: string) => {
      const name = tenantName(platform, tenant);
      void mark(departures.markGone(name).then(() => log.info("tenant", { outcome: "gone", tenant: name })));
    },
  };
}

/** A secret for one purpose, from which the key cannot be had back. */
function derived(key: Uint8Array, purpose: string): string {
  return Buffer.from(hkdfSync("sha256", key, "sitrep", purpose, 32)).toString("base64url");
}
