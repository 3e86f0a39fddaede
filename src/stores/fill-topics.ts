import type { DatabaseSync } from "node:sqlite";
import { termsOfFacts } from "../../briefings/index.ts";
import { type FormRow, gradeOf, keysOf, type NameRow } from "./catalogue-rows.ts";
import { SqliteTopics } from "./sqlite-topics.ts";
import { type StoredRow, toStored } from "./stored-row.ts";
import { dayOfKey } from "./time-key.ts";
import { writeStatement } from "./write-statement.ts";

/** Fills what came with the schema's third version from articles and names that were there before. */
export function fillTopics(db: DatabaseSync): void {
  const topics = new SqliteTopics(db);
  const days = new Map<number, number>();
  for (const row of db.prepare("SELECT key, reader, bundled, article, facts FROM articles").iterate()) {
    const { key } = row as unknown as StoredRow;
    const { article, facts } = toStored(row as unknown as StoredRow);
    topics.add(key, article.language, { terms: termsOfFacts(facts), read: facts.read });
    days.set(dayOfKey(key), (days.get(dayOfKey(key)) ?? 0) + 1);
  }
  const addDay = writeStatement(db, "INSERT INTO days VALUES (?, ?)");
  for (const [day, articles] of days) addDay.run(day, articles);

  const addKey = writeStatement(db, "INSERT OR IGNORE INTO name_keys VALUES (?, ?, ?, ?)");
  const setGrade = writeStatement(
    db,
    "UPDATE names SET grade = ? WHERE kind = ? AND name = ? AND detail = ?",
  );
  const names = db.prepare("SELECT * FROM names").all() as unknown as NameRow[];
  for (const { kind, name, detail, articles } of names) setGrade.run(gradeOf(articles), kind, name, detail);
  const forms = db.prepare("SELECT * FROM name_forms WHERE use = 'alias'").all() as unknown as FormRow[];
  for (const row of [...names, ...forms])
    for (const key of keysOf(row)) addKey.run(key, row.kind, row.name, row.detail);
}
