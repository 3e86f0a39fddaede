import { createHash } from "node:crypto";
import type { PublicationDate } from "./read-date.ts";

/** One entry of a source, as plain text. */
export interface FeedItem extends PublicationDate {
  /** What the source itself tells its entries apart by: guid, else address, else a hash of the words. */
  readonly key: string;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** The longest body the source gives, paragraphs divided by an empty line; may be a teaser or "". */
  readonly text: string;
  readonly publisher?: string | undefined;
  /** Where the source says it has the entry from (RSS <source>, Atom source). */
  readonly origin?: string | undefined;
  readonly author?: string | undefined;
  /** As given; the feed's where the entry has none. */
  readonly language?: string | undefined;
}

export interface FeedContent {
  readonly title?: string | undefined;
  readonly items: readonly FeedItem[];
  /** Entries without address and words, and those beyond the limit. */
  readonly dropped: number;
}

export type ReadFeed =
  | { readonly ok: true; readonly feed: FeedContent }
  | { readonly ok: false; readonly reason: string };

/** Changes with anything a correction would change. */
export function fingerprint({ url, title, text, publishedAt }: FeedItem): string {
  return hashOf([url ?? "", title ?? "", text, publishedAt].join("\u0000"));
}

/** Short enough for a key, long enough to be nobody else's. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}
