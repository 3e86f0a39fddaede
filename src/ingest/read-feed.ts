import { type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from "feedsmith";
import { cleanText } from "./clean-text.ts";
import { readFeedDate } from "./feed-date.ts";
import { type FeedItem, fingerprint, hashOf, type ReadFeed } from "./feed-item.ts";
import { htmlToLine, htmlToText } from "./html-text.ts";
import { canonicalLink, resolveLink } from "./web-link.ts";
import { checkXmlShape } from "./xml-shape.ts";

export interface ReadFeedOptions {
  /** Where the feed was found; links are relative to it. */
  readonly url: string;
  readonly now: Date;
}

/** Entries taken of one feed, newest first as feeds have them. */
const MOST_ITEMS = 500;
const LONGEST_NAME = 200;
/** A body above this, in characters, is no report: it counts as none, and its page is asked for. */
const LONGEST_BODY = 1_000_000;

interface RawItem {
  readonly guid?: string | undefined;
  readonly link?: string | undefined;
  readonly title?: string | undefined;
  /** Bodies as HTML, and one as plain text. */
  readonly bodies: readonly (string | undefined)[];
  readonly plain?: string | undefined;
  readonly dates: readonly (string | undefined)[];
  readonly origin?: string | undefined;
  readonly author?: string | undefined;
  readonly language?: string | undefined;
  readonly base?: string | undefined;
}

interface RawFeed {
  readonly title?: string | undefined;
  readonly base?: string | undefined;
  readonly language?: string | undefined;
  readonly items: readonly RawItem[];
  /** Entries the parser did not understand. */
  readonly lost: number;
}

/**
 * Reads RSS 0.9 to 2.0, RDF, Atom and JSON Feed. A bad entry is dropped and counted, never the feed; what is no
 * feed, is cut off, or declares entities is a reason that ends a sentence about the feed.
 */
export function readFeed(source: string, { url, now }: ReadFeedOptions): ReadFeed {
  const text = source.replace(/^\ufeff/, "").trimStart();
  const json = text.startsWith("{");
  if (!json) {
    const shape = checkXmlShape(text);
    if (!shape.ok) return shape;
    if (!/^(?:rss|feed|rdf|(?:[\w-]+:)?(?:rss|feed|rdf))$/i.test(shape.root))
      return {
        ok: false,
        reason: `is no feed (it begins with <${shape.root.slice(0, 40)}>): check the address`,
      };
  }
  const raw = json ? parseJson(text) : parseXml(text);
  if (raw === null) {
    const what = json ? "is JSON but no JSON Feed" : "is broken XML and cannot be read";
    return { ok: false, reason: `${what}: check the address, or report it to its publisher` };
  }
  const base = resolveLink(raw.base, url) ?? url;
  const items: FeedItem[] = [];
  let dropped = raw.lost;
  const keys = new Set<string>();
  for (const one of raw.items) {
    const item = items.length < MOST_ITEMS ? readItem(one, base, raw.language, now) : null;
    // Some feeds give all entries one guid: what differs in words or address is another entry.
    const key = item !== null && keys.has(item.key) ? `${item.key} ${fingerprint(item)}` : item?.key;
    if (item === null || key === undefined || keys.has(key)) dropped += 1;
    else {
      keys.add(item.key).add(`${item.key} ${fingerprint(item)}`);
      items.push({ ...item, key });
    }
  }
  return { ok: true, feed: { title: nameOf(raw.title), items, dropped } };
}

function readItem(
  raw: RawItem,
  feedBase: string,
  feedLanguage: string | undefined,
  now: Date,
): FeedItem | null {
  try {
    const base = resolveLink(raw.base, feedBase) ?? feedBase;
    const link = resolveLink(raw.link, base);
    const url = link === undefined ? undefined : canonicalLink(link);
    const title = nameOf(raw.title, 500);
    const bodies = raw.bodies.filter(isBody).map((html) => cleanText(htmlToText(html)));
    if (isBody(raw.plain)) bodies.push(cleanText(raw.plain));
    const text = bodies.reduce((best, one) => (one.length > best.length ? one : best), "");
    const words = /[\p{L}\p{N}]/u;
    if (!words.test(text) && (url === undefined || title === undefined)) return null;
    const guid = raw.guid?.trim();
    const date = readFeedDate(raw.dates, now);
    return {
      key: guid || url || hashOf(`${title ?? ""}\u0000${date.publishedAt}\u0000${text}`),
      url,
      title,
      text,
      ...date,
      origin: nameOf(raw.origin),
      author: nameOf(raw.author),
      language: raw.language ?? feedLanguage,
    };
  } catch {
    // Strangers' markup: whatever it broke, it is this one entry that is lost.
    return null;
  }
}

function isBody(given: string | undefined): given is string {
  return given !== undefined && given.length <= LONGEST_BODY;
}

function parseXml(text: string): RawFeed | null {
  try {
    const parsed = parseFeed(text, { maxItems: MOST_ITEMS * 2 });
    if (parsed.format === "rss") return fromRss(parsed.feed);
    if (parsed.format === "atom") return fromAtom(parsed.feed);
    return parsed.format === "rdf" ? fromRdf(parsed.feed) : null;
  } catch {
    return null;
  }
}

function parseJson(text: string): RawFeed | null {
  try {
    const parsed = parseFeed(text);
    if (parsed.format !== "json") return null;
    const { items } = JSON.parse(text) as { items?: unknown };
    const given = Array.isArray(items) ? items.length : 0;
    return fromJson(parsed.feed, given);
  } catch {
    return null;
  }
}

type Loose<T> = T extends readonly (infer E)[]
  ? readonly Loose<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | undefined }
    : T;

function fromRss(feed: Loose<RssFeed.Feed<string>>): RawFeed {
  const items = feed.items ?? [];
  return {
    title: feed.title,
    base: feed.xml?.base ?? feed.link,
    language: feed.language ?? feed.dc?.languages?.[0],
    lost: 0,
    items: items.map((item) => ({
      guid: item.guid?.value,
      // A guid is an address unless it says that it is none.
      link:
        item.link ??
        (item.guid?.isPermaLink !== false && /^https?:/i.test(item.guid?.value ?? "")
          ? item.guid?.value
          : undefined) ??
        item.atom?.links?.find(({ rel }) => rel === undefined || rel === "alternate")?.href,
      title: item.title ?? item.dc?.titles?.[0],
      bodies: [item.content?.encoded, item.description, item.dc?.descriptions?.[0]],
      dates: [item.pubDate, item.dc?.dates?.[0], item.atom?.published, item.atom?.updated],
      origin: item.source?.title,
      author: item.dc?.creators?.[0] ?? item.authors?.[0]?.name ?? item.itunes?.author,
      language: item.dc?.languages?.[0],
      base: item.xml?.base,
    })),
  };
}

function fromRdf(feed: Loose<RdfFeed.Feed<string>>): RawFeed {
  const items = feed.items ?? [];
  return {
    title: feed.title,
    base: feed.link,
    language: feed.dc?.languages?.[0],
    lost: 0,
    items: items.map((item) => ({
      guid: item.rdf?.about,
      link: item.link ?? item.rdf?.about,
      title: item.title ?? item.dc?.titles?.[0],
      bodies: [item.content?.encoded, item.description, item.dc?.descriptions?.[0]],
      dates: [item.dc?.dates?.[0], item.dcterms?.issued?.[0], item.dcterms?.created?.[0]],
      origin: item.dc?.sources?.[0],
      author: item.dc?.creators?.[0],
      language: item.dc?.languages?.[0],
    })),
  };
}

function fromAtom(feed: Loose<AtomFeed.Feed<string>>): RawFeed {
  const entries = feed.entries ?? [];
  return {
    title: feed.title?.value,
    base: feed.xml?.base,
    language: feed.xml?.lang,
    lost: 0,
    items: entries.map((entry) => {
      const link = entry.links?.find(({ rel }) => rel === undefined || rel === "alternate") ?? undefined;
      return {
        guid: entry.id,
        link: link?.href ?? entry.content?.src,
        title: entry.title?.value,
        bodies: [entry.content?.value, entry.summary?.value],
        dates: [entry.published, entry.updated, entry.dc?.dates?.[0]],
        origin: entry.source?.title?.value,
        author: entry.authors?.[0]?.name ?? entry.dc?.creators?.[0],
        language: entry.xml?.lang,
        base: entry.xml?.base,
      };
    }),
  };
}

function fromJson(feed: Loose<JsonFeed.Feed<string>>, given: number): RawFeed {
  const items = feed.items ?? [];
  return {
    title: feed.title,
    base: feed.home_page_url,
    language: feed.language,
    lost: Math.max(0, given - items.length),
    items: items.map((item) => ({
      guid: item.id,
      link: item.url ?? item.external_url,
      title: item.title,
      bodies: [item.content_html],
      plain: item.content_text ?? item.summary,
      dates: [item.date_published, item.date_modified],
      author: item.authors?.[0]?.name,
      language: item.language,
    })),
  };
}

function nameOf(html: string | undefined, longest = LONGEST_NAME): string | undefined {
  if (html === undefined) return undefined;
  const line = cleanText(htmlToLine(html.slice(0, longest * 10))).replace(/\s+/g, " ");
  return line === "" ? undefined : line.slice(0, longest).toWellFormed();
}
