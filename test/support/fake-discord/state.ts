import { randomBytes } from "node:crypto";
import { type Changes, createChanges } from "./changes.ts";
import type { JsonObject } from "./json.ts";
import { type MovableClock, movableClock } from "./movable-clock.ts";
import { createSnowflakes, type Snowflakes } from "./snowflakes.ts";

export interface FakeUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
  readonly locale: string;
  /** Whether a bot may write to them. */
  acceptsDirectMessages: boolean;
}

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: string;
  /** Whether the bot is a member; a guild where it is not can still be the place of a user-installed command. */
  joined: boolean;
  /** false during an outage. */
  available: boolean;
}

export type ChannelAccess = "open" | "hidden" | "read-only" | "deleted";

export interface FakeChannel {
  readonly id: string;
  /** 0 text, 1 direct message, 3 group, 11 thread. */
  readonly type: number;
  readonly name: string;
  readonly guildId: string | null;
  readonly parentId: string | null;
  readonly recipientId: string | null;
  /** What the bot may do here. */
  access: ChannelAccess;
}

/** A file as it was uploaded, bytes and all. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly description: string | null;
  readonly bytes: Buffer;
}

/** What a member sees of a message at one moment. */
export interface MessageState {
  readonly content: string;
  readonly embeds: readonly JsonObject[];
  readonly components: readonly JsonObject[];
  readonly flags: number;
  readonly files: readonly StoredFile[];
}

export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly createdAt: number;
  readonly nonce: string | number | null;
  readonly interactionId: string | null;
  /** The only user who sees it; null for everyone. */
  readonly ephemeralFor: string | null;
  /** Every state in order; the last is the present one. */
  readonly states: MessageState[];
  editedAt: number | null;
  deleted: boolean;
}

export type InteractionKind = "command" | "component" | "autocomplete" | "modal";

export interface StoredInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly createdAt: number;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly userId: string;
  /** The message whose component was used. */
  readonly sourceMessageId: string | null;
  /** The callback's type and the moment it came; null until then. */
  acknowledged: { readonly type: number; readonly at: number } | null;
  /** What `@original` means. */
  originalId: string | null;
  readonly followUpIds: string[];
  /** Edits, deletions and follow-ups so far. */
  activity: number;
  modal: JsonObject | null;
  choices: readonly JsonObject[] | null;
}

export interface RegisteredCommand {
  readonly id: string;
  /** null for global. */
  readonly guildId: string | null;
  /** 1 chat input, 2 user, 3 message. */
  readonly type: number;
  readonly name: string;
  readonly wire: JsonObject;
}

/** Everything the stand-in knows; each part of it reads and writes this one value. */
export interface World {
  readonly clock: MovableClock;
  readonly changes: Changes;
  readonly ids: Snowflakes;
  readonly token: string;
  readonly bot: FakeUser;
  readonly applicationId: string;
  readonly users: Map<string, FakeUser>;
  readonly guilds: Map<string, FakeGuild>;
  readonly channels: Map<string, FakeChannel>;
  readonly messages: Map<string, StoredMessage>;
  readonly interactions: Map<string, StoredInteraction>;
  commands: readonly RegisteredCommand[];
}

/** A world with a bot and nobody else in it. The token has the shape of a real one and opens nothing. */
export function createWorld(clock: MovableClock = movableClock()): World {
  const ids = createSnowflakes(clock.now);
  const applicationId = ids.next();
  const token = [
    Buffer.from(applicationId).toString("base64url"),
    randomBytes(4).toString("base64url"),
    randomBytes(28).toString("base64url"),
  ].join(".");
  const bot: FakeUser = {
    id: applicationId,
    username: "sitrep",
    bot: true,
    locale: "en-US",
    acceptsDirectMessages: false,
  };
  return {
    clock,
    changes: createChanges(),
    ids,
    token,
    bot,
    applicationId,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
  };
}

/** The present state of a message. */
export function presentState(message: StoredMessage): MessageState {
  return message.states.at(-1)!;
}

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;
export const HAS_THREAD = 1 << 5;
export const COMPONENTS_V2 = 1 << 15;
