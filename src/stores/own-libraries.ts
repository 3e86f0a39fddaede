import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { openLibraryFolders } from "./library-folders.ts";
import type { LibraryShelf } from "./library-shelf.ts";
import type { StorePlace } from "./open-store.ts";
import type { Store } from "./store.ts";

/** In the values of the shared store: which tenants have a library, `kept` or, until all of it is gone, `removing`. */
const NAMESPACE = "own libraries";
const PAGE = 64;
/** Libraries in files that stay open while nobody asks them anything. */
const MOST_OPEN = 50;

/** Libraries that belong to one tenant each, and that nobody else reads: each is a store of its own. */
export interface OwnLibraries {
  /**
   * null when the tenant has none. `tenant` names platform and id: "discord:123". It is mostly the same object again,
   * and needs no closing; what is asked of it after its removal gives a `UserError`.
   */
  find(tenant: string): Promise<Store | null>;
  /** Makes it where there is none. */
  make(tenant: string): Promise<Store>;
  /**
   * Every tenant that has one, in order. A making that was cut short leaves a tenant for whom nothing is found yet; a
   * removal that was cut short is finished here.
   */
  tenants(): Promise<readonly string[]>;
  /** Deletes everything of it, for good. */
  remove(tenant: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The libraries of all tenants, where the shared store is: in folders below its own, or in schemas of its database.
 * The shared store lists them: a tenant is written there before its library is made, and struck off when it is gone.
 * All methods throw the `UserError`s of stores.
 */
export function openOwnLibraries(
  { dataDir, databaseUrl }: StorePlace,
  { values }: Pick<Store, "values">,
  clock: Clock,
  mostOpen = MOST_OPEN,
): OwnLibraries {
  let shelf: Promise<LibraryShelf> | null = null;
  const open = async (): Promise<LibraryShelf> => {
    if (databaseUrl === null) return openLibraryFolders(dataDir, mostOpen);
    const { openLibrarySchemas } = await import("./library-schemas.ts");
    return openLibrarySchemas(databaseUrl);
  };
  const onShelf = (): Promise<LibraryShelf> => {
    shelf ??= open();
    return shelf;
  };

  const now = () => clock.now().getTime();
  const isKept = async (tenant: string) => (await values.get(NAMESPACE, [tenant], now()))[0] === "kept";
  const list = (tenant: string, value: "kept" | "removing") =>
    values.set(NAMESPACE, [{ key: tenant, value, expires: null }], now());

  const turns = new Map<string, Promise<unknown>>();
  /** Makes and removes one after the other, in this process and, over a network, in all. */
  async function inTurn<T>(tenant: string, work: (shelf: LibraryShelf) => Promise<T>): Promise<T> {
    const before = turns.get(tenant) ?? Promise.resolve();
    const turn = before
      .catch(() => {})
      .then(async () => {
        const libraries = await onShelf();
        return libraries.alone(nameOf(tenant), () => work(libraries));
      });
    turns.set(tenant, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(tenant) === turn) turns.delete(tenant);
    }
  }

  const remove = (tenant: string): Promise<void> =>
    inTurn(tenant, async (libraries) => {
      await list(tenant, "removing");
      await libraries.remove(nameOf(tenant));
      await values.delete(NAMESPACE, [tenant], now());
      // Processes on one folder do not wait for each other: another one may just have made it.
      if (await libraries.has(nameOf(tenant))) await list(tenant, "kept");
    });

  return {
    async find(tenant) {
      return (await isKept(tenant)) ? (await onShelf()).find(nameOf(tenant)) : null;
    },
    make: (tenant) =>
      inTurn(tenant, async (libraries) => {
        await list(tenant, "kept");
        // Later than all revisions of one that was removed: nobody takes the new one for the old.
        const store = await libraries.make(nameOf(tenant), now());
        if (!(await isKept(tenant))) await list(tenant, "kept");
        return store;
      }),
    async tenants() {
      const kept: string[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const page = await values.page(NAMESPACE, after, PAGE, now());
        for (const { key, value } of page) {
          if (value === "kept") kept.push(key);
          else await remove(key);
        }
        after = page.length < PAGE ? null : (page.at(-1)?.key ?? null);
      }
      return kept;
    },
    remove: async (tenant) => {
      const [listed] = await values.get(NAMESPACE, [tenant], now());
      if (listed !== undefined) await remove(tenant);
    },
    async close() {
      await (await shelf)?.close();
    },
  };
}

/** Says nothing about the tenant, and is fit for a folder and for a schema. */
function nameOf(tenant: string): string {
  if (tenant === "") throw new TypeError("a tenant has a name");
  return createHash("sha256").update(tenant, "utf8").digest("hex").slice(0, 24);
}
