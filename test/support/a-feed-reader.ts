import { onTestFinished } from "vitest";
import { loadPageLines } from "../../src/desk/load-page-lines.ts";
import { loadWithdrawalWords } from "../../src/desk/load-withdrawal-words.ts";
import { readHere } from "../../src/ingest/article-reader.ts";
import type { Feed } from "../../src/ingest/feed-book.ts";
import { type FetchLimits, openFetcher } from "../../src/ingest/fetch-source.ts";
import { type Resolve, systemResolve } from "../../src/ingest/guarded-agent.ts";
import { hostGate } from "../../src/ingest/host-gate.ts";
import type { FeedNeeds } from "../../src/ingest/ingest-feeds.ts";
import { openFeedBook } from "../../src/stores/keyed-feed-book.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { aTickingClock, type TickingClock } from "./a-ticking-clock.ts";
import { someFacts } from "./articles.ts";

export interface FeedReaderOptions {
  /** Loopback, unless a test wants it closed. */
  readonly allowed?: readonly string[];
  readonly resolve?: Resolve;
  readonly limits?: Partial<FetchLimits>;
  readonly reliefWebAppname?: string;
}

export interface FeedReader {
  readonly needs: FeedNeeds;
  readonly clock: TickingClock;
  /** Ids of articles the reader of facts was handed. */
  readonly readIds: string[];
  add(url: string, given?: Partial<Feed>): Promise<void>;
}

/** Everything the reading of feeds needs, real but for the facts: a store in memory and connections to loopback. */
export function aFeedReader(options: FeedReaderOptions = {}): FeedReader {
  const clock = aTickingClock("2025-03-05T12:00:00Z");
  const store = openMemoryStore();
  const book = openFeedBook(store, clock);
  const readIds: string[] = [];
  const fetcher = openFetcher({
    allowed: options.allowed ?? ["127.0.0.1"],
    resolve: options.resolve ?? systemResolve,
    gate: hostGate({ perHost: 4, delayMs: 0, now: () => 0, sleep: async () => {} }),
    now: () => clock.now(),
    userAgent: "sitrep/test",
    limits: {
      connectMs: 500,
      headersMs: 300,
      idleMs: 300,
      totalMs: 900,
      maxBytes: 1024 * 1024,
      maxRedirects: 5,
      ...options.limits,
    },
  });
  onTestFinished(() => fetcher.close());
  return {
    clock,
    readIds,
    needs: {
      store,
      reader: readHere({
        tag: "test-1",
        read(article) {
          readIds.push(article.id);
          return someFacts(article.id);
        },
      }),
      agencies: [{ name: "Reuters", aliases: [] }],
      withdrawalWords: loadWithdrawalWords(),
      clock,
      fetch: fetcher.fetch,
      pageLines: loadPageLines(),
      book,
      random: () => 0.5,
      ...(options.reliefWebAppname === undefined ? {} : { reliefWebAppname: options.reliefWebAppname }),
    },
    async add(url, given = {}) {
      await book.save({ url, everyMinutes: 15, addedAt: "2025-03-01T00:00:00Z", failures: 0, ...given });
    },
  };
}
