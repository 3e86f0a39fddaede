const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford base 32, lower case: no i, l, o, u to misread

/**
 * A short, stable id made of what it names: the same article and span give the same id on every machine.
 * `kind` is one letter (f figure, s statement, k key sentence …). Ten base-32 digits from two 32-bit
 * multiply-xor hashes (the cyrb53 construction); screens print the first six, `/why` takes any prefix.
 */
export function factId(kind: string, ...parts: readonly (string | number)[]): string {
  const text = parts.join("\u0000");
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  let id = "";
  for (let i = 0; i < 5; i++) id += ALPHABET[(a >>> (i * 5)) & 31];
  for (let i = 0; i < 5; i++) id += ALPHABET[(b >>> (i * 5)) & 31];
  return kind + id;
}

/** The part of a fact id that is printed. */
export function shortId(id: string): string {
  return id.slice(0, 7);
}
