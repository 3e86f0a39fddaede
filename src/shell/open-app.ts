import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Desk, FeedDesk } from "../desk/desk.ts";
import { openLibrary } from "../desk/library.ts";
import { loadAgencies } from "../desk/load-agencies.ts";
import { openDesk } from "../desk/open-desk.ts";
import { openEngine } from "../desk/open-engine.ts";
import { openReading } from "../desk/open-reading.ts";
import { operatorHealth } from "../desk/tenant-feeds.ts";
import { resolveTime } from "../desk/window.ts";
import { openFeedBook } from "../stores/keyed-feed-book.ts";
import type { Store } from "../stores/store.ts";
import { notice } from "./screen.ts";

export interface App {
  readonly desk: Desk;
  readonly feeds: Pick<FeedDesk, "health">;
  readonly store: Store;
}

/** The library and the desk over it. `asOf` is the moment it speaks for, now where there is none. Throws `UserError`s. */
export async function openApp(config: Config, asOf: string | undefined, clock: Clock): Promise<App> {
  // Before anything is read: a moment that cannot be understood is answered at once.
  resolveTime({ asOf }, clock.now());
  const engine = openEngine();
  const agencies = loadAgencies();
  const reader = openReading(engine);
  const store = await openLibrary({
    ...config,
    reader,
    agencies,
    clock,
    notify: notice(),
    mayUseMemory: !config.dataDirNamed,
  }).finally(reader.close);
  const book = openFeedBook(store, clock);
  const feeds = { health: () => operatorHealth(book) };
  return { desk: openDesk({ store, engine, clock, asOf }), feeds, store };
}
