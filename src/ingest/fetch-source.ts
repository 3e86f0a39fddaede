import type { IncomingHttpHeaders } from "node:http";
import type { Agent } from "undici";
import { type AllowedAddresses, checkUrl } from "./address-guard.ts";
import { decodeWebText } from "./decode-web-text.ts";
import { guardedAgent, type Resolve } from "./guarded-agent.ts";
import type { HostGate } from "./host-gate.ts";
import { readBody } from "./read-body.ts";

/** What the web is asked for: a document of some kind, and what is known of it already. */
export interface Ask {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface FetchedText {
  readonly status: "fetched";
  /** Where the redirects ended. */
  readonly url: string;
  readonly text: string;
  /** "application/rss+xml", in lower case without parameters; "" when the server said none. */
  readonly type: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** `reason` ends a sentence that begins with the address, and says what a person can do. */
export interface FetchProblem {
  readonly status: "problem";
  readonly reason: string;
  /** Whether asking again later can help. */
  readonly passing: boolean;
  /** The server's status, where it gave one. */
  readonly http?: number | undefined;
  /** UTC moment before which the server does not want to be asked again. */
  readonly notBefore?: string | undefined;
}

export type Fetched = FetchedText | { readonly status: "unchanged" } | FetchProblem;
export type FetchSource = (ask: Ask) => Promise<Fetched>;

export interface FetchLimits {
  readonly connectMs: number;
  /** Until the head of the answer is complete. */
  readonly headersMs: number;
  /** Longest silence inside a body. */
  readonly idleMs: number;
  /** For one request with its body: what drips slowly is cut off here. */
  readonly totalMs: number;
  /** Of a body, packed and unpacked. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  headersMs: 15_000,
  idleMs: 15_000,
  totalMs: 45_000,
  maxBytes: 8 * 1024 * 1024,
  maxRedirects: 5,
};

export interface FetchNeeds {
  readonly allowed: AllowedAddresses;
  readonly resolve: Resolve;
  readonly gate: HostGate;
  readonly now: () => Date;
  /** "sitrep/0.1.0": who asks. */
  readonly userAgent: string;
  readonly limits: FetchLimits;
}

export interface Fetcher {
  readonly fetch: FetchSource;
  /** Closes idle connections. */
  close(): Promise<void>;
}

/** One text for what is not there and for what is not allowed: the difference is nobody's business. */
const UNREACHABLE = "cannot be reached: check the address";
const TOO_SLOW: FetchProblem = {
  status: "problem",
  reason: "is too slow: it is tried again later",
  passing: true,
};
const REDIRECTS = [301, 302, 303, 307, 308];
const NOT_TEXT = /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|gzip|x-tar|wasm|msword|vnd\.)/;
/** For a server that asks for patience and does not say how much. */
const DEFAULT_WAIT_MS = 60_000;
/** A server that asks for more patience than this is asked again anyway. */
const LONGEST_WAIT_MS = 7 * 24 * 3_600_000;

/** Asks for documents over http, politely and with every limit kept; trouble is a value, never thrown. */
export function openFetcher(needs: FetchNeeds): Fetcher {
  const { connectMs, headersMs, idleMs } = needs.limits;
  const agent = guardedAgent({ ...needs, connectMs, headersMs, idleMs });
  const resting = new Map<string, FetchProblem>();
  return {
    fetch: (ask) => fetchSource(ask, needs, { agent, resting }),
    close: () => agent.close(),
  };
}

interface Lines {
  readonly agent: Agent;
  /** Hosts that asked for patience, with what they said: nothing of theirs is asked for meanwhile. */
  readonly resting: Map<string, FetchProblem>;
}

async function fetchSource(ask: Ask, needs: FetchNeeds, { agent, resting }: Lines): Promise<Fetched> {
  const { limits, allowed, gate, now } = needs;
  let target = checkUrl(ask.url, allowed);
  for (let hops = 0; hops <= limits.maxRedirects; hops++) {
    if (!target.ok) return problem(UNREACHABLE, true);
    const { url } = target;
    const hop = await gate.pass(url.host, async () => {
      const rest = resting.get(url.host);
      if (rest?.notBefore !== undefined && Date.parse(rest.notBefore) > now().getTime()) return rest;
      return oneRequest(url, ask, needs, agent);
    });
    if (hop.status === "problem" && hop.http === 429) resting.set(url.host, hop);
    if (hop.status !== "moved") return hop;
    target = checkUrl(hop.to, allowed, url);
  }
  return problem(`redirects more than ${limits.maxRedirects} times: give the address it ends at`, false);
}

type Hop = Fetched | { readonly status: "moved"; readonly to: string };

async function oneRequest(url: URL, ask: Ask, needs: FetchNeeds, agent: Agent): Promise<Hop> {
  const { limits, userAgent } = needs;
  const deadline = AbortSignal.timeout(limits.totalMs);
  try {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: "GET",
      signal: deadline,
      headers: {
        "user-agent": userAgent,
        accept:
          "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        ...(ask.etag === undefined ? {} : { "if-none-match": ask.etag }),
        ...(ask.lastModified === undefined ? {} : { "if-modified-since": ask.lastModified }),
      },
    });
    // Nothing listens to an answer that is not read: its later failure must not end the program.
    body.on("error", () => {});
    if (statusCode === 200) {
      const type = textOf(headers["content-type"]);
      const name = (type.split(";", 1)[0] ?? "").trim().toLowerCase();
      const large = Number(textOf(headers["content-length"])) > limits.maxBytes;
      if (NOT_TEXT.test(name) || large) {
        body.destroy();
        return large
          ? tooLarge(limits)
          : problem(`is no feed and no page (${name.slice(0, 40)}): check the address`, false);
      }
      const read = await readBody(body, textOf(headers["content-encoding"]), limits.maxBytes);
      if (!read.ok && read.why === "too-large") return tooLarge(limits);
      if (!read.ok && read.why === "encoding")
        return problem("is packed in a way that is not understood: report it to its publisher", false);
      if (!read.ok) return problem("broke off or is packed wrongly: it is tried again later", true);
      return {
        status: "fetched",
        url: url.href,
        text: decodeWebText(read.bytes, charsetOf(type)),
        type: name,
        etag: optional(headers.etag),
        lastModified: optional(headers["last-modified"]),
      };
    }
    body.destroy();
    if (statusCode === 304) return { status: "unchanged" };
    const to = textOf(headers.location);
    if (REDIRECTS.includes(statusCode) && to !== "") return { status: "moved", to };
    return statusProblem(statusCode, headers, needs.now());
  } catch (error) {
    return deadline.aborted ? TOO_SLOW : thrownProblem(error);
  }
}

function tooLarge({ maxBytes }: FetchLimits): FetchProblem {
  const limit = maxBytes >= 1024 * 1024 ? `${Math.floor(maxBytes / 1024 / 1024)} MB` : `${maxBytes} bytes`;
  return problem(`is larger than ${limit} unpacked: give the address of a smaller feed`, false);
}

function statusProblem(http: number, headers: IncomingHttpHeaders, now: Date): FetchProblem {
  const asked = retryAfter(textOf(headers["retry-after"]), now);
  if (http === 429 || (http === 503 && asked !== undefined)) {
    const notBefore = asked ?? new Date(now.getTime() + DEFAULT_WAIT_MS).toISOString();
    const reason = `asks for patience (${http}): it is tried again after ${notBefore.slice(0, 16)}Z`;
    return { ...problem(reason, true, http), notBefore };
  }
  if (http === 401 || http === 403)
    return problem(`refuses to be read by a program (${http}): ask its publisher for a feed`, false, http);
  if (http === 404) return problem("is not there (404): check the address", false, http);
  if (http === 410) return problem("is gone for good (410): remove it", false, http);
  if (http >= 500)
    return problem(`has trouble on its own side (${http}): it is tried again later`, true, http);
  return problem(`answers with status ${http}: check the address`, false, http);
}

/** Seconds or an HTTP date, as a UTC moment; undefined when it says neither. */
function retryAfter(value: string, now: Date): string | undefined {
  const given = value.trim();
  if (given === "") return undefined;
  const at = /^\d{1,9}$/.test(given) ? now.getTime() + Number(given) * 1000 : Date.parse(given);
  if (Number.isNaN(at)) return undefined;
  return new Date(Math.min(at, now.getTime() + LONGEST_WAIT_MS)).toISOString();
}

function thrownProblem(error: unknown): FetchProblem {
  const { code = "", name = "" } = (error ?? {}) as { code?: string; name?: string };
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") return TOO_SLOW;
  if (code === "UND_ERR_HEADERS_OVERFLOW" || name === "HTTPParserError")
    return problem("does not speak HTTP as it should: check the address", true);
  if (/CERT|TLS|SSL|ALTNAME/.test(code))
    return problem("has a certificate that cannot be trusted: report it to its publisher", true);
  if (code === "UND_ERR_SOCKET") return problem("broke off: it is tried again later", true);
  return problem(UNREACHABLE, true);
}

function problem(reason: string, passing: boolean, http?: number): FetchProblem {
  return { status: "problem", reason, passing, ...(http === undefined ? {} : { http }) };
}

function charsetOf(type: string): string | null {
  return /;\s*charset\s*=\s*"?([A-Za-z0-9._:-]{1,40})/i.exec(type)?.[1] ?? null;
}

function textOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(", ") : (header ?? "");
}

function optional(header: string | string[] | undefined): string | undefined {
  const text = textOf(header);
  return text === "" || text.length > 500 ? undefined : text;
}
