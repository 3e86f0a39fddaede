import { type Interaction, PermissionFlagsBits } from "discord.js";

/** Who asks, where, and what they may: taken anew from every interaction, buttons and modals included. */
export interface Whereabouts {
  /** The guild, or the person where there is none: direct messages and user-installed use share nothing. */
  readonly tenant: string;
  readonly guild: string | null;
  readonly channel: string | null;
  readonly user: string;
  readonly locale: string;
  /** May change what the guild sees: has "Manage Server" there. In direct messages everybody manages their own. */
  readonly mayManage: boolean;
}

/**
 * A guild that has not installed the bot is no tenant: a member who brought it along (user install) is on their
 * own there, and manages nothing of the guild.
 */
export function whereaboutsOf(interaction: Interaction): Whereabouts {
  const { user, channelId, locale, memberPermissions } = interaction;
  const installed = interaction.inGuild() && interaction.authorizingIntegrationOwners.guildId !== null;
  const guild = installed ? interaction.guildId : null;
  return {
    tenant: guild ?? `user-${user.id}`,
    guild,
    channel: channelId,
    user: user.id,
    locale,
    mayManage: guild === null || memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
  };
}
