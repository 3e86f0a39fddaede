import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LibraryShelf } from "./library-shelf.ts";
import { ReopenedStore, wasRemoved } from "./reopened-store.ts";
import { openSqliteStore, STORE_FILE } from "./sqlite-store.ts";

export const TENANTS_FOLDER = "tenants";

/**
 * Libraries as folders, each with a database like that of the shared one. At most `mostOpen` are open when nobody
 * asks them anything; those that wait longest are closed first, and open themselves when they are asked again.
 */
export function openLibraryFolders(dataDir: string, mostOpen: number): LibraryShelf {
  const folderOf = (name: string) => join(dataDir, TENANTS_FOLDER, name);
  /** In order of their use: a set keeps the order in which its members came. */
  const opened = new Set<{ readonly name: string; readonly door: ReopenedStore }>();

  function openDoor(name: string): ReopenedStore {
    for (const entry of opened) if (entry.name === name) return entry.door;
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
    return door;
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

  async function endAll(name: string | null, reason: Error): Promise<void> {
    for (const entry of opened) {
      if (name !== null && entry.name !== name) continue;
      opened.delete(entry);
      await entry.door.end(reason);
    }
  }

  return {
    has: async (name) => fileIn(folderOf(name)) !== null,
    async find(name) {
      if (fileIn(folderOf(name)) === null) return null;
      const door = openDoor(name);
      door.wake();
      return door.store;
    },
    async make(name, firstRevision) {
      await openSqliteStore(folderOf(name), { firstRevision }).close();
      const door = openDoor(name);
      door.wake();
      return door.store;
    },
    async remove(name) {
      await endAll(name, wasRemoved());
      const folder = folderOf(name);
      const dying = `${folder}.removed`;
      // All of its files leave at once: what SQLite keeps beside a database must not be found beside a new one.
      discard(dying);
      if (existsSync(folder)) renameSync(folder, dying);
      discard(dying);
    },
    alone: (_name, work) => work(),
    close: () => endAll(null, new Error("the libraries are closed")),
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
