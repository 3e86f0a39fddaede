import type { Gateway } from "./gateway.ts";
import { storeMessage } from "./messages.ts";
import { addChannel, addGuild, addUser, channelsOf, directChannel, type GuildWish } from "./places.ts";
import { type SeenMessage, seeMessage } from "./seen.ts";
import type { ChannelAccess, FakeChannel, FakeGuild, FakeUser, World } from "./state.ts";
import { channelToWire, guildToWire } from "./wire.ts";

/** What happens around the bot: guilds come and go, channels close, members write. */
export interface TownLife {
  /** A guild adds the bot; with `joined: false` a guild that has it not. */
  addGuild(wish?: GuildWish): FakeGuild;
  /** The guild removes the bot: GUILD_DELETE without `unavailable`. */
  leaveGuild(guild: FakeGuild): void;
  /** The guild cannot be reached for a while: GUILD_DELETE with `unavailable`. */
  loseGuild(guild: FakeGuild): void;
  /** The end of an outage: GUILD_CREATE again. */
  recoverGuild(guild: FakeGuild): void;
  addChannel(guild: FakeGuild, name: string): FakeChannel;
  /** Changes what the bot may do in a channel; "deleted" tells it so. */
  setAccess(channel: FakeChannel, access: ChannelAccess): void;
  addUser(wish?: { readonly username?: string; readonly locale?: string }): FakeUser;
  /** The channel between the bot and a user. */
  directChannel(user: FakeUser): FakeChannel;
  /** A member writes something. */
  say(channel: FakeChannel, content: string, user: FakeUser): SeenMessage;
  /** The messages everyone sees in a channel, oldest first. */
  messagesIn(channel: { readonly id: string }): SeenMessage[];
  /** The channels and threads of a guild, oldest first. */
  channelsOf(guild: { readonly id: string }): FakeChannel[];
}

export function createTownLife(world: World, gateway: Gateway): TownLife {
  const tell = (event: string, guild: FakeGuild, data: object) => gateway.dispatch(event, guild.id, data);
  return {
    addGuild(wish = {}) {
      const guild = addGuild(world, wish);
      if (guild.joined) tell("GUILD_CREATE", guild, guildToWire(world, guild));
      return guild;
    },
    leaveGuild(guild) {
      guild.joined = false;
      tell("GUILD_DELETE", guild, { id: guild.id });
    },
    loseGuild(guild) {
      guild.available = false;
      tell("GUILD_DELETE", guild, { id: guild.id, unavailable: true });
    },
    recoverGuild(guild) {
      guild.available = true;
      tell("GUILD_CREATE", guild, guildToWire(world, guild));
    },
    addChannel(guild, name) {
      const channel = addChannel(world, { guild, name });
      tell("CHANNEL_CREATE", guild, channelToWire(world, channel));
      return channel;
    },
    setAccess(channel, access) {
      channel.access = access;
      const guild = world.guilds.get(channel.guildId ?? "");
      if (access === "deleted" && guild !== undefined) {
        tell("CHANNEL_DELETE", guild, channelToWire(world, channel));
      }
    },
    addUser: (wish = {}) => addUser(world, wish),
    directChannel: (user) => directChannel(world, user),
    say: (channel, content, user) =>
      seeMessage(
        storeMessage(world, { channelId: channel.id, authorId: user.id, body: { content }, files: [] }),
      ),
    messagesIn: ({ id }) =>
      [...world.messages.values()]
        .filter(
          ({ channelId, deleted, ephemeralFor }) => channelId === id && !deleted && ephemeralFor === null,
        )
        .map(seeMessage),
    channelsOf: (guild) => channelsOf(world, guild),
  };
}
