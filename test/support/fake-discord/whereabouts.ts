import type { OptionValues } from "./command-book.ts";
import type { Situation } from "./interactions.ts";
import { addGroupChannel, channelsOf, directChannel } from "./places.ts";
import type { FakeChannel, FakeGuild, FakeUser, World } from "./state.ts";
import { MEMBER_PERMISSIONS } from "./wire.ts";

/** Who does something where; what is left out is the home guild, its first channel and its first member. */
export interface Whereabouts {
  /** null: a direct message. */
  readonly guild?: FakeGuild | null;
  readonly channel?: FakeChannel;
  readonly user?: FakeUser;
  readonly locale?: string;
  /** Bits as of `PermissionFlagsBits`, on top of what every member may do. */
  readonly permissions?: bigint;
  readonly context?: "guild" | "direct message" | "private channel";
  readonly installedBy?: "guild" | "user";
}

export interface CommandWish extends Whereabouts {
  /** "briefing", or with subcommands "watch add". */
  readonly name: string;
  readonly options?: OptionValues;
  /** An admin of the guild opened the command to everyone, against its default_member_permissions. */
  readonly overridden?: boolean;
  readonly until?: "answered" | "acknowledged";
}

/** Fills in what was left out, by the rules of Discord: a direct message has no guild, a foreign guild no bot. */
export function situationOf(world: World, wish: Whereabouts, home: Situation): Situation {
  const isPrivate = wish.guild === null || (wish.context !== undefined && wish.context !== "guild");
  const user = wish.user ?? home.user;
  const locale = wish.locale ?? user.locale;
  const permissions = String(BigInt(MEMBER_PERMISSIONS) | (wish.permissions ?? 0n));
  if (isPrivate) {
    const isGroup = wish.context === "private channel" || wish.channel?.type === 3;
    const channel = wish.channel ?? (isGroup ? addGroupChannel(world, user) : directChannel(world, user));
    const installedBy = wish.installedBy ?? (isGroup ? "user" : "guild");
    return { guild: null, channel, user, locale, permissions, context: isGroup ? 2 : 1, installedBy };
  }
  const guild = wish.guild ?? world.guilds.get(wish.channel?.guildId ?? "") ?? home.guild!;
  const channel = wish.channel ?? channelsOf(world, guild)[0]!;
  if (channel.guildId !== guild.id) throw new Error(`channel ${channel.name} is not in ${guild.name}`);
  const installedBy = wish.installedBy ?? (guild.joined ? "guild" : "user");
  return { guild, channel, user, locale, permissions, context: 0, installedBy };
}
