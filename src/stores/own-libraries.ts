import type { Clock } from "../clock.ts";
import type { StorePlace } from "./open-store.ts";
import type { Store } from "./store.ts";
export interface OwnLibraries {
  find(tenant: string): Promise<Store | null>;
  make(tenant: string): Promise<Store>;
  tenants(): Promise<readonly string[]>;
  remove(tenant: string): Promise<void>;
  close(): Promise<void>;
}
export function openOwnLibraries(_place: StorePlace, _shared: Store, _clock: Clock): OwnLibraries {
  return {
    find: async () => null,
    make: async () => {
      throw new Error("placeholder");
    },
    tenants: async () => [],
    remove: async () => {},
    close: async () => {},
  };
}
