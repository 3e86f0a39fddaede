import { type Client, PermissionFlagsBits, type RESTGetAPIChannelMessagesResult, Routes } from "discord.js";
import { type ChannelRef, DeliveryError } from "../../src/chat/adapter.ts";
import { deliveryError } from "./delivery-error.ts";
import { permissionsIn } from "./permissions.ts";
import { postMark } from "./post-mark.ts";

const PAGE = 100;
const MOST_PAGES = 10;
/** Clocks differ: whoever tried first may have had another one than Discord. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * Looks for a post by its mark among the bot's own messages since the first attempt. "unknown" where the bot may not
 * read the history (Discord then shows an empty channel) or where more was written than is looked through.
 */
export async function findPost(
  client: Client,
  channel: ChannelRef,
  once: string,
  since: string,
  under?: string,
): Promise<string | null | "unknown"> {
  const place = under ?? channel.id;
  const from = Date.parse(since) - CLOCKS_DIFFER_MS;
  const mark = postMark(once);
  try {
    const held = await permissionsIn(client.rest, channel, client.user?.id ?? "");
    if (!held.has(PermissionFlagsBits.ReadMessageHistory)) return "unknown";
    let before: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) });
      const found = (await client.rest.get(Routes.channelMessages(place), {
        query,
      })) as RESTGetAPIChannelMessagesResult;
      for (const { id, author, components, timestamp } of found) {
        if (Date.parse(timestamp) < from) return null;
        const first = components?.[0] as { readonly id?: number } | undefined;
        if (author.id === client.user?.id && first?.id === mark) return id;
      }
      before = found.at(-1)?.id;
      if (found.length < PAGE) return null;
    }
    return "unknown";
  } catch (error) {
    const trouble = deliveryError(error);
    // A thread that was never made has no post in it.
    if (under !== undefined && trouble.problem === "gone") return null;
    throw trouble instanceof DeliveryError ? trouble : error;
  }
}
