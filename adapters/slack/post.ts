import { createHash } from "node:crypto";
import { webApi } from "@slack/bolt";
import { z } from "zod";
import { DeliveryError, type DeliveryProblem } from "../../src/chat/adapter.ts";
import type { Document } from "../../src/chat/document.ts";
import { refusalOf, type SlackClient } from "./client.ts";
import type { SlackPage } from "./render.ts";
import type { Drawings } from "./show.ts";

/** What a refusal means for whoever wanted to post. A workspace may add the bot again, so few things are for good. */
const PROBLEMS: Readonly<Record<string, DeliveryProblem>> = {
  account_inactive: "gone",
  token_revoked: "gone",
  invalid_auth: "gone",
  not_authed: "gone",
  team_not_found: "gone",
  user_not_found: "gone",
  channel_not_found: "no-access",
  not_in_channel: "no-access",
  is_archived: "no-access",
  restricted_action: "no-access",
  missing_scope: "no-access",
  messages_tab_disabled: "no-access",
  rate_limited: "rate-limited",
  ratelimited: "rate-limited",
};

/** The event type of what a post carries unseen: the name it is found by. */
const EVENT = "sitrep_post";
/** Read back through the scopes channels:history and the like, where an operator granted them. */
const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ once: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const MOST_PAGES = 5;

export interface Post {
  /** Id of a channel, or of a member for a direct message. */
  readonly to: string;
  readonly tenant: string;
  readonly document: Document;
  readonly once: string;
  readonly under?: string | undefined;
}

/** Posts the first page; resolves with its timestamp, which is its id. Rejects with a DeliveryError. */
export async function postDocument(client: SlackClient, drawings: Drawings, post: Post): Promise<string> {
  const { shared, plain } = drawings;
  const { tenant, document } = post;
  try {
    return await send(client, await shared.page(tenant, document, 0), post);
  } catch (error) {
    if (refusalOf(error) !== "invalid_blocks") throw deliveryError(error);
  }
  try {
    return await send(client, await plain.page(tenant, document, 0), post);
  } catch (error) {
    throw deliveryError(error);
  }
}

async function send(
  client: SlackClient,
  { text, blocks }: SlackPage,
  { to, once, under }: Post,
): Promise<string> {
  const { ts } = await client.chat.postMessage({
    channel: to,
    text,
    blocks: [...blocks],
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT, event_payload: { once: markOf(to, once) } },
    ...(under !== undefined && { thread_ts: under }),
  });
  if (ts === undefined) throw new Error("Slack took the post and gave it no id");
  return ts;
}

/** Looks for a post by what it carries; "unknown" where the scopes do not let the bot read. */
export async function findPost(
  client: SlackClient,
  { to, once, under }: Pick<Post, "to" | "once" | "under">,
  since: string,
): Promise<string | null | "unknown"> {
  const mark = markOf(to, once);
  // A minute for clocks that differ.
  const oldest = String(Math.floor(Date.parse(since) / 1000) - 60);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = {
        channel: to,
        oldest,
        include_all_metadata: true,
        limit: 200,
        ...(cursor && { cursor }),
      };
      const answer = History.parse(
        under === undefined
          ? await client.conversations.history(asked)
          : await client.conversations.replies({ ...asked, ts: under }),
      );
      const found = answer.messages.find(
        ({ metadata }) => metadata?.event_type === EVENT && metadata.event_payload.once === mark,
      );
      if (found !== undefined) return found.ts;
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return null;
    }
    return "unknown";
  } catch {
    return "unknown";
  }
}

/** 120 days ahead is the furthest Slack takes. */
const FAR_SECONDS = 119 * 24 * 3600;

/**
 * Tries a post that is never delivered: one scheduled for a far day, which Slack checks like any other, and withdrawn
 * at once. It asks for no scope beyond that of posting; and as it carries metadata, Slack would not deliver it even if
 * it could not be withdrawn.
 */
export async function missingAccess(client: SlackClient, to: string, now: Date): Promise<readonly string[]> {
  try {
    const { scheduled_message_id: id } = await client.chat.scheduleMessage({
      channel: to,
      text: "…",
      post_at: Math.floor(now.getTime() / 1000) + FAR_SECONDS,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT, event_payload: { once: "probe" } },
    });
    if (id !== undefined) await client.chat.deleteScheduledMessage({ channel: to, scheduled_message_id: id });
    return [];
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === "not_in_channel" || refusal === "channel_not_found") return ["/invite @Sitrep"];
    if (refusal === "is_archived") return ["unarchive the channel"];
    if (refusal === "missing_scope") return ["chat:write"];
    if (refusal === "restricted_action") return ["permission to post in this channel"];
    throw deliveryError(error);
  }
}

export function markOf(channel: string, once: string): string {
  return createHash("sha256").update(`${channel}\u0000${once}`).digest("base64url").slice(0, 22);
}

export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new DeliveryError("rate-limited", { retryAfter: error.retryAfter * 1000, cause: error });
  const refusal = refusalOf(error);
  if (refusal !== null) return new DeliveryError(PROBLEMS[refusal] ?? "unclear", { cause: error });
  // 429 without Retry-After, which the library calls by no name of its own.
  if (error instanceof Error && /retry header/i.test(error.message))
    return new DeliveryError("rate-limited", { cause: error });
  return new DeliveryError("unclear", { cause: error });
}
