import { type ChannelRef, type ChatAdapter, DeliveryError } from "../chat/adapter.ts";
import { type Document, paragraph } from "../chat/document.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ClaimedPost } from "../stores/outbox.ts";
import type { Store } from "../stores/store.ts";
import { type Heartbeat, heartbeat } from "./heartbeat.ts";
import { LEASE_MS } from "./make-runs.ts";
import { pauseWatchOf } from "./pause-watch.ts";

export type PostingPort = Pick<ChatAdapter, "platform" | "post" | "findPost" | "missingAccess" | "tell">;

export interface DeliverPosts {
  readonly store: Pick<Store, "outbox" | "subscriptions" | "watches">;
  readonly adapter: PostingPort;
  readonly clock: Clock;
  readonly holder: string;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Posts of a second: with a thread to be made for each they are as many requests as Discord takes, 50. */
const AT_ONCE = 25;
/** Of those on their way at the same moment: what people ask meanwhile waits behind no more work than that. */
const IN_FLIGHT = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** A digest that is older is no morning's digest any more. */
const GIVE_UP_MS = 24 * 3_600_000;

/**
 * Delivers posts of one platform that may go now; gives how many were tried. Each is claimed, posted under its own
 * name, and confirmed. One whose earlier attempt may have arrived is looked for first. A claim is held on to for as
 * long as the platform's client holds the post back; one that was lost meanwhile is left to whoever has it. Where the
 * store cannot be written the post stays claimed, and is looked for when its lease is over.
 */
export async function deliverPosts(needs: DeliverPosts): Promise<number> {
  const { store, adapter, clock, holder } = needs;
  const posts = await store.outbox.claim(adapter.platform, holder, clock.now(), LEASE_MS, AT_ONCE);
  const waiting = [...posts];
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      for (let post = waiting.shift(); post !== undefined; post = waiting.shift()) {
        await deliver(post, needs);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }),
  );
  return posts.length;
}

async function deliver(post: ClaimedPost, needs: DeliverPosts): Promise<void> {
  const { store, clock, log } = needs;
  const heart = heartbeat(() => store.outbox.extend(post, clock.now(), LEASE_MS));
  try {
    await attempt(post, needs, heart);
  } catch (error) {
    log.error("post", { outcome: "not noted", key: post.key, attempt: post.attempts }, error);
  } finally {
    heart.stop();
  }
}

async function attempt(post: ClaimedPost, needs: DeliverPosts, heart: Heartbeat): Promise<void> {
  const { store, clock, log } = needs;
  let messageId: string;
  try {
    const found = await whereItStands(post, needs);
    if (found === null && (heart.isLost() || (post.unclear && !(await isStillOurs(post, needs))))) {
      log.info("post", { outcome: "left to another", key: post.key });
      return;
    }
    messageId = found ?? (await send(post, needs));
  } catch (error) {
    const trouble = error instanceof DeliveryError ? error : new DeliveryError("unclear", { cause: error });
    log.error("post", { outcome: trouble.problem, key: post.key, attempt: post.attempts }, trouble.cause);
    await settle(post, trouble, needs);
    return;
  }
  const confirmed = await store.outbox.confirm(post, messageId, clock.now());
  log.info("post", { outcome: confirmed ? "posted" : "posted by another", key: post.key });
}

/** The id of what an earlier attempt brought there; null: post it. */
async function whereItStands(post: ClaimedPost, { adapter, log }: DeliverPosts): Promise<string | null> {
  if (!post.unclear || post.user !== null) return null;
  const found = await adapter.findPost(
    channelOf(post, adapter),
    post.key,
    post.firstAttemptAt,
    post.under ?? undefined,
  );
  if (found !== "unknown") return found;
  // The platform's own guard against repetitions is all that is left.
  log.info("post", { outcome: "cannot be looked for", key: post.key });
  return null;
}

/** Looking took its time: before anything is sent the claim must hold for a whole lease again. */
function isStillOurs(post: ClaimedPost, { store, clock }: DeliverPosts): Promise<boolean> {
  return store.outbox.extend(post, clock.now(), LEASE_MS);
}

async function send(post: ClaimedPost, { adapter }: DeliverPosts): Promise<string> {
  const channel = channelOf(post, adapter);
  if (post.user === null) return adapter.post(channel, post.document, post.key, post.under ?? undefined);
  await adapter.tell(channel.tenant, post.user, post.document, post.key);
  return "told";
}

async function settle(post: ClaimedPost, trouble: DeliveryError, needs: DeliverPosts): Promise<void> {
  const { store, clock, random } = needs;
  const now = clock.now().getTime();
  const tooOld = now - Date.parse(post.createdAt) > GIVE_UP_MS;
  switch (trouble.problem) {
    case "rate-limited": {
      const at = new Date(now + Math.max(trouble.retryAfter ?? FIRST_WAIT_MS, 1_000));
      await store.outbox.retry(post, { at, problem: trouble.problem, unclear: false });
      return;
    }
    case "unclear": {
      if (tooOld) {
        await store.outbox.fail(post, trouble.problem);
        return;
      }
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(post.attempts - 1, 12));
      const at = new Date(now + Math.round(wait * (0.5 + random())));
      await store.outbox.retry(post, { at, problem: trouble.problem, unclear: true });
      return;
    }
    case "no-access":
    case "gone":
      await giveUp(post, trouble, needs);
      return;
    default:
      trouble.problem satisfies never;
  }
}

/** Pauses the subscription and tells its owner why; the word is in the outbox before anything else changes. */
async function giveUp(post: ClaimedPost, { problem }: DeliveryError, needs: DeliverPosts): Promise<void> {
  const { store, clock } = needs;
  const subscription =
    post.subscription === null ? null : await store.subscriptions.get(post.tenant, post.subscription);
  // Somebody took the parent away: the channel is as good as before.
  const onlyDetails = problem === "gone" && post.under !== null;
  const missing = problem === "no-access" && post.user === null ? await missingFor(post, needs) : [];
  const why = [problem, ...(missing.length === 0 ? [] : [missing.join(", ")])].join(": ");
  if (subscription !== null && post.user === null && !onlyDetails) {
    const notice = noticeFor(subscription, problem === "gone" ? null : missing);
    const { tenant, owner } = subscription;
    await store.outbox.put(
      [{ key: `${post.key} notice`, tenant, channel: "", user: owner, document: notice }],
      clock.now(),
    );
    await store.subscriptions.pause(tenant, subscription.id, clock.now().toISOString(), why);
  }
  if (subscription === null) await pauseWatchOf(post, { problem, missing, why }, needs);
  await store.outbox.fail(post, why);
}

async function missingFor(post: ClaimedPost, { adapter }: DeliverPosts): Promise<readonly string[]> {
  return adapter.missingAccess(channelOf(post, adapter)).catch(() => []);
}

function noticeFor(
  {
    language,
    query,
    channel,
  }: { readonly language: "en" | "fr"; readonly query: { readonly topic: string }; readonly channel: string },
  missing: readonly string[] | null,
): Document {
  const { subscriptions } = wordsIn(language);
  const sentence =
    missing === null
      ? subscriptions.channelGone(query.topic, channel)
      : subscriptions.noAccess(query.topic, channel, missing);
  return {
    summary: sentence,
    tone: "trouble",
    language,
    blocks: [paragraph(sentence), paragraph(subscriptions.pausedUntil)],
  };
}

function channelOf({ tenant, channel }: ClaimedPost, { platform }: PostingPort): ChannelRef {
  return { platform, tenant: tenant.slice(platform.length + 1), id: channel };
}
