import type { Document } from "../chat/document.ts";
import type { ClaimedPost, NewPost, Outbox, OutboxCounts } from "./outbox.ts";
import type { SqlBatch, SqlStep } from "./sql-batch.ts";

interface Row {
  readonly key: string;
  readonly fence: number;
  readonly tenant: string;
  readonly channel: string;
  readonly person: string | null;
  readonly document: string;
  readonly subscription: string | null;
  readonly under: string | null;
  readonly attempts: number;
  readonly first_at: number;
  readonly created_at: number;
  readonly unclear: number;
}

/** Ready to go at $1. */
const READY = `platform = $2 AND (parent IS NULL OR under IS NOT NULL)
  AND ((state = 'waiting' AND next_at <= $1) OR (state = 'claimed' AND lease < $1))`;

/** The outbox in a table of either database. */
export function sqlOutbox(batch: SqlBatch): Outbox {
  const settle = async (steps: readonly SqlStep[]) => ((await batch(steps))[0] ?? []).length > 0;
  return {
    async put(posts, now) {
      if (posts.length > 0) await batch(posts.map((post) => putPost(post, now)));
    },
    async claim(platform, holder, now, leaseMs, limit) {
      const [rows = []] = await batch([
        {
          // The condition stands twice: the outer one is looked at again when another process was faster.
          sql: `UPDATE sitrep.posts SET state = 'claimed', holder = $3, lease = $4, fence = fence + 1,
                  attempts = attempts + 1, first_at = coalesce(first_at, $1),
                  unclear = CASE WHEN state = 'claimed' THEN 1 ELSE unclear END
                WHERE ${READY} AND key IN (
                  SELECT key FROM (
                    SELECT key, next_at, row_number() OVER (PARTITION BY tenant ORDER BY next_at, key) AS turn
                    FROM (
                      SELECT key, tenant, next_at,
                        row_number() OVER (PARTITION BY tenant, channel, person ORDER BY next_at, key) AS place
                      FROM sitrep.posts WHERE ${READY}
                    ) AS waiting WHERE place = 1
                  ) AS ready ORDER BY turn, next_at, key LIMIT $5
                )
                RETURNING key, fence, tenant, channel, person, document, subscription, under, attempts, first_at,
                  created_at, unclear`,
          values: [now.getTime(), platform, holder, now.getTime() + leaseMs, limit],
        },
      ]);
      return (rows as Row[]).map(toClaimed);
    },
    extend: ({ key, fence }, now, leaseMs) =>
      settle([
        {
          sql: `UPDATE sitrep.posts SET lease = $3 WHERE key = $1 AND fence = $2 AND state = 'claimed' RETURNING key`,
          values: [key, fence, now.getTime() + leaseMs],
        },
      ]),
    confirm: ({ key, fence }, messageId, now) => {
      const posted =
        "SELECT 1 FROM sitrep.posts AS p WHERE p.key = $1 AND p.fence = $2 AND p.state = 'posted'";
      return settle([
        {
          sql: `UPDATE sitrep.posts SET state = 'posted', message_id = $3, settled_at = $4
                WHERE key = $1 AND fence = $2 AND state = 'claimed' RETURNING key`,
          values: [key, fence, messageId, now.getTime()],
        },
        {
          sql: `UPDATE sitrep.posts SET under = $3 WHERE parent = $1 AND EXISTS (${posted})`,
          values: [key, fence, messageId],
        },
        {
          sql: `UPDATE sitrep.runs SET delivered_at = $3 WHERE key = $1 AND delivered_at IS NULL AND EXISTS (${posted})`,
          values: [key, fence, now.getTime()],
        },
        {
          sql: `UPDATE sitrep.subscriptions SET delivered_at = $3, problem = NULL
                WHERE id = (SELECT subscription FROM sitrep.posts WHERE key = $1) AND EXISTS (${posted})`,
          values: [key, fence, now.getTime()],
        },
      ]);
    },
    retry: ({ key, fence }, { at, problem, unclear }) =>
      settle([
        {
          sql: `UPDATE sitrep.posts SET state = 'waiting', next_at = $3, problem = $4,
                  unclear = CASE WHEN CAST($5 AS integer) = 1 THEN 1 ELSE unclear END
                WHERE key = $1 AND fence = $2 AND state = 'claimed' RETURNING key`,
          values: [key, fence, at.getTime(), problem, unclear ? 1 : 0],
        },
        problemOf(key, fence, problem),
      ]),
    fail: ({ key, fence }, problem) =>
      settle([
        {
          sql: `UPDATE sitrep.posts SET state = 'failed', problem = $3, settled_at = coalesce(lease, next_at)
                WHERE key = $1 AND fence = $2 AND state = 'claimed' RETURNING key`,
          values: [key, fence, problem],
        },
        {
          sql: `UPDATE sitrep.posts SET state = 'failed', problem = $3, settled_at = next_at
                WHERE parent = $1 AND state = 'waiting' AND EXISTS
                  (SELECT 1 FROM sitrep.posts AS p WHERE p.key = $1 AND p.fence = $2 AND p.state = 'failed')`,
          values: [key, fence, problem],
        },
        problemOf(key, fence, problem),
      ]),
    async counts(tenant) {
      const [rows = []] = await batch([
        {
          sql: `SELECT state, count(*) AS n FROM sitrep.posts ${tenant === undefined ? "" : "WHERE tenant = $1"}
                GROUP BY state`,
          values: tenant === undefined ? [] : [tenant],
        },
      ]);
      const by = new Map(
        (rows as { state: keyof OutboxCounts; n: number }[]).map(({ state, n }) => [state, n]),
      );
      const of = (state: keyof OutboxCounts) => by.get(state) ?? 0;
      return {
        waiting: of("waiting"),
        claimed: of("claimed"),
        posted: of("posted"),
        failed: of("failed"),
      };
    },
    async sweep(before) {
      await batch([
        {
          sql: "DELETE FROM sitrep.posts WHERE state IN ('posted', 'failed') AND settled_at < $1",
          values: [before.getTime()],
        },
        {
          // The last delivered one stays: the next digest is compared with it.
          sql: `DELETE FROM sitrep.runs WHERE due_at < $1 AND EXISTS (SELECT 1 FROM sitrep.runs AS later
                WHERE later.subscription = runs.subscription AND later.delivered_at IS NOT NULL
                  AND later.due_at > runs.due_at)`,
          values: [before.getTime()],
        },
      ]);
    },
  };
}

/** The step that keeps a post, if its key is new and a condition holds, whose values are $1, $2, … */
export function putPost(
  { key, tenant, channel, user, document, parent, subscription, notBefore }: NewPost,
  now: Date,
  only: { readonly condition: string; readonly values: SqlStep["values"] } = {
    condition: "1 = 1",
    values: [],
  },
): SqlStep {
  const from = only.values.length;
  const [platform = ""] = tenant.split(":", 1);
  const texts = [
    key,
    tenant,
    platform,
    channel,
    user ?? null,
    JSON.stringify(document),
    parent ?? null,
    subscription ?? null,
  ];
  const moments = [now.getTime(), notBefore === undefined ? now.getTime() : Date.parse(notBefore)];
  const marks = [
    ...texts.map((_, i) => `CAST($${from + i + 1} AS text)`),
    ...moments.map((_, i) => `CAST($${from + texts.length + i + 1} AS bigint)`),
  ];
  return {
    sql: `INSERT INTO sitrep.posts
            (key, tenant, platform, channel, person, document, parent, subscription, created_at, next_at)
          SELECT ${marks.join(", ")} WHERE ${only.condition} ON CONFLICT (key) DO NOTHING`,
    values: [...only.values, ...texts, ...moments],
  };
}

function problemOf(key: string, fence: number, problem: string): SqlStep {
  return {
    sql: `UPDATE sitrep.subscriptions SET problem = $3
          WHERE id = (SELECT subscription FROM sitrep.posts WHERE key = $1 AND fence = $2)`,
    values: [key, fence, problem],
  };
}

function toClaimed(row: Row): ClaimedPost {
  return {
    key: row.key,
    fence: row.fence,
    tenant: row.tenant,
    channel: row.channel,
    user: row.person,
    document: JSON.parse(row.document) as Document,
    subscription: row.subscription,
    under: row.under,
    attempts: row.attempts,
    firstAttemptAt: new Date(row.first_at).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
    unclear: row.unclear === 1,
  };
}
