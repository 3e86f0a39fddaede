import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Faults } from "./faults.ts";
import { type Fields, fieldsIn, isFields, parseJson, textIn } from "./fields.ts";
import type { Ack, EnvelopeType, How, Link } from "./link.ts";
import type { Stage } from "./stage.ts";

const MOST_CONNECTIONS = 10;
const MOST_RETRIES = 3;

export interface SocketLink extends Link {
  /** The address for one new connection. */
  issueUrl(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** How many connections said hello and were not asked to leave. */
  readonly connections: number;
  /** Control frames so far: pings the app sent, pongs it gave. */
  readonly beats: { readonly pings: number; readonly pongs: number };
  /** Resolves once this many connections are live. */
  connected(count?: number): Promise<void>;
  /** Asks every connection to come again, as Slack does about once an hour. */
  disconnect(reason?: "refresh_requested" | "warning" | "link_disabled"): void;
  /** Cuts every connection without a word. */
  terminate(): void;
  close(): void;
}

interface Connection {
  readonly socket: WebSocket;
  leaving: boolean;
}

interface Envelope {
  readonly id: string;
  readonly type: EnvelopeType;
  readonly payload: Fields;
  readonly attempt: number;
  readonly reason: string;
}

interface Pending {
  readonly envelope: Envelope;
  readonly connection: Connection;
  readonly settle: (ack: Omit<Ack, "milliseconds" | "status">) => void;
}

/** Socket Mode: tickets, hello, envelopes to one of several connections, acknowledgements, events that come again. */
export function openSocketLink(
  stage: Stage,
  faults: Faults,
  options: { readonly ackLimit: number; readonly pingEvery: number },
): SocketLink {
  const { world, journal } = stage;
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const connections: Connection[] = [];
  const pending = new Map<string, Pending>();
  const acknowledged = new Set<string>();
  const queue: Envelope[] = [];
  const waiters: { readonly count: number; readonly resolve: () => void }[] = [];
  const beats = { pings: 0, pongs: 0 };
  let turn = 0;

  const live = () => connections.filter(({ leaving, socket }) => !leaving && socket.readyState === 1);

  const send = (connection: Connection, message: Fields) => {
    journal.note("socket", { to: "app", message });
    connection.socket.send(JSON.stringify(message));
  };

  const sendEnvelope = (connection: Connection, { id, type, payload, attempt, reason }: Envelope) =>
    send(connection, {
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== "events_api",
      ...(type === "events_api" && { retry_attempt: attempt, retry_reason: reason }),
    });

  const again = (envelope: Envelope) => {
    if (envelope.attempt >= MOST_RETRIES) return;
    queue.push({ ...envelope, attempt: envelope.attempt + 1, reason: "timeout" });
  };

  const dispatch = (connection: Connection, envelope: Envelope, twice: boolean): Promise<Ack> => {
    const sentAt = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle({ outcome: "timeout", body: {} }), options.ackLimit);
      const settle: Pending["settle"] = (ack) => {
        clearTimeout(timer);
        resolve({ ...ack, status: null, milliseconds: performance.now() - sentAt });
      };
      pending.set(envelope.id, { envelope, connection, settle });
      sendEnvelope(connection, envelope);
      if (twice) sendEnvelope(connection, envelope);
    });
  };

  const receive = (text: string) => {
    const message = parseJson(text);
    journal.note("socket", { to: "slack", message });
    if (!isFields(message)) return journal.violate(`socket: ${JSON.stringify(text)} is no JSON object`);
    const id = textIn(message, "envelope_id") ?? "";
    const found = pending.get(id);
    if (found === undefined)
      return journal.violate(`socket: an acknowledgement for the unknown envelope ${id}`);
    found.settle({ outcome: "acked", body: fieldsIn(message, "payload") });
    acknowledged.add(id);
  };

  const leave = (connection: Connection) => {
    connections.splice(connections.indexOf(connection), 1);
    for (const [id, { envelope, connection: used, settle }] of pending) {
      if (used !== connection || acknowledged.has(id)) continue;
      pending.delete(id);
      const isEvent = envelope.type === "events_api";
      if (isEvent) again(envelope);
      settle({ outcome: isEvent ? "queued" : "lost", body: {} });
    }
  };

  const welcome = (socket: WebSocket) => {
    const connection: Connection = { socket, leaving: false };
    socket.on("message", (data) => receive(String(data)));
    socket.on("ping", () => {
      beats.pings += 1;
    });
    socket.on("pong", () => {
      beats.pongs += 1;
    });
    socket.on("close", () => leave(connection));
    socket.on("error", () => socket.terminate());
    if (connections.length >= MOST_CONNECTIONS) {
      send(connection, { type: "disconnect", reason: "too_many_websockets" });
      return;
    }
    connections.push(connection);
    send(connection, {
      type: "hello",
      num_connections: connections.length,
      connection_info: { app_id: world.appId },
      debug_info: { host: "fake-slack", approximate_connection_time: 3600 },
    });
    for (const envelope of queue.splice(0)) void dispatch(connection, envelope, false);
    for (const { count, resolve } of waiters) if (live().length >= count) resolve();
  };

  const beat = setInterval(() => {
    for (const { socket } of connections) socket.ping();
  }, options.pingEvery);
  beat.unref();

  return {
    beats,
    get connections() {
      return live().length;
    },
    issueUrl() {
      const ticket = `${world.nextId("W")}-secret`;
      tickets.add(ticket);
      return `${stage.base().replace("http", "ws")}/link/?ticket=${ticket}&app_id=${world.appId}`;
    },
    async upgrade(request, socket, head) {
      const url = new URL(request.url ?? "/", stage.base());
      const fault = await faults.meet("socket");
      if (fault?.drop !== undefined) return void socket.destroy();
      const refuse = (status: string) => void socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
      if (fault?.status !== undefined) return refuse(`${fault.status} Fault`);
      // A ticket opens one connection.
      const isGood = url.pathname === "/link/" && tickets.delete(url.searchParams.get("ticket") ?? "");
      if (isGood) return server.handleUpgrade(request, socket, head, welcome);
      journal.violate(`socket: ${url.pathname} was opened without a fresh ticket`);
      // Not 401, at which undici asks a second time.
      refuse("403 Forbidden");
    },
    async deliver(type: EnvelopeType, payload: Fields, how: How = {}) {
      const open = live();
      const envelope: Envelope = {
        id: world.nextId("E"),
        type,
        payload,
        attempt: how.retry?.attempt ?? 0,
        reason: how.retry?.reason ?? "",
      };
      const connection = open[turn++ % Math.max(1, open.length)];
      if (connection !== undefined) return dispatch(connection, envelope, how.twice ?? false);
      if (type === "events_api") again(envelope);
      const outcome = type === "events_api" ? "queued" : "lost";
      return { outcome, status: null, body: {}, milliseconds: 0 };
    },
    connected(count = 1) {
      if (live().length >= count) return Promise.resolve();
      return new Promise((resolve) => waiters.push({ count, resolve }));
    },
    disconnect(reason = "refresh_requested") {
      for (const connection of live()) {
        send(connection, { type: "disconnect", reason, debug_info: { host: "fake-slack" } });
        connection.leaving = true;
      }
    },
    terminate() {
      for (const { socket } of [...connections]) socket.terminate();
    },
    close() {
      clearInterval(beat);
      for (const { socket } of [...connections]) socket.terminate();
      for (const { settle } of pending.values()) settle({ outcome: "lost", body: {} });
      server.close();
    },
  };
}
