import { createHash } from "node:crypto";
import { routeShape } from "./route-shape.ts";

/** So many requests in so many milliseconds. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** What a request meets: headers for its answer, and the wait when it came too early. */
export interface Metered {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait; null when the request may pass. */
  readonly retryAfter: number | null;
  readonly global: boolean;
}

export interface RateLimits {
  /** Sets the limit of a route, or of all of the bot's requests together with "*". */
  set(route: string, limit: RateLimit): void;
  /** Counts one request. `resource` is the channel, guild or webhook: each has its own bucket. */
  take(route: string, resource: string, countsGlobally: boolean): Metered;
}

/** So wide that no test waits unless it asked for a limit; Discord's own are known from headers only. */
const UNLIMITED: RateLimit = { limit: 1000, windowMs: 1000 };

export function createRateLimits(now: () => number): RateLimits {
  const limits = new Map<string, RateLimit>();
  const buckets = new Map<string, { resetAt: number; used: number }>();

  function count(key: string, { limit, windowMs }: RateLimit) {
    const known = buckets.get(key);
    const bucket =
      known !== undefined && known.resetAt > now() ? known : { resetAt: now() + windowMs, used: 0 };
    buckets.set(key, bucket);
    bucket.used += 1;
    return {
      resetAfter: (bucket.resetAt - now()) / 1000,
      resetAt: bucket.resetAt,
      left: limit - bucket.used,
    };
  }

  return {
    set: (route, limit) => limits.set(route === "*" ? "*" : routeShape(route), limit),
    take(route, resource, countsGlobally) {
      const overall = limits.get("*");
      if (overall !== undefined && countsGlobally) {
        const { left, resetAfter } = count("*", overall);
        if (left < 0) return { headers: tooMany(resetAfter, "global"), retryAfter: resetAfter, global: true };
      }
      const shape = routeShape(route);
      const limit = limits.get(shape) ?? UNLIMITED;
      const { left, resetAfter, resetAt } = count(`${shape} ${resource}`, limit);
      const headers = bucketHeaders(shape, { limit: limit.limit, left, resetAt, resetAfter });
      if (left >= 0) return { headers, retryAfter: null, global: false };
      return {
        headers: { ...headers, ...tooMany(resetAfter, "user") },
        retryAfter: resetAfter,
        global: false,
      };
    },
  };
}

interface Bucket {
  readonly limit: number;
  readonly left: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
  /** Seconds. */
  readonly resetAfter: number;
}

/** The headers of every answer that counts against a bucket. */
export function bucketHeaders(
  shape: string,
  { limit, left, resetAt, resetAfter }: Bucket,
): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(Math.max(0, left)),
    "x-ratelimit-reset": (resetAt / 1000).toFixed(3),
    "x-ratelimit-reset-after": resetAfter.toFixed(3),
    "x-ratelimit-bucket": createHash("sha1").update(shape).digest("hex").slice(0, 32),
  };
}

/** The headers of a 429. */
export function tooMany(retryAfter: number, scope: "user" | "global" | "shared"): Record<string, string> {
  return {
    "retry-after": String(retryAfter),
    "x-ratelimit-scope": scope,
    ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
  };
}

/** The body of a 429. */
export function tooManyBody(retryAfter: number, global: boolean): object {
  return { message: "You are being rate limited.", retry_after: retryAfter, global };
}
