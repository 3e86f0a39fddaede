import type { DatabaseSync } from "node:sqlite";
import type { ActorKind, Facts, PlacePrecision } from "../../briefings/index.ts";
import type { CatalogueActor, CataloguePlace, StoreCatalogue } from "./store.ts";
import { writeStatement } from "./write-statement.ts";

interface NameRow {
  readonly name: string;
  readonly detail: string;
  readonly articles: number;
  readonly mentions: number;
}

interface FormRow {
  readonly name: string;
  readonly detail: string;
  readonly use: "alias" | "role";
  readonly form: string;
}

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
    for (const place of facts.places) {
      const detail = JSON.stringify([place.country, place.admin1, place.precision]);
      this.#countForms("place", place.name, detail, "alias", place.aliases, sign);
      this.#countName("place", place.name, detail, place.mentions.length, sign);
    }
    for (const actor of facts.actors) {
      const detail = JSON.stringify([actor.kind]);
      this.#countForms("actor", actor.name, detail, "alias", actor.aliases, sign);
      this.#countForms("actor", actor.name, detail, "role", actor.roles, sign);
      this.#countName("actor", actor.name, detail, actor.mentions.length, sign);
    }
  }

  #countName(kind: string, name: string, detail: string, mentions: number, sign: 1 | -1): void {
    this.#addName.run(kind, name, detail, sign, sign * mentions);
    if (sign === -1) this.#dropName.run(kind, name, detail);
  }

  #countForms(
    kind: string,
    name: string,
    detail: string,
    use: string,
    forms: readonly string[],
    sign: 1 | -1,
  ): void {
    for (const form of forms) {
      this.#addForm.run(kind, name, detail, use, form, sign);
      if (sign === -1) this.#dropForm.run(kind, name, detail, use, form);
    }
  }

  catalogue(): StoreCatalogue {
    const places = this.#read("place").map(([row, forms]): CataloguePlace => {
      const [country, admin1, precision] = JSON.parse(row.detail) as [
        string | null,
        string | null,
        PlacePrecision,
      ];
      return {
        name: row.name,
        aliases: forms("alias"),
        country,
        admin1,
        precision,
        articles: row.articles,
        mentions: row.mentions,
      };
    });
    const actors = this.#read("actor").map(([row, forms]): CatalogueActor => {
      const [kind] = JSON.parse(row.detail) as [ActorKind];
      const { name, articles, mentions } = row;
      return {
        name,
        kind,
        aliases: forms("alias"),
        roles: forms("role"),
        articles,
        mentions,
      };
    });
    return { places, actors };
  }

  #read(kind: "place" | "actor"): [NameRow, (use: FormRow["use"]) => string[]][] {
    const forms = new Map<string, FormRow[]>();
    const formRows = this.#db
      .prepare("SELECT name, detail, use, form FROM name_forms WHERE kind = ? ORDER BY articles DESC, form")
      .all(kind) as unknown as FormRow[];
    for (const row of formRows) {
      const key = `${row.name}\u0000${row.detail}`;
      const list = forms.get(key);
      if (list === undefined) forms.set(key, [row]);
      else list.push(row);
    }
    const names = this.#db
      .prepare(
        "SELECT name, detail, articles, mentions FROM names WHERE kind = ? ORDER BY articles DESC, mentions DESC, name, detail",
      )
      .all(kind) as unknown as NameRow[];
    return names.map((row) => {
      const own = forms.get(`${row.name}\u0000${row.detail}`) ?? [];
      return [row, (use) => own.filter((form) => form.use === use).map((form) => form.form)];
    });
  }
}
