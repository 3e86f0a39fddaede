import { type Client, PermissionFlagsBits } from "discord.js";
import type { ChannelRef } from "../../src/chat/adapter.ts";
import { deliveryError } from "./delivery-error.ts";
import { permissionsIn } from "./permissions.ts";

/** What a digest with its thread needs, as Discord's own settings call it. */
const NEEDED: readonly (readonly [name: string, bit: bigint])[] = [
  ["View Channel", PermissionFlagsBits.ViewChannel],
  ["Send Messages", PermissionFlagsBits.SendMessages],
  ["Create Public Threads", PermissionFlagsBits.CreatePublicThreads],
  ["Send Messages in Threads", PermissionFlagsBits.SendMessagesInThreads],
  ["Read Message History", PermissionFlagsBits.ReadMessageHistory],
];

/** The permissions that are missing for posting in a channel. Rejects with a DeliveryError. */
export async function missingAccess(client: Client, channel: ChannelRef): Promise<readonly string[]> {
  try {
    const held = await permissionsIn(client.rest, channel, client.user?.id ?? "");
    return NEEDED.filter(([, bit]) => !held.has(bit)).map(([name]) => name);
  } catch (error) {
    const trouble = deliveryError(error);
    if (trouble.problem === "no-access") return ["View Channel"];
    throw trouble;
  }
}
