import type { DatabaseSync, StatementSync } from "node:sqlite";

/**
 * A statement that writes. After FTS5 has worked, SQLite's "last row id" can be one of its own, beyond what a
 * JavaScript number holds, and reading it back with the number of changes would throw: so it is read as a bigint.
 */
export function writeStatement(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}
