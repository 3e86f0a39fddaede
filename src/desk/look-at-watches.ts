import {
  type Digest,
  emptySnapshot,
  factId,
  findAlerts,
  Snapshot,
  snapshotAfter,
  snapshotOf,
} from "../../briefings/index.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { alertReply } from "../replies/alert.ts";
import type { Store } from "../stores/store.ts";
import type { KeptWatch, Look, WatchToLookAt } from "../stores/watches.ts";
import type { BriefResult, Desk, TenantSettings } from "./desk.ts";
import { endOfQuiet } from "./quiet-hours.ts";

export interface LookAtWatches {
  readonly store: Pick<Store, "watches">;
  readonly tenants: {
    of(tenant: string): { readonly desk: Pick<Desk, "brief"> };
    settings(tenant: string): Promise<TenantSettings>;
  };
  readonly clock: Clock;
  readonly log: Log;
}

/** What a watch looks back on: a report that comes in later than this after its day is no alert. */
export const LOOKS_BACK = "7d";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const COOLDOWN = { "15m": 15 * MINUTE, "1h": HOUR, "3h": 3 * HOUR, "12h": 12 * HOUR } as const;
/** Every watch is looked at that often though nothing came in: an article may be dated ahead. */
const AT_LEAST_EVERY = HOUR;
const AGAIN_AFTER_TROUBLE = MINUTE;
const AT_ONCE = 500;

/**
 * Looks at the watches that something came in for: what their condition asks for goes into the outbox, and is told
 * once. The picture, what was told and the post are kept together, under the fence that the look began with: of two who
 * look at the same time one counts, and whoever dies on the way leaves the watch as it was. What comes in during a
 * cooldown, in quiet hours or beyond a channel's alerts is told in one post when they are over. Gives how many told
 * something.
 */
export async function lookAtWatches(needs: LookAtWatches): Promise<number> {
  const { store, clock, log } = needs;
  let told = 0;
  for (const watch of await store.watches.dueBy(clock.now(), AT_ONCE)) {
    try {
      if (await look(watch, needs)) told += 1;
    } catch (error) {
      log.error("watch", { outcome: "failed", watch: watch.id }, error);
      const again = new Date(clock.now().getTime() + AGAIN_AFTER_TROUBLE);
      await store.watches.lookAgain(watch.id, again.toISOString());
    }
    // What people ask meanwhile goes first.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return told;
}

async function look({ id, tenant }: KeptWatch, needs: LookAtWatches): Promise<boolean> {
  const { store, tenants, clock, log } = needs;
  const now = clock.now();
  // Before the digest is made: what comes in from here on marks it again.
  const watch = await store.watches.toLookAt(id);
  if (watch === null) return false;
  const settings = await tenants.settings(tenant);
  const waitsUntil = await notBefore(watch, settings, now, needs);
  if (waitsUntil > now.getTime()) {
    await store.watches.lookAgain(id, new Date(waitsUntil).toISOString());
    return false;
  }
  const found = await whatToTell(watch, settings, now, needs);
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const settled = await store.watches.settle(
    {
      id,
      fence: watch.fence,
      marks: watch.marks,
      next: after(AT_LEAST_EVERY),
      nextIfMarked: after(0),
      limit: { most: Number(settings.alerts), since: after(-HOUR) },
      ...found,
    },
    now,
  );
  const outcome = found.post === null ? "nothing" : settled ? "told" : "by another";
  if (found.post !== null)
    log.info("watch", { outcome, watch: id, changes: found.told.length, post: found.post.key });
  return settled && found.post !== null;
}

/** Whether there is something to compare: what a misspelling may have meant, and no report is on, is nothing. */
export function isAnswer(result: BriefResult): result is Extract<BriefResult, { status: "ok" }> {
  return result.status === "ok" && (result.understoodAs === null || result.digest.coverage.found > 0);
}

/** The first moment at which it may tell something, in milliseconds. */
async function notBefore(
  { tenant, channel, alertedAt }: KeptWatch,
  { cooldown, quiet, alerts }: TenantSettings,
  now: Date,
  { store }: LookAtWatches,
): Promise<number> {
  const most = Number(alerts);
  const given = await store.watches.alertsSince(tenant, channel, new Date(now.getTime() - HOUR));
  // Of a full hour the one goes by first behind which there is room.
  const full = given.length < most ? null : (given.at(-most) ?? null);
  return Math.max(
    alertedAt === null ? 0 : Date.parse(alertedAt) + COOLDOWN[cooldown],
    endOfQuiet(quiet, now)?.getTime() ?? 0,
    full === null ? 0 : Date.parse(full) + HOUR,
  );
}

/** The picture now, and a post of what it has that was not told. */
async function whatToTell(
  watch: WatchToLookAt,
  { role }: TenantSettings,
  now: Date,
  { tenants }: LookAtWatches,
): Promise<Pick<Look, "picture" | "told" | "post">> {
  const { id, tenant, channel, topic, condition, since, language, markedAt } = watch;
  // To the end of this minute: articles may be a few seconds old.
  const asOf = `${new Date(now.getTime() + MINUTE).toISOString().slice(0, 16)}Z`;
  const result = await tenants.of(tenant).desk.brief({ topic, since: LOOKS_BACK, asOf });
  if (!isAnswer(result)) return { told: [], post: null };
  const { digest } = result;
  const last = pictureOf(watch, digest);
  if (last === null) return { picture: snapshotOf(digest), told: [], post: null };
  const known = new Set(watch.told);
  const alerts = findAlerts({ condition, since }, last, digest).filter(({ key }) => !known.has(key));
  const picture = snapshotAfter(last, digest);
  if (alerts.length === 0) return { ...(isSame(last, digest) ? {} : { picture }), told: [], post: null };
  const keys = alerts.map(({ key }) => key);
  const minutes = markedAt === null ? 0 : Math.ceil((now.getTime() - Date.parse(markedAt)) / MINUTE);
  const document = alertReply({ id, topic, condition }, { alerts, result }, minutes, wordsIn(language));
  const key = `${id}/${factId("w", ...keys)}`;
  const place = { key, tenant, channel, subscription: id };
  const named = role === "" ? document : { ...document, mention: role };
  return { picture, told: keys, post: { ...place, document: named } };
}

/** What it was compared with last; null: that cannot be read any more, or is of another topic. */
function pictureOf({ picture, createdAt }: WatchToLookAt, digest: Digest): Snapshot | null {
  if (picture === null) return emptySnapshot(digest, createdAt);
  const told = Snapshot.safeParse(picture);
  return told.success && told.data.topic.label === digest.topic.label ? told.data : null;
}

/** Whether the same reports stand there in the same versions: most looks have nothing to keep. */
function isSame({ articles, withdrawn }: Snapshot, digest: Digest): boolean {
  const known = new Map(articles.map(({ id, sha256 }) => [id, sha256]));
  if ((digest.withdrawn ?? []).some(({ articleId }) => !withdrawn.includes(articleId))) return false;
  return digest.sources.every(({ outlets }) =>
    outlets.every(({ articleId, sha256 }) => known.get(articleId) === (sha256 ?? null)),
  );
}
