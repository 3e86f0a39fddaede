import type { FeedContent, ReadFeed } from "./feed-item.ts";
import type { FetchedText } from "./fetch-source.ts";
import type { PageLines } from "./page-lines.ts";
import { readFeed } from "./read-feed.ts";
import { readPage } from "./read-page.ts";

const HTML = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!doctype\s+html|<html[\s>])/i;
const FEED = /^\s*(?:<\?xml|<rss|<feed|<rdf:rdf|\{)/i;

/** Entries of whatever was fetched: a feed of any kind, or a web page as a source with one entry. */
export function readSource(fetched: FetchedText, lines: PageLines, now: Date): ReadFeed {
  const { text, type, url } = fetched;
  // Feeds go about as text/html and pages as application/xml: what is written decides.
  const isPage = HTML.test(text) || (type.includes("html") && !FEED.test(text));
  return isPage ? readPageSource(text, url, lines, now) : readFeed(text, { url, now });
}

function readPageSource(html: string, url: string, lines: PageLines, now: Date): ReadFeed {
  const read = readPage(html, lines, now);
  if (!read.ok) return read;
  const { siteName, byline, ...page } = read.page;
  const feed: FeedContent = {
    title: siteName,
    items: [{ ...page, key: url, url, author: byline }],
    dropped: 0,
  };
  return { ok: true, feed };
}
