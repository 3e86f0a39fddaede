import type { SqlBatch, SqlStep } from "./sql-batch.ts";
import { putPost } from "./sql-outbox.ts";
import { type KeptWatch, type Look, type Watches, type WatchToLookAt, WatchWish } from "./watches.ts";

interface Row {
  readonly id: string;
  readonly tenant: string;
  readonly channel: string;
  readonly value: string;
  readonly created_at: number;
  readonly since: number;
  readonly paused_at: number | null;
  readonly paused_why: string | null;
  readonly look_at: number | null;
  readonly alerted_at: number | null;
  readonly marked_at: number | null;
}

const COLUMNS =
  "id, tenant, channel, value, created_at, since, paused_at, paused_why, look_at, alerted_at, marked_at";

/** Watches in tables of either database. `newToken` gives a text that no other process gives. */
export function sqlWatches(batch: SqlBatch, newToken: () => string): Watches {
  const rowsOf = async (sql: string, values: SqlStep["values"]) => (await batch([{ sql, values }]))[0] ?? [];
  const one = async (sql: string, values: SqlStep["values"]) => (await rowsOf(sql, values)) as Row[];
  return {
    async add({ id, tenant, channel, createdAt, picture, ...wish }, most) {
      const rows = await rowsOf(
        `INSERT INTO sitrep.watches (id, tenant, channel, value, created_at, since, look_at, picture)
         SELECT CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), CAST($4 AS text), CAST($5 AS bigint),
           CAST($5 AS bigint), CAST($5 AS bigint), CAST($6 AS text)
         WHERE (SELECT count(*) FROM sitrep.watches WHERE tenant = $2 AND channel = $3) < CAST($7 AS bigint)
         ON CONFLICT (id) DO NOTHING RETURNING id`,
        [
          id,
          tenant,
          channel,
          JSON.stringify(WatchWish.parse(wish)),
          Date.parse(createdAt),
          JSON.stringify(picture),
          most,
        ],
      );
      return rows.length > 0;
    },
    async get(tenant, id) {
      const sql = `SELECT ${COLUMNS} FROM sitrep.watches WHERE tenant = $1 AND id = $2`;
      return (await one(sql, [tenant, id])).flatMap(read)[0] ?? null;
    },
    async list(tenant) {
      const rows =
        tenant === undefined
          ? await one(`SELECT ${COLUMNS} FROM sitrep.watches ORDER BY tenant, channel, id`, [])
          : await one(`SELECT ${COLUMNS} FROM sitrep.watches WHERE tenant = $1 ORDER BY channel, id`, [
              tenant,
            ]);
      return rows.flatMap(read);
    },
    async mark(ids, now) {
      await batch(
        ids.toSorted().map((id) => ({
          sql: `UPDATE sitrep.watches SET marks = marks + 1, marked_at = coalesce(marked_at, $1),
                  look_at = CASE WHEN look_at < $1 THEN look_at ELSE CAST($1 AS bigint) END
                WHERE id = $2 AND paused_at IS NULL`,
          values: [now.getTime(), id],
        })),
      );
    },
    async dueBy(now, limit) {
      const rows = await one(
        `SELECT ${COLUMNS} FROM (
           SELECT ${COLUMNS}, row_number() OVER (PARTITION BY tenant ORDER BY look_at, id) AS turn
           FROM sitrep.watches WHERE paused_at IS NULL AND look_at <= $1
         ) AS ready ORDER BY turn, look_at, id LIMIT $2`,
        [now.getTime(), limit],
      );
      return rows.flatMap(read);
    },
    async toLookAt(id) {
      const [rows = [], told = []] = await batch([
        { sql: `SELECT ${COLUMNS}, picture, fence, marks FROM sitrep.watches WHERE id = $1`, values: [id] },
        { sql: "SELECT key FROM sitrep.alerts WHERE watch = $1 ORDER BY key", values: [id] },
      ]);
      const [row] = rows as (Row & { picture: string; fence: number; marks: number })[];
      const [watch] = row === undefined ? [] : read(row);
      if (row === undefined || watch === undefined) return null;
      const keys = (told as { key: string }[]).map(({ key }) => key);
      const { fence, marks } = row;
      return { ...watch, picture: plain(row.picture), told: keys, fence, marks } satisfies WatchToLookAt;
    },
    async lookAgain(id, at) {
      await rowsOf("UPDATE sitrep.watches SET look_at = $1 WHERE id = $2 AND paused_at IS NULL", [
        Date.parse(at),
        id,
      ]);
    },
    async settle(look, now) {
      const [rows = []] = await batch(settling(look, newToken(), now));
      return rows.length > 0;
    },
    async alertsSince(tenant, channel, since) {
      const rows = await rowsOf(
        `SELECT min(at) AS at FROM sitrep.alerts WHERE tenant = $1 AND channel = $2 AND at > $3
         GROUP BY post ORDER BY 1`,
        [tenant, channel, since.getTime()],
      );
      return (rows as { at: number }[]).map(({ at }) => new Date(at).toISOString());
    },
    async pause(tenant, id, at, why) {
      const rows = await rowsOf(
        `UPDATE sitrep.watches SET paused_at = $3, paused_why = $4, look_at = NULL
         WHERE id = $1 AND tenant = $2 AND paused_at IS NULL RETURNING id`,
        [id, tenant, Date.parse(at), why],
      );
      return rows.length > 0;
    },
    async resume(tenant, id, at) {
      const rows = await rowsOf(
        `UPDATE sitrep.watches SET paused_at = NULL, paused_why = NULL, since = $3, look_at = $3, marked_at = NULL
         WHERE id = $1 AND tenant = $2 AND paused_at IS NOT NULL RETURNING id`,
        [id, tenant, Date.parse(at)],
      );
      return rows.length > 0;
    },
    async remove(tenant, id) {
      const values = [id, tenant];
      const [rows = []] = await batch([
        { sql: "DELETE FROM sitrep.watches WHERE id = $1 AND tenant = $2 RETURNING id", values },
        { sql: "DELETE FROM sitrep.alerts WHERE watch = $1 AND tenant = $2", values },
        {
          sql: "DELETE FROM sitrep.posts WHERE subscription = $1 AND tenant = $2 AND state <> 'posted'",
          values,
        },
      ]);
      return rows.length > 0;
    },
    async forget(tenant) {
      await batch([
        { sql: "DELETE FROM sitrep.alerts WHERE tenant = $1", values: [tenant] },
        { sql: "DELETE FROM sitrep.watches WHERE tenant = $1", values: [tenant] },
      ]);
    },
    async sweep(before) {
      await rowsOf("DELETE FROM sitrep.alerts WHERE at < $1", [before.getTime()]);
    },
  };
}

/** What a look found, its post, and what was told by it; all but the first only if the first was done by `token`. */
function settling(look: Look, token: string, now: Date): readonly SqlStep[] {
  const { id, fence, marks, picture, next, nextIfMarked, told, post, limit } = look;
  const kept = picture === undefined ? null : JSON.stringify(picture);
  const guard = "EXISTS (SELECT 1 FROM sitrep.watches WHERE id = $1 AND settled_by = $2)";
  return [
    {
      sql: `UPDATE sitrep.watches SET fence = fence + 1, settled_by = $2,
              picture = coalesce(CAST($4 AS text), picture),
              look_at = CASE WHEN marks = $5 THEN CAST($6 AS bigint) ELSE CAST($7 AS bigint) END,
              marked_at = CASE WHEN marks = $5 THEN NULL ELSE CAST($8 AS bigint) END,
              alerted_at = CASE WHEN CAST($9 AS text) IS NULL THEN alerted_at ELSE CAST($8 AS bigint) END
            WHERE id = $1 AND fence = $3 AND paused_at IS NULL AND (CAST($9 AS text) IS NULL OR CAST($10 AS bigint) >
              (SELECT count(DISTINCT post) FROM sitrep.alerts AS a
               WHERE a.tenant = watches.tenant AND a.channel = watches.channel AND a.at > CAST($11 AS bigint)))
            RETURNING id`,
      values: [
        id,
        token,
        fence,
        kept,
        marks,
        Date.parse(next),
        Date.parse(nextIfMarked),
        now.getTime(),
        post?.key ?? null,
        limit.most,
        Date.parse(limit.since),
      ],
    },
    ...(post === null ? [] : [putPost(post, now, { condition: guard, values: [id, token] })]),
    ...told.map((key) => ({
      sql: `INSERT INTO sitrep.alerts (watch, key, tenant, channel, at, post)
            SELECT id, CAST($3 AS text), tenant, channel, CAST($4 AS bigint), CAST($5 AS text)
            FROM sitrep.watches WHERE id = $1 AND settled_by = $2 ON CONFLICT DO NOTHING`,
      values: [id, token, key, now.getTime(), post?.key ?? ""],
    })),
  ];
}

/** [] for one that cannot be read any more: the others live on. */
function read(row: Row): KeptWatch[] {
  const wish = WatchWish.safeParse(plain(row.value));
  if (!wish.success) return [];
  return [
    {
      ...wish.data,
      id: row.id,
      tenant: row.tenant,
      channel: row.channel,
      createdAt: iso(row.created_at)!,
      since: iso(row.since)!,
      pausedAt: iso(row.paused_at),
      pausedWhy: row.paused_why,
      lookAt: iso(row.look_at),
      alertedAt: iso(row.alerted_at),
      markedAt: iso(row.marked_at),
    },
  ];
}

/** null for what is no JSON. */
function plain(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
