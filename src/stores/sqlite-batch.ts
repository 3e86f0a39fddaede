import type { DatabaseSync } from "node:sqlite";
import type { SqlBatch } from "./sql-batch.ts";

export function sqliteBatch(db: DatabaseSync): SqlBatch {
  return async (steps) => {
    db.exec("BEGIN IMMEDIATE");
    try {
      const rows = steps.map(({ sql, values }) =>
        db.prepare(sql.replaceAll("sitrep.", "").replaceAll(/\$(\d+)/g, "?$1")).all(...values),
      );
      db.exec("COMMIT");
      return rows;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  };
}
