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
