import type { Article, Facts } from "../../briefings/index.ts";
import { type KeptFacts, keptFacts } from "../stores/kept-facts.ts";

/** The engine as it reads on the spot. `tag` names version and word lists: another tag means another reading. */
export interface FactReader {
  readonly tag: string;
  read(article: Article): Facts;
}

/** Facts of an article, or the reason why there are none, as the end of a sentence that begins with the article. */
export type ReadFacts =
  | { readonly ok: true; readonly facts: KeptFacts }
  | { readonly ok: false; readonly reason: string };

/** The engine as ingest needs it: reads somewhere, and answers when it is done. A fault is an answer, never thrown. */
export interface ArticleReader {
  readonly tag: string;
  read(article: Article): Promise<ReadFacts>;
  /** Told before much is read how much it may be, in bytes. */
  readonly expect?: (bytes: number) => void;
}

/** Reads in this process, while everything else in it waits: for a few articles, where workers cost more than they save. */
export function readHere(reader: FactReader): ArticleReader {
  return { tag: reader.tag, read: async (article) => readKept(reader, article) };
}

/** Reads now, into what a store keeps. */
export function readKept(reader: FactReader, article: Article): ReadFacts {
  const read = readFacts(reader, article);
  return read.ok ? { ok: true, facts: keptFacts(read.facts) } : read;
}

/** A fault of the reader on one text must not cost the others: it becomes a reason that says what to report. */
export function readFacts(
  reader: FactReader,
  article: Article,
): { readonly ok: true; readonly facts: Facts } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, facts: reader.read(article) };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ok: false, reason: faultReason(message) };
  }
}

/** What a person is told of a fault of ours; `what` in a few words for the report. */
export function faultReason(what: string): string {
  const fault = what.replace(/\s+/g, " ").slice(0, 120);
  return `could not be read, which is a fault of Sitrep: please report it (${fault})`;
}
