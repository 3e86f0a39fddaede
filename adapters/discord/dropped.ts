import { setTimeout as wait } from "node:timers/promises";
import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

/**
 * Milliseconds before each further try. One is not enough: after a cut the next request may go out on another kept
 * connection that is dead as well.
 */
const PAUSES = [0, 100, 400] as const;

/**
 * Whether a request ended without any answer: the connection was cut, and nobody knows if it was carried out. The REST
 * client repeats what was answered 429 or 5xx; this it does not.
 */
export function wasDropped(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError)
    return false;
  // What fetch throws when the network fails; its `cause` says how.
  return error instanceof TypeError && error.cause !== undefined;
}

/** Does it again after a cut, a few times. Only for what may be done twice: an edit, a look. */
export async function againIfDropped<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await work();
    } catch (error) {
      if (!wasDropped(error)) throw error;
    }
    await wait(pause);
  }
  return work();
}
