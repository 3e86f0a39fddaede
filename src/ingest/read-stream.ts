import { Buffer } from "node:buffer";
import { type Decoded, decodeText, MAX_BYTES } from "./decode-text.ts";
import { type ReadItem, rejected } from "./draft.ts";
import { readJson } from "./read-json.ts";
import { numberedLines, readJsonLines } from "./read-lines.ts";
import { readMarkdown } from "./read-markdown.ts";
import { readPlainText } from "./read-plain-text.ts";

/** What a stream without a name was taken for. */
export type StreamKind = "JSON lines" | "JSON" | "Markdown" | "plain text";

export interface ReadStream {
  /** What messages call it. */
  readonly name: string;
  /** Used where an article names no publisher. */
  readonly publisher: string;
  /** Told once, before the first article. */
  readonly onKind: (kind: StreamKind) => void;
}

/** How much is looked at: more than a first line of JSON that ends within it would need. */
const HEAD = 64 * 1024;

/**
 * Articles of a byte stream that has no file name to go by. A first line that begins an object and ends with it,
 * or has more than its brace: one article a line, read as they come. Else the whole of it is one text: JSON, Markdown
 * when it begins with a line ---, or plain text.
 */
export async function* readStream(
  chunks: AsyncIterable<Uint8Array>,
  { name, publisher, onKind }: ReadStream,
): AsyncGenerator<ReadItem> {
  const source = chunks[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let size = 0;
  let first: string | null = null;
  for (let ended = false; first === null && !ended; ) {
    const next = await source.next();
    ended = next.done === true;
    if (next.done !== true) {
      head.push(next.value);
      size += next.value.length;
    }
    first = firstLine(Buffer.concat(head).toString("utf8"), ended || size > HEAD);
  }
  const rest = async function* () {
    yield* head.splice(0);
    yield* { [Symbol.asyncIterator]: () => source };
  };
  const kind = kindOf(first ?? "");
  onKind(kind);
  if (kind === "JSON lines") {
    yield* readJsonLines(numberedLines(rest()), name, publisher);
    return;
  }
  const whole = await decodeWhole(rest());
  if (!whole.ok) yield rejected(name, "file", whole.reason);
  else if (kind === "JSON") yield* readJson(name, whole.text, publisher);
  else if (kind === "Markdown") yield readMarkdown(name, whole.text);
  else yield readPlainText(name, whole.text, publisher);
}

/** The first line that is not blank; null when it has not come whole. */
function firstLine(text: string, isAll: boolean): string | null {
  const start = /[^\s\ufeff]/.exec(text)?.index ?? -1;
  if (start < 0) return isAll ? "" : null;
  const end = text.indexOf("\n", start);
  if (end < 0 && !isAll) return null;
  return text.slice(start, end < 0 ? undefined : end).trim();
}

function kindOf(first: string): StreamKind {
  if (first.startsWith("[") && isJsonStart(first)) return "JSON";
  if (first.startsWith("{")) return first === "{" ? "JSON" : "JSON lines";
  return first === "---" ? "Markdown" : "plain text";
}

/** "[Reporting by …]" is a text, "[" and "[{" begin a list. */
function isJsonStart(first: string): boolean {
  return /^\[\s*(?:\{|$|\])/.test(first);
}

async function decodeWhole(chunks: AsyncIterable<Uint8Array>): Promise<Decoded> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_BYTES) return { ok: false, reason: "is larger than 64 MB: split it" };
    parts.push(chunk);
  }
  return decodeText(Buffer.concat(parts));
}
