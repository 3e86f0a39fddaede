import type { ActorKind, Article, Facts, PlacePrecision } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { ArticleChanges } from "./article-changes.ts";
import type { CopyIndex } from "./copy-index.ts";
import type { KeptFacts } from "./kept-facts.ts";
import type { KeyedValues } from "./keyed-values.ts";
import type { KeyvStorage } from "./keyv-storage.ts";
import type { MovedRows } from "./moved-rows.ts";
import type { NameIndex } from "./name-index.ts";
import type { Outbox } from "./outbox.ts";
import type { RunBook } from "./run-book.ts";
import type { Subscriptions } from "./subscriptions.ts";
import type { Versions } from "./versions.ts";
import type { Watches } from "./watches.ts";
import type { Withdrawals } from "./withdrawals.ts";

/** An article with what was read from it. */
export interface StoredArticle {
  readonly article: Article;
  readonly facts: Facts;
  /** What read it: engine version and hash of the word lists. Another reader means: read again. */
  readonly reader: string;
  /** true when it came with the product and not from its user. */
  readonly bundled: boolean;
}

/** The same on its way into a store. */
export interface ReadArticle extends Omit<StoredArticle, "facts"> {
  readonly facts: KeptFacts;
}

/** A new reading of an article that is kept already. */
export interface Reading {
  readonly articleId: string;
  readonly facts: KeptFacts;
  readonly reader: string;
}

/** What is kept of an article, without what was read from it. */
export type HeldArticle = Omit<StoredArticle, "facts">;

/** Publication moments, both inclusive; a day counts from its first to its last millisecond. null is open. */
export interface TimeWindow {
  /** ISO day or moment. */
  readonly from: string | null;
  readonly to: string | null;
}

export type PutOutcome = "new" | "unchanged" | "updated";

export type FactKind = "figure" | "statement" | "key sentence" | "timeline entry";

export interface FoundFact {
  readonly id: string;
  readonly kind: FactKind;
  readonly article: Article;
  readonly facts: Facts;
}

/** A place or an actor over all articles: one entry per spelling and place or kind. */
export interface CataloguePlace {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly country: string | null;
  readonly admin1: string | null;
  readonly precision: PlacePrecision;
  readonly articles: number;
  readonly mentions: number;
}

export interface CatalogueActor {
  readonly name: string;
  readonly kind: ActorKind;
  readonly aliases: readonly string[];
  readonly roles: readonly string[];
  readonly articles: number;
  readonly mentions: number;
}

/** Every place and actor of the library, most mentioned (by articles) first. */
export interface StoreCatalogue {
  readonly places: readonly CataloguePlace[];
  readonly actors: readonly CatalogueActor[];
}

export interface StoreCounts {
  readonly articles: number;
  readonly facts: number;
  /** Earliest and latest publication (ISO day or moment) among dated articles, or null. */
  readonly first: string | null;
  readonly last: string | null;
}

/** An article as it lies in the database, unread: for checking what may be damaged. */
export interface KeptTexts {
  readonly id: string;
  /** JSON. */
  readonly article: string;
  /** JSON; null for an earlier version that was kept without them. */
  readonly facts: string | null;
  /** Whether it is a version that was replaced. */
  readonly earlier: boolean;
}

/**
 * What to look for: articles with one of the terms (see `termsOfFacts` of the engine), or with one of the words
 * (whole words, accents and case do not matter).
 */
export type Sought = { readonly terms: readonly string[] } | { readonly anyWord: readonly string[] };

/** What is read of a library, whether it is one store or several together. Streams are ordered by publication. */
export interface StoreReading {
  article(id: string): Promise<StoredArticle | null>;
  /** Those of the articles that are here, by id: cheaper than each with its facts. */
  held(ids: readonly string[]): Promise<ReadonlyMap<string, HeldArticle>>;
  between(window: TimeWindow): AsyncIterable<StoredArticle>;
  /** The same articles, latest first. */
  latest(window: TimeWindow): AsyncIterable<StoredArticle>;
  /** Articles that have every word (accents and case do not matter), newest first. */
  search(words: string, window: TimeWindow, limit: number): AsyncIterable<StoredArticle>;
  /** Articles that have what is sought, latest first, at most `limit`; what they cost does not depend on older ones. */
  find(sought: Sought, window: TimeWindow, limit: number): AsyncIterable<StoredArticle>;
  /**
   * How many articles of the window have what is sought and are not withdrawn, counted no further than `most`;
   * those with an id of `except` are left out.
   */
  countOf(sought: Sought, window: TimeWindow, most: number, except?: readonly string[]): Promise<number>;
  /**
   * How many articles stand up to a moment (or day, to its end): undated ones included, withdrawn ones and those
   * with an id of `except` not.
   */
  countUpTo(moment: string, except?: readonly string[]): Promise<number>;
  /** Languages of articles that nobody could read, in order. */
  unreadLanguages(): Promise<readonly string[]>;
  /** Facts whose id begins with `prefix`, by id; at most `limit`. */
  factsById(prefix: string, limit: number): Promise<readonly FoundFact[]>;
  catalogue(): Promise<StoreCatalogue>;
  /** The most mentioned part of the catalogue, about `most` names; `whole` when there are no others. */
  commonNames(most: number): Promise<{ readonly catalogue: StoreCatalogue; readonly whole: boolean }>;
  /** Names that have all keys of one of the groups (see `nameKeys` of the engine); of each group at most `most`. */
  namesFor(groups: readonly (readonly string[])[], most: number): Promise<StoreCatalogue>;
  /** Keys of names that begin so, in order, at most `most`. */
  keysBeginning(beginning: string, most: number): Promise<readonly string[]>;
  /** How many articles have the word (accents and case do not matter), counted no further than `most`. */
  articlesWith(word: string, most: number): Promise<number>;
  counts(): Promise<StoreCounts>;
  /** Grows with each write by any process; equal revisions mean equal content. */
  revision(): Promise<number>;
  /** Which articles are copies of one another. */
  readonly copies: Pick<CopyIndex, "groupsWith">;
  /** What articles said before their publishers changed them. */
  readonly versions: Pick<Versions, "of" | "factsById">;
  /** Which articles no longer stand. */
  readonly withdrawals: Pick<Withdrawals, "all" | "of">;
}

/**
 * Where articles and facts live. Every write is one transaction: a killed process leaves whole articles or
 * none. Streams are ordered by publication, then by arrival; undated articles are in open windows only.
 */
export interface Store extends StoreReading {
  /** Keeps an article and its facts. Same id, same content and same reader: nothing is written. */
  put(item: StoredArticle): Promise<PutOutcome>;
  /** Keeps many in one transaction, in their order: all or none. One outcome each. */
  putAll(items: readonly ReadArticle[]): Promise<readonly PutOutcome[]>;
  /** Replaces what was read from an article that is here; the article itself stays as it is. */
  replaceFacts(articleId: string, facts: Facts, reader: string): Promise<void>;
  /** The same for many, in one transaction. */
  replaceAllFacts(readings: readonly Reading[]): Promise<void>;
  /** Removes bundled articles whose id is not listed (they live on in the package). Returns how many. */
  dropBundledExcept(ids: ReadonlySet<string>): Promise<number>;
  /** The ids of all articles, in no order. */
  ids(): Promise<readonly string[]>;
  /** Articles that something other than `reader` read. */
  notReadBy(reader: string): AsyncIterable<StoredArticle>;
  /** The names behind its catalogues. */
  readonly names: NameIndex;
  /** Small values about the store itself ("seeds" → hash), null when never set. */
  note(key: string): Promise<string | null>;
  setNote(key: string, value: string): Promise<void>;
  /** Runs `work` while no other process that shares the store over a network runs any under this name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Small values beside the articles. What is written there leaves the revision alone. */
  readonly values: KeyedValues;
  /** A new storage for one Keyv, over those values. */
  keyed(clock: Clock): KeyvStorage;
  /** What recurs, who makes it, and what is to be posted; it leaves the revision alone. */
  readonly subscriptions: Subscriptions;
  readonly runs: RunBook;
  readonly outbox: Outbox;
  /** The same, as they are moved to another store. */
  readonly moved: MovedRows;
  readonly watches: Watches;
  readonly changes: ArticleChanges;
  readonly copies: CopyIndex;
  readonly versions: Versions;
  readonly withdrawals: Withdrawals;
  /** All articles and their earlier versions, as they lie there. */
  keptTexts(): AsyncIterable<KeptTexts>;
  close(): Promise<void>;
}
