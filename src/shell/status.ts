import type { Language } from "../chat/language.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { lineOf } from "../desk/subscription-desk.ts";
import { lagOf } from "../replies/subscriptions.ts";
import { openFeedBook } from "../stores/keyed-feed-book.ts";
import { openStore, type StorePlace } from "../stores/open-store.ts";
import { openOwnLibraries } from "../stores/own-libraries.ts";
import { openSettings } from "../stores/settings.ts";
import type { Store } from "../stores/store.ts";
import { type ExitCode, type Request, show, textOf } from "./screen.ts";

interface FeedHealth {
  /** Whose own feed it is; null for those all share. */
  readonly tenant: string | null;
  readonly url: string;
  readonly problem: string | null;
}

/** `sitrep status [--json]`: last run, next run, lag and error of every subscription, and all feeds, by tenant. */
export async function status({ flags }: Request, language: Language, clock: Clock): Promise<ExitCode> {
  const place = readConfig(textOf(flags.data));
  const store = await openStore(place);
  try {
    const kept = await store.subscriptions.list();
    const subscriptions = [];
    for (const one of kept) {
      const { quiet } = await openSettings(store, `settings:${one.tenant}`, clock).read();
      const line = lineOf(one, language, quiet);
      subscriptions.push({ tenant: one.tenant, ...line, lagSeconds: lagOf(line) });
    }
    const posts = await store.outbox.counts();
    const feeds = await feedsOfAll(place, store, clock);
    if (flags.json === true) return show(`${JSON.stringify({ subscriptions, posts, feeds }, null, 2)}\n`);
    const { shell, subscriptions: said, colon } = wordsIn(language);
    const { status: words } = shell;
    const paused = kept.filter(({ pausedAt }) => pausedAt !== null).length;
    const failing = feeds.filter(({ problem }) => problem !== null);
    const lines = [
      words.subscriptions(kept.length, paused),
      ...subscriptions.map(
        ({ tenant, topic, cadence, deliveredAt, nextAt, lagSeconds, problem }) =>
          `${tenant} ${topic}${colon}${cadence}; ${said.last} ${deliveredAt ?? said.noneYet}` +
          `${lagSeconds === null ? "" : ` (${said.lag(lagSeconds)})`}; ` +
          `${said.next} ${nextAt ?? said.paused}${problem === null ? "" : `; ${problem}`}`,
      ),
      said.waiting(posts.waiting + posts.claimed, posts.failed),
      words.feeds(feeds.length, failing.length),
      ...failing.map(
        ({ tenant, url, problem }) => `${tenant === null ? "" : `${tenant} `}${url}${colon}${problem}`,
      ),
    ];
    return show(`${lines.join("\n")}\n`);
  } finally {
    await store.close();
  }
}

async function feedsOfAll(place: StorePlace, shared: Store, clock: Clock): Promise<FeedHealth[]> {
  const of = async (tenant: string | null, store: Store) =>
    (await openFeedBook(store, clock).feeds()).map(({ url, problem }) => ({
      tenant,
      url,
      problem: problem ?? null,
    }));
  const libraries = openOwnLibraries(place, shared, clock);
  try {
    const all = await of(null, shared);
    for (const tenant of await libraries.tenants()) {
      const own = await libraries.find(tenant);
      if (own !== null) all.push(...(await of(tenant, own)));
    }
    return all;
  } finally {
    await libraries.close();
  }
}
