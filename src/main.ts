import { setTimeout as wait } from "node:timers/promises";
import { openBots } from "./bots.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { takeArticleJobs } from "./desk/article-jobs.ts";
import { makeHere } from "./desk/digest-maker.ts";
import { openDigestThread } from "./desk/digest-thread.ts";
import { sendDueFeeds, takeFeedJobs } from "./desk/feed-jobs.ts";
import { forgetGone } from "./desk/forget-gone.ts";
import { openLibrary } from "./desk/library.ts";
import { loadAgencies } from "./desk/load-agencies.ts";
import { loadWithdrawalWords } from "./desk/load-withdrawal-words.ts";
import { openEngine } from "./desk/open-engine.ts";
import { openFeeds } from "./desk/open-feeds.ts";
import { openReading } from "./desk/open-reading.ts";
import type { Role } from "./desk/roles.ts";
import { serveAlerts, serveDelivery, serveRuns } from "./desk/serve-schedule.ts";
import { keepHeapSmall } from "./desk/small-heap.ts";
import { openTenants } from "./desk/tenants.ts";
import { UserError } from "./errors.ts";
import type { FeedReport } from "./ingest/ingest-feeds.ts";
import { jsonLog } from "./json-log.ts";
import type { Log } from "./log.ts";
import { tick as cronTick, type Tick } from "./schedule/tick.ts";
import { keepShards } from "./shards/keep-shards.ts";
import { type Advice, planShards, type ShardPlan } from "./shards/plan-shards.ts";
import type { ShardsAsked } from "./shards/read-shards.ts";
import { SERVING, spawnShard } from "./shards/spawn-shard.ts";
import { openDepartures } from "./stores/departures.ts";
import type { JobQueue } from "./stores/job-queue.ts";
import { openChatMemory } from "./stores/keyed-chat-memory.ts";
import { localJobQueue } from "./stores/local-job-queue.ts";
import { openOwnLibraries } from "./stores/own-libraries.ts";

/** How often it is looked which feeds are due. */
const EVERY_15_SECONDS = "*/15 * * * * *";
/** How often it is looked whose data is to be deleted. */
const EVERY_HOUR = "0 7 * * * *";

export interface Serve {
  readonly shards: ShardsAsked;
  readonly roles: ReadonlySet<Role>;
  readonly data: string | undefined;
  /** "sitrep/0.1.0": who asks the web. */
  readonly userAgent: string;
  readonly write: (line: string) => void;
  /** The present moment, and what makes work recur: those of the machine unless a trial hands in its own. */
  readonly clock?: Clock;
  readonly tick?: Tick;
}

/**
 * Runs until it is told to end (SIGINT, SIGTERM): keeps feeds read, and the library with them. What is under way
 * is finished; a second signal ends it at once, which loses nothing either. Throws `UserError`s.
 */
export async function serve({
  roles,
  shards: asked,
  data,
  userAgent,
  write,
  clock = systemClock,
  tick = cronTick,
}: Serve): Promise<0> {
  keepHeapSmall();
  const config = readConfig(data);
  refuseAlone(roles, config);
  const log = jsonLog({ write, clock, secrets: secretsOf(config) });
  const plan = await planShards(asked, {
    roles,
    hasDiscord: config.discord !== null,
    hasDatabase: config.databaseUrl !== null,
    advise: () => advice(config),
  });
  const engine = openEngine();
  const agencies = loadAgencies();
  const notify = (line: string) => write(`${line}\n`);
  // Nobody is answered before the library is up to date; afterwards nothing is read in this thread.
  const first = openReading(engine);
  const store = await openLibrary({
    ...config,
    reader: first,
    agencies,
    clock,
    notify,
    mayUseMemory: false,
  }).finally(first.close);
  const reader = openReading(engine, { few: 0 });
  const stopping = untilTold();
  const feeds = openFeeds({ store, reader, agencies, clock, config, random: Math.random, userAgent });
  const libraries = openOwnLibraries(config, store, clock);
  const allowed = config.allowedAddresses;
  const maker = openDigestThread(makeHere(engine));
  const tenants = openTenants({ shared: store, libraries, engine, maker, clock, allowed, reading: feeds });
  const opened: (() => Promise<unknown>)[] = [
    feeds.close,
    reader.close,
    maker.close,
    libraries.close,
    () => store.close(),
  ];
  const later = (close: () => Promise<unknown>) => opened.unshift(close);
  try {
    const queue = await openQueue(config, log);
    later(() => queue.stop());
    if (roles.has("worker")) {
      const needsOf = async (tenant: string | null) => (tenant === null ? feeds : tenants.feedNeeds(tenant));
      await takeFeedJobs(needsOf, queue, (report) => logFeed(log, report));
      const withdrawalWords = loadWithdrawalWords();
      await takeArticleJobs({ store, reader, clock, withdrawalWords, log }, queue);
    }
    const departures = openDepartures(store, clock);
    if (roles.has("scheduler")) {
      const due = tick("feeds", EVERY_15_SECONDS, log, async () => {
        await sendDueFeeds(feeds.book, queue, clock);
        for (const tenant of await libraries.tenants()) {
          const own = await tenants.feedNeeds(tenant);
          if (own !== null) await sendDueFeeds(own.book, queue, clock, tenant);
        }
      });
      later(due.stop);
      const leaving = tick("departures", EVERY_HOUR, log, () =>
        forgetGone(departures, tenants, (platform) => openChatMemory(store, platform, clock), log),
      );
      later(leaving.stop);
      later(serveRuns({ store, tenants, clock, log, tick }).stop);
      later(serveAlerts({ store, libraries, tenants, clock, log, tick }).stop);
    }
    const needs = { store, tenants, departures, log, clock, userAgent };
    const bots = roles.has("bot")
      ? await openBots({
          ...needs,
          config: botsOf(config, asked, plan),
          shards: plan.kind === "here" ? plan.shards : null,
        })
      : [];
    for (const bot of bots) later(() => bot.stop());
    if (bots.length > 0) later(serveDelivery({ store, adapters: bots, clock, log, tick }).stop);
    const shards =
      plan.kind === "here"
        ? null
        : keepShards({
            ...plan,
            log,
            pause: (ms) => wait(ms, undefined, { ref: false }),
            start: (id) => startShard(id, plan.count, data, write),
          });
    if (shards !== null) later(() => shards.stop());
    log.info("serving", {
      roles: [...roles].join(","),
      ...(asked.one !== null && { shard: `${asked.one.id}/${asked.one.count}` }),
      platforms: bots.map(({ platform }) => platform).join(","),
      store: config.databaseUrl === null ? "file" : "postgres",
    });
    process.send?.(SERVING);
    const failures = [...bots, ...(shards === null ? [] : [shards])].map((one) => one.failed);
    const failed = await Promise.race([stopping, ...failures]);
    if (typeof failed === "string") throw new UserError("bad-setting", failed);
    log.info("stopping", {});
    return 0;
  } finally {
    for (const close of opened) await close();
    if (process.connected) process.disconnect();
  }
}

/** What Discord advises; its SDK is loaded only where it is used. */
async function advice({ discord }: Config): Promise<Advice> {
  if (discord === null) throw new RangeError("advice without a bot");
  const { advisedShards } = await import("../adapters/discord/advised-shards.ts");
  return advisedShards(discord.token, discord.apiBase);
}

/** Where each shard has a process of its own, this one leaves Discord to them, and they leave the rest to this one. */
function botsOf(config: Config, { one }: ShardsAsked, { kind }: ShardPlan): Config {
  if (kind === "processes") return { ...config, discord: null };
  return one === null ? config : { ...config, slack: null };
}

/** The same program once more, as one shard. */
function startShard(id: number, count: number, data: string | undefined, write: Serve["write"]) {
  const [, program = ""] = process.argv;
  const place = data === undefined ? [] : ["--data", data];
  return spawnShard({
    program: process.execPath,
    args: [...process.execArgv, program, "serve", "--role", "bot", "--shard", `${id}/${count}`, ...place],
    write,
  });
}

/** One process on one file needs no database for its jobs. */
async function openQueue({ databaseUrl }: Config, log: Log): Promise<JobQueue> {
  if (databaseUrl === null)
    return localJobQueue({ log, sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}) });
  const { openPostgresJobQueue } = await import("./stores/postgres-job-queue.ts");
  return openPostgresJobQueue({ url: databaseUrl, log });
}

/** Refuses roles that cannot do anything on their own. Throws a `UserError` (bad-setting). */
function refuseAlone(roles: ReadonlySet<Role>, { databaseUrl }: Pick<Config, "databaseUrl">): void {
  if (databaseUrl !== null || (roles.has("scheduler") && roles.has("worker"))) return;
  throw new UserError(
    "bad-setting",
    "roles can be split over processes only with a database they share: set DATABASE_URL, or run sitrep serve without --role",
  );
}

function logFeed(log: Log, report: FeedReport): void {
  const { url, status, problems, nextAt } = report;
  const [problem = null] = problems;
  log.info("feed", {
    url,
    status,
    new: report.new,
    updated: report.updated,
    seen: report.seen,
    problem,
    nextAt,
  });
}

function secretsOf({ databaseUrl, discord, slack }: Config): string[] {
  const tokens = [discord?.token, ...slackSecrets(slack)].filter((secret) => secret != null);
  if (databaseUrl === null) return tokens;
  const { password } = new URL(databaseUrl);
  return [...tokens, databaseUrl, password, decodeURIComponent(password)];
}

function slackSecrets(slack: Config["slack"]) {
  const { http, botToken, appToken, secretKeys = [] } = slack ?? {};
  const keys = secretKeys.flatMap((key) => [
    Buffer.from(key).toString("base64"),
    Buffer.from(key).toString("hex"),
  ]);
  return [botToken, appToken, http?.signingSecret, http?.oauth?.clientSecret, ...keys];
}

/** Settles with null. */
async function untilTold(): Promise<null> {
  await new Promise<void>((resolve) => {
    // Of a shard: whoever looks after it is gone.
    if (process.send !== undefined) process.once("disconnect", resolve);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
  return null;
}
