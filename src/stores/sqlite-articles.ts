import type { DatabaseSync } from "node:sqlite";
import type { Facts } from "../../briefings/index.ts";
import { nameRowsOf } from "./catalogue-rows.ts";
import type { KeptFacts } from "./kept-facts.ts";
import { NameChanges } from "./name-changes.ts";
import type { NameCounts } from "./name-counts.ts";
import { sameArticle } from "./same-article.ts";
import type { SqliteTopics } from "./sqlite-topics.ts";
import type { SqliteVersions } from "./sqlite-versions.ts";
import type { PutOutcome, ReadArticle, Reading } from "./store.ts";
import { type StoredRow, toHeld } from "./stored-row.ts";
import { firstKey, KEYS_PER_MS } from "./time-key.ts";
import { writeStatement } from "./write-statement.ts";

/** What one transaction adds, gathered and written at its end in the order of the tables. */
export class SqliteChanges {
  readonly names = new NameChanges();
  /** New articles by id, with their keys. */
  readonly added = new Map<string, { readonly key: number; readonly item: ReadArticle }>();
  /** The last key given away in each millisecond, by its first key. */
  readonly lastKeys = new Map<number, number>();
  /** Articles that have their turn behind them. */
  readonly touched = new Set<string>();
  /** Facts to be indexed, with the key of their article. */
  readonly facts: { readonly key: number; readonly language: string; readonly facts: KeptFacts }[] = [];

  /** For when all of it has been written and the transaction goes on. */
  clear(): void {
    this.names.clear();
    this.added.clear();
    this.lastKeys.clear();
    this.touched.clear();
    this.facts.length = 0;
  }
}

/** Writes articles with everything that belongs to them, inside transactions of the caller. */
export class SqliteArticles {
  readonly #names: NameCounts;
  readonly #topics: SqliteTopics;
  readonly #versions: SqliteVersions;
  readonly #byId;
  readonly #lastKey;
  readonly #insert;
  readonly #insertSearch;
  readonly #insertFact;
  readonly #updateFacts;
  readonly #deleteFacts;
  readonly #deleteSearch;
  readonly #delete;

  constructor(db: DatabaseSync, names: NameCounts, topics: SqliteTopics, versions: SqliteVersions) {
    this.#names = names;
    this.#topics = topics;
    this.#versions = versions;
    this.#byId = db.prepare("SELECT key, reader, bundled, article, facts FROM articles WHERE id = ?");
    this.#lastKey = db.prepare("SELECT max(key) AS last FROM articles WHERE key >= ? AND key < ?");
    this.#insert = writeStatement(
      db,
      "INSERT INTO articles (key, id, reader, bundled, article, facts) VALUES (?, ?, ?, ?, ?, ?)",
    );
    this.#insertSearch = writeStatement(db, "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)");
    this.#insertFact = writeStatement(db, "INSERT OR IGNORE INTO facts (id, kind, article) VALUES (?, ?, ?)");
    this.#updateFacts = writeStatement(
      db,
      "UPDATE articles SET facts = ?, reader = ?, bundled = ? WHERE key = ?",
    );
    this.#deleteFacts = writeStatement(db, "DELETE FROM facts WHERE article = ?");
    this.#deleteSearch = writeStatement(db, "DELETE FROM search WHERE rowid = ?");
    this.#delete = writeStatement(db, "DELETE FROM articles WHERE key = ?");
  }

  /** Keeps an article; what it was, and whether anything is written for it. */
  put(changes: SqliteChanges, item: ReadArticle): { readonly outcome: PutOutcome; readonly wrote: boolean } {
    const row = this.#take(changes, item.article.id);
    if (row === undefined) {
      this.#add(changes, item);
      return { outcome: "new", wrote: true };
    }
    const old = toHeld(row);
    const bundled = old.bundled && item.bundled;
    if (!sameArticle(old.article, item.article)) {
      this.#versions.insert(old.article, row.facts, row.reader);
      this.#remove(changes, row);
      this.#add(changes, { ...item, bundled });
      return { outcome: "updated", wrote: true };
    }
    const wrote = old.reader !== item.reader || old.bundled !== bundled;
    if (wrote) this.#swapFacts(changes, row, { ...item, bundled });
    return { outcome: "unchanged", wrote };
  }

  /** Gives whether anything is written: an article that is not here gets no facts. */
  replaceFacts(changes: SqliteChanges, { articleId, facts, reader }: Reading): boolean {
    const row = this.#take(changes, articleId);
    if (row === undefined) return false;
    this.#swapFacts(changes, row, { facts, reader, bundled: row.bundled === 1 });
    return true;
  }

  /** Takes an article away, with all that belongs to it. */
  drop(changes: SqliteChanges, id: string): void {
    const row = this.#take(changes, id);
    if (row !== undefined) this.#remove(changes, row);
  }

  /** The article as it is at this point of the transaction; to be asked for before each change of one. */
  #take(changes: SqliteChanges, id: string): StoredRow | undefined {
    if (changes.touched.has(id)) {
      this.write(changes);
      changes.clear();
    }
    changes.touched.add(id);
    return this.byId(id);
  }

  byId(id: string): StoredRow | undefined {
    return this.#byId.get(id) as unknown as StoredRow | undefined;
  }

  #add(changes: SqliteChanges, item: ReadArticle): void {
    const key = this.#freeKey(changes, item.article.publishedAt);
    changes.added.set(item.article.id, { key, item });
    this.#indexFacts(changes, key, item.article.language, item.facts);
  }

  #remove(changes: SqliteChanges, row: StoredRow): void {
    this.#forgetFacts(changes, row);
    this.#deleteSearch.run(row.key);
    this.#delete.run(row.key);
    this.#topics.count(row.key, -1);
  }

  #swapFacts(
    changes: SqliteChanges,
    row: StoredRow,
    { facts, reader, bundled }: Omit<ReadArticle, "article">,
  ): void {
    this.#forgetFacts(changes, row);
    this.#updateFacts.run(facts.json, reader, bundled ? 1 : 0, row.key);
    this.#indexFacts(changes, row.key, toHeld(row).article.language, facts);
  }

  /** Writes what was gathered, each table in the order of its keys: pages are touched once. */
  write({ added, facts, names }: SqliteChanges): void {
    const items = [...added.values()].sort((a, b) => a.key - b.key);
    for (const { key, item } of items) {
      const { article, reader, bundled } = item;
      this.#insert.run(key, article.id, reader, bundled ? 1 : 0, JSON.stringify(article), item.facts.json);
    }
    for (const { key, item } of items) this.#insertSearch.run(key, item.article.title, item.article.text);
    for (const { key } of items) this.#topics.count(key, 1);
    for (const one of facts.toSorted((a, b) => a.key - b.key))
      this.#topics.add(one.key, one.language, one.facts);
    const rows = facts.flatMap(({ key, facts: { ids } }) => ids.map(({ id, kind }) => ({ id, kind, key })));
    rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.key - b.key));
    for (const { id, kind, key } of rows) this.#insertFact.run(id, kind, key);
    this.#names.write(names);
  }

  #indexFacts(changes: SqliteChanges, key: number, language: string, facts: KeptFacts): void {
    changes.facts.push({ key, language, facts });
    changes.names.count(facts, 1);
  }

  #forgetFacts(changes: SqliteChanges, row: StoredRow): void {
    changes.names.count(nameRowsOf(JSON.parse(row.facts) as Facts), -1);
    this.#deleteFacts.run(row.key);
    this.#topics.forget(row.key);
  }

  /** The next key of that publication moment; a full millisecond overflows into the next ones. */
  #freeKey({ lastKeys }: SqliteChanges, publishedAt: string): number {
    for (let start = firstKey(publishedAt); ; start += KEYS_PER_MS) {
      const { last } = this.#lastKey.get(start, start + KEYS_PER_MS) as { last: number | null };
      const key = Math.max(last ?? start - 1, lastKeys.get(start) ?? start - 1) + 1;
      if (key >= start + KEYS_PER_MS) continue;
      lastKeys.set(start, key);
      return key;
    }
  }
}
