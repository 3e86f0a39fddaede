import { z } from "zod";
import { DatePrecision } from "./moment.ts";

/** Where a retelling comes from: the report that was retold in our own words. */
export const RetoldFrom = z.object({
  publisher: z.string(),
  date: z.string(),
  url: z.string().optional(),
});
export type RetoldFrom = z.infer<typeof RetoldFrom>;

/**
 * An article after all outside mess is gone: plain text in NFC, paragraphs separated by a blank line.
 * All offsets in facts are UTF-16 code units into `text`.
 */
export const Article = z.object({
  /** Stable: from source and address where there is one, else from the content. */
  id: z.string().min(1),
  /** The outlet that published it. */
  publisher: z.string(),
  /** The agency or body the text really comes from ("Reuters"); ten outlets carrying it are one origin. */
  origin: z.string(),
  url: z.string().optional(),
  title: z.string(),
  byline: z.string().optional(),
  dateline: z.string().optional(),
  /** ISO day or UTC moment; `unknown` precision leaves it empty. */
  publishedAt: z.string(),
  publishedPrecision: DatePrecision,
  /** BCP 47 primary tag ("en"). */
  language: z.string(),
  text: z.string(),
  /** SHA-256 of `text` in UTF-8, hex. */
  sha256: z.string(),
  /** UTC moment at which this copy was read. */
  retrievedAt: z.string(),
  /** Set when the text is a retelling in other words, never the publisher's own. */
  retoldFrom: z.array(RetoldFrom).optional(),
  note: z.string().optional(),
});
export type Article = z.infer<typeof Article>;
