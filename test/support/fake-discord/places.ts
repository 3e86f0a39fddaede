import type { FakeChannel, FakeGuild, FakeUser, World } from "./state.ts";

/** Three years: guilds, channels and members are older than what happens in a test. */
const AGE_MS = 94_608_000_000;

export interface GuildWish {
  readonly name?: string;
  readonly locale?: string;
  /** false: the bot is not a member. */
  readonly joined?: boolean;
}

/** A guild with an owner and one text channel; nobody is told yet. */
export function addGuild(world: World, wish: GuildWish = {}): FakeGuild {
  const owner = addUser(world, { username: `owner-${world.guilds.size + 1}` });
  const guild: FakeGuild = {
    // Neighbouring milliseconds, so that guilds made one after the other are spread evenly over shards.
    id: world.ids.at(world.clock.now() - AGE_MS - (world.clock.now() % 1000) + world.guilds.size),
    name: wish.name ?? `Harbour Desk ${world.guilds.size + 1}`,
    locale: wish.locale ?? "en-US",
    ownerId: owner.id,
    joined: wish.joined ?? true,
    available: true,
  };
  world.guilds.set(guild.id, guild);
  addChannel(world, { guild, name: "briefings" });
  return guild;
}

export function addUser(
  world: World,
  wish: { readonly username?: string; readonly locale?: string },
): FakeUser {
  const user: FakeUser = {
    id: world.ids.at(world.clock.now() - AGE_MS),
    username: wish.username ?? `member-${world.users.size}`,
    bot: false,
    locale: wish.locale ?? "en-US",
    acceptsDirectMessages: true,
  };
  world.users.set(user.id, user);
  return user;
}

export function addChannel(
  world: World,
  wish: { readonly guild: FakeGuild; readonly name: string },
): FakeChannel {
  return keepChannel(world, {
    id: world.ids.at(world.clock.now() - AGE_MS),
    type: 0,
    name: wish.name,
    guildId: wish.guild.id,
    parentId: null,
    recipientId: null,
    access: "open",
  });
}

/** The thread under a message; its id is the message's, as on Discord. */
export function addThread(
  world: World,
  wish: { readonly id: string; readonly parent: FakeChannel; readonly name: string },
): FakeChannel {
  return keepChannel(world, {
    id: wish.id,
    type: 11,
    name: wish.name,
    guildId: wish.parent.guildId,
    parentId: wish.parent.id,
    recipientId: null,
    access: "open",
  });
}

/** The channel between the bot and a user, made when there is none. */
export function directChannel(world: World, user: FakeUser): FakeChannel {
  const known = [...world.channels.values()].find(
    (channel) => channel.type === 1 && channel.recipientId === user.id,
  );
  return known ?? keepChannel(world, privateChannel(world, 1, user));
}

/** A private conversation the bot is not part of; only a user-installed command reaches it. */
export function addGroupChannel(world: World, user: FakeUser): FakeChannel {
  return keepChannel(world, { ...privateChannel(world, 3, user), access: "hidden" });
}

function privateChannel(world: World, type: number, user: FakeUser): FakeChannel {
  return {
    id: world.ids.next(),
    type,
    name: "",
    guildId: null,
    parentId: null,
    recipientId: user.id,
    access: "open",
  };
}

function keepChannel(world: World, channel: FakeChannel): FakeChannel {
  world.channels.set(channel.id, channel);
  return channel;
}

/** The channels of a guild, oldest first. */
export function channelsOf(world: World, guild: { readonly id: string }): FakeChannel[] {
  return [...world.channels.values()].filter(
    (channel) => channel.guildId === guild.id && channel.access !== "deleted",
  );
}
