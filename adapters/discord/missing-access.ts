import { type Client, PermissionFlagsBits, PermissionsBitField } from "discord.js";
import { type ChannelRef, DeliveryError } from "../../src/chat/adapter.ts";
import { deliveryError } from "./delivery-error.ts";

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
    const held = await permissionsIn(client, channel);
    return NEEDED.filter(([, bit]) => !held.has(bit)).map(([name]) => name);
  } catch (error) {
    const trouble = deliveryError(error);
    if (trouble.problem === "no-access") return ["View Channel"];
    throw trouble;
  }
}

/**
 * What the bot may do in a channel now, asked anew; in direct messages everything. A channel of another server is none
 * of this one's, and gone.
 */
export async function permissionsIn(
  client: Client,
  { id, tenant }: ChannelRef,
): Promise<Readonly<PermissionsBitField>> {
  const channel = await client.channels.fetch(id, { force: true });
  if (channel === null || channel.isDMBased()) return new PermissionsBitField(PermissionsBitField.All);
  if (channel.guildId !== tenant) throw new DeliveryError("gone");
  return channel.permissionsFor(await channel.guild.members.fetchMe());
}
