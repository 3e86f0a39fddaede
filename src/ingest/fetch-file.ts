import { type AllowedAddresses, checkUrl } from "./address-guard.ts";
import { decodeWebText } from "./decode-web-text.ts";
import { guardedAgent, type Resolve } from "./guarded-agent.ts";
import { readBody } from "./read-body.ts";

/** A file on a platform's own host, opened with the key of whoever has the bot. */
export interface FileAsk {
  readonly url: string;
  /** Sent to the host of `url` and to no other: redirects are not followed. */
  readonly token: string;
}

/**
 * moved: the host sends elsewhere, as it does to those who may not read. refused: any other status. cut: the body
 * ended early. binary: no text.
 */
export type FileProblem = "unreachable" | "moved" | "refused" | "too-large" | "cut" | "binary";

export type FetchedFile =
  /** `type`: "text/html", in lower case without parameters; "" when the host said none. */
  | { readonly ok: true; readonly text: string; readonly type: string }
  | { readonly ok: false; readonly why: FileProblem };

export type FetchFile = (ask: FileAsk) => Promise<FetchedFile>;

export interface FileNeeds {
  readonly allowed: AllowedAddresses;
  readonly resolve: Resolve;
  readonly userAgent: string;
  readonly limits: FileLimits;
}

export interface FileLimits {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  /** Of the file, packed and unpacked. */
  readonly maxBytes: number;
}

export const FILE_LIMITS: FileLimits = {
  connectMs: 5000,
  headersMs: 10_000,
  idleMs: 10_000,
  totalMs: 30_000,
  maxBytes: 1024 * 1024,
};

/** Texts from a platform's file host, through the same guard as feeds; trouble is a value, never thrown. */
export function openFileFetcher({ allowed, resolve, userAgent, limits }: FileNeeds): FetchFile {
  return async ({ url, token }) => {
    const target = checkUrl(url, allowed);
    if (!target.ok) return { ok: false, why: "unreachable" };
    const agent = guardedAgent({ ...limits, allowed, resolve });
    try {
      const { statusCode, headers, body } = await agent.request({
        origin: target.url.origin,
        path: `${target.url.pathname}${target.url.search}`,
        method: "GET",
        signal: AbortSignal.timeout(limits.totalMs),
        headers: { authorization: `Bearer ${token}`, "user-agent": userAgent, "accept-encoding": "gzip" },
      });
      // Nothing listens to an answer that is not read: its later failure must not end the program.
      body.on("error", () => {});
      if (statusCode !== 200) {
        body.destroy();
        return { ok: false, why: statusCode >= 300 && statusCode < 400 ? "moved" : "refused" };
      }
      const read = await readBody(body, oneOf(headers["content-encoding"]), limits.maxBytes);
      if (!read.ok) return { ok: false, why: read.why === "too-large" ? "too-large" : "cut" };
      if (isBinary(read.bytes)) return { ok: false, why: "binary" };
      const type = oneOf(headers["content-type"]);
      return {
        ok: true,
        text: decodeWebText(read.bytes, /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(type)?.[1] ?? null),
        type: (type.split(";", 1)[0] ?? "").trim().toLowerCase(),
      };
    } catch (error) {
      return { ok: false, why: isCut(error) ? "cut" : "unreachable" };
    } finally {
      // Whatever still flows is of no use any more.
      await agent.destroy().catch(() => {});
    }
  };
}

/** The host answered and the rest did not come. */
function isCut(error: unknown): boolean {
  const { code = "" } = (error ?? {}) as { readonly code?: string };
  return code === "UND_ERR_SOCKET" || code === "UND_ERR_BODY_TIMEOUT";
}

const HEAD = 4096;

/** By what it begins with: PDF, archives and pictures have bytes that no text has. */
function isBinary(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  const isUtf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  if (isUtf16) return false;
  const isPdf = a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46;
  return isPdf || bytes.subarray(0, HEAD).includes(0);
}

function oneOf(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(", ") : (header ?? "");
}
