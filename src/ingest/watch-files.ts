import { type FSWatcher, watch } from "node:fs";
import { type FoundFile, type FoundFolder, findFiles } from "./read-file.ts";

/** A file is complete when it has not changed for so long. */
const SETTLE_MS = 500;
/** Folders are looked through this often even when nothing was heard of them: not every file system tells. */
const RESCAN_MS = 10_000;

export interface WatchFiles {
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  readonly settleMs?: number;
  readonly rescanMs?: number;
}

/**
 * New and changed files, each time some are complete, beginning with all that are there; ends when it is told to.
 * What counts is what two looks in a row find, the same size and time of change; what the system tells only makes
 * the next look come sooner. So files that are being written wait, and folders may go and come back.
 */
export async function* watchFiles({
  paths,
  signal,
  settleMs = SETTLE_MS,
  rescanMs = RESCAN_MS,
}: WatchFiles): AsyncGenerator<readonly FoundFile[]> {
  const ears = openEars();
  let before = new Map<string, FoundFile>();
  const taken = new Map<string, FoundFile>();
  try {
    while (!signal.aborted) {
      const { files, folders } = await findFiles(paths);
      ears.listenTo(folders);
      const now = new Map(files.map((file) => [file.path, file]));
      for (const path of taken.keys()) if (!now.has(path)) taken.delete(path);
      const open = files.filter((file) => !isSame(file, taken.get(file.path)));
      const complete = open.filter((file) => isSame(file, before.get(file.path)));
      before = now;
      for (const file of complete) taken.set(file.path, file);
      if (complete.length > 0) yield complete;
      const isSettled = open.length === complete.length;
      await (isSettled ? ears.wait(rescanMs, signal) : pause(settleMs, signal));
    }
  } finally {
    ears.close();
  }
}

function isSame(a: FoundFile, b: FoundFile | undefined): boolean {
  return b !== undefined && a.bytes === b.bytes && a.changedAt === b.changedAt;
}

/** Hears of changes in folders. */
function openEars() {
  const watchers = new Map<string, { readonly folder: FoundFolder; readonly watcher: FSWatcher }>();
  let heard = false;
  let wake = () => {};
  const tell = () => {
    heard = true;
    wake();
  };
  const drop = (path: string) => {
    watchers.get(path)?.watcher.close();
    watchers.delete(path);
  };

  return {
    listenTo(folders: readonly FoundFolder[]) {
      const wanted = new Map(folders.map((folder) => [folder.path, folder]));
      // A folder that went and came back has another number: the old watcher would wait for ever.
      for (const [path, { folder }] of watchers) if (wanted.get(path)?.number !== folder.number) drop(path);
      for (const [path, folder] of wanted) {
        if (watchers.has(path)) continue;
        try {
          const watcher = watch(path, tell);
          watcher.on("error", () => drop(path));
          watchers.set(path, { folder, watcher });
        } catch {
          // Too many, or gone again: it is looked through all the same.
        }
      }
    },
    async wait(ms: number, signal: AbortSignal) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!heard) await Promise.race([woken, pause(ms, signal)]);
      heard = false;
    },
    close() {
      for (const path of [...watchers.keys()]) drop(path);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}
