import { Readability } from "@mozilla/readability";
import { cleanText } from "./clean-text.ts";
import { readFeedDate } from "./feed-date.ts";
import { DEEPEST_HTML, type HtmlNode, htmlShape, htmlToLine, paragraphsOf, parsePage } from "./html-text.ts";
import type { PageLines } from "./page-lines.ts";
import type { PublicationDate } from "./read-date.ts";

export interface PageContent extends PublicationDate {
  /** Paragraphs divided by an empty line. */
  readonly text: string;
  readonly title?: string | undefined;
  readonly byline?: string | undefined;
  readonly siteName?: string | undefined;
  /** As the page names it ("en-GB"). */
  readonly language?: string | undefined;
}

export type ReadPage =
  | { readonly ok: true; readonly page: PageContent }
  | { readonly ok: false; readonly reason: string };

/** The time of Readability grows faster than the page: what is larger is no report anyway. */
const LONGEST_PAGE = 1_500_000;
const MOST_ELEMENTS = 15_000;
/** A line that begins like furniture and is longer than this is a sentence of the report. */
const LONGEST_FURNITURE = 160;
const LEAST_TEXT = 140;
const LONGEST_NAME = 200;

const NO_ARTICLE = "has no report that can be read: check the address";

/** The report on a web page: its paragraphs without navigation, advertisements and captions, and what it says of itself. */
export function readPage(html: string, lines: PageLines, now: Date): ReadPage {
  if (html.length > LONGEST_PAGE) return refused("is too large for a page: check the address");
  const { elements, deepest } = htmlShape(html);
  if (elements > MOST_ELEMENTS || deepest > DEEPEST_HTML)
    return refused("has too many elements for a page: check the address");
  try {
    const { document } = parsePage(html);
    const language = languageOf(document);
    const parsed = new Readability<HtmlNode>(document as never, {
      serializer: (node) => node as unknown as HtmlNode,
      keepClasses: true,
    }).parse();
    if (parsed === null || parsed.content === null || parsed.content === undefined)
      return refused(NO_ARTICLE);
    const title = nameOf(parsed.title);
    const paragraphs = paragraphsOf(parsed.content, (element) => isFurniture(element, lines));
    const kept = paragraphs.filter(
      (one, index) => !isFurnitureLine(one, lines) && !(index === 0 && one === title),
    );
    const text = cleanText(kept.join("\n\n"));
    if (text.length < LEAST_TEXT) return refused(NO_ARTICLE);
    const page: PageContent = {
      text,
      title,
      byline: bylineOf(parsed.byline),
      siteName: nameOf(parsed.siteName),
      language: parsed.lang ?? language,
      ...readFeedDate([parsed.publishedTime ?? undefined], now),
    };
    return { ok: true, page };
  } catch {
    return refused(NO_ARTICLE);
  }
}

function refused(reason: string): ReadPage {
  return { ok: false, reason };
}

function isFurniture(element: HtmlNode, { containers }: PageLines): boolean {
  const names =
    `${element.getAttribute?.("class") ?? ""} ${element.getAttribute?.("id") ?? ""}`.toLowerCase();
  if (names.trim() === "") return false;
  const words = names.split(/[^a-z0-9]+/);
  return containers.some((word) => words.includes(word));
}

function isFurnitureLine(paragraph: string, { whole, beginnings }: PageLines): boolean {
  const line = paragraph.toLowerCase();
  if (whole.includes(line)) return true;
  return line.length <= LONGEST_FURNITURE && beginnings.some((start) => line.startsWith(start));
}

function languageOf(document: HtmlNode): string | undefined {
  for (let node = document.firstChild; node !== null; node = node.nextSibling) {
    if (node.localName === "html") return node.getAttribute?.("lang") ?? undefined;
  }
  return undefined;
}

function bylineOf(given: string | null | undefined): string | undefined {
  return nameOf(given)?.replace(/^by:?\s+/i, "");
}

function nameOf(given: string | null | undefined): string | undefined {
  if (given === null || given === undefined) return undefined;
  const line = cleanText(htmlToLine(given)).replace(/\s+/g, " ");
  return line === "" ? undefined : line.slice(0, LONGEST_NAME).toWellFormed();
}
