import { Article, type Facts } from "../../briefings/index.ts";
import type { FactKind, FoundFact } from "./store.ts";

/** What an article said before its publisher changed it, with what was read from it then. */
export interface EarlierVersion {
  readonly article: Article;
  /** null where they were not kept, or not yet read. */
  readonly facts: Facts | null;
  /** What read it; null without facts. */
  readonly reader: string | null;
}

/** A fact of an earlier version, found by its id. */
export interface EarlierFact extends FoundFact {
  /** Place of the version among those of its article, from 1 for the first. */
  readonly version: number;
}

/** The earlier versions of articles: texts and facts are never lost. */
export interface Versions {
  /** Of one article, first version first. */
  of(articleId: string): Promise<readonly EarlierVersion[]>;
  /** All, in order of the changes. */
  all(): AsyncIterable<EarlierVersion>;
  /** Keeps a version; the same one is kept once, and facts are added to one that has none. */
  keep(version: EarlierVersion): Promise<void>;
  /** Facts of earlier versions whose id begins with `prefix`, by id, then by version; at most `limit`. */
  factsById(prefix: string, limit: number): Promise<readonly EarlierFact[]>;
  /** Versions without facts, at most `limit`. */
  unread(limit: number): Promise<readonly EarlierVersion[]>;
}

/** A version as both databases keep it. */
export interface VersionRow {
  readonly key: number;
  readonly id: string;
  readonly article: string;
  readonly facts: string | null;
  readonly reader: string | null;
}

export function toEarlier({ article, facts, reader }: VersionRow): EarlierVersion {
  return {
    article: Article.parse(JSON.parse(article)),
    facts: facts === null ? null : (JSON.parse(facts) as Facts),
    reader,
  };
}

export function toEarlierFact(
  row: VersionRow & { readonly fact: string; readonly kind: FactKind; readonly version: number },
): EarlierFact {
  const { article, facts } = toEarlier(row);
  return { id: row.fact, kind: row.kind, article, facts: facts!, version: row.version };
}
