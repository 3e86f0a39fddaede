/** Files above this are refused: a report is text, and text of this size is a mistake. */
export const MAX_BYTES = 64 * 1024 * 1024;

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** Share of control characters above which bytes are taken for a program or a picture. */
const BINARY_SHARE = 0.05;

/** Bytes to text, strictly: UTF-8 or a reason that says what is wrong and where. A byte order mark is left out. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return problem("is empty: nothing to read");
  if (bytes.length > MAX_BYTES) return problem("is larger than 64 MB: split it");
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return problem("is UTF-16: save it as UTF-8");
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return problem(`is not text (NUL byte at offset ${nul}): give a text file in UTF-8`);
  const bad = firstInvalidUtf8(bytes);
  if (bad >= 0) {
    return problem(`is not valid UTF-8 (byte offset ${bad}, 0x${hex(bytes[bad])}): save it as UTF-8`);
  }
  if (controls(bytes) > bytes.length * BINARY_SHARE) {
    return problem("is not text (mostly control characters): give a text file in UTF-8");
  }
  return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
}

function problem(reason: string): Decoded {
  return { ok: false, reason };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((value, i) => bytes[i] === value);
}

function hex(byte: number | undefined): string {
  return (byte ?? 0).toString(16).padStart(2, "0");
}

function controls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)) count++;
  return count;
}

/** Offset of the first byte that no well-formed UTF-8 text has there (Unicode standard, table 3-7), or -1. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; k++) {
    const byte = bytes[at + k] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
