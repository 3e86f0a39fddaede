import type { DatabaseSync } from "node:sqlite";
import {
  type FormRow,
  gradeOf,
  inCatalogue,
  keysOf,
  MOST_COMPARED,
  NAME_COLUMNS,
  type NameRow,
  toCatalogue,
} from "./catalogue-rows.ts";
import type { NameChanges } from "./name-changes.ts";
import type { StoreCatalogue } from "./store.ts";
import { writeStatement } from "./write-statement.ts";

const CATALOGUE_ORDER = "ORDER BY articles DESC, mentions DESC, name, detail";

/** Counts places and actors over all articles as they come and go, so that the catalogue needs no scan. */
export class NameCounts {
  readonly #db: DatabaseSync;
  readonly #addName;
  readonly #addForm;
  readonly #addKey;
  readonly #setGrade;
  readonly #dropName;
  readonly #dropForm;
  readonly #dropKeys;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#addName = db.prepare(
      `INSERT INTO names (${NAME_COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       articles = articles + excluded.articles, mentions = mentions + excluded.mentions RETURNING articles`,
    );
    this.#addForm = db.prepare(
      `INSERT INTO name_forms VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET articles = articles + excluded.articles RETURNING articles`,
    );
    this.#addKey = writeStatement(db, "INSERT OR IGNORE INTO name_keys VALUES (?, ?, ?, ?)");
    this.#setGrade = writeStatement(
      db,
      "UPDATE names SET grade = ? WHERE kind = ? AND name = ? AND detail = ? AND grade <> ?1",
    );
    this.#dropName = writeStatement(
      db,
      "DELETE FROM names WHERE kind = ? AND name = ? AND detail = ? AND articles <= 0",
    );
    this.#dropForm = writeStatement(
      db,
      "DELETE FROM name_forms WHERE kind = ? AND name = ? AND detail = ? AND use = ? AND form = ? AND articles <= 0",
    );
    this.#dropKeys = writeStatement(
      db,
      "DELETE FROM name_keys WHERE key = ? AND kind = ? AND name = ? AND detail = ?",
    );
  }

  /** Writes what a transaction changes, inside it. */
  write(changes: NameChanges): void {
    for (const row of changes.forms()) {
      const { kind, name, detail, use, form, articles } = row;
      const all = countIn(this.#addForm.get(kind, name, detail, use, form, articles));
      if (all === articles) this.#addKeys(row);
      if (articles < 0) this.#dropForm.run(kind, name, detail, use, form);
    }
    for (const row of changes.names()) {
      const { kind, name, detail, articles, mentions } = row;
      const all = countIn(this.#addName.get(kind, name, detail, articles, mentions));
      if (all === articles) this.#addKeys(row);
      const grade = gradeOf(all);
      if (grade !== gradeOf(all - articles)) this.#setGrade.run(grade, kind, name, detail);
      if (all <= 0) this.#forget(row);
    }
  }

  catalogue(): StoreCatalogue {
    const forms = this.#db.prepare("SELECT * FROM name_forms ORDER BY articles DESC, form").all();
    const names = this.#db.prepare(`SELECT ${NAME_COLUMNS} FROM names ${CATALOGUE_ORDER}`).all();
    return toCatalogue(names as unknown as NameRow[], forms as unknown as FormRow[]);
  }

  common(most: number): { catalogue: StoreCatalogue; whole: boolean } {
    const rows = this.#db
      .prepare(`SELECT ${NAME_COLUMNS} FROM names ORDER BY grade DESC, kind, name, detail LIMIT ?`)
      .all(most + 1) as unknown as NameRow[];
    if (rows.length <= most) return { catalogue: this.catalogue(), whole: true };
    return { catalogue: this.#withForms(rows.slice(0, most)), whole: false };
  }

  lookUp(groups: readonly (readonly string[])[], most: number): StoreCatalogue {
    const found = new Map<string, NameRow>();
    for (const [first, ...others] of groups) {
      if (first === undefined) continue;
      const also = others.map(
        () =>
          ` AND EXISTS (SELECT 1 FROM name_keys AS other WHERE other.key = ? AND other.kind = name_keys.kind
            AND other.name = name_keys.name AND other.detail = name_keys.detail)`,
      );
      const rows = this.#db
        .prepare(
          `SELECT ${NAME_COLUMNS} FROM names WHERE (kind, name, detail) IN
           (SELECT kind, name, detail FROM name_keys WHERE key = ?${also.join("")}
            ORDER BY kind, name, detail LIMIT ${MOST_COMPARED}) ${CATALOGUE_ORDER} LIMIT ?`,
        )
        .all(first, ...others, most) as unknown as NameRow[];
      for (const row of rows) found.set(JSON.stringify([row.kind, row.name, row.detail]), row);
    }
    return this.#withForms([...found.values()]);
  }

  keysBeginning(beginning: string, most: number): readonly string[] {
    const rows = this.#db
      .prepare("SELECT DISTINCT key FROM name_keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?")
      .all(beginning, `${beginning}\u{10ffff}`, most) as { key: string }[];
    return rows.map(({ key }) => key);
  }

  #withForms(names: readonly NameRow[]): StoreCatalogue {
    const forms = this.#db.prepare(
      "SELECT * FROM name_forms WHERE kind = ? AND name = ? AND detail = ? ORDER BY articles DESC, form",
    );
    return toCatalogue(
      names.toSorted(inCatalogue),
      names.flatMap(({ kind, name, detail }) => forms.all(kind, name, detail) as unknown as FormRow[]),
    );
  }

  #addKeys(row: NameRow | FormRow): void {
    for (const key of keysOf(row)) this.#addKey.run(key, row.kind, row.name, row.detail);
  }

  /** A name goes with its keys; those of aliases that went before lead to nothing and do no harm. */
  #forget(row: NameRow): void {
    this.#dropName.run(row.kind, row.name, row.detail);
    for (const key of keysOf(row)) this.#dropKeys.run(key, row.kind, row.name, row.detail);
  }
}

function countIn(row: unknown): number {
  return (row as { articles: number }).articles;
}
