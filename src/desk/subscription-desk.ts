import { randomUUID } from "node:crypto";
import { type ChatAdapter, DeliveryError, type Invocation } from "../chat/adapter.ts";
import { sayable } from "../chat/say-error.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { Cadence } from "../schedule/cadence.ts";
import { describeCadence } from "../schedule/describe-cadence.ts";
import type { AskedRun, RunDigest } from "../schedule/make-runs.ts";
import { nextRuns } from "../schedule/next-runs.ts";
import { readCadence } from "../schedule/read-cadence.ts";
import type { Store } from "../stores/store.ts";
import type { KeptSubscription, SubscriptionWish } from "../stores/subscriptions.ts";
import type { SubscriptionDesk, SubscriptionLine } from "./desk.ts";

export interface SubscriptionDeskNeeds {
  readonly store: Pick<Store, "subscriptions" | "outbox" | "runs">;
  readonly clock: Clock;
  /** "discord:123" */
  readonly tenant: string;
  readonly invocation: Pick<Invocation, "channel" | "user" | "language">;
  readonly missingAccess: ChatAdapter["missingAccess"];
  readonly makeDigest: (asked: AskedRun) => Promise<RunDigest>;
}

const MOST_PER_CHANNEL = 10;
const DEFAULT_ZONE = "UTC";

/** What one person, in one place, can do with the subscriptions of their tenant. */
export function openSubscriptionDesk(needs: SubscriptionDeskNeeds): SubscriptionDesk {
  const { store, clock, tenant, invocation, missingAccess, makeDigest } = needs;
  const { subscriptions, outbox } = store;
  const { language, channel, user } = invocation;
  const nextAfter = (cadence: Cadence) => nextRuns(cadence, clock.now(), 3).map(({ dueAt }) => dueAt);
  const saved = async (id: string, next: readonly string[]) => {
    const kept = await subscriptions.get(tenant, id);
    return kept === null
      ? ({ status: "unknown" } as const)
      : ({ status: "saved", line: lineOf(kept, language), next } as const);
  };
  const digestNow = async (subscription: KeptSubscription) => {
    const now = clock.now().toISOString();
    const period = { from: subscription.lastDueAt ?? subscription.createdAt, to: now };
    const next = nextAfter(subscription.cadence)[0] ?? now;
    const last = await store.runs.lastDelivered(subscription.id);
    return makeDigest({ subscription, last, period, now, late: false, skipped: null, next });
  };

  return {
    async subscribe(given, when, layout) {
      if (channel === null || user === null) return { status: "no-channel" };
      const { topic, cadence } = readWish(given, when);
      try {
        const missing = await missingAccess(channel);
        if (missing.length > 0) return { status: "no-access", missing };
      } catch (error) {
        if (error instanceof DeliveryError)
          return { status: error.problem === "gone" ? "no-channel" : "unreachable" };
        throw error;
      }
      const next = nextAfter(cadence);
      const wish: SubscriptionWish = { owner: user, language, query: { topic }, cadence, layout };
      const id = randomUUID().slice(0, 8);
      const place = { id, tenant, channel: channel.id };
      const moments = { createdAt: clock.now().toISOString(), nextAt: next[0] ?? null };
      const added = await subscriptions.add({ ...wish, ...place, ...moments }, MOST_PER_CHANNEL);
      return added ? saved(id, next) : { status: "too-many", most: MOST_PER_CHANNEL };
    },
    async list() {
      return (await subscriptions.list(tenant)).map((kept) => lineOf(kept, language));
    },
    async move(id, when) {
      const kept = await subscriptions.get(tenant, id);
      if (kept === null) return { status: "unknown" };
      const cadence = readCadence(when, kept.cadence.zone);
      const next = nextAfter(cadence);
      const { owner, language: own, query, layout, channel: place } = kept;
      await subscriptions.change({
        ...{ id, tenant, channel: place, owner, language: own, query, layout, cadence },
        createdAt: clock.now().toISOString(),
        nextAt: next[0] ?? null,
      });
      return saved(id, next);
    },
    async pause(id) {
      if ((await subscriptions.get(tenant, id)) === null) return false;
      await subscriptions.pause(tenant, id, clock.now().toISOString(), null);
      return true;
    },
    async resume(id) {
      const kept = await subscriptions.get(tenant, id);
      const next = kept === null ? undefined : nextAfter(kept.cadence)[0];
      if (next === undefined) return false;
      await subscriptions.resume(tenant, id, clock.now().toISOString(), next);
      return true;
    },
    remove: (id) => subscriptions.remove(tenant, id),
    async sendNow(id) {
      const kept = await subscriptions.get(tenant, id);
      if (kept === null) return false;
      const { summary, details } = await digestNow(kept);
      // A press that arrives twice within a minute is one wish.
      const key = `${id}/now ${clock.now().toISOString().slice(0, 16)}`;
      const place = { tenant, channel: kept.channel, subscription: id };
      await outbox.put(
        [
          { ...place, key, document: summary },
          ...(details === null ? [] : [{ ...place, key: `${key} details`, document: details, parent: key }]),
        ],
        clock.now(),
      );
      return true;
    },
    async preview(id) {
      const kept = await subscriptions.get(tenant, id);
      return kept === null ? null : (await digestNow(kept)).summary;
    },
    async waiting() {
      const { waiting, claimed, failed } = await outbox.counts(tenant);
      return { waiting: waiting + claimed, failed };
    },
  };
}

export function lineOf(kept: KeptSubscription, language: "en" | "fr"): SubscriptionLine {
  return {
    id: kept.id,
    channel: kept.channel,
    topic: kept.query.topic,
    cadence: describeCadence(kept.cadence, language),
    lastDueAt: kept.lastDueAt,
    deliveredAt: kept.deliveredAt,
    nextAt: kept.nextAt,
    paused: kept.pausedAt !== null,
    problem: kept.pausedWhy ?? kept.problem,
  };
}

/** The longest end of a line that says when, and the topic before it. Throws a `UserError` (bad-option). */
export function readWish(
  given: string,
  when: string | undefined,
): { readonly topic: string; readonly cadence: Cadence } {
  if (when !== undefined) return { topic: given, cadence: readCadence(when, DEFAULT_ZONE) };
  const words = given.trim().split(/\s+/);
  let trouble: UserError | null = null;
  for (let i = 1; i < words.length; i++) {
    try {
      const cadence = readCadence(words.slice(i).join(" "), DEFAULT_ZONE);
      return { topic: words.slice(0, i).join(" "), cadence };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      trouble ??= error;
    }
  }
  throw words.length > 1 && trouble !== null
    ? trouble
    : sayable("bad-option", { key: "say-when", filled: {} });
}
