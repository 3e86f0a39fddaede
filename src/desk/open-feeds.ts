import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { ArticleReader } from "../ingest/article-reader.ts";
import { FETCH_LIMITS, openFetcher } from "../ingest/fetch-source.ts";
import { systemResolve } from "../ingest/guarded-agent.ts";
import { hostGate } from "../ingest/host-gate.ts";
import type { FeedNeeds } from "../ingest/ingest-feeds.ts";
import type { Agencies } from "../ingest/origin.ts";
import { openFeedBook } from "../stores/keyed-feed-book.ts";
import type { Store } from "../stores/store.ts";
import { loadPageLines } from "./load-page-lines.ts";
import { loadWithdrawalWords } from "./load-withdrawal-words.ts";

/** Politeness to one host. */
const PER_HOST = 2;
const DELAY_MS = 500;

export interface OpenFeeds {
  readonly store: Store;
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly clock: Clock;
  readonly config: Config;
  readonly random: () => number;
  /** Sent with every request: "sitrep/0.1.0". */
  readonly userAgent: string;
}

/** Everything the reading of feeds needs, over the network and the store. `close` ends idle connections. */
export function openFeeds(given: OpenFeeds): FeedNeeds & { readonly close: () => Promise<void> } {
  const { store, reader, agencies, clock, config, random, userAgent } = given;
  const gate = hostGate({
    perHost: PER_HOST,
    delayMs: DELAY_MS,
    now: () => performance.now(),
    sleep: (ms) => sleep(ms),
  });
  const { fetch, close } = openFetcher({
    allowed: config.allowedAddresses,
    resolve: systemResolve,
    gate,
    now: () => clock.now(),
    userAgent,
    limits: FETCH_LIMITS,
  });
  return {
    store,
    reader,
    agencies,
    clock,
    fetch,
    pageLines: loadPageLines(),
    withdrawalWords: loadWithdrawalWords(),
    book: openFeedBook(store, clock),
    random,
    reliefWebAppname: config.reliefWebAppname,
    close,
  };
}
