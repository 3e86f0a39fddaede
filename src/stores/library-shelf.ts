import type { Store } from "./store.ts";

/** Where libraries of their own lie, each under a name of 24 hexadecimal digits. */
export interface LibraryShelf {
  has(name: string): Promise<boolean>;
  /** null where nothing is there; nothing is made. */
  find(name: string): Promise<Store | null>;
  /** Opens it, and makes it where there is none; a new one counts its revisions from `firstRevision`. */
  make(name: string, firstRevision: number): Promise<Store>;
  /** Deletes what is there. One that was interrupted is continued by the next. */
  remove(name: string): Promise<void>;
  /** Runs `work` while no other process that shares the shelf over a network runs any for this name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
