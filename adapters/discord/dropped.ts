import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";

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

/** Does it once more after a cut. Only for what may be done twice: an edit, a look. */
export async function twiceIfDropped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!wasDropped(error)) throw error;
    return work();
  }
}
