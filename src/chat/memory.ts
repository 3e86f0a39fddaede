import type { Log } from "../log.ts";

/**
 * Small plain values that buttons and pages lean on: a press carries a key, never the thing itself, so that nobody
 * can press what was not offered. Each tenant has a memory of its own; a key of one is unknown to all others.
 */
export interface ChatMemory {
  /** The key a value would have with this tenant; the same value has the same key. At most 22 letters, digits, - and _. */
  keyOf(tenant: string, value: unknown): string;
  /** Keeps values (plain JSON) for some time, in one step. */
  keep(tenant: string, values: readonly unknown[], ttlMs: number): Promise<void>;
  /** null when it was never kept, not with this tenant, or is forgotten. */
  recall(tenant: string, key: string): Promise<unknown>;
  /** Forgets everything of a tenant. */
  forget(tenant: string): Promise<void>;
}

/**
 * The same memory, which never stands in the way of an answer: what cannot be kept is logged, and a press on it is
 * then answered as one on something forgotten.
 */
export function forgivingMemory(memory: ChatMemory, log: Log): ChatMemory {
  return {
    ...memory,
    async keep(tenant, values, ttlMs) {
      try {
        await memory.keep(tenant, values, ttlMs);
      } catch (error) {
        log.error("memory", { outcome: "not kept" }, error);
      }
    },
    async recall(tenant, key) {
      try {
        return await memory.recall(tenant, key);
      } catch (error) {
        log.error("memory", { outcome: "not recalled" }, error);
        return null;
      }
    },
  };
}
