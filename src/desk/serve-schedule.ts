import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { deliverPosts, type PostingPort } from "../schedule/deliver-posts.ts";
import { makeDueRuns } from "../schedule/make-runs.ts";
import type { Tick, Ticker } from "../schedule/tick.ts";
import type { OwnLibraries } from "../stores/own-libraries.ts";
import type { Store } from "../stores/store.ts";
import { lookAtWatches } from "./look-at-watches.ts";
import { markWatches } from "./mark-watches.ts";
import { endOfQuiet } from "./quiet-hours.ts";
import { digestOfSubscription } from "./run-digest.ts";
import type { Tenants } from "./tenants.ts";

const EVERY_15_SECONDS = "*/15 * * * * *";
const EVERY_5_SECONDS = "*/5 * * * * *";
const EVERY_SECOND = "* * * * * *";
const EVERY_DAY = "0 23 3 * * *";
/** How long it can be told what was posted. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Much longer than watches look back. */
const TOLD_MS = 60 * 24 * 3_600_000;

interface ScheduleNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly tick: Tick;
}

/** Makes the digests that are due, for whoever posts them. */
export function serveRuns(
  needs: ScheduleNeeds & { readonly tenants: Pick<Tenants, "of" | "settings"> },
): Ticker {
  const { store, clock, log, tenants, tick } = needs;
  const holder = randomUUID();
  const runs = tick("runs", EVERY_15_SECONDS, log, async () => {
    await makeDueRuns({
      store,
      clock,
      log,
      holder,
      async heldUntil(tenant) {
        const { quiet } = await tenants.settings(tenant);
        return (moment) => endOfQuiet(quiet, moment) ?? moment;
      },
      makeDigest: (asked) => digestOfSubscription(tenants.of(asked.subscription.tenant).desk, asked),
    });
  });
  const sweep = tick("sweep", EVERY_DAY, log, async () => {
    const now = clock.now().getTime();
    await store.outbox.sweep(new Date(now - KEPT_MS));
    await store.watches.sweep(new Date(now - TOLD_MS));
  });
  return {
    async stop() {
      await runs.stop();
      await sweep.stop();
    },
  };
}

/** Looks after every change of a library whether somebody wants to be told, for whoever posts it. */
export function serveAlerts(
  needs: ScheduleNeeds & {
    readonly tenants: Pick<Tenants, "of" | "settings" | "seek">;
    readonly libraries: Pick<OwnLibraries, "find">;
  },
): Ticker {
  // One process at a time where there are several: what two find at the same moment counts once, but costs twice.
  return needs.tick("alerts", EVERY_5_SECONDS, needs.log, () =>
    needs.store.alone("alerts", async () => {
      await markWatches(needs);
      await lookAtWatches(needs);
    }),
  );
}

/** Posts what waits for the platforms this process is on. */
export function serveDelivery(needs: ScheduleNeeds & { readonly adapters: readonly PostingPort[] }): Ticker {
  const { store, clock, log, adapters, tick } = needs;
  const holder = randomUUID();
  return tick("posts", EVERY_SECOND, log, async () => {
    for (const adapter of adapters)
      await deliverPosts({ store, adapter, clock, log, holder, random: Math.random });
  });
}
