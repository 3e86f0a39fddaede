import { type Decoded, decodeText, MAX_BYTES } from "./decode-text.ts";

const LINE_FEED = 0x0a;

/**
 * Lines of a byte stream, decoded one by one so that a bad line does not spoil the others. Reads no further
 * than its consumer does. An empty line is an empty text.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Decoded> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const add = (part: Uint8Array) => {
    size += part.length;
    // What is too long is measured, not kept.
    if (size <= MAX_BYTES) parts.push(part);
  };
  const take = (): Decoded => {
    const line = decodeLine(parts, size);
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (size > 0) yield take();
}

function decodeLine(parts: readonly Uint8Array[], size: number): Decoded {
  if (size > MAX_BYTES) return { ok: false, reason: "is longer than 64 MB: split it" };
  if (size === 0) return { ok: true, text: "" };
  return decodeText(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
}
