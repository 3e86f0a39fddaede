import type { AllowedAddresses } from "../ingest/address-guard.ts";
import type { Feed, FeedBook } from "../ingest/feed-book.ts";
import type { FeedNeeds } from "../ingest/ingest-feeds.ts";
import type { FeedDesk, FeedLine } from "./desk.ts";
import { addFeed, DEFAULT_MINUTES, feedAddress } from "./feeds-verb.ts";

/** Of one tenant: somebody has to read what comes in. */
const MOST_FEEDS = 50;

export interface TenantFeeds {
  /** Feeds that are read for everybody. */
  readonly common: FeedBook;
  /** What reads this tenant's own feeds into its own library; null as long as it has none. */
  readonly own: () => Promise<FeedNeeds | null>;
  /** Makes the library where there is none. */
  readonly makeOwn: () => Promise<FeedNeeds>;
  readonly allowed: AllowedAddresses;
}

/** The feeds of one tenant: nobody else sees that they are there, nor what they bring. */
export function openTenantFeeds({ common, own, makeOwn, allowed }: TenantFeeds): FeedDesk {
  const ownFeeds = async () => (await (await own())?.book.feeds()) ?? [];

  return {
    async list() {
      return { own: (await ownFeeds()).map(toLine), common: (await common.feeds()).length };
    },
    async add(given, publisher) {
      const url = feedAddress(given, allowed);
      const before = await ownFeeds();
      if (before.length >= MOST_FEEDS && !before.some((feed) => feed.url === url))
        return { status: "too-many", most: MOST_FEEDS };
      const request = { kind: "add", url, everyMinutes: DEFAULT_MINUTES } as const;
      const added = await addFeed(
        publisher === undefined ? request : { ...request, publisher },
        await makeOwn(),
        allowed,
      );
      return { status: "added", feed: toLine(added.feed), articles: added.report?.new ?? 0 };
    },
    async remove(given) {
      const url = URL.canParse(given) && /^https?:/i.test(given) ? new URL(given).href : given;
      return (await (await own())?.book.remove(url)) ?? false;
    },
    async health() {
      const [mine, all] = [await ownFeeds(), await common.feeds()];
      const failing = [...mine, ...all].filter(({ problem }) => problem !== undefined).length;
      return { feeds: mine.length + all.length, failing, own: mine.map(toLine) };
    },
  };
}

/** How the feeds of a library are, for its operator, who may know all of them. */
export async function operatorHealth(book: FeedBook): ReturnType<FeedDesk["health"]> {
  const feeds = (await book.feeds()).map(toLine);
  return { feeds: feeds.length, failing: feeds.filter(({ problem }) => problem !== null).length, own: feeds };
}

function toLine({ url, publisher, everyMinutes, lastReadAt, problem }: Feed): FeedLine {
  return {
    url,
    publisher: publisher ?? null,
    everyMinutes,
    lastReadAt: lastReadAt ?? null,
    problem: problem ?? null,
  };
}
