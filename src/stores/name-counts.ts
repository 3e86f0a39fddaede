import type { DatabaseSync } from "node:sqlite";
import type { Facts } from "../../briefings/index.ts";
import { type FormRow, type NameRow, nameRowsOf, toCatalogue } from "./catalogue-rows.ts";
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

  /** Adds (sign 1) or takes away (sign -1) the names of one article. Runs inside the caller's transaction. */
  count(facts: Facts, sign: 1 | -1): void {
    const { names, forms } = nameRowsOf(facts);
    for (const { kind, name, detail, use, form } of forms) {
      this.#addForm.run(kind, name, detail, use, form, sign);
      if (sign === -1) this.#dropForm.run(kind, name, detail, use, form);
    }
    for (const { kind, name, detail, mentions } of names) {
      this.#addName.run(kind, name, detail, sign, sign * mentions);
      if (sign === -1) this.#dropName.run(kind, name, detail);
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
