import type { Document } from "../chat/document.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { NewPost } from "../stores/outbox.ts";
import type { Store } from "../stores/store.ts";
import type { KeptSubscription } from "../stores/subscriptions.ts";
import { DEFAULT_POLICY, type DueRun, due, type SkippedRuns } from "./due.ts";
import { heartbeat } from "./heartbeat.ts";
import { nextRuns } from "./next-runs.ts";

/** What a run is asked to tell. Moments are ISO, UTC. */
export interface AskedRun {
  readonly subscription: KeptSubscription;
  /** The snapshot of the last digest that was delivered; null for the first one. */
  readonly last: unknown;
  readonly period: { readonly from: string; readonly to: string };
  readonly now: string;
  readonly late: boolean;
  /** Runs since the last one that nobody will get. */
  readonly skipped: SkippedRuns | null;
  readonly next: string;
}

/** A digest, complete. `details` go into the thread of `summary`; `snapshot` is plain JSON. */
export interface RunDigest {
  readonly summary: Document;
  readonly details: Document | null;
  readonly snapshot: unknown;
}

export interface MakeRuns {
  readonly store: Pick<Store, "subscriptions" | "runs">;
  readonly makeDigest: (asked: AskedRun) => Promise<RunDigest>;
  /** When what recurs at a moment comes to a tenant: then, or at the end of the quiet hours it falls in. */
  readonly heldUntil: (tenant: string) => Promise<(moment: Date) => Date>;
  readonly clock: Clock;
  /** Names this process among others. */
  readonly holder: string;
  readonly log: Log;
}

/** Longer than two clocks may differ (twice 90 seconds) and a digest takes; held on to while one is made. */
export const LEASE_MS = 5 * 60_000;
/** After a digest that could not be made. */
const AGAIN_MS = 60_000;
const DAY_MS = 86_400_000;
/** Turns over the tenants hold within one round, so a round is as large as a busy minute. */
const AT_ONCE = 10_000;

/**
 * Makes the digest of every run that is due and puts it into the outbox, one after the other, in turns over the
 * tenants. A run that another process is at is left alone. Gives how many were made; what one throws is logged, and it
 * is tried again a minute later.
 */
export async function makeDueRuns(needs: MakeRuns): Promise<number> {
  const { store, clock, log } = needs;
  const held = new Map<string, Promise<(moment: Date) => Date>>();
  const heldFor = (tenant: string) => {
    const known = held.get(tenant) ?? needs.heldUntil(tenant);
    held.set(tenant, known);
    return known;
  };
  let made = 0;
  for (const subscription of await store.subscriptions.dueBy(clock.now(), AT_ONCE)) {
    try {
      if (await makeRun(subscription, await heldFor(subscription.tenant), needs)) made += 1;
    } catch (error) {
      log.error("run", { outcome: "failed", subscription: subscription.id }, error);
      const again = new Date(clock.now().getTime() + AGAIN_MS).toISOString();
      await store.subscriptions.lookAgain(subscription.id, again);
    }
    // What people ask meanwhile goes first.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return made;
}

async function makeRun(
  subscription: KeptSubscription,
  heldUntil: (moment: Date) => Date,
  needs: MakeRuns,
): Promise<boolean> {
  const { store, makeDigest, clock, holder, log } = needs;
  const now = clock.now();
  const { id, cadence, lastRun } = subscription;
  const silentUntil = heldUntil(now);
  if (silentUntil > now) {
    await store.subscriptions.lookAgain(id, silentUntil.toISOString());
    return false;
  }
  const earliest = (at: number) => heldUntil(new Date(at)).getTime();
  const slot = nextRuns(cadence, now, 1)[0]?.dueAt ?? null;
  const next = slot === null ? null : heldUntil(new Date(slot)).toISOString();
  const lastRuns = new Map(lastRun === null ? [] : [[id, lastRun]]);
  const { runs, skipped } = due([asDue(subscription)], lastRuns, now, { ...DEFAULT_POLICY, earliest });
  const [run] = runs;
  if (run === undefined || next === null) {
    await store.subscriptions.lookAgain(id, next);
    return false;
  }
  const wish = { key: run.key, subscription: id, dueAt: run.dueAt };
  const claim = await store.runs.claim(wish, holder, now, LEASE_MS);
  if (claim === null) return false;
  const heart = heartbeat(() => store.runs.extend(claim, clock.now(), LEASE_MS));
  try {
    const digest = await makeDigest({
      subscription,
      last: await store.runs.lastDelivered(id),
      period: { from: subscription.lastDueAt ?? dayBefore(run.dueAt), to: run.dueAt },
      now: now.toISOString(),
      late: run.late,
      skipped: skipped[0] ?? null,
      next,
    });
    const posts = postsOf(run, subscription, digest);
    const { snapshot } = digest;
    const kept = await store.runs.freeze({ ...wish, ...claim, nextAt: next, snapshot, posts }, clock.now());
    log.info("run", { outcome: kept ? "made" : "taken over", key: run.key, late: run.late });
    return kept;
  } finally {
    heart.stop();
  }
}

function asDue({ id, cadence, createdAt, pausedAt, resumedAt }: KeptSubscription) {
  return { id, cadence, createdAt, pausedAt: pausedAt ?? undefined, resumedAt: resumedAt ?? undefined };
}

function postsOf(
  { key }: DueRun,
  { id, tenant, channel }: KeptSubscription,
  { summary, details }: RunDigest,
): NewPost[] {
  const place = { tenant, channel, subscription: id };
  const parent: NewPost = { ...place, key, document: summary };
  return details === null
    ? [parent]
    : [parent, { ...place, key: `${key} details`, document: details, parent: key }];
}

function dayBefore(moment: string): string {
  return new Date(Date.parse(moment) - DAY_MS).toISOString();
}
