import type { DatabaseSync } from "node:sqlite";
import { type KeptFacts, termsOf } from "./kept-facts.ts";
import type { Sought } from "./store.ts";
import { dayOfKey, KEYS_PER_DAY } from "./time-key.ts";
import { writeStatement } from "./write-statement.ts";

/** What articles are about, by term, and how many there are a day. Writes run inside the caller's transaction. */
export class SqliteTopics {
  readonly #db: DatabaseSync;
  readonly #insert;
  readonly #delete;
  readonly #addDay;
  readonly #addLanguage;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = writeStatement(db, "INSERT INTO topics (rowid, terms) VALUES (?, ?)");
    this.#delete = writeStatement(db, "DELETE FROM topics WHERE rowid = ?");
    this.#addDay = writeStatement(
      db,
      "INSERT INTO days VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
    );
    this.#addLanguage = writeStatement(db, "INSERT OR IGNORE INTO unread_languages VALUES (?)");
  }

  add(key: number, language: string, facts: Pick<KeptFacts, "terms" | "read">): void {
    this.#insert.run(key, termsOf(language, facts).join(" "));
    if (!facts.read) this.#addLanguage.run(language);
  }

  forget(key: number): void {
    this.#delete.run(key);
  }

  /** An article that came (1) or went (-1). */
  count(key: number, sign: 1 | -1): void {
    this.#addDay.run(dayOfKey(key), sign);
  }

  /** A condition on keys: its table, its query, and "" where nothing can be found. */
  match(sought: Sought): { readonly table: "topics" | "search"; readonly query: string } {
    const [table, list] =
      "terms" in sought ? (["topics", sought.terms] as const) : (["search", sought.anyWord] as const);
    const words = list.filter((word) => /[\p{L}\p{N}]/u.test(word));
    return { table, query: words.map((word) => `"${word.replaceAll('"', '""')}"`).join(" OR ") };
  }

  /** Articles that stand, by their keys, without those of the ids. */
  countUpTo(high: number, except: readonly string[]): number {
    const row = this.#db
      .prepare(
        `SELECT (SELECT coalesce(sum(articles), 0) FROM days WHERE day <= ?1)
         - (SELECT count(*) FROM articles WHERE key > ?2 AND key < ?3)
         - (SELECT count(*) FROM withdrawals CROSS JOIN articles ON id = withdrawals.article WHERE key <= ?2)
         - (SELECT count(*) FROM json_each(?4) AS other CROSS JOIN articles ON articles.id = other.value
            WHERE articles.key <= ?2 AND articles.id NOT IN (SELECT article FROM withdrawals)) AS n`,
      )
      .get(dayOfKey(high), high, (dayOfKey(high) + 1) * KEYS_PER_DAY, JSON.stringify(except)) as {
      n: number;
    };
    return row.n;
  }

  unreadLanguages(): string[] {
    const rows = this.#db.prepare("SELECT language FROM unread_languages ORDER BY language").all();
    return (rows as { language: string }[]).map(({ language }) => language);
  }
}
