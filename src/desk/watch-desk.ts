import { randomUUID } from "node:crypto";
import { emptySnapshot, findAlerts, snapshotAfter, snapshotOf } from "../../briefings/index.ts";
import { type ChatAdapter, DeliveryError, type Invocation } from "../chat/adapter.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../stores/store.ts";
import type { KeptWatch } from "../stores/watches.ts";
import type { Desk, FoundAlerts, SettingsDesk, WatchDesk, WatchLine } from "./desk.ts";
import { isAnswer, LOOKS_BACK } from "./look-at-watches.ts";
import { readWatch } from "./read-watch.ts";

export interface WatchDeskNeeds {
  readonly store: Pick<Store, "watches">;
  readonly desk: Pick<Desk, "brief">;
  readonly settings: Pick<SettingsDesk, "read">;
  readonly clock: Clock;
  /** "discord:123" */
  readonly tenant: string;
  readonly invocation: Pick<Invocation, "channel" | "user" | "language">;
  readonly missingAccess: ChatAdapter["missingAccess"];
}

const TESTED_DAYS = 7;
const DAY = 86_400_000;

/** What one person, in one place, can do with the watches of their tenant. */
export function openWatchDesk(needs: WatchDeskNeeds): WatchDesk {
  const { store, desk, settings, clock, tenant, invocation, missingAccess } = needs;
  const { watches } = store;
  const { language, channel, user } = invocation;

  return {
    async watch(given) {
      if (channel === null || user === null) return { status: "no-channel" };
      const { topic, condition } = readWatch(given);
      try {
        const missing = await missingAccess(channel);
        if (missing.length > 0) return { status: "no-access", missing };
      } catch (error) {
        if (error instanceof DeliveryError)
          return { status: error.problem === "gone" ? "no-channel" : "unreachable" };
        throw error;
      }
      const now = clock.now();
      const result = await desk.brief({ topic, since: LOOKS_BACK, asOf: toMinute(now.getTime()) });
      if (result.status === "several") return { status: "unclear", result };
      // What no article has yet may be watched for; what resembles something known is more likely a slip.
      if (result.status === "unknown-topic" && result.near.length > 0) return { status: "unclear", result };
      const picture = isAnswer(result) ? snapshotOf(result.digest) : null;
      const id = `w${randomUUID().slice(0, 7)}`;
      const wish = { owner: user, language, topic, condition };
      const place = { id, tenant, channel: channel.id, createdAt: now.toISOString() };
      const most = Number((await settings.read()).watches);
      if (!(await watches.add({ ...wish, ...place, picture }, most))) return { status: "too-many", most };
      const kept = await watches.get(tenant, id);
      if (kept === null) throw new Error(`the watch ${id} was removed while it was made`);
      const understoodAs = isAnswer(result) ? result.understoodAs : null;
      return { status: "saved", line: lineOf(kept), nothingYet: picture === null, understoodAs };
    },
    async list() {
      return (await watches.list(tenant)).map(lineOf);
    },
    async pause(id) {
      if ((await watches.get(tenant, id)) === null) return false;
      await watches.pause(tenant, id, clock.now().toISOString(), null);
      return true;
    },
    async resume(id) {
      if ((await watches.get(tenant, id)) === null) return false;
      await watches.resume(tenant, id, clock.now().toISOString());
      return true;
    },
    remove: (id) => watches.remove(tenant, id),
    async test(id) {
      const kept = await watches.get(tenant, id);
      if (kept === null) return null;
      const now = clock.now().getTime();
      const since = new Date(now - TESTED_DAYS * DAY).toISOString();
      return { line: lineOf(kept), since, days: await replay(kept, since, now, desk) };
    },
  };
}

/** What a watch made at `since` would have told up to now, looked at once a day; days without anything are left out. */
async function replay(
  { topic, condition }: KeptWatch,
  since: string,
  now: number,
  desk: Pick<Desk, "brief">,
): Promise<readonly FoundAlerts[]> {
  const told = new Set<string>();
  const days: FoundAlerts[] = [];
  const start = Date.parse(since);
  const first = await desk.brief({ topic, since: LOOKS_BACK, asOf: toMinute(start) });
  let last = isAnswer(first) ? snapshotOf(first.digest) : null;
  for (let at = start + DAY; at <= now; at += DAY) {
    const result = await desk.brief({ topic, since: LOOKS_BACK, asOf: toMinute(at) });
    if (!isAnswer(result)) continue;
    last ??= emptySnapshot(result.digest, since);
    const alerts = findAlerts({ condition, since }, last, result.digest).filter(({ key }) => !told.has(key));
    for (const { key } of alerts) told.add(key);
    last = snapshotAfter(last, result.digest);
    if (alerts.length > 0) days.push({ alerts, result });
  }
  return days;
}

function lineOf({ id, channel, topic, condition, alertedAt, pausedAt, pausedWhy }: KeptWatch): WatchLine {
  return { id, channel, topic, condition, alertedAt, paused: pausedAt !== null, problem: pausedWhy };
}

function toMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
