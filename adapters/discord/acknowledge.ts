import { type BaseInteraction, DiscordAPIError, Routes } from "discord.js";
import { againIfDropped, wasDropped } from "./dropped.ts";

const ALREADY = 40060;
/** Cuts in a row after which it is given up; the three seconds are over soon anyway. */
const MOST_CUTS = 3;
/** Unknown webhook, unknown message: nothing was acknowledged yet. */
const NOT_YET = new Set<number | string>([10008, 10015]);

/**
 * Sends the first sign of an answer. A second one is refused by Discord, so after a cut it is looked first whether
 * the sign arrived; and "already acknowledged" means that it did, before a 5xx that the REST client repeated.
 */
export async function acknowledge(
  interaction: BaseInteraction & { readonly token: string },
  send: () => Promise<unknown>,
): Promise<void> {
  for (let left = MOST_CUTS; ; left -= 1) {
    try {
      await send();
      return;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === ALREADY) return;
      if (!wasDropped(error) || left === 0) throw error;
      if (await arrived(interaction)) return;
    }
  }
}

async function arrived({
  client,
  applicationId,
  token,
}: BaseInteraction & { readonly token: string }): Promise<boolean> {
  try {
    await againIfDropped(() => client.rest.get(Routes.webhookMessage(applicationId, token), { auth: false }));
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && NOT_YET.has(error.code)) return false;
    throw error;
  }
}
