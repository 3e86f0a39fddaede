import { Keyv } from "keyv";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { plainJson } from "./plain-json.ts";
import type { Store } from "./store.ts";

/** How long a tenant that removed the bot keeps its data, for those who did it by mistake. */
export const GRACE_DAYS = 7;
const GRACE_MS = GRACE_DAYS * 24 * 3_600_000;

const Departure = z.object({ tenant: z.string(), at: z.string() });

/** Tenants that removed the bot, and since when. */
export interface Departures {
  /** The first mark counts: being told twice does not put it off. */
  markGone(tenant: string): Promise<void>;
  markPresent(tenant: string): Promise<void>;
  /** Those whose grace is over, in order. */
  overdue(): Promise<readonly string[]>;
}

export function openDepartures(store: Store, clock: Clock): Departures {
  const list = new Keyv({
    store: store.keyed(clock),
    namespace: "departures",
    serialization: plainJson,
    throwOnErrors: true,
  });
  return {
    async markGone(tenant) {
      if ((await list.get(tenant)) === undefined)
        await list.set(tenant, { tenant, at: clock.now().toISOString() });
    },
    async markPresent(tenant) {
      await list.delete(tenant);
    },
    async overdue() {
      const before = new Date(clock.now().getTime() - GRACE_MS).toISOString();
      const gone: string[] = [];
      for await (const [, value] of list.iterator()) {
        const departure = Departure.safeParse(value);
        if (departure.success && departure.data.at <= before) gone.push(departure.data.tenant);
      }
      return gone.sort();
    },
  };
}
