import { setTimeout as wait } from "node:timers/promises";
import type { AllowedAddresses } from "../ingest/address-guard.ts";
import type { FeedNeeds } from "../ingest/ingest-feeds.ts";
import { feedListText, feedReportText, feedsReportText } from "./feeds-text.ts";
import { addFeed, type FeedsRequest, keepReading, removeFeed } from "./feeds-verb.ts";

export interface RunFeeds {
  readonly allowed: AllowedAddresses;
  readonly json: boolean;
  readonly show: (text: string) => Promise<unknown>;
  /** Ends a run that would go on for ever. */
  readonly signal: AbortSignal;
}

/** Does what `sitrep feeds` was told and shows it; 1 when a feed or an entry had a problem. Throws `UserError`s. */
export async function runFeeds(asked: FeedsRequest, needs: FeedNeeds, shell: RunFeeds): Promise<0 | 1> {
  const { allowed, json, show, signal } = shell;
  const answer = (value: unknown, text: string) => show(json ? `${JSON.stringify(value, null, 2)}\n` : text);
  switch (asked.kind) {
    case "list": {
      const feeds = await needs.book.feeds();
      await answer(feeds, feedListText(feeds));
      return 0;
    }
    case "add": {
      const added = await addFeed(asked, needs, allowed);
      const { feed, report } = added;
      await answer(added, report === null ? `added ${feed.url}\n` : `added ${feedReportText(report)}`);
      return report?.status === "problem" ? 1 : 0;
    }
    case "remove": {
      const url = await removeFeed(asked.url, needs.book);
      await answer({ removed: url }, `removed ${url}; its articles stay\n`);
      return 0;
    }
    case "run": {
      const report = await keepReading(needs, {
        ...asked,
        signal,
        sleep: nap,
        onFeed: (one) => {
          if (!asked.once) void show(json ? `${JSON.stringify(one)}\n` : feedReportText(one));
        },
      });
      if (asked.once) await answer(report, feedsReportText(report));
      return report.feeds.some(({ problems }) => problems.length > 0) ? 1 : 0;
    }
    default:
      return asked satisfies never;
  }
}

/** Waits, or ends at once when it is told to. */
async function nap(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {});
}
