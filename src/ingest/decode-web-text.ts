import { TextDecoder } from "node:util";

/** How far into a document its own word about its encoding is looked for. */
const HEAD = 4096;

const XML_ENCODING = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/;
const META_CHARSET = /<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})/i;

/**
 * Bytes of the web to text. A byte order mark goes first; then UTF-8, when that is what the bytes are whatever
 * they are called; then the name in the header (`charset`), the name in the document, and Windows-1252. Bytes
 * that are mostly but not all UTF-8 are UTF-8 with damage.
 */
export function decodeWebText(bytes: Uint8Array, charset: string | null): string {
  const marked = markedEncoding(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD));
  const named = [charset, XML_ENCODING.exec(head)?.[1], META_CHARSET.exec(head)?.[1]]
    .map((name) => decoderFor(name))
    .filter((decoder) => decoder !== null);
  // Invalid as UTF-8: a name that says so is right only about text with a little damage.
  const other = named.find(({ encoding }) => encoding !== "utf-8");
  const lossy = new TextDecoder("utf-8").decode(bytes);
  if (isMostlyRight(lossy)) return lossy;
  return (other ?? new TextDecoder("windows-1252")).decode(bytes);
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  // "<?" in UTF-16 without a mark.
  if (a === 0x3c && b === 0x00) return "utf-16le";
  if (a === 0x00 && b === 0x3c) return "utf-16be";
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decoderFor(name: string | null | undefined): TextDecoder | null {
  if (name === null || name === undefined) return null;
  try {
    return new TextDecoder(name);
  } catch {
    return null;
  }
}

function isMostlyRight(lossy: string): boolean {
  let wrong = 0;
  let right = 0;
  for (let i = 0; i < lossy.length; i++) {
    const code = lossy.charCodeAt(i);
    if (code === 0xfffd) wrong += 1;
    else if (code > 0x7f) right += 1;
  }
  return wrong < right;
}
