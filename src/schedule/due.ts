import type { Cadence } from "./cadence.ts";
import { isOnceADay, localText, type Slot, slotsUpTo } from "./slots.ts";

/** What `due` needs to know of a subscription; moments are ISO with an offset or Z. */
export interface Subscription {
  readonly id: string;
  readonly cadence: Cadence;
  /** When it was made or its cadence last changed: slots up to this moment are none of its business. */
  readonly createdAt: string;
  /** From this moment on nothing is due. */
  readonly pausedAt?: string | undefined;
  /** When its last pause ended: what fell into the pause was not missed. */
  readonly resumedAt?: string | undefined;
}

/** One slot of one subscription. */
export interface Run {
  /** Unique for ever: `id/2025-03-30` with one slot a day, else `id/2025-03-30T07:00`; local day and time. */
  readonly key: string;
  readonly subscriptionId: string;
  /** The local day, "2025-03-30". */
  readonly day: string;
  /** The local time it was asked for, "07:00". */
  readonly time: string;
  /** The UTC moment it was due, ISO. */
  readonly dueAt: string;
}

export interface DueRun extends Run {
  /** Missed at its time and made up for within the grace period. */
  readonly late: boolean;
}

/** Runs that one subscription will never get, first one first. */
export interface SkippedRuns {
  readonly subscriptionId: string;
  readonly runs: readonly Run[];
  /** Whether there were earlier ones than are listed. */
  readonly andEarlier: boolean;
}

export interface Due {
  readonly runs: readonly DueRun[];
  readonly skipped: readonly SkippedRuns[];
}

export interface DuePolicy {
  /** How long after its time a missed run is still made up for. */
  readonly graceMs: number;
  /** How long after its time a run counts as late. */
  readonly lateAfterMs: number;
  /**
   * When a slot may run at the earliest (ms since 1970): its own moment, or a later one for what is held back. Slots
   * held back together are one run, the latest; the others are not skipped.
   */
  readonly earliest?: (at: number) => number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
export const DEFAULT_POLICY: DuePolicy = { graceMs: 360 * MINUTE, lateAfterMs: 5 * MINUTE };
/** A week of a digest that comes twice a day. */
const MOST_SKIPPED = 14;
const LOOK_BACK = 366 * DAY;

/**
 * What is to run at `now`: per subscription at most one run, the latest slot that is neither before `createdAt` nor
 * before its last run, when it is at most the grace period old. All other slots since its last run are skipped:
 * they stay in `skipped` until the subscription has run again (so that the digest that runs then can list them), the
 * latest 14 of the last year. `lastRuns` has the key of the last run by subscription id. Times are those of
 * `slotsAfter`. Throws for moments and keys that are not what they should be: they come from our own store.
 */
export function due(
  subscriptions: Iterable<Subscription>,
  lastRuns: ReadonlyMap<string, string>,
  now: Date,
  policy: DuePolicy = DEFAULT_POLICY,
): Due {
  const moment = now.getTime();
  const { earliest = (at) => at } = policy;
  const runs: DueRun[] = [];
  const skipped: SkippedRuns[] = [];
  for (const subscription of subscriptions) {
    if (subscription.pausedAt !== undefined && milliseconds(subscription.pausedAt) <= moment) continue;
    const { open, andEarlier } = openSlots(subscription, lastRuns.get(subscription.id), moment);
    const [latest, ...older] = open;
    if (latest === undefined) continue;
    const dueAt = earliest(latest.at);
    const age = moment - dueAt;
    if (age < 0) continue;
    const isInTime = age <= policy.graceMs;
    if (isInTime)
      runs.push({
        ...aRun(subscription, latest),
        dueAt: new Date(dueAt).toISOString(),
        late: age > policy.lateAfterMs,
      });
    const missed = isInTime ? older.filter(({ at }) => earliest(at) !== dueAt) : open;
    if (missed.length === 0) continue;
    const told = missed.slice(0, MOST_SKIPPED).map((slot) => aRun(subscription, slot));
    skipped.push({
      subscriptionId: subscription.id,
      runs: told.reverse(),
      andEarlier: andEarlier || missed.length > MOST_SKIPPED,
    });
  }
  return { runs, skipped };
}

/** The slots since the last run, latest first: no more than can be told of. */
function openSlots(
  { id, cadence, createdAt, resumedAt }: Subscription,
  lastKey: string | undefined,
  now: number,
) {
  const start = Math.max(milliseconds(createdAt), resumedAt === undefined ? 0 : milliseconds(resumedAt));
  const done = lastKey === undefined ? Number.NEGATIVE_INFINITY : doneUpTo(id, cadence, lastKey);
  const open: Slot[] = [];
  for (const slot of slotsUpTo(cadence, now)) {
    if (slot.at <= start || slot.wall <= done) break;
    if (slot.at < now - LOOK_BACK || open.length > MOST_SKIPPED) return { open, andEarlier: true };
    open.push(slot);
  }
  return { open, andEarlier: false };
}

/**
 * The wall time up to which a key says that slots are done; wall times of slots grow with their moments. Where
 * there is one slot a day, any key is for the whole day, so that a cadence moved to a later hour does not run twice
 * that day; of a day with several, a key without a time (from an earlier cadence) says nothing.
 */
function doneUpTo(id: string, cadence: Cadence, key: string): number {
  const local = key.slice(id.length + 1);
  const midnight = Date.parse(`${local.slice(0, 10)}T00:00:00Z`);
  const time = /^(?:T(\d\d):(\d\d))?$/.exec(local.slice(10));
  if (!key.startsWith(`${id}/`) || Number.isNaN(midnight) || time === null) {
    throw new Error(`"${key}" is not the key of a run of subscription "${id}"`);
  }
  if (isOnceADay(cadence)) return midnight + DAY - 1;
  return time[1] === undefined ? midnight - 1 : midnight + (Number(time[1]) * 60 + Number(time[2])) * MINUTE;
}

function aRun({ id, cadence }: Subscription, slot: Slot): Run {
  const local = localText(slot);
  const day = local.slice(0, 10);
  return {
    key: `${id}/${isOnceADay(cadence) ? day : local}`,
    subscriptionId: id,
    day,
    time: local.slice(11),
    dueAt: new Date(slot.at).toISOString(),
  };
}

function milliseconds(moment: string): number {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) throw new Error(`"${moment}" is not a moment`);
  return time;
}
