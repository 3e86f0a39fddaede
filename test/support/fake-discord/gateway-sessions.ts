import type { WebSocket } from "ws";
import { shardOf } from "./snowflakes.ts";

/** Gateway intents by bit. */
export const GUILDS_INTENT = 1 << 0;
/** Members, presences, message content: a bot gets them only when Discord granted them. */
export const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
export const KNOWN_INTENTS = 0b11_0000_0001_1111_1111_1111_1111;

/** How many events of a gateway session are kept for a resume. */
const KEPT_EVENTS = 1000;

interface Frame {
  readonly op: 0;
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

export interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly kept: Frame[];
  seq: number;
  /** null while the bot is away; events are kept meanwhile. */
  socket: WebSocket | null;
}

export interface Sessions {
  readonly all: Map<string, Session>;
  create(id: string, shard: readonly [number, number], intents: number, socket: WebSocket): Session;
  /** Sends one event to one session, or keeps it for the resume. */
  emit(session: Session, event: string, data: unknown): void;
  /** Sends an event to the sessions of a guild's shard that want it; false when there was none. */
  dispatch(event: string, guildId: string | null, data: unknown): boolean;
  /** Sends again what came after `seq`; false when that is no place in this session's events. */
  replay(session: Session, seq: number): boolean;
  ofSocket(socket: WebSocket): Session | undefined;
}

export function createSessions(send: (socket: WebSocket, frame: object) => void): Sessions {
  const all = new Map<string, Session>();

  function emit(session: Session, event: string, data: unknown): void {
    session.seq += 1;
    const frame: Frame = { op: 0, s: session.seq, t: event, d: data };
    session.kept.push(frame);
    if (session.kept.length > KEPT_EVENTS) session.kept.shift();
    if (session.socket !== null) send(session.socket, frame);
  }

  return {
    all,
    emit,
    create(id, shard, intents, socket) {
      // What a bot left behind when it died is not continued once it identified anew.
      for (const old of all.values()) {
        if (old.socket === null && old.shard[0] === shard[0]) all.delete(old.id);
      }
      const session: Session = { id, shard, intents, kept: [], seq: 0, socket };
      all.set(id, session);
      return session;
    },
    dispatch(event, guildId, data) {
      const takers = [...all.values()].filter(
        ({ shard, intents }) =>
          shardOf(guildId, shard[1]) === shard[0] &&
          (needsNoIntent(event) || (intents & GUILDS_INTENT) !== 0),
      );
      for (const session of takers) emit(session, event, data);
      return takers.length > 0;
    },
    replay(session, seq) {
      const [oldest] = session.kept;
      if (seq > session.seq || (oldest !== undefined && seq < oldest.s - 1)) return false;
      for (const frame of session.kept.filter(({ s }) => s > seq)) send(session.socket!, frame);
      return true;
    },
    ofSocket: (socket) => [...all.values()].find((session) => session.socket === socket),
  };
}

function needsNoIntent(event: string): boolean {
  return event === "INTERACTION_CREATE";
}
