import { createHash } from "node:crypto";
import { Keyv } from "keyv";
import type { Clock } from "../clock.ts";
import { Feed, type FeedBook, Seen } from "../ingest/feed-book.ts";
import { plainJson } from "./plain-json.ts";
import type { Store } from "./store.ts";

/** An entry that no feed has shown for so long is not coming back; if it does, it is read again without harm. */
const SEEN_FOR_MS = 180 * 24 * 3_600_000;

/** The feed book in the store's own database, one namespace for the list and one for each feed's entries. */
export function openFeedBook(store: Store, clock: Clock): FeedBook {
  const open = (namespace: string) =>
    new Keyv({ store: store.keyed(clock), namespace, serialization: plainJson, throwOnErrors: true });
  const list = open("feeds");
  const entries = (feedUrl: string) => open(`seen:${hash(feedUrl)}`);

  return {
    async feeds() {
      const feeds: Feed[] = [];
      for await (const [, value] of list.iterator()) {
        const feed = Feed.safeParse(value);
        if (feed.success) feeds.push(feed.data);
      }
      return feeds.sort((a, b) => (a.url < b.url ? -1 : 1));
    },
    async feed(url) {
      const feed = Feed.safeParse(await list.get(hash(url)));
      return feed.success ? feed.data : null;
    },
    async save(feed) {
      await list.set(hash(feed.url), feed);
    },
    async remove(url) {
      // The list goes last: cut short, the removal can be asked for again.
      await entries(url).clear();
      return list.delete(hash(url));
    },
    async seen(feedUrl, keys) {
      const values = await entries(feedUrl).getMany(keys.map(hash));
      return values.map((value) => Seen.safeParse(value).data ?? null);
    },
    async markSeen(feedUrl, seen) {
      const values = seen.map(({ key, ...value }) => ({ key: hash(key), value, ttl: SEEN_FOR_MS }));
      await entries(feedUrl).setMany(values);
    },
  };
}

/** Keys of strangers have any length and any characters. */
function hash(key: string): string {
  return createHash("sha256").update(key, "utf8").digest("hex").slice(0, 40);
}
