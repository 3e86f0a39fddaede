import type { Article } from "../../briefings/index.ts";
import type { TenantSettings } from "../../src/desk/desk.ts";
import type { Engine } from "../../src/desk/engine.ts";
import { lookAtWatches } from "../../src/desk/look-at-watches.ts";
import { markWatches } from "../../src/desk/mark-watches.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openWatchDesk } from "../../src/desk/watch-desk.ts";
import { deliverPosts, type PostingPort } from "../../src/schedule/deliver-posts.ts";
import type { ClaimedPost } from "../../src/stores/outbox.ts";
import { Settings } from "../../src/stores/settings.ts";
import type { Store } from "../../src/stores/store.ts";
import { anArticle } from "./articles.ts";

let engine: Engine | null = null;

/** A report of an invented outlet. */
export interface GivenReport {
  readonly id: string;
  /** ISO moment of publication. */
  readonly at: string;
  readonly text: string;
  readonly publisher?: string;
}

/**
 * A library with watches in the channel c1 of the server discord:1, read by the real engine; the clock stands where
 * `now` says and moves by it alone.
 */
export function aWatchedLibrary(store: Store, start: string, given: Partial<TenantSettings> = {}) {
  engine ??= openEngine();
  const reader = engine;
  let now = new Date(start);
  const clock = { now: () => now };
  const settings: TenantSettings = { ...Settings.parse({}), ...given };
  const desk = openDesk({ store, engine: reader, clock });
  const tenants = {
    of: () => ({ desk }),
    settings: async () => settings,
    seek: (_tenant: string, typed: string) => desk.seek(typed),
  };
  const log = {
    info: () => {},
    error: (_event: string, _fields: object, cause: unknown) => {
      throw cause;
    },
  };
  const put = async (articles: readonly Article[]) => {
    for (const article of articles)
      await store.put({ article, facts: reader.read(article), reader: reader.tag, bundled: false });
  };
  const mark = (over: Store = store) =>
    markWatches({ store: over, tenants, clock, libraries: { find: async () => null } });
  const look = (over: Store = store) => lookAtWatches({ store: over, tenants, clock, log });
  return {
    store,
    put,
    take: (reports: readonly GivenReport[]) =>
      put(
        reports.map(({ id, at, text, publisher = `Post of ${id}` }) => ({
          ...anArticle({ id, publisher, origin: publisher, title: `Report ${id}`, publishedAt: at, text }),
          url: `https://news.example/${id}`,
        })),
      ),
    mark,
    look,
    /** What the scheduler does at a tick; gives how many watches told something. */
    async round() {
      await mark();
      return look();
    },
    /** The same by a process that also posts; it rejects with what ends it. */
    async live(over: Store, adapter: PostingPort) {
      const random = () => 0.5;
      const quiet = { info: () => {}, error: log.error };
      await mark(over);
      await lookAtWatches({ store: over, tenants, clock, log: quiet });
      await deliverPosts({ store: over, adapter, clock, holder: "test", random, log: quiet });
    },
    at(moment: string) {
      now = new Date(moment);
    },
    watches: openWatchDesk({
      store,
      desk,
      settings: { read: async () => settings },
      clock,
      tenant: "discord:1",
      invocation: {
        channel: { platform: "discord", tenant: "1", id: "c1" },
        user: "u1",
        language: "en",
      },
      missingAccess: async () => [],
    }),
    /** Alerts that wait to be posted, in their order. */
    async posts() {
      const later = new Date("2100-01-01T00:00:00Z");
      const posts: ClaimedPost[] = [];
      // A channel gives one at a time, the next when that one stands.
      for (;;) {
        const [post] = await store.outbox.claim("discord", "test", later, 1, 1);
        if (post === undefined) return posts;
        await store.outbox.confirm(post, `m${posts.length}`, later);
        posts.push(post);
      }
    },
  };
}
