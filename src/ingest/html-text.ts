import { parseHTML } from "linkedom";

/** What is used of a node of linkedom: its own types need the types of a browser. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly data?: string;
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly parentNode: HtmlNode | null;
  getAttribute?(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
/** Never words of a report. */
const LEFT_OUT = new Set(
  "audio button canvas embed figcaption form head iframe input nav noscript object picture script select style svg template textarea video".split(
    " ",
  ),
);
/** Elements that the next of their kind or their parent closes, and those that hold nothing: they do not nest. */
const FLAT = new Set(
  "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);
/** A parser's work grows with the depth of each element; pages of people stay far below. */
export const DEEPEST_HTML = 200;
const SCRIPT_END = /<\/(?:script|style)/gi;
const ONE_LINE = /[^\S\u00a0]+|\u00a0/gu;

/** A document of linkedom; a fragment gets the html and body that Readability needs. */
export function parsePage(html: string): { readonly document: HtmlNode } {
  const whole = /<body[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;
  return parseHTML(whole) as unknown as { document: HtmlNode };
}

/**
 * Elements in a piece of HTML and how deep they nest, counted from its tags before anything is built. One that
 * is never closed counts as open, which is stricter; scripts are passed over.
 */
export function htmlShape(html: string): { readonly elements: number; readonly deepest: number } {
  const tag = /<(\/?)([a-z][a-z0-9]*)([^<>]*)/gi;
  let elements = 0;
  let depth = 0;
  let deepest = 0;
  let drawings = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const [, closing, name = "", rest = ""] = found;
    const element = name.toLowerCase();
    if (closing === "/") {
      if (!FLAT.has(element)) depth = Math.max(0, depth - 1);
      if (element === "svg") drawings = Math.max(0, drawings - 1);
      continue;
    }
    elements += 1;
    // Only a drawing closes its elements with "/>"; HTML takes no notice of it.
    if (FLAT.has(element) || (drawings > 0 && rest.endsWith("/"))) continue;
    depth += 1;
    deepest = Math.max(deepest, depth);
    if (element === "svg") drawings += 1;
    if (element === "script" || element === "style") {
      SCRIPT_END.lastIndex = tag.lastIndex;
      const end = SCRIPT_END.exec(html);
      if (end === null) break;
      tag.lastIndex = end.index;
    }
  }
  return { elements, deepest };
}

/** The same words in paragraphs, all other elements gone: for what nests too deep to be parsed. */
function flattened(html: string): string {
  return html.replace(/<\/?([a-z][a-z0-9]*)[^<>]*>/gi, (_, name: string) =>
    name.toLowerCase() === "br" ? "<br>" : BLOCKS.has(name.toLowerCase()) ? "<p>" : "",
  );
}

/** Text of a piece of HTML, paragraphs divided by an empty line; "" when there are no words in it. */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return tidyLines(html);
  const plain = htmlShape(html).deepest > DEEPEST_HTML ? flattened(html) : html;
  return paragraphsOf(parsePage(plain).document).join("\n\n");
}

/** A piece of HTML on one line: for headlines and names. */
export function htmlToLine(html: string): string {
  return htmlToText(html).replace(/\s+/g, " ").trim();
}

/**
 * The paragraphs below a node, in order. `isLeftOut` names elements that are passed over with all that is in
 * them. Walks without recursion: strangers nest as deeply as they like.
 */
export function paragraphsOf(
  root: HtmlNode,
  isLeftOut: (element: HtmlNode) => boolean = () => false,
): string[] {
  const paragraphs: string[] = [];
  let line: string[] = [];
  const close = () => {
    const text = tidyLines(line.join(""));
    if (text !== "") paragraphs.push(text);
    line = [];
  };
  for (let node: HtmlNode | null = root; node !== null; ) {
    const name = node.localName?.toLowerCase() ?? "";
    const skip = node.nodeType === ELEMENT && (LEFT_OUT.has(name) || isLeftOut(node));
    if (node.nodeType === TEXT || node.nodeType === CDATA)
      line.push((node.data ?? "").replace(ONE_LINE, " "));
    else if (name === "br") line.push("\n");
    else if (BLOCKS.has(name)) close();
    if (!skip && node.firstChild !== null) {
      node = node.firstChild;
      continue;
    }
    for (; node !== null; node = node.parentNode) {
      if (BLOCKS.has(node.localName?.toLowerCase() ?? "")) close();
      if (node === root) return finish();
      if (node.nextSibling !== null) {
        node = node.nextSibling;
        break;
      }
    }
  }
  return finish();

  function finish(): string[] {
    close();
    return paragraphs;
  }
}

/** Blanks made single, two line breaks or more made one empty line. */
function tidyLines(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{2,}/g, "\n\n")
    .trim();
}
