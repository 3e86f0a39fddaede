import { setTimeout as wait } from "node:timers/promises";
import { type Clock, systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { takeArticleJobs } from "./desk/article-jobs.ts";
import { sendDueFeeds, takeFeedJobs } from "./desk/feed-jobs.ts";
import { openLibrary } from "./desk/library.ts";
import { loadAgencies } from "./desk/load-agencies.ts";
import { loadWithdrawalWords } from "./desk/load-withdrawal-words.ts";
import { openEngine } from "./desk/open-engine.ts";
import { openFeeds } from "./desk/open-feeds.ts";
import { openReading } from "./desk/open-reading.ts";
import type { Role } from "./desk/roles.ts";
import { UserError } from "./errors.ts";
import type { FeedReport } from "./ingest/ingest-feeds.ts";
import { jsonLog } from "./json-log.ts";
import type { Log } from "./log.ts";
import { type Ticker, tick } from "./schedule/tick.ts";
import type { JobQueue } from "./stores/job-queue.ts";
import { openFeedBook } from "./stores/keyed-feed-book.ts";
import { localJobQueue } from "./stores/local-job-queue.ts";

/** How often it is looked which feeds are due. */
const EVERY_15_SECONDS = "*/15 * * * * *";

export interface Serve {
  readonly roles: ReadonlySet<Role>;
  readonly data: string | undefined;
  /** "sitrep/0.1.0": who asks the web. */
  readonly userAgent: string;
  readonly write: (line: string) => void;
}

/**
 * Runs until it is told to end (SIGINT, SIGTERM): keeps feeds read, and the library with them. What is under way
 * is finished; a second signal ends it at once, which loses nothing either. Throws `UserError`s.
 */
export async function serve({ roles, data, userAgent, write }: Serve): Promise<0> {
  const config = readConfig(data);
  refuseAlone(roles, config);
  const clock: Clock = systemClock;
  const log = jsonLog({ write, clock, secrets: secretsOf(config) });
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
  let queue: JobQueue | null = null;
  let ticker: Ticker | null = null;
  let close = async () => {};
  try {
    queue = await openQueue(config, log);
    if (roles.has("worker")) {
      const feeds = openFeeds({ store, reader, agencies, clock, config, random: Math.random, userAgent });
      close = feeds.close;
      await takeFeedJobs(feeds, queue, (report) => logFeed(log, report));
      const withdrawalWords = loadWithdrawalWords();
      await takeArticleJobs({ store, reader, clock, withdrawalWords, log }, queue);
    }
    if (roles.has("scheduler")) {
      const [book, jobs] = [openFeedBook(store, clock), queue];
      ticker = tick("feeds", EVERY_15_SECONDS, log, async () => {
        await sendDueFeeds(book, jobs, clock);
      });
    }
    log.info("serving", {
      roles: [...roles].join(","),
      store: config.databaseUrl === null ? "file" : "postgres",
    });
    await stopping;
    log.info("stopping", {});
    return 0;
  } finally {
    await ticker?.stop();
    await queue?.stop();
    await close();
    await reader.close();
    await store.close();
  }
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

function secretsOf({ databaseUrl }: Config): string[] {
  if (databaseUrl === null) return [];
  const { password } = new URL(databaseUrl);
  return [databaseUrl, password, decodeURIComponent(password)];
}

async function untilTold(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
}
