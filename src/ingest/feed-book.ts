import { z } from "zod";

/** A source that is read again and again, with what is known of it. Moments are UTC. */
export const Feed = z.object({
  /** Address as given, or a ReliefWeb query ("reliefweb:goma"). */
  url: z.string(),
  everyMinutes: z.number().positive().catch(15),
  addedAt: z.string(),
  /** Name of the outlet, given or learned from the first reading; from then on it stays, as articles' ids do. */
  publisher: z.string().optional().catch(undefined),
  /** For asking only for what is new. */
  etag: z.string().optional().catch(undefined),
  lastModified: z.string().optional().catch(undefined),
  lastTriedAt: z.string().optional().catch(undefined),
  /** When it was last read without a problem. */
  lastReadAt: z.string().optional().catch(undefined),
  /** Before this it is left alone. */
  nextAt: z.string().optional().catch(undefined),
  /** Problems in a row. */
  failures: z.number().int().nonnegative().catch(0),
  problem: z.string().optional().catch(undefined),
});
export type Feed = z.infer<typeof Feed>;

/** How an entry was left behind: its fingerprint, and how often its page could not be read (0: it is done with). */
export const Seen = z.object({ print: z.string(), tries: z.number().int().nonnegative() });
export type Seen = z.infer<typeof Seen>;

export interface SeenEntry extends Seen {
  readonly key: string;
}

/** Where the list of feeds and the entries seen live. Each entry of a feed has a key of its own. */
export interface FeedBook {
  /** All feeds, by address. */
  feeds(): Promise<readonly Feed[]>;
  feed(url: string): Promise<Feed | null>;
  save(feed: Feed): Promise<void>;
  /** Forgets a feed and what was seen of it; articles stay. false when there was none. */
  remove(url: string): Promise<boolean>;
  /** What is known of each key, in their order; null for a key never seen. */
  seen(feedUrl: string, keys: readonly string[]): Promise<readonly (Seen | null)[]>;
  markSeen(feedUrl: string, entries: readonly SeenEntry[]): Promise<void>;
}
