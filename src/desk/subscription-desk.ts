import { randomUUID } from "node:crypto";
import { type ChannelRef, type ChatAdapter, DeliveryError, type Invocation } from "../chat/adapter.ts";
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
import type { SubscriptionDesk, SubscriptionLine, TenantSettings } from "./desk.ts";
import { endOfQuiet } from "./quiet-hours.ts";

export interface SubscriptionDeskNeeds {
  readonly store: Pick<Store, "subscriptions" | "outbox" | "runs">;
  readonly clock: Clock;
  /** "discord:123" */
  readonly tenant: string;
  readonly invocation: Pick<Invocation, "channel" | "user" | "language">;
  readonly settings: () => Promise<Pick<TenantSettings, "quiet" | "digests">>;
  readonly missingAccess: ChatAdapter["missingAccess"];
  readonly makeDigest: (asked: AskedRun) => Promise<RunDigest>;
}

const DEFAULT_ZONE = "UTC";

/** What one person, in one place, can do with the subscriptions of their tenant. */
export function openSubscriptionDesk(needs: SubscriptionDeskNeeds): SubscriptionDesk {
  const { store, clock, tenant, invocation, settings, missingAccess, makeDigest } = needs;
  const { subscriptions, outbox } = store;
  const { language, channel, user } = invocation;
  const nextAfter = async (cadence: Cadence) => {
    const { quiet } = await settings();
    const moments = nextRuns(cadence, clock.now(), 24).map(({ dueAt }) => held(quiet, dueAt));
    return [...new Set(moments)].slice(0, 3);
  };
  const saved = async (id: string, next: readonly string[]) => {
    const kept = await subscriptions.get(tenant, id);
    return kept === null
      ? ({ status: "unknown" } as const)
      : ({ status: "saved", line: lineOf(kept, language, (await settings()).quiet), next } as const);
  };
  /** What is in the way of posting there; null: nothing. */
  const inTheWay = async (place: ChannelRef) => {
    try {
      const missing = await missingAccess(place);
      return missing.length === 0 ? null : ({ status: "no-access", missing } as const);
    } catch (error) {
      if (error instanceof DeliveryError)
        return { status: error.problem === "gone" ? "no-channel" : "unreachable" } as const;
      throw error;
    }
  };
  const digestNow = async (subscription: KeptSubscription) => {
    const now = clock.now().toISOString();
    const period = { from: subscription.lastDueAt ?? subscription.createdAt, to: now };
    const next = (await nextAfter(subscription.cadence))[0] ?? now;
    const last = await store.runs.lastDelivered(subscription.id);
    return makeDigest({ subscription, last, period, now, late: false, skipped: null, next });
  };

  return {
    async subscribe(given, when, layout) {
      if (channel === null || user === null) return { status: "no-channel" };
      const { topic, cadence } = readWish(given, when);
      const trouble = await inTheWay(channel);
      if (trouble !== null) return trouble;
      const next = await nextAfter(cadence);
      const wish: SubscriptionWish = { owner: user, language, query: { topic }, cadence, layout };
      const id = randomUUID().slice(0, 8);
      const place = { id, tenant, channel: channel.id };
      const moments = { createdAt: clock.now().toISOString(), nextAt: next[0] ?? null };
      const most = Number((await settings()).digests);
      const added = await subscriptions.add({ ...wish, ...place, ...moments }, most);
      return added ? saved(id, next) : { status: "too-many", most };
    },
    async list() {
      const { quiet } = await settings();
      return (await subscriptions.list(tenant)).map((kept) => lineOf(kept, language, quiet));
    },
    quietHours: async () => (await settings()).quiet,
    async move(id, to) {
      const kept = await subscriptions.get(tenant, id);
      if (kept === null) return { status: "unknown" };
      const cadence = to.when === undefined ? kept.cadence : readCadence(to.when, kept.cadence.zone);
      const place = to.channel === undefined ? kept.channel : channelIn(to.channel, channel);
      if (place === null) return { status: "no-channel" };
      if (place !== kept.channel) {
        const platform = tenant.slice(0, tenant.indexOf(":"));
        const trouble = await inTheWay({ platform, tenant: tenant.slice(platform.length + 1), id: place });
        if (trouble !== null) return trouble;
        const most = Number((await settings()).digests);
        const there = (await subscriptions.list(tenant)).filter((one) => one.channel === place);
        if (there.length >= most) return { status: "too-many", most };
      }
      const next = await nextAfter(cadence);
      const { owner, language: own, query, layout } = kept;
      await subscriptions.change({
        ...{ id, tenant, channel: place, owner, language: own, query, layout, cadence },
        // What was missed at the same times is missed in the other channel, too.
        createdAt: to.when === undefined ? kept.createdAt : clock.now().toISOString(),
        nextAt: to.when === undefined ? kept.nextAt : (next[0] ?? null),
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
      const next = kept === null ? undefined : (await nextAfter(kept.cadence))[0];
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

/** The next one is held back by quiet hours. */
export function lineOf(kept: KeptSubscription, language: "en" | "fr", quiet: string): SubscriptionLine {
  return {
    id: kept.id,
    channel: kept.channel,
    topic: kept.query.topic,
    cadence: describeCadence(kept.cadence, language),
    lastDueAt: kept.lastDueAt,
    deliveredAt: kept.deliveredAt,
    nextAt: kept.nextAt === null ? null : held(quiet, kept.nextAt),
    paused: kept.pausedAt !== null,
    problem: kept.pausedWhy ?? kept.problem,
  };
}

function held(quiet: string, moment: string): string {
  return (endOfQuiet(quiet, new Date(moment)) ?? new Date(moment)).toISOString();
}

/** "<#123>" (Discord), "<#C123|name>" (Slack), the bare id, or "here"; null for anything else. */
function channelIn(text: string, here: ChannelRef | null): string | null {
  const given = text.trim();
  if (/^(?:here|ici)$/i.test(given)) return here?.id ?? null;
  return (
    /^<#(\w+)(?:\|[^>]*)?>$/.exec(given)?.[1] ?? /^(?:\d{17,20}|[CG][A-Z0-9]{7,})$/.exec(given)?.[0] ?? null
  );
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
