import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import {
  createSessions,
  GUILDS_INTENT,
  KNOWN_INTENTS,
  PRIVILEGED_INTENTS,
  type Session,
  type Sessions,
} from "./gateway-sessions.ts";
import { type JsonObject, numberOf, objectOf, textOf } from "./json.ts";
import type { Recorder } from "./recorder.ts";
import { shardOf } from "./snowflakes.ts";
import type { World } from "./state.ts";
import type { Violations } from "./violations.ts";
import { guildToWire, userToWire } from "./wire.ts";

/** Large enough that jittered first heartbeats do not matter to a test. */
const HEARTBEAT_INTERVAL_MS = 41_250;

/** Codes after which a gateway session cannot be resumed. */
const FINAL_CODES: readonly number[] = [1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014];

/** The gateway in the hands of a test. */
export interface Gateway {
  /** Cuts the connections without a word, as a lost network does. */
  terminate(): void;
  /** Closes with a code: 4000 and its like can be resumed, 1000 and 4004 and their like cannot. */
  close(code: number): void;
  /** Op 7: please reconnect. */
  requestReconnect(): void;
  /** Op 9: the gateway session is lost (or may be resumed). */
  invalidate(resumable?: boolean): void;
  /** Op 1: heartbeat now. */
  requestHeartbeat(): void;
  /** The next `times` identifies are closed with this code. */
  refuseIdentify(code: number, times?: number): void;
  /** Cuts the connections and takes no new ones until `goOnline`. */
  goOffline(): void;
  goOnline(): void;
  /** Sends an event to the shard of a guild; false when no session took it, not even for a later resume. */
  dispatch(event: string, guildId: string | null, data: object): boolean;
  /** What happened, in order: "identify", "ready 0/1" (shard 0 of 1), "resume", "resumed", "heartbeat", "close 4200". */
  readonly log: readonly string[];
  readonly sessions: ReadonlyMap<string, Session>;
}

export interface GatewayParts {
  readonly world: World;
  readonly violations: Violations;
  readonly recorder: Recorder;
  readonly url: () => string;
  readonly grantedIntents: number;
}

/** The WebSocket side: hello, identify, resume, heartbeats, events. */
export function createGateway(server: Server, parts: GatewayParts): Gateway & { stop(): void } {
  const { world, violations, recorder } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  const log: string[] = [];
  const refusals: number[] = [];
  let isOnline = true;

  const violate = (rule: string, detail: string) => violations.add({ rule, where: "gateway", detail });
  const note = (what: string) => {
    log.push(what);
    world.changes.notify();
  };
  const send = (socket: WebSocket, frame: object) => {
    recorder.write({ kind: "gateway", to: "bot", frame });
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ s: null, t: null, ...frame }));
  };
  const sessions: Sessions = createSessions(send);
  const open = () => [...sockets.clients];

  server.on("upgrade", (request, socket, head) => {
    if (!isOnline) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (connection) => {
      const query = new URL(request.url ?? "/", "http://127.0.0.1").searchParams;
      if (query.get("v") !== "10" || query.get("encoding") !== "json") {
        violate("gateway-version", `connected with "${query}", not with v=10 and encoding=json`);
        return connection.close(4012);
      }
      welcome(connection);
    });
  });

  function welcome(socket: WebSocket): void {
    send(socket, { op: 10, d: { heartbeat_interval: HEARTBEAT_INTERVAL_MS } });
    socket.on("error", () => {});
    socket.on("message", (bytes) => {
      const text = String(bytes);
      if (Buffer.byteLength(text) > 4096) return refuse(socket, 4002, "a frame has more than 4096 bytes");
      try {
        take(socket, objectOf(JSON.parse(text)));
      } catch {
        refuse(socket, 4002, "a frame is not JSON");
      }
    });
    socket.on("close", (code) => {
      note(`close ${code}`);
      const session = sessions.ofSocket(socket);
      if (session !== undefined) leave(session, code);
    });
  }

  function leave(session: Session, code: number): void {
    session.socket = null;
    if (FINAL_CODES.includes(code)) sessions.all.delete(session.id);
  }

  function refuse(socket: WebSocket, code: number, detail: string): void {
    violate("gateway", detail);
    socket.close(code);
  }

  function take(socket: WebSocket, frame: JsonObject) {
    recorder.write({ kind: "gateway", from: "bot", frame });
    const data = objectOf(frame.d);
    if (frame.op === 1) {
      note("heartbeat");
      return send(socket, { op: 11, d: null });
    }
    if (frame.op === 2) return identify(socket, data);
    if (frame.op === 6) return resume(socket, data);
    if (sessions.ofSocket(socket) === undefined)
      return refuse(socket, 4003, `op ${frame.op} before identify`);
    // Presence updates are taken and forgotten.
    if (frame.op !== 3) refuse(socket, 4001, `op ${frame.op} is not known here`);
  }

  function identify(socket: WebSocket, data: JsonObject) {
    note("identify");
    const planned = refusals.shift();
    if (planned !== undefined) return socket.close(planned);
    if (sessions.ofSocket(socket) !== undefined) return refuse(socket, 4005, "identified twice");
    if (data.token !== world.token)
      return refuse(socket, 4004, "identified with a token that is not the bot's");
    const [shardId, shardCount] = Array.isArray(data.shard) ? data.shard.map(Number) : [0, 1];
    if (shardId === undefined || shardCount === undefined || shardId >= shardCount) {
      return refuse(socket, 4010, `shard ${JSON.stringify(data.shard)} does not exist`);
    }
    const intents = numberOf(data.intents, -1);
    if (intents < 0 || (intents & ~KNOWN_INTENTS) !== 0) {
      return refuse(socket, 4013, `intents ${JSON.stringify(data.intents)} are not valid`);
    }
    const secret = intents & PRIVILEGED_INTENTS & ~parts.grantedIntents;
    if (secret !== 0) return refuse(socket, 4014, `privileged intents ${secret} were not granted`);
    const id = randomBytes(16).toString("hex");
    greet(sessions.create(id, [shardId, shardCount], intents, socket));
  }

  function greet(session: Session): void {
    const guilds = [...world.guilds.values()].filter(
      ({ id, joined }) => joined && shardOf(id, session.shard[1]) === session.shard[0],
    );
    sessions.emit(session, "READY", {
      v: 10,
      user: { ...userToWire(world.bot), verified: true, mfa_enabled: true, email: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${parts.url()}/resume`,
      application: { id: world.applicationId, flags: 0 },
      shard: session.shard,
    });
    if ((session.intents & GUILDS_INTENT) !== 0) {
      for (const guild of guilds.filter(({ available }) => available)) {
        sessions.emit(session, "GUILD_CREATE", guildToWire(world, guild));
      }
    }
    note(`ready ${session.shard.join("/")}`);
  }

  function resume(socket: WebSocket, data: JsonObject) {
    note("resume");
    if (data.token !== world.token) return refuse(socket, 4004, "resumed with a token that is not the bot's");
    const session = sessions.all.get(textOf(data.session_id));
    if (session === undefined) return send(socket, { op: 9, d: false });
    session.socket = socket;
    if (!sessions.replay(session, numberOf(data.seq, -1))) {
      sessions.all.delete(session.id);
      return send(socket, { op: 9, d: false });
    }
    sessions.emit(session, "RESUMED", {});
    note("resumed");
  }

  return {
    log,
    sessions: sessions.all,
    dispatch: sessions.dispatch,
    terminate() {
      for (const socket of open()) socket.terminate();
    },
    close(code) {
      for (const socket of open()) {
        const session = sessions.ofSocket(socket);
        if (session !== undefined) leave(session, code);
        socket.close(code);
      }
    },
    requestReconnect() {
      for (const socket of open()) send(socket, { op: 7, d: null });
    },
    invalidate(resumable = false) {
      for (const socket of open()) {
        const session = sessions.ofSocket(socket);
        if (session !== undefined && !resumable) sessions.all.delete(session.id);
        send(socket, { op: 9, d: resumable });
      }
    },
    requestHeartbeat() {
      for (const socket of open()) send(socket, { op: 1, d: null });
    },
    refuseIdentify(code, times = 1) {
      refusals.push(...Array<number>(times).fill(code));
    },
    goOffline() {
      isOnline = false;
      for (const socket of open()) socket.terminate();
    },
    goOnline() {
      isOnline = true;
    },
    stop() {
      for (const socket of open()) socket.terminate();
      sockets.close();
    },
  };
}
