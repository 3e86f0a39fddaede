import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LibraryShelf } from "./library-shelf.ts";
import { ReopenedStore, wasRemoved } from "./reopened-store.ts";
import { openSqliteStore, STORE_FILE } from "./sqlite-store.ts";

export const TENANTS_FOLDER = "tenants";

/** Stores that are remembered, most of them closed: whoever finds a library again gets the same one. */
const MOST_KNOWN = 1000;

interface Entry {
  readonly name: string;
  readonly door: ReopenedStore;
}

/**
 * Libraries as folders, each with a database like that of the shared one. At most `mostOpen` are open when nobody
 * asks them anything; those that wait longest are closed first, and open themselves when they are asked again.
 */
export function openLibraryFolders(dataDir: string, mostOpen: number): LibraryShelf {
  const folderOf = (name: string) => join(dataDir, TENANTS_FOLDER, name);
  /** In order of their use: a set keeps the order in which its members came. */
  const opened = new Set<Entry>();
  const known = new Map<string, Entry>();

  function doorTo(name: string): ReopenedStore {
    const { door } = known.get(name) ?? makeDoor(name);
    door.wake();
    return door;
  }

  function makeDoor(name: string): Entry {
    let file: bigint | null = null;
    const door = new ReopenedStore({
      open() {
        if (fileIn(folderOf(name)) === null) throw wasRemoved();
        const store = openSqliteStore(folderOf(name), { mayMake: false });
        file = fileIn(folderOf(name));
        return store;
      },
      isThere: () => fileIn(folderOf(name)) === file,
      onUse() {
        opened.delete(entry);
        opened.add(entry);
      },
      onRest: closeOldest,
    });
    const entry = { name, door };
    known.set(name, entry);
    for (const [oldest, { door: other }] of known) {
      if (known.size <= MOST_KNOWN) break;
      if (!other.isOpen()) known.delete(oldest);
    }
    return entry;
  }

  function closeOldest(): void {
    let over = opened.size - mostOpen;
    for (const entry of opened) {
      if (over <= 0) return;
      if (!entry.door.isResting()) continue;
      opened.delete(entry);
      void entry.door.rest();
      over -= 1;
    }
  }

  async function end(entry: Entry, reason: Error): Promise<void> {
    known.delete(entry.name);
    opened.delete(entry);
    await entry.door.end(reason);
  }

  return {
    has: async (name) => fileIn(folderOf(name)) !== null,
    async find(name) {
      if (fileIn(folderOf(name)) === null) return null;
      return doorTo(name).store;
    },
    async make(name, firstRevision) {
      await openSqliteStore(folderOf(name), { firstRevision }).close();
      return doorTo(name).store;
    },
    async remove(name) {
      const entry = known.get(name);
      if (entry !== undefined) await end(entry, wasRemoved());
      const folder = folderOf(name);
      const dying = `${folder}.removed`;
      // All of its files leave at once: what SQLite keeps beside a database must not be found beside a new one.
      discard(dying);
      if (existsSync(folder)) renameSync(folder, dying);
      discard(dying);
    },
    alone: (_name, work) => work(),
    async close() {
      for (const entry of known.values()) await end(entry, new Error("the libraries are closed"));
    },
  };
}

/** What tells the database in a folder from another one of the same name; null when there is none. */
function fileIn(folder: string): bigint | null {
  return statSync(join(folder, STORE_FILE), { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

/** Another program (a virus scanner) may have a file open for a moment. */
function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
