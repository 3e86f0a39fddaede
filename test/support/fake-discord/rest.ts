import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault, Faults } from "./faults.ts";
import { MORE_RULES } from "./more-rules.ts";
import { openApiCheck } from "./openapi.ts";
import { bucketHeaders, type RateLimits, tooMany, tooManyBody } from "./rate-limits.ts";
import { readRequest, type WireRequest } from "./read-request.ts";
import { type Recorder, readableBytes } from "./recorder.ts";
import { fieldErrors, type Reply, refuse } from "./refusals.ts";
import { routeShape } from "./route-shape.ts";
import type { Route, RoutedRequest } from "./routes.ts";
import { HAND_RULES } from "./rules.ts";
import { isSnowflake } from "./snowflakes.ts";
import type { World } from "./state.ts";
import type { Violations } from "./violations.ts";

/** A request and what it was answered, as tests see it. */
export interface SeenRequest extends Omit<WireRequest, "unreadable"> {
  /** "POST /channels/:channel/messages"; null for a route nobody knows. */
  readonly route: string | null;
  /** Milliseconds since 1970 on the stand-in's clock. */
  readonly at: number;
  /** 0 for a connection that was cut. */
  readonly status: number;
  readonly answer: unknown;
}

export interface RestParts {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly violations: Violations;
  readonly recorder: Recorder;
  readonly requests: SeenRequest[];
}

const CUT = "cut" as const;

/** Answers one HTTP request as Discord would, and notes what Discord would refuse. */
export async function answerRequest(
  parts: RestParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming);
  const met = matchRoute(parts.routes, request);
  const outcome = await decide(parts, request, met);
  const seen: SeenRequest = {
    ...request,
    route: met?.route.route ?? null,
    at: parts.world.clock.now(),
    status: outcome === CUT ? 0 : outcome.status,
    answer: outcome === CUT ? undefined : outcome.body,
  };
  parts.requests.push(seen);
  parts.recorder.write({
    kind: "request",
    ...seen,
    query: Object.fromEntries(request.query),
    files: request.files.map(({ bytes, ...file }) => ({
      ...file,
      size: bytes.length,
      ...readableBytes(bytes),
    })),
  });
  parts.world.changes.notify();
  if (outcome === CUT) incoming.socket.destroy();
  else send(response, outcome);
}

function send(response: ServerResponse, reply: Reply): void {
  // 204 has neither body nor content type: with one, discord.js tries to read JSON that is not there.
  if (reply.body === undefined) response.writeHead(reply.status, reply.headers).end();
  else {
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(JSON.stringify(reply.body));
  }
}

interface Met {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route with the fewest parameters first: "@me" before ":user". */
function matchRoute(routes: readonly Route[], request: WireRequest): Met | null {
  const fitting = routes.flatMap((route) => {
    const [method, path = ""] = route.route.split(" ");
    if (method !== request.method) return [];
    const source = path.replaceAll(/:([a-z]+)/g, "(?<$1>[^/]+)");
    const found = new RegExp(`^${source}$`).exec(request.path);
    return found === null ? [] : [{ route, params: { ...found.groups } }];
  });
  return fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null;
}

async function decide(parts: RestParts, request: WireRequest, met: Met | null): Promise<Reply | typeof CUT> {
  const where = `${request.method} ${request.path}`;
  const violate = (rule: string, detail: string) => parts.violations.add({ rule, where, detail });
  if (met === null) {
    violate("unknown-route", "the stand-in has no such route; add it there, with its rules, or call another");
    return refuse("notFound");
  }
  const { route, params } = met;
  const denied = checkToken(parts.world, route, request, violate);
  if (denied !== null) return denied;
  for (const [name, id] of Object.entries(params)) {
    if (name !== "token" && id !== "@original" && !isSnowflake(id)) violate("snowflake", `"${id}" is no id`);
  }

  const fault = parts.faults.take(route.route);
  if (fault?.delayMs !== undefined) await wait(fault.delayMs);
  if (fault?.drop === "before") {
    fault.struck?.();
    return CUT;
  }
  if (fault?.status !== undefined && fault.afterStoring !== true) return faultReply(parts, route, fault);
  // Interaction endpoints are not bound to the global limit.
  const metered = parts.limits.take(route.route, firstId(params), route.auth === "bot");
  if (metered.retryAfter !== null) {
    return { status: 429, headers: metered.headers, body: tooManyBody(metered.retryAfter, metered.global) };
  }
  const reply = carryOut(route, { ...request, params }, violate);
  if (fault?.drop === "after") {
    fault.struck?.();
    return CUT;
  }
  if (fault?.status !== undefined) return faultReply(parts, route, fault);
  return { ...reply, headers: { ...metered.headers, ...reply.headers } };
}

const firstId = (params: Met["params"]) => Object.values(params).slice(0, 1).join("");

type Violate = (rule: string, detail: string) => void;

function checkToken(world: World, route: Route, { headers }: WireRequest, violate: Violate): Reply | null {
  const given = headers.authorization;
  if (route.auth === "none") {
    if (given !== undefined) violate("needless-token", "the bot token was sent where none belongs");
    return null;
  }
  if (given === `Bot ${world.token}`) return null;
  violate("authorization", given === undefined ? "no token was sent" : "the token is not the bot's");
  return refuse("unauthorized");
}

/** Refuses what the state or the body forbids, else does it. */
function carryOut(route: Route, request: RoutedRequest, violate: Violate): Reply {
  if (request.unreadable !== null) {
    violate("unreadable-body", request.unreadable);
    return refuse("invalidJson");
  }
  const refused = route.refusal?.(request) ?? null;
  if (refused !== null) return refused;
  const type = { json: "application/json", multipart: "multipart/form-data", none: null, other: null }[
    request.contentType
  ];
  const problem =
    type === null ? null : openApiCheck()?.requestProblem(request.method, request.path, type, request.body);
  if (problem !== null && problem !== undefined) {
    violate("schema", `${problem.at || "the body"} ${problem.message}`);
    return refuse("invalidBody", fieldErrors(problem.at, problem.message));
  }
  const subject = route.subject?.(request) ?? null;
  if (subject !== null) {
    const broken = [...HAND_RULES, ...MORE_RULES].flatMap((rule) => {
      const detail = rule.check(subject);
      return detail === null ? [] : [{ rule, detail }];
    });
    for (const { rule, detail } of broken) violate(rule.name, detail);
    // Discord would carry out a message that may ping; here it is noted, and fails the test all the same.
    const first = broken.find(({ rule }) => rule.name !== "allowed-mentions");
    if (first?.rule.name === "empty-message") return refuse("emptyMessage");
    if (first?.rule.name === "file-limits") return refuse("tooLarge");
    if (first !== undefined) return refuse("invalidBody", fieldErrors("", first.detail));
  }
  return route.handle(request);
}

function faultReply({ world }: RestParts, { route }: Route, fault: Fault): Reply {
  const status = fault.status ?? 500;
  if (status !== 429) {
    const body = fault.body ?? { message: `${status}: injected`, code: 0 };
    return { status, body, ...(fault.headers === undefined ? {} : { headers: fault.headers }) };
  }
  const { retryAfter = 1, scope = "user" } = fault;
  const resetAt = world.clock.now() + retryAfter * 1000;
  // As in the documentation's examples: a shared limit is met with requests left, a global one has no bucket.
  const used = scope === "user" ? { limit: 5, left: 0 } : { limit: 10, left: 9 };
  const bucket =
    scope === "global" ? {} : bucketHeaders(routeShape(route), { ...used, resetAt, resetAfter: retryAfter });
  return {
    status,
    headers: { ...bucket, ...tooMany(retryAfter, scope), ...fault.headers },
    body: fault.body ?? tooManyBody(retryAfter, scope === "global"),
  };
}
