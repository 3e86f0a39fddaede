import type { PostgresQuery } from "./postgres-query.ts";
import type { SqlBatch } from "./sql-batch.ts";

export function postgresBatch(db: PostgresQuery): SqlBatch {
  return (steps) =>
    db.transaction(async (tx) => {
      const rows: object[][] = [];
      for (const { sql, values } of steps) rows.push(await tx.rows(sql, values));
      return rows;
    });
}
