import { routeShape } from "./route-shape.ts";

/** Trouble on a route. Without `status` and `drop` the request is only slowed by `delayMs`. */
export interface Fault {
  /** Answer with this status instead. */
  readonly status?: number;
  /** How many requests it meets; 1 unless told. */
  readonly times?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** With status 429: seconds, also in fractions so that tests need not wait for whole ones. */
  readonly retryAfter?: number;
  /** With status 429: "user" for this route (as a rule), "global" for the whole bot, "shared" for the resource. */
  readonly scope?: "user" | "global" | "shared";
  /** Cut the connection before the request was carried out, or after it was: the bot cannot tell which. */
  readonly drop?: "before" | "after";
  /** With `drop`: called at that moment, for what else happens to the bot then. */
  readonly struck?: () => void;
  /** With `status`: carry the request out first, then answer with that status. */
  readonly afterStoring?: boolean;
  /** Wait this long before doing anything. */
  readonly delayMs?: number;
}

export interface Faults {
  /** `route` as in "POST /channels/:c/messages"; names of parameters do not matter. Throws for an unknown route. */
  plan(route: string, fault: Fault): void;
  /** The fault this request meets, used up by it. */
  take(route: string): Fault | null;
  /** Forgets what is still planned. */
  clear(): void;
}

export function createFaults(knownRoutes: readonly string[]): Faults {
  const known = new Set(knownRoutes.map(routeShape));
  let planned: { readonly shape: string; readonly fault: Fault; left: number }[] = [];
  return {
    plan(route, fault) {
      const shape = routeShape(route);
      if (!known.has(shape)) {
        throw new Error(`there is no route "${route}" to disturb; there are:\n${knownRoutes.join("\n")}`);
      }
      planned.push({ shape, fault, left: fault.times ?? 1 });
    },
    take(route) {
      const shape = routeShape(route);
      const met = planned.find((entry) => entry.shape === shape && entry.left > 0);
      if (met === undefined) return null;
      met.left -= 1;
      return met.fault;
    },
    clear() {
      planned = [];
    },
  };
}
