import { termsOfFacts } from "../../briefings/index.ts";
import { FORM_COLUMNS, type FormRow, keysOf, NAME_COLUMNS, type NameRow } from "./catalogue-rows.ts";
import { termsOf } from "./kept-facts.ts";
import type { Transaction } from "./postgres-query.ts";
import { type StoredRow, storedPages, toStored } from "./stored-row.ts";
import { KEYS_PER_DAY } from "./time-key.ts";

const PAGE = 256;

/** Fills what came with the schema's third version from articles and names that were there before. */
export async function fillPostgresTopics(tx: Transaction): Promise<void> {
  const pages = storedPages(PAGE, (after) =>
    tx.rows<StoredRow>(
      `SELECT key, reader, bundled, article, facts FROM sitrep.articles WHERE key > $1 ORDER BY key LIMIT ${PAGE}`,
      [after ?? Number.MIN_SAFE_INTEGER],
    ),
  );
  const unread = new Set<string>();
  for await (const row of pages) {
    const { article, facts } = toStored(row);
    if (!facts.read) unread.add(article.language);
    await tx.run("UPDATE sitrep.articles SET terms = $1 WHERE key = $2", [
      termsOf(article.language, { terms: termsOfFacts(facts), read: facts.read }),
      row.key,
    ]);
  }
  await tx.run("INSERT INTO sitrep.unread_languages SELECT unnest($1::text[])", [[...unread]]);
  await tx.run(
    `INSERT INTO sitrep.days (day, stripe, articles)
     SELECT floor(key::numeric / ${KEYS_PER_DAY}), 0, count(*) FROM sitrep.articles GROUP BY 1`,
  );
  await tx.run("UPDATE sitrep.names SET grade = sitrep.grade_of(articles)");
  const names = await tx.rows<NameRow>(`SELECT ${NAME_COLUMNS} FROM sitrep.names`);
  const forms = await tx.rows<FormRow>(`SELECT ${FORM_COLUMNS} FROM sitrep.name_forms WHERE use = 'alias'`);
  const keys = [...names, ...forms].flatMap((row) => keysOf(row).map((key) => ({ ...row, key })));
  await tx.run(
    `INSERT INTO sitrep.name_keys (key, kind, name, detail)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      keys.map((row) => row.key),
      keys.map((row) => row.kind),
      keys.map((row) => row.name),
      keys.map((row) => row.detail),
    ],
  );
}
