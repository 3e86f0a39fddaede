import { type BaseInteraction, DiscordAPIError, Routes } from "discord.js";
import { twiceIfDropped, wasDropped } from "./dropped.ts";

const ALREADY = 40060;
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
  try {
    await send();
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === ALREADY) return;
    if (!wasDropped(error)) throw error;
    if (!(await arrived(interaction))) await send();
  }
}

async function arrived({
  client,
  applicationId,
  token,
}: BaseInteraction & { readonly token: string }): Promise<boolean> {
  try {
    await twiceIfDropped(() => client.rest.get(Routes.webhookMessage(applicationId, token), { auth: false }));
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && NOT_YET.has(error.code)) return false;
    throw error;
  }
}
