import type { DiscordAdapter } from "../adapters/discord/index.ts";
import type { Clock } from "./clock.ts";
import { platformCommands } from "./commands/index.ts";
import type { Config } from "./config.ts";
import { plainRunDigest } from "./desk/plain-run-digest.ts";
import { platformDispatch, tenantName } from "./desk/platform-dispatch.ts";
import { openSubscriptionDesk } from "./desk/subscription-desk.ts";
import type { Tenants } from "./desk/tenants.ts";
import type { Log } from "./log.ts";
import type { Departures } from "./stores/departures.ts";
import { openChatMemory } from "./stores/keyed-chat-memory.ts";
import type { Store } from "./stores/store.ts";

export interface BotNeeds {
  readonly config: Config;
  readonly store: Store;
  readonly tenants: Tenants;
  readonly departures: Departures;
  readonly log: Log;
  readonly clock: Clock;
}

/** The bots that are set up, each answering when this settles. Throws `UserError`s for settings a platform refuses. */
export async function openBots(needs: BotNeeds): Promise<readonly DiscordAdapter[]> {
  const { config, tenants, log, clock } = needs;
  const bots: DiscordAdapter[] = [];
  const dispatch = platformDispatch(tenants, log, clock, (invocation, tenant) =>
    openSubscriptionDesk({
      store: needs.store,
      clock,
      tenant,
      invocation,
      missingAccess: async (channel) =>
        (await bots.find(({ platform }) => platform === channel.platform)?.missingAccess(channel)) ?? [],
      makeDigest: (asked) => plainRunDigest(tenants.of(tenant).desk, asked),
    }),
  );
  if (config.discord !== null) bots.push(await discordBot(config.discord, needs));
  for (const bot of bots) await bot.start(dispatch);
  return bots;
}

/** Its SDK is loaded only where it is used. */
async function discordBot(
  { token, apiBase }: NonNullable<Config["discord"]>,
  { store, tenants, departures, log, clock }: BotNeeds,
): Promise<DiscordAdapter> {
  const { createDiscordAdapter } = await import("../adapters/discord/index.ts");
  const nameOf = (tenant: string) => tenantName("discord", tenant);
  const mark = (work: Promise<void>) =>
    work.catch((error: unknown) => log.error("tenant", { outcome: "not marked" }, error));
  const tellGone = (tenant: string) => log.info("tenant", { outcome: "gone", tenant: nameOf(tenant) });
  return createDiscordAdapter({
    token,
    apiBase,
    commands: platformCommands,
    suggest: (prefix, limit, tenant) => tenants.of(nameOf(tenant ?? "nobody")).desk.suggest(prefix, limit),
    memory: openChatMemory(store, "discord", clock),
    log,
    onPresent: (tenant) => void mark(departures.markPresent(nameOf(tenant))),
    onRemoved: (tenant) => void mark(departures.markGone(nameOf(tenant)).then(() => tellGone(tenant))),
  });
}
