import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

export type Body =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: "too-large" | "encoding" | "broken" };

/** A body packed more often than this is a trap. */
const MOST_LAYERS = 2;

/**
 * All bytes of a body, unpacked as its Content-Encoding says; never holds more than `maxBytes`, neither packed
 * nor unpacked. "broken" is a body that ends early or is not packed as it says. Time-outs of the stream are thrown.
 */
export async function readBody(stream: Readable, encoding: string, maxBytes: number): Promise<Body> {
  const layers = encoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (layers.length > MOST_LAYERS) return { ok: false, why: "encoding" };
  let body = limited(stream, maxBytes);
  for (const name of layers.reverse()) {
    const unpacked = unpack(body, name);
    if (unpacked === null) {
      stream.destroy();
      return { ok: false, why: "encoding" };
    }
    body = limited(unpacked, maxBytes);
  }
  try {
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part);
    return { ok: true, bytes: Buffer.concat(parts) };
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, why: "too-large" };
    if (isUnpackingError(error)) return { ok: false, why: "broken" };
    throw error;
  } finally {
    stream.destroy();
  }
}

class TooLarge extends Error {}

async function* limited(parts: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > maxBytes) throw new TooLarge();
    yield part;
  }
}

function unpack(parts: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> | null {
  if (name === "gzip" || name === "x-gzip") return through(parts, () => createGunzip());
  if (name === "br") return through(parts, () => createBrotliDecompress());
  // Some servers mean zlib by deflate and some the bare stream: the first byte tells.
  if (name === "deflate")
    return through(parts, ([first = 0]) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()));
  return null;
}

/** Unpacks no faster than its reader reads. Failures of the source come out here as well. */
async function* through(
  parts: AsyncIterable<Uint8Array>,
  make: (first: Uint8Array) => Transform,
): AsyncGenerator<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const engine = make(first.value);
  const all = async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  pipeline(all, engine, () => {});
  yield* engine as AsyncIterable<Uint8Array>;
}

function isUnpackingError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? "";
  return code.startsWith("Z_") || code.startsWith("ERR__ERROR_") || code.startsWith("ERR_BROTLI");
}
