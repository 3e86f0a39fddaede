/** Limits on the shape of an XML feed, looked at before a parser builds anything. */
const DEEPEST = 100;
const MOST_ELEMENTS = 300_000;
const MOST_ATTRIBUTES = 200;
/** What may follow the end of a feed: comments, counters, the odd line of a server's own trouble. */
const TAIL = 64 * 1024;

export type XmlShape =
  | { readonly ok: true; readonly root: string }
  | { readonly ok: false; readonly reason: string };

/**
 * Walks over the tags of a document once. Refuses declarations of types and entities, too deep nesting, too many
 * elements or attributes, and a document whose root element is never closed.
 */
export function checkXmlShape(text: string): XmlShape {
  let root = "";
  let depth = 0;
  let elements = 0;
  for (let at = text.indexOf("<"); at >= 0; ) {
    const skip = endOfSpecial(text, at);
    if (skip === "declaration")
      return refused("declares a document type or entities, which feeds may not: report it to its publisher");
    if (skip === "open") return refused("ends in the middle: it is tried again later");
    let next = skip;
    if (next === null) {
      const closing = text.charCodeAt(at + 1) === 0x2f;
      const name = /^[A-Za-z_][\w:.-]{0,200}/.exec(text.slice(at + 1, at + 202))?.[0];
      const tag = closing || name !== undefined ? readTag(text, at) : { end: at + 1, attributes: 0 };
      if (tag === null) return refused("ends in the middle: it is tried again later");
      next = tag.end;
      if (closing) depth = Math.max(0, depth - 1);
      else if (name !== undefined) {
        if (root === "") root = name;
        elements += 1;
        if (text.charCodeAt(next - 2) !== 0x2f) depth += 1;
        if (depth > DEEPEST) return refused(`is nested deeper than ${DEEPEST} elements: check the address`);
        if (elements > MOST_ELEMENTS)
          return refused(`has more than ${MOST_ELEMENTS} elements: check the address`);
        if (tag.attributes > MOST_ATTRIBUTES)
          return refused(`has an element with more than ${MOST_ATTRIBUTES} attributes: check the address`);
      }
    }
    at = text.indexOf("<", next);
  }
  if (root === "") return refused("is no feed: check the address");
  if (!text.slice(-TAIL).toLowerCase().includes(`</${root.toLowerCase()}`))
    return refused("ends in the middle: it is tried again later");
  return { ok: true, root };
}

function refused(reason: string): XmlShape {
  return { ok: false, reason };
}

/** Where a comment, CDATA section or instruction ends; null for an element. */
function endOfSpecial(text: string, at: number): number | "declaration" | "open" | null {
  const end = (mark: string, from: number) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? "open" : found + mark.length;
  };
  if (text.startsWith("<!--", at)) return end("-->", at + 4);
  if (text.startsWith("<![CDATA[", at)) return end("]]>", at + 9);
  if (text.startsWith("<?", at)) return end("?>", at + 2);
  if (text.startsWith("<!", at)) return "declaration";
  return null;
}

/** Where a tag ends (just behind its ">"; one inside quotes is text) and its attributes; null when it never ends. */
function readTag(text: string, at: number): { readonly end: number; readonly attributes: number } | null {
  let quote = 0;
  let attributes = 0;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x22 || code === 0x27) quote = code;
    else if (code === 0x3d) attributes += 1;
    else if (code === 0x3e) return { end: i + 1, attributes };
  }
  return null;
}
