import {
  FORM_COLUMNS,
  type FormRow,
  inCatalogue,
  MOST_COMPARED,
  NAME_COLUMNS,
  type NameRow,
  type NameRows,
} from "./catalogue-rows.ts";
import type { CommonNames, NameIndex } from "./name-index.ts";
import type { Rows } from "./postgres-query.ts";
import { anyWordQuery } from "./search-words.ts";
import type { Sought, TimeWindow } from "./store.ts";
import type { StoredRow } from "./stored-row.ts";
import { dayOfKey, KEYS_PER_DAY, keyRange } from "./time-key.ts";

const CATALOGUE_ORDER = "ORDER BY articles DESC, mentions DESC, name, detail";
/** A stretch of history that is looked through at once: a word that is in every article is found in the first. */
const STRETCH_DAYS = [31, 366] as const;

/** Articles by what they are about, and names by what somebody types. */
export class PostgresTopics implements NameIndex {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** The articles of keys up to `high`, latest first: looked for in the last month, then in the last year, then in all. */
  async page(sought: Sought, low: number, high: number, size: number): Promise<StoredRow[]> {
    const { condition, value } = matching(sought);
    if (value === null) return [];
    for (const days of [...STRETCH_DAYS, null]) {
      const from = days === null ? low : Math.max(low, (dayOfKey(high) - days) * KEYS_PER_DAY);
      const rows = await this.#rows<StoredRow>(
        // Keys first: texts are fetched for those few that are wanted.
        `SELECT key, reader, bundled, article, facts FROM sitrep.articles
         WHERE key IN (SELECT key FROM sitrep.articles WHERE ${condition} AND key BETWEEN $2 AND $3
           ORDER BY key DESC LIMIT ${size}) AND key BETWEEN $2 AND $3
         ORDER BY key DESC`,
        [value, from, high],
      );
      if (rows.length === size || from === low) return rows;
    }
    return [];
  }

  async countOf(
    sought: Sought,
    window: TimeWindow,
    most: number,
    except: readonly string[],
  ): Promise<number> {
    const { condition, value } = matching(sought);
    if (value === null) return 0;
    const { low, high } = keyRange(window);
    const [row] = await this.#rows<{ n: number }>(
      `SELECT count(*) AS n FROM
       (SELECT 1 FROM sitrep.articles WHERE ${condition} AND key BETWEEN $2 AND $3
        AND NOT EXISTS (SELECT FROM sitrep.withdrawals WHERE withdrawals.article = articles.id)
        AND id <> ALL ($5::text[]) LIMIT $4) AS found`,
      [value, low, high, most, except],
    );
    return row?.n ?? 0;
  }

  async countUpTo(moment: string, except: readonly string[]): Promise<number> {
    const { high } = keyRange({ from: null, to: moment });
    const [row] = await this.#rows<{ n: number }>(
      `SELECT (SELECT coalesce(sum(articles), 0) FROM sitrep.days WHERE day <= $1)
       - (SELECT count(*) FROM sitrep.articles WHERE key > $2 AND key < $3)
       - (SELECT count(*) FROM sitrep.withdrawals JOIN sitrep.article_ids ON id = article WHERE key <= $2)
       - (SELECT count(*) FROM sitrep.article_ids WHERE id = ANY ($4::text[]) AND key <= $2
          AND NOT EXISTS (SELECT FROM sitrep.withdrawals WHERE article = id)) AS n`,
      [dayOfKey(high), high, (dayOfKey(high) + 1) * KEYS_PER_DAY, except],
    );
    return Number(row?.n ?? 0);
  }

  async unreadLanguages(): Promise<readonly string[]> {
    const rows = await this.#rows<{ language: string }>(
      "SELECT language FROM sitrep.unread_languages ORDER BY language",
    );
    return rows.map(({ language }) => language);
  }

  async all(): Promise<NameRows> {
    const names = await this.#rows<NameRow>(`SELECT ${NAME_COLUMNS} FROM sitrep.names ${CATALOGUE_ORDER}`);
    const forms = await this.#rows<FormRow>(
      `SELECT ${FORM_COLUMNS} FROM sitrep.name_forms ORDER BY articles DESC, form`,
    );
    return { names, forms };
  }

  async common(most: number): Promise<CommonNames> {
    const rows = await this.#rows<NameRow>(
      `SELECT ${NAME_COLUMNS} FROM sitrep.names ORDER BY grade DESC, kind, name, detail LIMIT $1`,
      [most + 1],
    );
    if (rows.length <= most) return { ...(await this.all()), whole: true };
    return { ...(await this.#withForms(rows.slice(0, most))), whole: false };
  }

  async lookUp(groups: readonly (readonly string[])[], most: number): Promise<NameRows> {
    // One question for all: each group is numbered, and a name must have all keys of one of them.
    const keys = groups.flatMap((group, number) =>
      group.map((key, at) => ({ key, number, first: at === 0 })),
    );
    const rows = await this.#rows<NameRow>(
      `WITH asked AS (SELECT * FROM unnest($1::text[], $2::integer[], $3::boolean[]) AS asked (key, number, first)),
       fit AS (SELECT number, found.* FROM asked CROSS JOIN LATERAL
         (SELECT kind, name, detail FROM sitrep.name_keys AS one WHERE one.key = asked.key AND NOT EXISTS
           (SELECT FROM asked AS also WHERE also.number = asked.number AND NOT also.first AND NOT EXISTS
             (SELECT FROM sitrep.name_keys AS other WHERE (other.key, other.kind, other.name, other.detail) =
               (also.key, one.kind, one.name, one.detail)))
          ORDER BY kind, name, detail LIMIT ${MOST_COMPARED}) AS found WHERE asked.first),
       ranked AS (SELECT ${NAME_COLUMNS}, row_number() OVER
         (PARTITION BY number ${CATALOGUE_ORDER}) AS rank FROM fit JOIN sitrep.names USING (kind, name, detail))
       SELECT DISTINCT ${NAME_COLUMNS} FROM ranked WHERE rank <= $4`,
      [keys.map(({ key }) => key), keys.map(({ number }) => number), keys.map(({ first }) => first), most],
    );
    return this.#withForms(rows);
  }

  async keysBeginning(beginning: string, most: number): Promise<readonly string[]> {
    const rows = await this.#rows<{ key: string }>(
      "SELECT DISTINCT key FROM sitrep.name_keys WHERE key >= $1 AND key < $2 ORDER BY key LIMIT $3",
      [beginning, `${beginning}\u{10ffff}`, most],
    );
    return rows.map(({ key }) => key);
  }

  async #withForms(names: readonly NameRow[]): Promise<NameRows> {
    const forms = await this.#rows<FormRow>(
      `SELECT ${FORM_COLUMNS} FROM sitrep.name_forms
       JOIN unnest($1::text[], $2::text[], $3::text[]) AS asked (kind, name, detail) USING (kind, name, detail)
       ORDER BY articles DESC, form`,
      [names.map(({ kind }) => kind), names.map(({ name }) => name), names.map(({ detail }) => detail)],
    );
    return { names: names.toSorted(inCatalogue), forms };
  }
}

function matching(sought: Sought): {
  readonly condition: string;
  readonly value: string | readonly string[] | null;
} {
  if ("terms" in sought)
    return { condition: "terms && $1::text[]", value: sought.terms.length === 0 ? null : sought.terms };
  const query = anyWordQuery(sought.anyWord);
  return { condition: "search @@ $1::tsquery", value: query === "" ? null : query };
}
