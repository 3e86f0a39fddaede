import { DiscordAPIError, RateLimitError } from "discord.js";
import { DeliveryError } from "../../src/chat/adapter.ts";

/** Unknown channel, unknown guild, unknown message (a thread's parent), unknown user. */
const GONE = new Set<number | string>([10003, 10004, 10008, 10013]);
/** Missing access, missing permissions, cannot send messages in this channel, or to this user. */
const NO_ACCESS = new Set<number | string>([50001, 50013, 50008, 50007]);

/** What Discord's answer, or the lack of one, means for a delivery. */
export function deliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError)
    return new DeliveryError("rate-limited", { retryAfter: error.retryAfter, cause: error });
  if (error instanceof DiscordAPIError && GONE.has(error.code))
    return new DeliveryError("gone", { cause: error });
  if (error instanceof DiscordAPIError && (NO_ACCESS.has(error.code) || error.status === 403))
    return new DeliveryError("no-access", { cause: error });
  return new DeliveryError("unclear", { cause: error });
}
