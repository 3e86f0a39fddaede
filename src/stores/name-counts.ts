import type { DatabaseSync } from "node:sqlite";
import { type FormRow, type NameRow, toCatalogue } from "./catalogue-rows.ts";
import type { NameChanges } from "./name-changes.ts";
import type { StoreCatalogue } from "./store.ts";
import { writeStatement } from "./write-statement.ts";

/** Counts places and actors over all articles as they come and go, so that the catalogue needs no scan. */
export class NameCounts {
  readonly #db: DatabaseSync;
  readonly #addName;
  readonly #addForm;
  readonly #dropName;
  readonly #dropForm;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#addName = writeStatement(
      db,
      `INSERT INTO names VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       articles = articles + excluded.articles, mentions = mentions + excluded.mentions`,
    );
    this.#addForm = writeStatement(
      db,
      "INSERT INTO name_forms VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles",
    );
    this.#dropName = writeStatement(
      db,
      "DELETE FROM names WHERE kind = ? AND name = ? AND detail = ? AND articles <= 0",
    );
    this.#dropForm = writeStatement(
      db,
      "DELETE FROM name_forms WHERE kind = ? AND name = ? AND detail = ? AND use = ? AND form = ? AND articles <= 0",
    );
  }

  /** Writes what a transaction changes, inside it. */
  write(changes: NameChanges): void {
    for (const { kind, name, detail, use, form, articles } of changes.forms()) {
      this.#addForm.run(kind, name, detail, use, form, articles);
      if (articles < 0) this.#dropForm.run(kind, name, detail, use, form);
    }
    for (const { kind, name, detail, articles, mentions } of changes.names()) {
      this.#addName.run(kind, name, detail, articles, mentions);
      if (articles < 0) this.#dropName.run(kind, name, detail);
    }
  }

  catalogue(): StoreCatalogue {
    const forms = this.#db.prepare("SELECT * FROM name_forms ORDER BY articles DESC, form").all();
    const names = this.#db
      .prepare("SELECT * FROM names ORDER BY articles DESC, mentions DESC, name, detail")
      .all();
    return toCatalogue(names as unknown as NameRow[], forms as unknown as FormRow[]);
  }
}
