import type { DatabaseSync } from "node:sqlite";
import { Article, type Facts } from "../../briefings/index.ts";
import type { FactKind } from "./store.ts";
import { factIdsOf, storedPages } from "./stored-row.ts";
import {
  type EarlierFact,
  type EarlierVersion,
  toEarlier,
  toEarlierFact,
  type VersionRow,
  type Versions,
} from "./versions.ts";
import { writeStatement } from "./write-statement.ts";

const PAGE = 64;
const COLUMNS = "rowid AS key, id, article, facts, reader";

export class SqliteVersions implements Versions {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async of(articleId: string): Promise<readonly EarlierVersion[]> {
    const rows = this.#db
      .prepare(`SELECT ${COLUMNS} FROM earlier_versions WHERE id = ? ORDER BY rowid`)
      .all(articleId) as unknown as VersionRow[];
    return rows.map(toEarlier);
  }

  async *all(): AsyncIterable<EarlierVersion> {
    for await (const row of this.rows()) yield toEarlier(row);
  }

  async keep({ article, facts, reader }: EarlierVersion): Promise<void> {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      this.insert(Article.parse(article), facts === null ? null : JSON.stringify(facts), reader);
      this.#db.exec("COMMIT");
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  async factsById(prefix: string, limit: number): Promise<readonly EarlierFact[]> {
    if (prefix === "") return [];
    const rows = this.#db
      .prepare(
        `SELECT found.id AS fact, found.kind, one.rowid AS key, one.id, one.article, one.facts, one.reader,
         (SELECT count(*) FROM earlier_versions AS other WHERE other.id = one.id AND other.rowid <= one.rowid) AS version
         FROM earlier_facts AS found JOIN earlier_versions AS one ON one.rowid = found.version
         WHERE found.id >= ? AND found.id < ? ORDER BY found.id, found.version LIMIT ?`,
      )
      .all(prefix, `${prefix}\u{10ffff}`, limit) as unknown as (VersionRow & {
      fact: string;
      kind: FactKind;
      version: number;
    })[];
    return rows.map(toEarlierFact);
  }

  async unread(limit: number): Promise<readonly EarlierVersion[]> {
    const rows = this.#db
      .prepare(`SELECT ${COLUMNS} FROM earlier_versions WHERE facts IS NULL ORDER BY rowid LIMIT ?`)
      .all(limit) as unknown as VersionRow[];
    return rows.map(toEarlier);
  }

  /** As they lie there. */
  rows(): AsyncIterable<VersionRow> {
    const page = this.#db.prepare(
      `SELECT ${COLUMNS} FROM earlier_versions WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
    );
    return storedPages(PAGE, (after) => page.all(after ?? 0) as unknown as VersionRow[]);
  }

  /** Inside a transaction of the caller; the fields of the article are in the order of the schema. */
  insert(article: Article, facts: string | null, reader: string | null): void {
    const text = JSON.stringify(article);
    const there = this.#db
      .prepare("SELECT rowid AS key, facts FROM earlier_versions WHERE id = ? AND article = ?")
      .get(article.id, text) as unknown as Pick<VersionRow, "key" | "facts"> | undefined;
    if (there !== undefined && (there.facts !== null || facts === null)) return;
    if (there === undefined)
      writeStatement(
        this.#db,
        "INSERT INTO earlier_versions (id, sha256, article, facts, reader) VALUES (?, ?, ?, ?, ?)",
      ).run(article.id, article.sha256, text, facts, reader);
    else
      writeStatement(this.#db, "UPDATE earlier_versions SET facts = ?, reader = ? WHERE rowid = ?").run(
        facts,
        reader,
        there.key,
      );
    if (facts === null) return;
    const add = writeStatement(
      this.#db,
      `INSERT OR IGNORE INTO earlier_facts (id, kind, version)
       SELECT ?, ?, rowid FROM earlier_versions WHERE id = ? AND article = ?`,
    );
    for (const { id, kind } of factIdsOf(JSON.parse(facts) as Facts)) add.run(id, kind, article.id, text);
  }
}
