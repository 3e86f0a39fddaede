import { Article, type Facts } from "../../briefings/index.ts";
import type { PostgresQuery, Transaction } from "./postgres-query.ts";
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

const PAGE = 64;
const COLUMNS = "number AS key, id, article, facts, reader";

export class PostgresVersions implements Versions {
  readonly #db: PostgresQuery;

  constructor(db: PostgresQuery) {
    this.#db = db;
  }

  async of(articleId: string): Promise<readonly EarlierVersion[]> {
    const rows = await this.#db.rows<VersionRow>(
      `SELECT ${COLUMNS} FROM sitrep.earlier_versions WHERE id = $1 ORDER BY number`,
      [articleId],
    );
    return rows.map(toEarlier);
  }

  async *all(): AsyncIterable<EarlierVersion> {
    for await (const row of this.rows()) yield toEarlier(row);
  }

  async keep({ article, facts, reader }: EarlierVersion): Promise<void> {
    await this.#db.transaction((tx) =>
      this.insert(tx, Article.parse(article), facts === null ? null : JSON.stringify(facts), reader),
    );
  }

  async factsById(prefix: string, limit: number): Promise<readonly EarlierFact[]> {
    if (prefix === "" || prefix.includes("\u0000")) return [];
    const rows = await this.#db.rows<VersionRow & { fact: string; kind: FactKind; version: number }>(
      `SELECT found.id AS fact, found.kind, one.number AS key, one.id, one.article, one.facts, one.reader,
       (SELECT count(*) FROM sitrep.earlier_versions AS other
        WHERE other.id = one.id AND other.number <= one.number) AS version
       FROM (SELECT * FROM sitrep.earlier_facts WHERE id >= $1 AND id < $2 ORDER BY id, version LIMIT $3) AS found
       JOIN sitrep.earlier_versions AS one ON one.number = found.version ORDER BY found.id, found.version`,
      [prefix, `${prefix}\u{10ffff}`, limit],
    );
    return rows.map(toEarlierFact);
  }

  async unread(limit: number): Promise<readonly EarlierVersion[]> {
    const rows = await this.#db.rows<VersionRow>(
      `SELECT ${COLUMNS} FROM sitrep.earlier_versions WHERE facts IS NULL ORDER BY number LIMIT $1`,
      [limit],
    );
    return rows.map(toEarlier);
  }

  /** As they lie there. */
  rows(): AsyncIterable<VersionRow> {
    return storedPages(PAGE, (after) =>
      this.#db.rows<VersionRow>(
        `SELECT ${COLUMNS} FROM sitrep.earlier_versions WHERE number > $1 ORDER BY number LIMIT ${PAGE}`,
        [after ?? 0],
      ),
    );
  }

  /** Inside a transaction of the caller; the fields of the article are in the order of the schema. */
  async insert(
    tx: Transaction,
    article: Article,
    facts: string | null,
    reader: string | null,
  ): Promise<void> {
    const text = JSON.stringify(article);
    const [there] = await tx.rows<Pick<VersionRow, "key" | "facts">>(
      `SELECT number AS key, facts FROM sitrep.earlier_versions WHERE id = $1 AND article::text = $2`,
      [article.id, text],
    );
    if (there !== undefined && (there.facts !== null || facts === null)) return;
    const [kept] =
      there === undefined
        ? await tx.rows<{ key: number }>(
            `INSERT INTO sitrep.earlier_versions (id, sha256, article, facts, reader)
             VALUES ($1, $2, $3, $4, $5) RETURNING number AS key`,
            [article.id, article.sha256, text, facts, reader],
          )
        : await tx.rows<{ key: number }>(
            `UPDATE sitrep.earlier_versions SET facts = $1, reader = $2 WHERE number = $3 RETURNING number AS key`,
            [facts, reader, there.key],
          );
    if (facts === null) return;
    const ids = factIdsOf(JSON.parse(facts) as Facts);
    await tx.run(
      `INSERT INTO sitrep.earlier_facts (id, kind, version)
       SELECT id, kind, $3 FROM unnest($1::text[], $2::text[]) AS given (id, kind) ON CONFLICT DO NOTHING`,
      [ids.map(({ id }) => id), ids.map(({ kind }) => kind), kept!.key],
    );
  }
}
