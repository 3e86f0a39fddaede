import { nextTry } from "./back-off.ts";
import type { Feed, FeedBook, Seen } from "./feed-book.ts";
import { type FeedContent, type FeedItem, fingerprint } from "./feed-item.ts";
import type { Fetched, FetchProblem } from "./fetch-source.ts";
import { inBatches } from "./in-batches.ts";
import { articleOfItem, type ItemArticle, type ItemNeeds, isTeaser } from "./ingest-item.ts";
import { noteGone } from "./note-withdrawal.ts";
import { MOST_WAITING, placeCopies } from "./place-waiting.ts";
import { reliefWebProblem, reliefWebQuery, reliefWebUrl } from "./reliefweb.ts";
import { takeIn } from "./take-in.ts";

export interface FeedNeeds extends ItemNeeds {
  readonly book: FeedBook;
  /** In [0, 1). */
  readonly random: () => number;
  /** The user's own appname at ReliefWeb. */
  readonly reliefWebAppname?: string | undefined;
}

export interface FeedRun {
  /** Also feeds that are not due yet. */
  readonly all?: boolean;
  /** This feed and no other, due or not. */
  readonly only?: string;
  /** Feeds read at the same time. */
  readonly atOnce?: number;
  /** Told as each feed is done. */
  readonly onFeed?: (report: FeedReport) => void;
  /** No further feed and no further entry is begun once it is aborted. */
  readonly signal?: AbortSignal;
}

export interface FeedReport {
  readonly url: string;
  readonly publisher: string | null;
  readonly status: "read" | "unchanged" | "problem";
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Entries known from earlier runs. */
  readonly seen: number;
  /** Entries that are none. */
  readonly dropped: number;
  /** Entries left for the next run. */
  readonly left: number;
  /** Of the feed, or of single entries with their address; each says what to do. */
  readonly problems: readonly string[];
  /** UTC moment of the next try. */
  readonly nextAt: string;
}

export interface FeedsReport {
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly seen: number;
  readonly feeds: readonly FeedReport[];
  /** Feeds that were not due. */
  readonly waiting: number;
}

const AT_ONCE = 4;
/** Linked pages asked for in one run of one feed: a feed of teasers is caught up with over several runs. */
const MOST_PAGES = 40;
/** How often the page of an entry is tried. */
const MOST_TRIES = 3;
const MOST_PROBLEMS = 20;

/** Reads every feed that is due. A failing feed or entry costs no other; trouble of the store is thrown. */
export async function ingestFeeds(needs: FeedNeeds, run: FeedRun = {}): Promise<FeedsReport> {
  const feeds = await needs.book.feeds();
  const now = needs.clock.now().toISOString();
  const due = feeds.filter(({ url, nextAt }) =>
    run.only !== undefined ? url === run.only : run.all === true || nextAt === undefined || nextAt <= now,
  );
  const reports = new Map<string, FeedReport>();
  const queue = due.values();
  const work = async () => {
    // All workers take from one queue.
    for (const feed of queue) {
      if (run.signal?.aborted === true) return;
      const report = await ingestFeed(feed, needs, run.signal);
      reports.set(feed.url, report);
      run.onFeed?.(report);
    }
  };
  await Promise.all(Array.from({ length: run.atOnce ?? AT_ONCE }, work));
  const done = due.map(({ url }) => reports.get(url)).filter((report) => report !== undefined);
  const sum = (field: "new" | "updated" | "unchanged" | "seen") =>
    done.reduce((total, report) => total + report[field], 0);
  await placeCopies(needs.store, sum("new") + sum("updated") + MOST_WAITING, run.signal);
  return {
    new: sum("new"),
    updated: sum("updated"),
    unchanged: sum("unchanged"),
    seen: sum("seen"),
    feeds: done,
    waiting: feeds.length - done.length,
  };
}

interface Counts {
  new: number;
  updated: number;
  unchanged: number;
  seen: number;
  dropped: number;
  left: number;
}

async function ingestFeed(feed: Feed, needs: FeedNeeds, signal?: AbortSignal): Promise<FeedReport> {
  const counts: Counts = { new: 0, updated: 0, unchanged: 0, seen: 0, dropped: 0, left: 0 };
  const fetched = await fetchFeed(feed, needs);
  if (fetched.status === "problem") {
    // A page that is a source by itself, and is no more.
    if (fetched.http === 410) await noteGone({ url: feed.url, publisher: feed.publisher ?? "" }, needs);
    return settle(feed, needs, counts, { problem: fetched });
  }
  if (fetched.status === "unchanged") return settle(feed, needs, counts, { unchanged: true });
  const now = needs.clock.now();
  // The parsers of feeds and pages are many files: who only asks never loads them.
  const read =
    reliefWebQuery(feed.url) === null
      ? (await import("./read-source.ts")).readSource(fetched, needs.pageLines, now)
      : (await import("./read-reliefweb.ts")).readReliefWeb(fetched.text, now);
  if (!read.ok) {
    const problem = { status: "problem", reason: read.reason, passing: true } as const;
    return settle(feed, needs, counts, { problem });
  }
  counts.dropped = read.feed.dropped;
  const publisher = feed.publisher ?? read.feed.title ?? hostOf(fetched.url);
  const { pending, problems } = await takeItems({ ...feed, publisher }, read.feed, needs, counts, signal);
  // What the server calls unchanged would not be shown again: while entries are open, all of it is asked for.
  const mark = pending ? {} : { etag: fetched.etag, lastModified: fetched.lastModified };
  return settle({ ...feed, publisher }, needs, counts, { mark, problems });
}

async function fetchFeed(feed: Feed, needs: FeedNeeds): Promise<Fetched> {
  const { etag, lastModified } = feed;
  const query = reliefWebQuery(feed.url);
  if (query === null) return needs.fetch({ url: feed.url, etag, lastModified });
  if (needs.reliefWebAppname === undefined) {
    const reason =
      "needs your own appname: ask ReliefWeb for one (apidoc.reliefweb.int) and set SITREP_RELIEFWEB_APPNAME to it";
    return { status: "problem", reason, passing: false };
  }
  const fetched = await needs.fetch({ url: reliefWebUrl(query, needs.reliefWebAppname), etag, lastModified });
  return fetched.status === "problem" ? reliefWebProblem(fetched) : fetched;
}

/** An entry with the article it gave. */
interface MadeItem extends ItemArticle {
  readonly item: FeedItem;
  readonly print: string;
  /** What is known of it from earlier runs, when it is still the same. */
  readonly before: Seen | null;
}

/** Takes the entries in, in their order; each is marked as seen after it is stored, never before. */
async function takeItems(
  feed: Feed & { readonly publisher: string },
  { items }: FeedContent,
  needs: FeedNeeds,
  counts: Counts,
  signal: AbortSignal | undefined,
): Promise<{ readonly pending: boolean; readonly problems: readonly string[] }> {
  const { book } = needs;
  const known = await book.seen(
    feed.url,
    items.map(({ key }) => key),
  );
  const shared = sharedAddresses(items);
  const problems: string[] = [];
  let pending = false;
  let pages = 0;

  const settled = ({ item, print, before, problem }: MadeItem, again: boolean) => {
    if (problem !== null) problems.push(`${item.url ?? item.title ?? item.key} ${problem}`);
    const tries = again ? (before?.tries ?? 0) + 1 : 0;
    if (tries > 0 && tries < MOST_TRIES) pending = true;
    return { key: item.key, print, tries };
  };

  async function* articles() {
    for (const [index, item] of items.entries()) {
      const print = fingerprint(item);
      const before = known[index]?.print === print ? known[index] : null;
      if (before !== null && (before.tries === 0 || before.tries >= MOST_TRIES)) {
        counts.seen += 1;
        continue;
      }
      if (isTeaser(item)) pages += 1;
      if (pages > MOST_PAGES || signal?.aborted === true) {
        counts.left += 1;
        pending = true;
        continue;
      }
      const place = { publisher: feed.publisher, sharesAddress: shared.has(item.url ?? "") };
      const made: MadeItem = { ...(await articleOfItem(item, place, needs)), item, print, before };
      const { article } = made;
      if (article !== null) {
        yield { ...made, article };
        continue;
      }
      counts[made.gone ? "unchanged" : "dropped"] += 1;
      await book.markSeen(feed.url, [settled(made, made.again)]);
    }
  }

  const batches = inBatches(articles(), { sizeOf: ({ article }) => article.text.length });
  for await (const batch of takeIn(needs, batches)) {
    const seen = batch.map(({ item: made, outcome, reason }) => {
      counts[outcome ?? "dropped"] += 1;
      // What could not be read now can perhaps be read by a later version.
      return outcome === null ? settled({ ...made, problem: reason }, true) : settled(made, made.again);
    });
    await book.markSeen(feed.url, seen);
  }
  return { pending, problems };
}

/** Addresses that several entries have: a front page, or one live page for many reports. */
function sharedAddresses(items: readonly FeedItem[]): ReadonlySet<string> {
  const once = new Set<string>();
  const shared = new Set<string>();
  for (const { url } of items) {
    if (url === undefined) continue;
    if (once.has(url)) shared.add(url);
    once.add(url);
  }
  return shared;
}

interface Ending {
  readonly problem?: FetchProblem;
  readonly unchanged?: boolean;
  /** What the server gave to ask for news by. */
  readonly mark?: Pick<Feed, "etag" | "lastModified">;
  readonly problems?: readonly string[];
}

/** Writes down how the feed is and when it is due again; the last write of its reading. */
async function settle(feed: Feed, needs: FeedNeeds, counts: Counts, ending: Ending): Promise<FeedReport> {
  const { clock, random, book } = needs;
  const now = clock.now();
  const { problem, mark, unchanged = false, problems = [] } = ending;
  const failures = problem === undefined ? 0 : feed.failures + 1;
  const { everyMinutes } = feed;
  const nextAt = nextTry({ now, everyMinutes, failures, notBefore: problem?.notBefore, random });
  // Removed while it was being read: it does not come back.
  if ((await book.feed(feed.url)) !== null) {
    await book.save({
      ...feed,
      ...mark,
      lastTriedAt: now.toISOString(),
      lastReadAt: problem === undefined ? now.toISOString() : feed.lastReadAt,
      nextAt,
      failures,
      problem: problem?.reason,
    });
  }
  const more = problems.length > MOST_PROBLEMS ? [`and ${problems.length - MOST_PROBLEMS} more`] : [];
  return {
    url: feed.url,
    publisher: feed.publisher ?? null,
    status: problem !== undefined ? "problem" : unchanged ? "unchanged" : "read",
    ...counts,
    problems: problem !== undefined ? [problem.reason] : [...problems.slice(0, MOST_PROBLEMS), ...more],
    nextAt,
  };
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, "");
}
