import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { decodeText, MAX_BYTES } from "./decode-text.ts";
import { type ReadItem, rejected } from "./draft.ts";
import { readJson } from "./read-json.ts";
import { numberedLines, readJsonLines } from "./read-lines.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readPlainText } from "./read-plain-text.ts";

const TYPES = [".md", ".txt", ".json", ".jsonl"];

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds. */
  readonly changedAt: number;
}

export interface FoundFolder {
  readonly path: string;
  /** The file system's own number: a folder that is made again has another one. */
  readonly number: number;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** Folders that were looked through. */
  readonly folders: readonly FoundFolder[];
  /** Paths that are not there or cannot be read. */
  readonly problems: readonly ReadItem[];
  /** Files of other types inside the folders given. */
  readonly ignored: number;
}

/** The files to read: folders are searched through, sorted by name, hidden files left out. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const folders: FoundFolder[] = [];
  const problems: ReadItem[] = [];
  let ignored = 0;
  const seen = new Set<string>();
  const visit = async (path: string, named: boolean): Promise<void> => {
    try {
      const info = await stat(path);
      if (info.isDirectory()) {
        folders.push({ path, number: info.ino });
        const entries = await readdir(path, { withFileTypes: true });
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
          // A link to a folder could lead back here.
          const link =
            entry.isSymbolicLink() && (await stat(join(path, entry.name)).catch(() => null))?.isDirectory();
          if (!entry.name.startsWith(".") && !link) await visit(join(path, entry.name), false);
        }
      } else if (!named && !TYPES.includes(typeOf(path))) {
        ignored += 1;
      } else if (!seen.has(path)) {
        seen.add(path);
        files.push({ path, bytes: info.size, changedAt: info.mtimeMs });
      }
    } catch (error) {
      problems.push(rejected(path, "file", fileProblem(error)));
    }
  };
  for (const path of paths) await visit(path, true);
  return { files, folders, problems, ignored };
}

/** Everything in one file, in order; bad items come as rejections between the good ones. */
export async function* readArticleFile(path: string, publisher?: string): AsyncGenerator<ReadItem> {
  const type = typeOf(path);
  if (!TYPES.includes(type)) {
    yield rejected(path, "file", `has the type "${type}": give .md, .txt, .json or .jsonl`);
    return;
  }
  const name = publisher ?? basename(path, extname(path));
  try {
    if (type === ".jsonl") {
      yield* readJsonLines(numberedLines(createReadStream(path)), path, name);
      return;
    }
    const { size } = await stat(path);
    // Decided before reading: a file of this size should not be loaded to be refused.
    const bytes = size > MAX_BYTES ? null : await readFile(path);
    const decoded =
      bytes === null ? ({ ok: false, reason: "is larger than 64 MB: split it" } as const) : decodeText(bytes);
    if (!decoded.ok) yield rejected(path, "file", decoded.reason);
    else if (type === ".md") yield readMarkdown(path, decoded.text);
    else if (type === ".txt") yield readPlainText(path, decoded.text, publisher);
    else yield* readJson(path, decoded.text, name);
  } catch (error) {
    yield rejected(path, "file", fileProblem(error));
  }
}

function typeOf(path: string): string {
  return extname(path).toLowerCase();
}

function fileProblem(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "is not there: check the path";
  if (code === "EACCES" || code === "EPERM") return "may not be read: check its permissions";
  return `cannot be read (${code ?? (error instanceof Error ? error.message : String(error))})`;
}
