import { createHash } from "node:crypto";
import { DiscordAPIError, RateLimitError, type REST, Routes } from "discord.js";
import { type ChannelRef, DeliveryError } from "../../src/chat/adapter.ts";
import type { Document } from "../../src/chat/document.ts";
import type { Pages } from "../shared/pages.ts";
import type { DiscordPage } from "./render.ts";

/** Characters of a nonce (resources/message). */
const NONCE = 25;
/** Unknown channel, unknown guild. */
const GONE = new Set<number | string>([10003, 10004]);
/** Missing access, missing permissions, cannot send messages in this channel. */
const NO_ACCESS = new Set<number | string>([50001, 50013, 50008]);

/**
 * Posts the first page of a document; its buttons turn to the others. The nonce makes Discord drop a repetition
 * within some minutes: the REST client repeats by itself after a 5xx that may have posted. Rejects with a
 * DeliveryError.
 */
export async function postDocument(
  rest: REST,
  pages: Pages<DiscordPage>,
  { tenant, id }: ChannelRef,
  document: Document,
  once: string,
): Promise<void> {
  const page = await pages.page(tenant, document, 0);
  const nonce = createHash("sha256").update(once).digest("base64url").slice(0, NONCE);
  try {
    await rest.post(Routes.channelMessages(id), { body: { ...page, nonce, enforce_nonce: true } });
  } catch (error) {
    throw deliveryError(error);
  }
}

function deliveryError(error: unknown): DeliveryError {
  if (error instanceof RateLimitError)
    return new DeliveryError("rate-limited", { retryAfter: error.retryAfter, cause: error });
  if (error instanceof DiscordAPIError && GONE.has(error.code))
    return new DeliveryError("gone", { cause: error });
  if (error instanceof DiscordAPIError && (NO_ACCESS.has(error.code) || error.status === 403))
    return new DeliveryError("no-access", { cause: error });
  return new DeliveryError("unclear", { cause: error });
}
