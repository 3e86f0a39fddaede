import { Article, type Facts } from "../../briefings/index.ts";
import type { FactKind, HeldArticle, StoredArticle } from "./store.ts";

/** An article as both databases keep it: two JSON texts, word for word what was written. */
export interface StoredRow {
  /** Publication as in time-key.ts. */
  readonly key: number;
  readonly reader: string;
  readonly bundled: number | boolean;
  readonly article: string;
  readonly facts: string;
}

/** The same without its facts. */
export type HeldRow = Omit<StoredRow, "key" | "facts"> & { readonly id: string };

export function toHeld(row: Pick<StoredRow, "reader" | "bundled" | "article">): HeldArticle {
  return {
    article: Article.parse(JSON.parse(row.article)),
    reader: row.reader,
    bundled: Boolean(row.bundled),
  };
}

const texts = new WeakMap<Pick<StoredArticle, "facts">, string>();

/** Facts are taken apart when they are first looked at: most of what a search finds is only passed on. */
export function toStored(row: StoredRow): StoredArticle {
  let facts: Facts | undefined;
  const stored = {
    ...toHeld(row),
    get facts() {
      // Our own output, and the reader's tag says which version wrote it: checking every field again would
      // cost more than the query.
      facts ??= JSON.parse(row.facts) as Facts;
      return facts;
    },
  };
  texts.set(stored, row.facts);
  return stored;
}

/** The facts of an article as JSON: as they came out of a store, where they did. */
export function factsText(stored: Pick<StoredArticle, "facts">): string {
  return texts.get(stored) ?? JSON.stringify(stored.facts);
}

/** Every fact that can be asked for by its id. */
export function factIdsOf(facts: Facts): readonly { readonly id: string; readonly kind: FactKind }[] {
  const named = (kind: FactKind, list: readonly { readonly id: string }[]) =>
    list.map(({ id }) => ({ id, kind }));
  return [
    ...named("figure", facts.figures),
    ...named("statement", facts.statements),
    ...named("key sentence", facts.keySentences),
    ...named("timeline entry", facts.events ?? []),
  ];
}

/** All rows of a range, `size` at a time: no cursor is open while the reader of the stream waits. */
export async function* storedPages<Row extends { readonly key: number }>(
  size: number,
  fetch: (after: number | null) => readonly Row[] | Promise<readonly Row[]>,
): AsyncIterable<Row> {
  for (let after: number | null = null; ; ) {
    const rows = await fetch(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    after = last.key;
  }
}
