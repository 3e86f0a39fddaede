import { randomBytes } from "node:crypto";
import type { JsonObject } from "./json.ts";
import type { FakeChannel, FakeGuild, FakeUser, InteractionKind, StoredInteraction, World } from "./state.ts";
import { channelToWire, MEMBER_PERMISSIONS, memberToWire, userToWire } from "./wire.ts";

/** Where a member is and who they are when they do something. */
export interface Situation {
  /** null in a direct message or group. */
  readonly guild: FakeGuild | null;
  readonly channel: FakeChannel;
  readonly user: FakeUser;
  /** The language of their client; their own unless told. */
  readonly locale: string;
  /** Bits of what they may do here. */
  readonly permissions: string;
  /** 0 guild, 1 direct message with the bot, 2 another private channel. */
  readonly context: number;
  /** Whether the guild installed the app or the user did. */
  readonly installedBy: "guild" | "user";
}

const TYPE: Readonly<Record<InteractionKind, number>> = {
  command: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
};

/** Everything a real client needs, with the fields discord.js cannot do without. */
export function createInteraction(
  world: World,
  kind: InteractionKind,
  situation: Situation,
  carried: { readonly data: JsonObject; readonly message?: JsonObject; readonly sourceMessageId?: string },
): { readonly interaction: StoredInteraction; readonly payload: JsonObject } {
  const { guild, channel, user, locale, permissions, context, installedBy } = situation;
  const interaction: StoredInteraction = {
    id: world.ids.next(),
    token: randomBytes(96).toString("base64url"),
    kind,
    createdAt: world.clock.now(),
    guildId: guild?.id ?? null,
    channelId: channel.id,
    userId: user.id,
    sourceMessageId: carried.sourceMessageId ?? null,
    acknowledged: null,
    originalId: null,
    followUpIds: [],
    activity: 0,
    modal: null,
    choices: null,
  };
  world.interactions.set(interaction.id, interaction);
  const owners = installedBy === "user" ? { 1: user.id } : { 0: guild?.id ?? "0" };
  const payload = {
    id: interaction.id,
    application_id: world.applicationId,
    type: TYPE[kind],
    token: interaction.token,
    version: 1,
    data: carried.data,
    ...(carried.message === undefined ? {} : { message: carried.message }),
    channel_id: channel.id,
    channel: { ...channelToWire(world, channel), permissions: MEMBER_PERMISSIONS },
    locale,
    app_permissions: MEMBER_PERMISSIONS,
    entitlements: [],
    authorizing_integration_owners: owners,
    context,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(guild === null
      ? { user: userToWire(user) }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: memberToWire(user, permissions),
        }),
  };
  return { interaction, payload };
}
