import type { Clock } from "../clock.ts";
import type { Store } from "./store.ts";

/** Names that were heard before, for things that may be told twice. */
export interface Claims {
  /** true for the first who asks about a name within an hour, in any process on the store; false for all others. */
  first(name: string): Promise<boolean>;
}

const KEPT_MS = 3_600_000;

/** `namespace` keeps the names of one platform apart from all others. */
export function openClaims(store: Store, namespace: string, clock: Clock): Claims {
  const where = `once:${namespace}`;
  /** What this process is asking about: one file has no lock between two askers of the same process. */
  const asking = new Map<string, Promise<boolean>>();

  async function ask(name: string): Promise<boolean> {
    return store.alone(`${where}:${name}`, async () => {
      const now = clock.now().getTime();
      const [known] = await store.values.get(where, [name], now);
      if (known !== undefined) return false;
      await store.values.set(where, [{ key: name, value: "1", expires: now + KEPT_MS }], now);
      return true;
    });
  }

  return {
    async first(name) {
      const earlier = asking.get(name);
      if (earlier !== undefined) {
        // Where the first one failed, the next may try.
        const isTaken = await earlier.catch(() => false);
        if (isTaken || asking.get(name) !== undefined) return false;
      }
      const mine = ask(name);
      asking.set(name, mine);
      try {
        return await mine;
      } finally {
        asking.delete(name);
      }
    },
  };
}
