import type { Clock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { lineOf } from "../desk/subscription-desk.ts";
import { lagOf } from "../replies/subscriptions.ts";
import { openFeedBook } from "../stores/keyed-feed-book.ts";
import { openStore } from "../stores/open-store.ts";
import { type ExitCode, type Request, show, textOf } from "./screen.ts";

/** `sitrep status [--json]`: last run, next run, lag and error of every subscription, and the feeds all share. */
export async function status({ flags }: Request, clock: Clock): Promise<ExitCode> {
  const store = await openStore(readConfig(textOf(flags.data)));
  try {
    const kept = await store.subscriptions.list();
    const subscriptions = kept.map((one) => {
      const line = lineOf(one, "en");
      return { tenant: one.tenant, ...line, lagSeconds: lagOf(line) };
    });
    const posts = await store.outbox.counts();
    const feeds = (await openFeedBook(store, clock).feeds()).map(({ url, problem }) => ({ url, problem }));
    if (flags.json === true) return show(`${JSON.stringify({ subscriptions, posts, feeds }, null, 2)}\n`);
    const paused = kept.filter(({ pausedAt }) => pausedAt !== null).length;
    const lines = [
      `subscriptions: ${kept.length}, ${paused} paused`,
      ...subscriptions.map(
        ({ tenant, topic, cadence, deliveredAt, nextAt, lagSeconds, problem }) =>
          `${tenant} ${topic}: ${cadence}; last ${deliveredAt ?? "none yet"}` +
          `${lagSeconds === null ? "" : ` (${lagSeconds} s after its time)`}; ` +
          `next ${nextAt ?? "none: paused"}${problem === null ? "" : `; ${problem}`}`,
      ),
      `posts: ${posts.waiting + posts.claimed} waiting, ${posts.failed} given up`,
      `feeds: ${feeds.length}, ${feeds.filter(({ problem }) => problem !== null).length} with problems`,
      ...feeds.flatMap(({ url, problem }) => (problem === null ? [] : [`${url} ${problem}`])),
    ];
    return show(`${lines.join("\n")}\n`);
  } finally {
    await store.close();
  }
}
