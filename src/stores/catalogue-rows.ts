import { type ActorKind, type Facts, nameKeys, type PlacePrecision } from "../../briefings/index.ts";
import type { CatalogueActor, CataloguePlace, StoreCatalogue } from "./store.ts";

export const NAME_COLUMNS = "kind, name, detail, articles, mentions";
/** Names with one key that are compared by how often they are mentioned, the first ones by name: "council" is in thousands. */
export const MOST_COMPARED = 300;
export const FORM_COLUMNS = "kind, name, detail, use, form, articles";

/** A name in one meaning: `detail` is a JSON list of what tells it from its namesakes. */
export interface NameRow {
  readonly kind: "place" | "actor";
  readonly name: string;
  readonly detail: string;
  readonly articles: number;
  readonly mentions: number;
}

/** An alias or a role a name appears under. */
export interface FormRow {
  readonly kind: "place" | "actor";
  readonly name: string;
  readonly detail: string;
  readonly use: "alias" | "role";
  readonly form: string;
  readonly articles: number;
}

/** The keys that a name is looked up by (see `nameKeys`): those of itself and of its aliases, not of its roles. */
export function keysOf(row: NameRow | FormRow): readonly string[] {
  if (!("form" in row)) return nameKeys(row.name);
  return row.use === "alias" ? nameKeys(row.form) : [];
}

/** How many binary digits a count has: it changes rarely, so that an index over it costs little. */
export function gradeOf(articles: number): number {
  return articles <= 0 ? 0 : 32 - Math.clz32(articles);
}

export interface NameRows {
  readonly names: readonly NameRow[];
  readonly forms: readonly FormRow[];
}

/** What one article adds to the counts of names. */
export function nameRowsOf(facts: Facts): NameRows {
  const names: NameRow[] = [];
  const forms: FormRow[] = [];
  for (const place of facts.places) {
    const detail = JSON.stringify([place.country, place.admin1, place.precision]);
    const about = { kind: "place", name: place.name, detail, articles: 1 } as const;
    names.push({ ...about, mentions: place.mentions.length });
    forms.push(...place.aliases.map((form) => ({ ...about, use: "alias" as const, form })));
  }
  for (const actor of facts.actors) {
    const detail = JSON.stringify([actor.kind]);
    const about = { kind: "actor", name: actor.name, detail, articles: 1 } as const;
    names.push({ ...about, mentions: actor.mentions.length });
    forms.push(...actor.aliases.map((form) => ({ ...about, use: "alias" as const, form })));
    forms.push(...actor.roles.map((form) => ({ ...about, use: "role" as const, form })));
  }
  return { names, forms };
}

/** The order of the catalogue; texts by their bytes, as both databases compare them. */
export function inCatalogue(a: NameRow, b: NameRow): number {
  return (
    b.articles - a.articles ||
    b.mentions - a.mentions ||
    Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) ||
    Buffer.compare(Buffer.from(a.detail), Buffer.from(b.detail))
  );
}

/** The catalogue from rows of names in its order (most articles first, then most mentions, then by name) and of their forms. */
export function toCatalogue(names: readonly NameRow[], forms: readonly FormRow[]): StoreCatalogue {
  const formsOf = new Map<string, FormRow[]>();
  for (const row of forms) {
    const list = formsOf.get(keyOf(row));
    if (list === undefined) formsOf.set(keyOf(row), [row]);
    else list.push(row);
  }
  const used = (row: NameRow, use: FormRow["use"]) =>
    (formsOf.get(keyOf(row)) ?? []).filter((form) => form.use === use).map((form) => form.form);
  const places: CataloguePlace[] = [];
  const actors: CatalogueActor[] = [];
  for (const row of names) {
    const { name, articles, mentions } = row;
    if (row.kind === "place") {
      const [country, admin1, precision] = JSON.parse(row.detail) as PlaceDetail;
      places.push({ name, aliases: used(row, "alias"), country, admin1, precision, articles, mentions });
    } else {
      const [kind] = JSON.parse(row.detail) as [ActorKind];
      actors.push({ name, kind, aliases: used(row, "alias"), roles: used(row, "role"), articles, mentions });
    }
  }
  return { places, actors };
}

type PlaceDetail = [country: string | null, admin1: string | null, precision: PlacePrecision];

function keyOf({ kind, name, detail }: NameRow | FormRow): string {
  return `${kind}\u0000${name}\u0000${detail}`;
}
