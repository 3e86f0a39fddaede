import type { Clock } from "../clock.ts";
import type { AllowedAddresses } from "../ingest/address-guard.ts";
import type { FeedNeeds } from "../ingest/ingest-feeds.ts";
import { openFeedBook } from "../stores/keyed-feed-book.ts";
import type { OwnLibraries } from "../stores/own-libraries.ts";
import { openSettings, type WorkspaceSettings } from "../stores/settings.ts";
import type { Store } from "../stores/store.ts";
import { readTogether } from "../stores/two-stores.ts";
import { roleId } from "./alert-role.ts";
import type { Desk, FeedDesk, ReadingDesk, SettingsDesk, TenantSettings } from "./desk.ts";
import type { DigestMaker } from "./digest-maker.ts";
import type { Engine } from "./engine.ts";
import { openHandedIn } from "./handed-in.ts";
import { openDesk, type TopicSeeker } from "./open-desk.ts";
import { writtenQuietHours } from "./quiet-hours.ts";
import { openTenantFeeds } from "./tenant-feeds.ts";

export interface TenantNeeds {
  readonly shared: Store;
  readonly libraries: OwnLibraries;
  readonly engine: Engine;
  /** What makes the digests of all of them. */
  readonly maker: DigestMaker;
  readonly clock: Clock;
  readonly allowed: AllowedAddresses;
  /** What reads feeds and pages, into whichever library. */
  readonly reading: Omit<FeedNeeds, "store" | "book">;
}

/** What one tenant's members can use. */
export interface TenantDesks {
  readonly desk: Desk;
  readonly feeds: FeedDesk;
  readonly reading: ReadingDesk;
  readonly settings: SettingsDesk;
}

export interface Tenants {
  /** `tenant` names platform and id there: "discord:123". */
  of(tenant: string): TenantDesks;
  settings(tenant: string): Promise<TenantSettings>;
  /** How articles on a topic are told from others, with the names that the tenant's libraries have. */
  seek(tenant: string, typed: string): ReturnType<TopicSeeker["seek"]>;
  /** Feeds of all tenants, for whoever keeps them read. */
  feedNeeds(tenant: string): Promise<FeedNeeds | null>;
  /** Deletes what is kept of a tenant: library, feeds, settings. */
  forget(tenant: string): Promise<void>;
}

/** Desks kept ready; a tenant that asks again is answered from the same cache of digests. */
const MOST_READY = 200;

/**
 * The desks of tenants: each reads the shared library and its own together, and nobody else's. What it has is made
 * when something is put there.
 */
export function openTenants(needs: TenantNeeds): Tenants {
  const { shared, libraries, engine, maker, clock, allowed, reading } = needs;
  const common = openFeedBook(shared, clock);
  const sharedDesk = openDesk({ store: shared, engine, maker, clock });
  /** By tenant, the desk over both libraries, for as long as its own is the same store. */
  const together = new Map<string, { readonly own: Store; readonly desk: Desk & TopicSeeker }>();

  async function deskOf(tenant: string): Promise<Desk & TopicSeeker> {
    const own = await libraries.find(tenant);
    if (own === null) return sharedDesk;
    const ready = together.get(tenant);
    if (ready?.own === own) return ready.desk;
    const desk = openDesk({ store: readTogether(shared, own), engine, maker, clock });
    together.delete(tenant);
    together.set(tenant, { own, desk });
    for (const first of together.keys()) {
      if (together.size <= MOST_READY) break;
      together.delete(first);
    }
    return desk;
  }

  const needsOver = (store: Store): FeedNeeds => ({ ...reading, store, book: openFeedBook(store, clock) });
  const settingsOf = (tenant: string): WorkspaceSettings => openSettings(shared, `settings:${tenant}`, clock);

  return {
    of(tenant) {
      const settings = settingsOf(tenant);
      const own = async () => {
        const store = await libraries.find(tenant);
        return store === null ? null : needsOver(store);
      };
      return {
        desk: {
          brief: async (query) => {
            const { window } = await settings.read();
            const asked =
              query.since === undefined && query.until === undefined ? { ...query, since: window } : query;
            return (await deskOf(tenant)).brief(asked);
          },
          why: async (id) => (await deskOf(tenant)).why(id),
          suggest: async (prefix, limit) => (await deskOf(tenant)).suggest(prefix, limit),
        },
        feeds: openTenantFeeds({
          common,
          own,
          makeOwn: async () => needsOver(await libraries.make(tenant)),
          allowed,
        }),
        reading: openHandedIn({ ...reading, own: () => libraries.make(tenant) }),
        settings: {
          read: async () => settings.read(),
          async set(change) {
            const { quiet, role } = change;
            const written = {
              ...change,
              ...(quiet === undefined ? {} : { quiet: writtenQuietHours(quiet) }),
              ...(role === undefined ? {} : { role: roleId(role) }),
            };
            for (const [name, value] of Object.entries(written))
              await settings.set(name as keyof TenantSettings, value);
          },
        },
      };
    },
    settings: (tenant) => settingsOf(tenant).read(),
    seek: async (tenant, typed) => (await deskOf(tenant)).seek(typed),
    async feedNeeds(tenant) {
      const store = await libraries.find(tenant);
      return store === null ? null : needsOver(store);
    },
    async forget(tenant) {
      together.delete(tenant);
      await libraries.remove(tenant);
      await shared.subscriptions.forget(tenant);
      await shared.watches.forget(tenant);
      await settingsOf(tenant).clear();
    },
  };
}
