import { UserError } from "../errors.ts";
import { type AllowedAddresses, checkUrl } from "../ingest/address-guard.ts";
import type { Feed, FeedBook } from "../ingest/feed-book.ts";
import { type FeedNeeds, type FeedReport, type FeedsReport, ingestFeeds } from "../ingest/ingest-feeds.ts";
import { reliefWebQuery } from "../ingest/reliefweb.ts";

/** One thing `sitrep feeds` was told to do. */
export type FeedsRequest =
  | { readonly kind: "list" }
  | { readonly kind: "add"; readonly url: string; readonly everyMinutes: number; readonly publisher?: string }
  | { readonly kind: "remove"; readonly url: string }
  | { readonly kind: "run"; readonly once: boolean; readonly all: boolean };

type Flags = Readonly<Record<string, string | true>>;

export const DEFAULT_MINUTES = 15;
/** Asking more often is rude, and no outlet writes faster. */
const LEAST_MINUTES = 5;
const MOST_MINUTES = 7 * 24 * 60;
/** Feeds that another process adds are found this soon. */
const LONGEST_NAP_MS = 60_000;

const FLAGS_OF: Readonly<Record<FeedsRequest["kind"], readonly string[]>> = {
  list: [],
  add: ["every", "publisher"],
  remove: [],
  run: ["once", "all"],
};

/** Reads the words behind `sitrep feeds`. Throws a `UserError` (bad-option) that says what can be written. */
export function readFeedsRequest(words: readonly string[], flags: Flags): FeedsRequest {
  const [kind = "list", ...others] = words;
  if (!Object.hasOwn(FLAGS_OF, kind))
    throw new UserError("bad-option", `feeds has no "${kind.slice(0, 40)}"; there is add, list, remove, run`);
  const known = FLAGS_OF[kind as FeedsRequest["kind"]];
  const stray = ["every", "publisher", "once", "all"].find((flag) => flag in flags && !known.includes(flag));
  if (stray !== undefined) throw new UserError("bad-option", `feeds ${kind} takes no --${stray}`);
  const [url] = others;
  const wanted = kind === "add" || kind === "remove" ? 1 : 0;
  if (others.length !== wanted || (wanted === 1 && url === undefined))
    throw new UserError(
      "bad-option",
      wanted === 1 ? `feeds ${kind} needs one address` : `feeds ${kind} takes no words`,
    );
  if (kind === "add" && url !== undefined) {
    const publisher = typeof flags.publisher === "string" ? { publisher: flags.publisher } : {};
    return { kind, url, everyMinutes: minutesOf(flags.every), ...publisher };
  }
  if (kind === "remove" && url !== undefined) return { kind, url };
  return kind === "run" ? { kind, once: flags.once === true, all: flags.all === true } : { kind: "list" };
}

function minutesOf(given: string | true | undefined): number {
  if (typeof given !== "string") return DEFAULT_MINUTES;
  const [, count, unit = ""] = /^(\d{1,5})(m|h|d)$/.exec(given.trim()) ?? [];
  const minutes = Number(count) * ({ m: 1, h: 60, d: 1440 }[unit] ?? Number.NaN);
  if (minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES) return minutes;
  throw new UserError("bad-option", "--every takes a time from 5m to 7d, such as 15m or 2h");
}

/** The address as it is kept: a web address in its normal form, or a ReliefWeb query. Throws a `UserError`. */
export function feedAddress(given: string, allowed: AllowedAddresses): string {
  const query = reliefWebQuery(given);
  if (query !== null) {
    if (query === "")
      throw new UserError("bad-option", "a ReliefWeb query needs words, such as reliefweb:goma");
    return `reliefweb:${query}`;
  }
  if (!/^https?:\/\//i.test(given))
    throw new UserError(
      "bad-option",
      "give a web address that begins with https://, or reliefweb: and words",
    );
  const checked = checkUrl(given, allowed);
  if (checked.ok) return checked.url.href;
  throw new UserError("bad-option", `${given.slice(0, 100)} cannot be reached: check the address`);
}

export interface AddedFeed {
  readonly feed: Feed;
  /** How its first reading went. */
  readonly report: FeedReport | null;
}

/** Longer than the first reading of a feed takes, with its pages. */
const OWN_READING_MS = 5 * 60_000;

/**
 * Adds a feed and reads it at once, so that whoever added it sees what comes of it. One that is there already
 * keeps what it knows and takes the new settings. Throws a `UserError` for an address that is none.
 */
export async function addFeed(
  request: Extract<FeedsRequest, { kind: "add" }>,
  needs: FeedNeeds,
  allowed: AllowedAddresses,
): Promise<AddedFeed> {
  const url = feedAddress(request.url, allowed);
  const before = await needs.book.feed(url);
  const publisher = request.publisher ?? before?.publisher;
  const feed: Feed = {
    addedAt: needs.clock.now().toISOString(),
    failures: 0,
    ...before,
    url,
    everyMinutes: request.everyMinutes,
    ...(publisher === undefined ? {} : { publisher }),
  };
  // Whoever looks for feeds that are due meanwhile leaves this one alone: its first entries are those of the one who
  // added it. Should this process die, it is read by them a little later.
  const later = new Date(needs.clock.now().getTime() + OWN_READING_MS).toISOString();
  await needs.book.save({ ...feed, nextAt: later });
  const { feeds } = await ingestFeeds(needs, { only: url });
  return { feed: (await needs.book.feed(url)) ?? feed, report: feeds[0] ?? null };
}

/** Removes a feed; its articles stay. Throws a `UserError` (not-found) when there is none at the address. */
export async function removeFeed(given: string, book: FeedBook): Promise<string> {
  const url = URL.canParse(given) && /^https?:/i.test(given) ? new URL(given).href : given;
  if (await book.remove(url)) return url;
  throw new UserError("not-found", `there is no feed at ${url.slice(0, 200)}; sitrep feeds lists them all`);
}

export interface KeepReading {
  readonly once: boolean;
  readonly all: boolean;
  readonly signal: AbortSignal;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onFeed: (report: FeedReport) => void;
}

/** Reads what is due, again and again until it is told to stop; gives the report of the last round. */
export async function keepReading(
  needs: FeedNeeds,
  { once, all, signal, sleep, onFeed }: KeepReading,
): Promise<FeedsReport> {
  for (let first = true; ; first = false) {
    const report = await ingestFeeds(needs, { all: all && first, signal, onFeed });
    if (once || signal.aborted) return report;
    const next = (await needs.book.feeds()).map(({ nextAt = "" }) => nextAt).sort()[0];
    const wait = next === undefined ? LONGEST_NAP_MS : Date.parse(next) - needs.clock.now().getTime();
    await sleep(Math.max(1000, Math.min(LONGEST_NAP_MS, wait || 0)), signal);
    if (signal.aborted) return report;
  }
}
