import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Feed, FeedBook } from "../ingest/feed-book.ts";
import { type FeedNeeds, type FeedReport, ingestFeeds } from "../ingest/ingest-feeds.ts";
import type { JobQueue } from "../stores/job-queue.ts";

/** Feeds that one process reads at the same time. */
const FEEDS_AT_ONCE = 4;

const ReadFeed = z.object({
  url: z.string(),
  /** Whose feed it is; null for those that are read for everybody. */
  tenant: z.string().nullable().default(null),
});

/**
 * Sends every feed of a book that is due into the queue; one that waits there, or is being read, is there once.
 * Gives how many.
 */
export async function sendDueFeeds(
  book: FeedBook,
  queue: JobQueue,
  clock: Clock,
  tenant: string | null = null,
): Promise<number> {
  const now = clock.now();
  const due = (await book.feeds()).filter((feed) => isDue(feed, now));
  if (due.length === 0) return 0;
  return queue.send(
    "read-feed",
    due.map(({ url }) => ({
      key: tenant === null ? url : `${tenant} ${url}`,
      data: { url, tenant } satisfies z.infer<typeof ReadFeed>,
    })),
  );
}

/**
 * Reads feeds from the queue until it is stopped. `needsOf` says what a tenant's feeds are read into, null when it
 * is gone; `onFeed` is told of each.
 */
export async function takeFeedJobs(
  needsOf: (tenant: string | null) => Promise<FeedNeeds | null>,
  queue: JobQueue,
  onFeed: (report: FeedReport) => void,
): Promise<void> {
  await queue.take("read-feed", FEEDS_AT_ONCE, async (data, signal) => {
    const { url, tenant } = ReadFeed.parse(data);
    const needs = await needsOf(tenant);
    const feed = (await needs?.book.feed(url)) ?? null;
    // Removed since, or read by another worker whose job was taken for lost.
    if (needs === null || feed === null || !isDue(feed, needs.clock.now())) return;
    await ingestFeeds(needs, { only: url, signal, onFeed });
  });
}

function isDue({ nextAt }: Feed, now: Date): boolean {
  return nextAt === undefined || nextAt <= now.toISOString();
}
