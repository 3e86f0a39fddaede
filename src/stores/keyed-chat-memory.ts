import { createHash } from "node:crypto";
import { Keyv } from "keyv";
import type { ChatMemory } from "../chat/memory.ts";
import type { Clock } from "../clock.ts";
import { plainJson } from "./plain-json.ts";
import type { Store } from "./store.ts";

/** The chat memory of one platform in the store's database, a namespace for each tenant. */
export function openChatMemory(store: Store, platform: string, clock: Clock): ChatMemory {
  const open = (tenant: string) =>
    new Keyv({
      store: store.keyed(clock),
      namespace: `memory:${platform}:${tenant}`,
      serialization: plainJson,
      throwOnErrors: true,
    });
  const keyOf = (tenant: string, value: unknown) =>
    createHash("sha256")
      .update(`${platform}\u0000${tenant}\u0000${JSON.stringify(value)}`)
      .digest("base64url")
      .slice(0, 22);

  return {
    keyOf,
    async keep(tenant, values, ttlMs) {
      if (values.length === 0) return;
      const entries = values.map((value) => ({ key: keyOf(tenant, value), value, ttl: ttlMs }));
      await open(tenant).setMany(entries);
    },
    async recall(tenant, key) {
      return (await open(tenant).get(key)) ?? null;
    },
    async forget(tenant) {
      await open(tenant).clear();
    },
  };
}
