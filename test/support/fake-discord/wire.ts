import { type JsonObject, objectOf, objectsOf } from "./json.ts";
import { channelsOf } from "./places.ts";
import {
  type FakeChannel,
  type FakeGuild,
  type FakeUser,
  presentState,
  type StoredFile,
  type StoredMessage,
  type World,
} from "./state.ts";

/** Send Messages. */
const SEND_MESSAGES = String(1n << 11n);
/** What a person who is no admin may do: view, send, embed, attach, read history, use commands, threads. */
export const MEMBER_PERMISSIONS = String(
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 31n) | (1n << 35n) | (1n << 38n),
);

const iso = (ms: number) => new Date(ms).toISOString().replace("Z", "000+00:00");

export function userToWire(user: FakeUser): JsonObject {
  return {
    id: user.id,
    username: user.username,
    global_name: user.bot ? null : user.username,
    discriminator: user.bot ? "4711" : "0",
    avatar: null,
    bot: user.bot,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

export function memberToWire(user: FakeUser, permissions?: string): JsonObject {
  return {
    user: userToWire(user),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: "2024-03-01T09:00:00.000000+00:00",
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    ...(permissions === undefined ? {} : { permissions }),
  };
}

export function channelToWire(world: World, channel: FakeChannel): JsonObject {
  const common = { id: channel.id, type: channel.type, flags: 0, last_message_id: null };
  if (channel.guildId === null) {
    const recipient = world.users.get(channel.recipientId ?? "");
    return { ...common, recipients: recipient === undefined ? [] : [userToWire(recipient)] };
  }
  const inGuild = { ...common, guild_id: channel.guildId, name: channel.name, parent_id: channel.parentId };
  if (channel.type !== 11) {
    return {
      ...inGuild,
      position: 0,
      permission_overwrites: overwritesOf(channel),
      nsfw: false,
      topic: null,
      rate_limit_per_user: 0,
    };
  }
  return {
    ...inGuild,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: iso(world.clock.now()),
      auto_archive_duration: 1440,
      locked: false,
      create_timestamp: iso(world.clock.now()),
    },
  };
}

/** What the channel takes from everyone: the bot can see beforehand why it may not write. */
function overwritesOf({ access, guildId }: FakeChannel): JsonObject[] {
  if (access !== "read-only" || guildId === null) return [];
  return [{ id: guildId, type: 0, allow: "0", deny: SEND_MESSAGES }];
}

/** A guild as GUILD_CREATE carries it. */
export function guildToWire(world: World, guild: FakeGuild): JsonObject {
  const channels = channelsOf(world, guild);
  return {
    ...guildSummary(guild),
    joined_at: "2024-03-01T09:00:00.000000+00:00",
    large: false,
    unavailable: false,
    member_count: 2,
    members: [memberToWire(world.bot)],
    channels: channels.filter(({ type }) => type !== 11).map((channel) => channelToWire(world, channel)),
    threads: channels.filter(({ type }) => type === 11).map((channel) => channelToWire(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A guild as GET /guilds/:guild answers it. */
export function guildSummary(guild: FakeGuild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    splash: null,
    discovery_splash: null,
    home_header: null,
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    roles: [everyoneRole(guild)],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    max_members: 500_000,
    max_presences: null,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    nsfw: false,
    nsfw_level: 0,
    hub_type: null,
    incidents_data: null,
    latest_onboarding_question_id: null,
    inventory_settings: null,
    embed_enabled: false,
    embed_channel_id: null,
  };
}

export function everyoneRole(guild: FakeGuild): JsonObject {
  return {
    id: guild.id,
    name: "@everyone",
    description: null,
    permissions: MEMBER_PERMISSIONS,
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function attachmentToWire(channelId: string, file: StoredFile): JsonObject {
  const path = `attachments/${channelId}/${file.id}/${encodeURIComponent(file.filename)}`;
  return {
    id: file.id,
    filename: file.filename,
    size: file.bytes.length,
    url: `https://cdn.discordapp.com/${path}`,
    proxy_url: `https://media.discordapp.net/${path}`,
    content_type: file.contentType,
    ...(file.description === null ? {} : { description: file.description }),
  };
}

/** A message as REST and interactions carry it. */
export function messageToWire(world: World, message: StoredMessage): JsonObject {
  const state = presentState(message);
  const author = world.users.get(message.authorId)!;
  const interaction =
    message.interactionId === null ? undefined : world.interactions.get(message.interactionId);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: interaction?.kind === "command" ? 20 : 0,
    author: userToWire(author),
    content: state.content,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: state.files.map((file) => attachmentToWire(message.channelId, file)),
    embeds: state.embeds.map((embed) => ({ type: "rich", ...embed })),
    components: numbered(state.components),
    pinned: false,
    flags: state.flags,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(interaction === undefined
      ? {}
      : {
          application_id: world.applicationId,
          webhook_id: world.applicationId,
          interaction_metadata: {
            id: interaction.id,
            type: interaction.kind === "command" ? 2 : interaction.kind === "component" ? 3 : 5,
            user: userToWire(world.users.get(interaction.userId)!),
            authorizing_integration_owners: {},
          },
        }),
  };
}

/** Discord numbers the components of a message in the order they appear. */
function numbered(components: readonly JsonObject[]): JsonObject[] {
  let next = 0;
  const visit = (component: JsonObject): JsonObject => {
    const id = typeof component.id === "number" ? component.id : ++next;
    return {
      ...component,
      id,
      ...("components" in component ? { components: objectsOf(component.components).map(visit) } : {}),
      ...("accessory" in component ? { accessory: visit(objectOf(component.accessory)) } : {}),
    };
  };
  return components.map(visit);
}
