import type { SqlBatch, SqlStep } from "./sql-batch.ts";
import {
  type KeptSubscription,
  type NewSubscription,
  type Subscriptions,
  SubscriptionWish,
} from "./subscriptions.ts";

interface Row {
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  readonly value: string;
  readonly created_at: number;
  readonly paused_at: number | null;
  readonly paused_why: string | null;
  readonly resumed_at: number | null;
  readonly last_run: string | null;
  readonly last_due_at: number | null;
  readonly delivered_at: number | null;
  readonly problem: string | null;
  readonly next_at: number | null;
}

/** Subscriptions in a table of either database. */
export function sqlSubscriptions(batch: SqlBatch): Subscriptions {
  const one = async (sql: string, values: SqlStep["values"]) => (await batch([{ sql, values }]))[0] as Row[];
  return {
    async add(subscription, most) {
      const rows = await one(
        `INSERT INTO sitrep.subscriptions (id, tenant, channel, value, created_at, next_at)
         SELECT CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), CAST($4 AS text), CAST($5 AS bigint),
           CAST($6 AS bigint)
         WHERE (SELECT count(*) FROM sitrep.subscriptions WHERE tenant = $2 AND channel = $3) < CAST($7 AS bigint)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [...written(subscription), most],
      );
      return rows.length > 0;
    },
    async get(tenant, id) {
      const rows = await one("SELECT * FROM sitrep.subscriptions WHERE tenant = $1 AND id = $2", [
        tenant,
        id,
      ]);
      return rows.flatMap(read)[0] ?? null;
    },
    async list(tenant) {
      const rows =
        tenant === undefined
          ? await one("SELECT * FROM sitrep.subscriptions ORDER BY tenant, channel, id", [])
          : await one("SELECT * FROM sitrep.subscriptions WHERE tenant = $1 ORDER BY channel, id", [tenant]);
      return rows.flatMap(read);
    },
    async dueBy(now, limit) {
      const rows = await one(
        `SELECT * FROM (
           SELECT s.*, row_number() OVER (PARTITION BY tenant ORDER BY next_at, id) AS turn
           FROM sitrep.subscriptions AS s WHERE paused_at IS NULL AND next_at <= $1
         ) AS ready ORDER BY turn, next_at, id LIMIT $2`,
        [now.getTime(), limit],
      );
      return rows.flatMap(read);
    },
    async lookAgain(id, nextAt) {
      await one("UPDATE sitrep.subscriptions SET next_at = $1 WHERE id = $2", [moment(nextAt), id]);
    },
    async change(changed) {
      const rows = await one(
        `UPDATE sitrep.subscriptions SET channel = $3, value = $4, created_at = $5,
           next_at = CASE WHEN paused_at IS NULL THEN CAST($6 AS bigint) END
         WHERE id = $1 AND tenant = $2 RETURNING id`,
        written(changed),
      );
      return rows.length > 0;
    },
    async pause(tenant, id, at, why) {
      const rows = await one(
        `UPDATE sitrep.subscriptions SET paused_at = $3, paused_why = $4, next_at = NULL
         WHERE id = $1 AND tenant = $2 AND paused_at IS NULL RETURNING id`,
        [id, tenant, moment(at), why],
      );
      return rows.length > 0;
    },
    async resume(tenant, id, at, nextAt) {
      const rows = await one(
        `UPDATE sitrep.subscriptions
         SET paused_at = NULL, paused_why = NULL, problem = NULL, resumed_at = $3, next_at = $4
         WHERE id = $1 AND tenant = $2 AND paused_at IS NOT NULL RETURNING id`,
        [id, tenant, moment(at), moment(nextAt)],
      );
      return rows.length > 0;
    },
    async remove(tenant, id) {
      const [rows = []] = await batch([
        {
          sql: "DELETE FROM sitrep.subscriptions WHERE id = $1 AND tenant = $2 RETURNING id",
          values: [id, tenant],
        },
        {
          sql: "DELETE FROM sitrep.posts WHERE subscription = $1 AND tenant = $2 AND state <> 'posted'",
          values: [id, tenant],
        },
        {
          sql: `DELETE FROM sitrep.runs WHERE subscription = $1
                AND NOT EXISTS (SELECT 1 FROM sitrep.subscriptions WHERE id = $1)`,
          values: [id],
        },
      ]);
      return rows.length > 0;
    },
    async forget(tenant) {
      const values = [tenant];
      await batch([
        {
          sql: `DELETE FROM sitrep.runs WHERE subscription IN
                (SELECT id FROM sitrep.subscriptions WHERE tenant = $1)`,
          values,
        },
        { sql: "DELETE FROM sitrep.posts WHERE tenant = $1", values },
        { sql: "DELETE FROM sitrep.subscriptions WHERE tenant = $1", values },
      ]);
    },
  };
}

function written({ id, tenant, channel, createdAt, nextAt, ...wish }: NewSubscription) {
  return [
    id,
    tenant,
    channel,
    JSON.stringify(SubscriptionWish.parse(wish)),
    moment(createdAt),
    moment(nextAt),
  ];
}

/** [] for one that cannot be read any more: the others live on. */
function read(row: Row): KeptSubscription[] {
  const wish = SubscriptionWish.safeParse(JSON.parse(row.value));
  if (!wish.success) return [];
  return [
    {
      ...wish.data,
      id: row.id,
      tenant: row.tenant,
      channel: row.channel,
      createdAt: iso(row.created_at)!,
      pausedAt: iso(row.paused_at),
      pausedWhy: row.paused_why,
      resumedAt: iso(row.resumed_at),
      lastRun: row.last_run,
      lastDueAt: iso(row.last_due_at),
      deliveredAt: iso(row.delivered_at),
      problem: row.problem,
      nextAt: iso(row.next_at),
    },
  ];
}

function moment(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
