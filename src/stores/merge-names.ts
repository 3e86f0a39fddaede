import { nameKeys } from "../../briefings/index.ts";
import {
  type FormRow,
  gradeOf,
  inCatalogue,
  keyOf,
  type NameRow,
  type NameRows,
  toCatalogue,
} from "./catalogue-rows.ts";
import type { NameIndex } from "./name-index.ts";
import type { StoreCatalogue } from "./store.ts";

/** More than there are namesakes of one spelling. */
const ALL_NAMESAKES = 1000;

/**
 * Catalogues of two stores as if their articles lay in one: what both count of a name in one meaning is added up. Of
 * what is cut at `most`, a name that neither store has among its first is not there, even if both together would.
 */
export class MergedNames {
  readonly #parts: readonly [NameIndex, NameIndex];

  constructor(shared: NameIndex, own: NameIndex) {
    this.#parts = [shared, own];
  }

  async catalogue(): Promise<StoreCatalogue> {
    const [shared, own] = await this.#both((part) => part.all());
    return toCatalogue(addUp(shared, own));
  }

  async common(most: number): Promise<{ readonly catalogue: StoreCatalogue; readonly whole: boolean }> {
    const [shared, own] = await this.#both((part) => part.common(most));
    const all = addUp(...(await this.#complete(shared, own)));
    if (all.names.length <= most) return { catalogue: toCatalogue(all), whole: shared.whole && own.whole };
    const names = all.names.toSorted(byGrade).slice(0, most).sort(inCatalogue);
    return { catalogue: toCatalogue({ ...all, names }), whole: false };
  }

  async lookUp(groups: readonly (readonly string[])[], most: number): Promise<StoreCatalogue> {
    return toCatalogue(await this.#rowsOf(groups, most));
  }

  async #rowsOf(groups: readonly (readonly string[])[], most: number): Promise<NameRows> {
    const [shared, own] = await this.#both((part) => part.lookUp(groups, most));
    const all = addUp(...(await this.#complete(shared, own)));
    if (all.names.length <= most) return all;
    if (groups.length <= 1) return { ...all, names: all.names.slice(0, most) };
    // Each group has its own `most`, and the answer for several does not say which name is of which.
    const each = await Promise.all(groups.map((group) => this.#rowsOf([group], most)));
    const names = new Map(each.flatMap((rows) => rows.names.map((row) => [keyOf(row), row])));
    const forms = new Map(each.flatMap((rows) => rows.forms.map((row) => [formKeyOf(row), row])));
    return { names: [...names.values()].sort(inCatalogue), forms: [...forms.values()].sort(byUse) };
  }

  /** Each store's counts of every name that either of them found: one may have found it by an alias of its own. */
  async #complete(shared: NameRows, own: NameRows): Promise<[NameRows, NameRows]> {
    return Promise.all([
      this.#withMissing(this.#parts[0], shared, own),
      this.#withMissing(this.#parts[1], own, shared),
    ]);
  }

  async #withMissing(part: NameIndex, here: NameRows, there: NameRows): Promise<NameRows> {
    const known = new Set(here.names.map(keyOf));
    const missing = there.names.filter((row) => !known.has(keyOf(row)));
    const wanted = new Set(missing.map(keyOf));
    // The first key of a name is its letters: a store that counts the name has it under that.
    const groups = missing.flatMap(({ name }) => nameKeys(name).slice(0, 1)).map((key) => [key]);
    if (groups.length === 0) return here;
    const found = await part.lookUp(groups, ALL_NAMESAKES);
    const fits = (row: NameRow | FormRow) => wanted.has(keyOf(row));
    return {
      names: [...here.names, ...found.names.filter(fits)],
      forms: [...here.forms, ...found.forms.filter(fits)],
    };
  }

  #both<T>(ask: (part: NameIndex) => Promise<T>): Promise<[T, T]> {
    return Promise.all([ask(this.#parts[0]), ask(this.#parts[1])]);
  }
}

function addUp(a: NameRows, b: NameRows): NameRows {
  const names = new Map<string, NameRow>();
  for (const row of [...a.names, ...b.names]) {
    const other = names.get(keyOf(row));
    const articles = row.articles + (other?.articles ?? 0);
    names.set(keyOf(row), { ...row, articles, mentions: row.mentions + (other?.mentions ?? 0) });
  }
  const forms = new Map<string, FormRow>();
  for (const row of [...a.forms, ...b.forms]) {
    const articles = row.articles + (forms.get(formKeyOf(row))?.articles ?? 0);
    forms.set(formKeyOf(row), { ...row, articles });
  }
  return { names: [...names.values()].sort(inCatalogue), forms: [...forms.values()].sort(byUse) };
}

/** The order in which stores keep the most mentioned names. */
function byGrade(a: NameRow, b: NameRow): number {
  return (
    gradeOf(b.articles) - gradeOf(a.articles) ||
    byBytes(a.kind, b.kind) ||
    byBytes(a.name, b.name) ||
    byBytes(a.detail, b.detail)
  );
}

function byUse(a: FormRow, b: FormRow): number {
  return b.articles - a.articles || byBytes(a.form, b.form);
}

/** As both databases compare texts. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function formKeyOf(row: FormRow): string {
  return `${keyOf(row)}\u0000${row.use}\u0000${row.form}`;
}
