import type { RunBook } from "./run-book.ts";
import type { SqlBatch } from "./sql-batch.ts";
import { putPost } from "./sql-outbox.ts";

/** The book of runs in a table of either database. */
export function sqlRuns(batch: SqlBatch): RunBook {
  return {
    async claim({ key, subscription, dueAt }, holder, now, leaseMs) {
      const [rows = []] = await batch([
        {
          sql: `INSERT INTO sitrep.runs AS r (key, subscription, due_at, holder, lease, fence)
                VALUES ($1, $2, $3, $4, $5, 1)
                ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, lease = excluded.lease, fence = r.fence + 1
                WHERE r.frozen_at IS NULL AND r.lease < $6 RETURNING fence`,
          values: [key, subscription, Date.parse(dueAt), holder, now.getTime() + leaseMs, now.getTime()],
        },
      ]);
      const [row] = rows as { readonly fence: number }[];
      return row === undefined ? null : { key, fence: row.fence };
    },
    async extend({ key, fence }, now, leaseMs) {
      const [rows = []] = await batch([
        {
          sql: `UPDATE sitrep.runs SET lease = $3 WHERE key = $1 AND fence = $2 AND frozen_at IS NULL RETURNING key`,
          values: [key, fence, now.getTime() + leaseMs],
        },
      ]);
      return rows.length > 0;
    },
    async freeze({ key, fence, subscription, dueAt, nextAt, snapshot, posts }, now) {
      const ours = [key, fence, now.getTime(), subscription];
      const guard = `EXISTS (SELECT 1 FROM sitrep.runs WHERE key = $1 AND fence = $2 AND frozen_at = $3)
                     AND EXISTS (SELECT 1 FROM sitrep.subscriptions WHERE id = $4)`;
      const [rows = []] = await batch([
        {
          sql: `UPDATE sitrep.runs SET frozen_at = $3, snapshot = $4
                WHERE key = $1 AND fence = $2 AND frozen_at IS NULL RETURNING key`,
          values: [key, fence, now.getTime(), JSON.stringify(snapshot ?? null)],
        },
        ...posts.map((post) => putPost(post, now, { condition: guard, values: ours })),
        {
          sql: `UPDATE sitrep.subscriptions SET last_run = $1, last_due_at = $5,
                  next_at = CASE WHEN paused_at IS NULL THEN CAST($6 AS bigint) END WHERE id = $4 AND ${guard}`,
          values: [...ours, Date.parse(dueAt), Date.parse(nextAt)],
        },
      ]);
      return rows.length > 0;
    },
    async lastDelivered(subscription) {
      const [rows = []] = await batch([
        {
          sql: `SELECT snapshot FROM sitrep.runs WHERE subscription = $1 AND delivered_at IS NOT NULL
                ORDER BY due_at DESC LIMIT 1`,
          values: [subscription],
        },
      ]);
      const [row] = rows as { readonly snapshot: string | null }[];
      try {
        return JSON.parse(row?.snapshot ?? "null") as unknown;
      } catch {
        return null;
      }
    },
  };
}
