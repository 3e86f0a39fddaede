import { setTimeout as wait } from "node:timers/promises";
import type { Journal } from "./journal.ts";

/** A misfortune that meets the next calls of one method. */
export interface Fault {
  /** A Web API method, or "response_url", "upload", "download" or "socket" (the upgrade of a connection). */
  readonly method: string;
  /** How many calls it meets; 1 when absent. */
  readonly times?: number;
  /** Milliseconds before anything else happens. */
  readonly delay?: number;
  /** HTTP status of the answer, 200 when absent. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `{ok: false, error}` in the body. */
  readonly error?: string;
  /** Cuts the connection before the call did anything, or after everything was stored, in the middle of a download. */
  readonly drop?: "before" | "after";
  /** With `drop`: called at that moment, for what else happens to the app then. */
  readonly struck?: () => void;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that meets this call, used up by it; null when it is a lucky one. Waits out the delay. */
  meet(method: string): Promise<Fault | null>;
}

export function openFaults(journal: Journal): Faults {
  const waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    async meet(method) {
      const found = waiting.find(({ fault, left }) => fault.method === method && left > 0);
      if (found === undefined) return null;
      found.left -= 1;
      const { struck: _, ...noted } = found.fault;
      journal.note("fault", noted);
      if (found.fault.delay !== undefined) await wait(found.fault.delay);
      return found.fault;
    },
  };
}

/** Whether the fault answers in place of the method; a delay or a drop afterwards lets the method run. */
export function answersItself(fault: Fault): boolean {
  return fault.status !== undefined || fault.error !== undefined;
}
