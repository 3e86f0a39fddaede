import type { FormRow, NameRow, NameRows } from "./catalogue-rows.ts";

type Counted<Row> = { -readonly [Field in keyof Row]: Row[Field] };

/** What one transaction changes in the counts of names, gathered so that each row is written once. */
export class NameChanges {
  readonly #names = new Map<string, Counted<NameRow>>();
  readonly #forms = new Map<string, Counted<FormRow>>();

  /** Adds (sign 1) or takes away (sign -1) the names of one article. */
  count({ names, forms }: NameRows, sign: 1 | -1): void {
    for (const row of names) {
      const key = `${row.kind}\u0000${row.name}\u0000${row.detail}`;
      const counted = this.#names.get(key);
      if (counted === undefined)
        this.#names.set(key, { ...row, articles: sign, mentions: sign * row.mentions });
      else {
        counted.articles += sign;
        counted.mentions += sign * row.mentions;
      }
    }
    for (const row of forms) {
      const key = `${row.kind}\u0000${row.name}\u0000${row.detail}\u0000${row.use}\u0000${row.form}`;
      const counted = this.#forms.get(key);
      if (counted === undefined) this.#forms.set(key, { ...row, articles: sign });
      else counted.articles += sign;
    }
  }

  /** Rows with what they grow or shrink by, in an order that is the same in every process. */
  names(): readonly NameRow[] {
    return inOrder(this.#names).filter((row) => row.articles !== 0 || row.mentions !== 0);
  }

  forms(): readonly FormRow[] {
    return inOrder(this.#forms).filter((row) => row.articles !== 0);
  }

  clear(): void {
    this.#names.clear();
    this.#forms.clear();
  }
}

function inOrder<Row>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
