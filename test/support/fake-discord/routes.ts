import type { WireRequest } from "./read-request.ts";
import { type Refusal, type Reply, refuse } from "./refusals.ts";
import type { FakeChannel, FakeGuild, StoredMessage, World } from "./state.ts";
import type { Subject } from "./subjects.ts";

/** A request that met its route, with the parameters of the path. */
export interface RoutedRequest extends WireRequest {
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  /** "POST /channels/:channel/messages" */
  readonly route: string;
  /** Whether the bot token belongs here. */
  readonly auth: "bot" | "none";
  /** Looked at before the body is: what is refused whatever the body says. */
  readonly refusal?: (request: RoutedRequest) => Reply | null;
  /** What the rules shall look at; absent where a body carries no words. */
  readonly subject?: (request: RoutedRequest) => Subject | null;
  readonly handle: (request: RoutedRequest) => Reply;
}

/** What several routes need to know of the stand-in. */
export interface RouteContext {
  readonly world: World;
  /** Reports a broken rule at the request being handled. */
  readonly violate: (rule: string, detail: string) => void;
  /** Sends a gateway event to the shard of a guild. */
  readonly dispatch: (event: string, guildId: string | null, data: object) => void;
}

/** A message the bot can reach in a channel: not deleted, not somebody's private answer. */
export function messageIn(world: World, channelId: string, messageId: string): StoredMessage | undefined {
  const message = world.messages.get(messageId);
  if (message === undefined || message.channelId !== channelId) return undefined;
  return message.deleted || message.ephemeralFor !== null ? undefined : message;
}

/** Why the bot may not look into a channel or write there. */
export function channelRefusal(
  world: World,
  channelId: string,
  wish: "look" | "write",
): { readonly channel: FakeChannel } | { readonly refusal: Refusal } {
  const channel = world.channels.get(channelId);
  if (channel === undefined || channel.access === "deleted") return { refusal: "unknownChannel" };
  const guild: FakeGuild | undefined = world.guilds.get(channel.guildId ?? "");
  if (channel.access === "hidden" || guild?.joined === false) return { refusal: "missingAccess" };
  if (wish === "write" && channel.access === "read-only") return { refusal: "missingPermissions" };
  const recipient = world.users.get(channel.recipientId ?? "");
  if (wish === "write" && channel.type === 1 && recipient?.acceptsDirectMessages === false) {
    return { refusal: "closedDirectMessages" };
  }
  return { channel };
}

/** The refusal as an answer, or null when the channel may be used so. */
export function channelReply(world: World, channelId: string, wish: "look" | "write"): Reply | null {
  const found = channelRefusal(world, channelId, wish);
  return "refusal" in found ? refuse(found.refusal) : null;
}
