import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Feed, FeedBook } from "../ingest/feed-book.ts";
import { type FeedNeeds, type FeedReport, ingestFeeds } from "../ingest/ingest-feeds.ts";
import type { JobQueue } from "../stores/job-queue.ts";

/** Feeds that one process reads at the same time. */
const FEEDS_AT_ONCE = 4;

const ReadFeed = z.object({ url: z.string() });

/** Sends every feed that is due into the queue; one that waits there, or is being read, is there once. Gives how many. */
export async function sendDueFeeds(book: FeedBook, queue: JobQueue, clock: Clock): Promise<number> {
  const now = clock.now();
  const due = (await book.feeds()).filter((feed) => isDue(feed, now));
  if (due.length === 0) return 0;
  return queue.send(
    "read-feed",
    due.map(({ url }) => ({ key: url, data: { url } satisfies z.infer<typeof ReadFeed> })),
  );
}

/** Reads feeds from the queue until it is stopped. `onFeed` is told of each. */
export async function takeFeedJobs(
  needs: FeedNeeds,
  queue: JobQueue,
  onFeed: (report: FeedReport) => void,
): Promise<void> {
  await queue.take("read-feed", FEEDS_AT_ONCE, async (data, signal) => {
    const { url } = ReadFeed.parse(data);
    const feed = await needs.book.feed(url);
    // Removed since, or read by another worker whose job was taken for lost.
    if (feed === null || !isDue(feed, needs.clock.now())) return;
    await ingestFeeds(needs, { only: url, signal, onFeed });
  });
}

function isDue({ nextAt }: Feed, now: Date): boolean {
  return nextAt === undefined || nextAt <= now.toISOString();
}
