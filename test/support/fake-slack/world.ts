import type { Clock } from "../../../src/clock.ts";
import type { Fields } from "./fields.ts";

/** A person of a workspace. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly tz: string;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
}

/** A message as members see it; a new value for every change, so an old one can still be pressed. */
export interface Message {
  readonly team: string;
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly Fields[];
  /** The root of the thread it stands in. */
  readonly threadTs: string | null;
  /** Set on messages that only one member sees. */
  readonly onlyFor: string | null;
  readonly metadata: Fields | null;
  readonly files: readonly Fields[];
  readonly edited: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: "public" | "private" | "im";
  readonly members: Set<string>;
  archived: boolean;
  /** Whether the app was invited. */
  hasBot: boolean;
  readonly messages: Message[];
}

/** A key that opens the Web API for one workspace. */
export interface Grant {
  /** The workspace; for an organisation-wide installation one of its workspaces. */
  readonly team: string;
  /** Set when the key opens all workspaces of an organisation. */
  readonly enterprise: string | null;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970, or null for a key that lasts. */
  readonly expiresAt: number | null;
  state: "good" | "revoked" | "uninstalled";
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly botUser: string;
  readonly botId: string;
  readonly members: Map<string, Member>;
  readonly channels: Map<string, Channel>;
}

/** What a test says about a workspace; everything but the id has a default. */
export interface WorkspaceSketch {
  readonly id: string;
  readonly name?: string;
  readonly enterprise?: { readonly id: string; readonly name: string };
  readonly members?: readonly (Partial<Member> & { readonly id: string })[];
  readonly channels?: readonly {
    readonly id: string;
    readonly name?: string;
    readonly kind?: "public" | "private";
    readonly members?: readonly string[];
    readonly archived?: boolean;
    readonly hasBot?: boolean;
  }[];
  /** The token of an app that is installed already; null for a workspace that still has to install it. */
  readonly token?: string | null;
  readonly scopes?: readonly string[];
}

export interface World {
  readonly clock: Clock;
  readonly appId: string;
  readonly workspaces: ReadonlyMap<string, Workspace>;
  readonly grants: Map<string, Grant>;
  /** Organisations that installed the app for all their workspaces. */
  readonly orgWide: Set<string>;
  /** "V0000003": the next id with this first letter. */
  nextId(letter: string): string;
  /** A message timestamp that no other message has. */
  nextTs(): string;
  workspace(id: string): Workspace;
}

/** Least scopes of a briefing bot. */
export const BOT_SCOPES = ["commands", "chat:write", "files:read", "files:write", "users:read"] as const;

export function openWorld(sketches: readonly WorkspaceSketch[], clock: Clock, appId: string): World {
  const workspaces = new Map(sketches.map((sketch) => [sketch.id, workspaceOf(sketch)]));
  const grants = new Map<string, Grant>();
  for (const { id, token = `xoxb-${id}-secret`, scopes = BOT_SCOPES } of sketches) {
    if (token !== null) {
      grants.set(token, { team: id, enterprise: null, scopes, expiresAt: null, state: "good" });
    }
  }
  let ids = 0;
  let stamps = 0;
  return {
    clock,
    appId,
    workspaces,
    grants,
    orgWide: new Set(),
    nextId: (letter) => `${letter}${String(++ids).padStart(7, "0")}`,
    nextTs: () => `${Math.floor(clock.now().getTime() / 1000)}.${String(++stamps).padStart(6, "0")}`,
    workspace(id) {
      const found = workspaces.get(id);
      if (found === undefined) throw new Error(`the fake Slack has no workspace ${id}`);
      return found;
    },
  };
}

function workspaceOf(sketch: WorkspaceSketch): Workspace {
  const members = (sketch.members ?? [{ id: "U1" }]).map(
    (member): Member => ({
      name: member.id.toLowerCase(),
      locale: "en-US",
      tz: "Europe/Paris",
      isAdmin: false,
      isOwner: false,
      ...member,
    }),
  );
  const everybody = members.map(({ id }) => id);
  const channels = (sketch.channels ?? [{ id: "C1", name: "general" }]).map(
    (channel): Channel => ({
      id: channel.id,
      name: channel.name ?? channel.id.toLowerCase(),
      kind: channel.kind ?? "public",
      members: new Set(channel.members ?? everybody),
      archived: channel.archived ?? false,
      hasBot: channel.hasBot ?? true,
      messages: [],
    }),
  );
  const name = sketch.name ?? sketch.id.toLowerCase();
  return {
    id: sketch.id,
    name,
    domain: name.toLowerCase().replaceAll(" ", "-"),
    enterprise: sketch.enterprise ?? null,
    botUser: `UBOT${sketch.id}`,
    botId: `B${sketch.id}`,
    members: new Map(members.map((member) => [member.id, member])),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
  };
}

/** The direct conversation of the app with a member; made on first use. */
export function directChannel(workspace: Workspace, user: string): Channel {
  const id = `D${user}`;
  const known = workspace.channels.get(id);
  if (known !== undefined) return known;
  const made: Channel = {
    id,
    name: "directmessage",
    kind: "im",
    members: new Set([user]),
    archived: false,
    hasBot: true,
    messages: [],
  };
  workspace.channels.set(id, made);
  return made;
}

/** A message as the Web API and payloads write it. */
export function wireMessage(workspace: Workspace, appId: string, message: Message): Fields {
  return {
    type: "message",
    user: workspace.botUser,
    bot_id: workspace.botId,
    app_id: appId,
    team: workspace.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.threadTs !== null && { thread_ts: message.threadTs }),
    ...(message.metadata !== null && { metadata: message.metadata }),
    ...(message.files.length > 0 && { files: message.files }),
    ...(message.edited && { edited: { user: workspace.botUser, ts: message.ts } }),
  };
}
