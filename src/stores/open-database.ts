import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { migrate } from "./migrations.ts";

/** How long a writer waits for another process's transaction. */
const BUSY_MS = 10_000;
const RETRY_MS = 20;
const SQLITE_BUSY = 5;

/**
 * Opens a database file (or ":memory:", or the address of a file) and brings its schema up to date. Throws what SQLite
 * throws, or a `UserError`.
 */
export function openDatabase(file: string | URL): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  try {
    // A power cut may cost the last commits, never the database; articles can be read again.
    // A batch of articles is some megabytes: pages that many batches touch go into the file once for all of them.
    patiently(() =>
      db.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 8000",
      ),
    );
    migrate(db, typeof file === "string" ? file : fileURLToPath(file));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Two processes that open a new file at once: SQLite's own waiting does not cover the switch to WAL. */
function patiently(work: () => void): void {
  for (let left = BUSY_MS; ; left -= RETRY_MS) {
    try {
      work();
      return;
    } catch (error) {
      // The lower byte is the kind of trouble, the rest its circumstances.
      const kind = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
      if (kind !== SQLITE_BUSY || left <= 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
