import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { deliverPosts, type PostingPort } from "../schedule/deliver-posts.ts";
import { makeDueRuns } from "../schedule/make-runs.ts";
import type { Tick, Ticker } from "../schedule/tick.ts";
import type { Store } from "../stores/store.ts";
import { endOfQuiet } from "./quiet-hours.ts";
import { digestOfSubscription } from "./run-digest.ts";
import type { Tenants } from "./tenants.ts";

const EVERY_15_SECONDS = "*/15 * * * * *";
const EVERY_SECOND = "* * * * * *";
const EVERY_DAY = "0 23 3 * * *";
/** How long it can be told what was posted. */
const KEPT_MS = 7 * 24 * 3_600_000;

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
  const sweep = tick("sweep", EVERY_DAY, log, () =>
    store.outbox.sweep(new Date(clock.now().getTime() - KEPT_MS)),
  );
  return {
    async stop() {
      await runs.stop();
      await sweep.stop();
    },
  };
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
