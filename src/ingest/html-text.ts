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
const ONE_LINE = /[^\S\u00a0]+|\u00a0/gu;

/** A document of linkedom; a fragment gets the html and body that Readability needs. */
export function parsePage(html: string): { readonly document: HtmlNode } {
  const whole = /<body[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;
  return parseHTML(whole) as unknown as { document: HtmlNode };
}

/** Text of a piece of HTML, paragraphs divided by an empty line; "" when there are no words in it. */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return tidyLines(html);
  return paragraphsOf(parsePage(html).document).join("\n\n");
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
