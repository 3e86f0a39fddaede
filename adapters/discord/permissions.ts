import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  PermissionsBitField,
  type REST,
  Routes,
} from "discord.js";
import { type ChannelRef, DeliveryError } from "../../src/chat/adapter.ts";

const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/**
 * What a member may do in a channel now, asked of Discord: a process that holds another shard than the channel's server
 * knows nothing of it, and what is remembered may be old. In direct messages everything. By the documented steps
 * (topics/permissions): the roles of the server, then what the channel takes and gives. Rejects as the REST client does,
 * and with a DeliveryError gone for a channel of another server than the one it is asked for: it is none of its own.
 */
export async function permissionsIn(
  rest: REST,
  { id: channelId, tenant }: Pick<ChannelRef, "id" | "tenant">,
  user: string,
): Promise<Readonly<PermissionsBitField>> {
  const channel = (await rest.get(Routes.channel(channelId))) as APIChannel;
  const guildId = "guild_id" in channel ? channel.guild_id : undefined;
  if (guildId === undefined) return new PermissionsBitField(PermissionsBitField.All);
  if (guildId !== tenant) throw new DeliveryError("gone");
  const [guild, member, place] = await Promise.all([
    rest.get(Routes.guild(guildId)) as Promise<APIGuild>,
    rest.get(Routes.guildMember(guildId, user)) as Promise<APIGuildMember>,
    // A thread has the permissions of the channel it stands in.
    THREADS.includes(channel.type) && "parent_id" in channel && channel.parent_id != null
      ? (rest.get(Routes.channel(channel.parent_id)) as Promise<APIChannel>)
      : channel,
  ]);
  const own = new Set([guildId, ...member.roles]);
  const inServer = guild.roles
    .filter(({ id }) => own.has(id))
    .reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if (guild.owner_id === user || (inServer & PermissionFlagsBits.Administrator) !== 0n)
    return new PermissionsBitField(PermissionsBitField.All);
  const overwrites = "permission_overwrites" in place ? (place.permission_overwrites ?? []) : [];
  const isFor = (type: OverwriteType, ids: ReadonlySet<string>) =>
    overwrites.filter((one) => one.type === type && ids.has(one.id));
  const steps = [
    isFor(OverwriteType.Role, new Set([guildId])),
    isFor(OverwriteType.Role, new Set(member.roles)),
    isFor(OverwriteType.Member, new Set([user])),
  ];
  return new PermissionsBitField(steps.reduce(applied, inServer));
}

/** What one step takes, and then what it gives. */
function applied(held: bigint, step: readonly APIOverwrite[]): bigint {
  const deny = step.reduce((sum, one) => sum | BigInt(one.deny), 0n);
  const allow = step.reduce((sum, one) => sum | BigInt(one.allow), 0n);
  return (held & ~deny) | allow;
}
