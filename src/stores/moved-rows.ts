import { z } from "zod";
import type { SqlBatch } from "./sql-batch.ts";
import { SubscriptionWish } from "./subscriptions.ts";
import { WatchWish } from "./watches.ts";

const text = z.string();
const number = z.int();
const json = <T extends z.ZodType>(schema: T) =>
  z.string().refine((written) => {
    try {
      return schema.safeParse(JSON.parse(written)).success;
    } catch {
      return false;
    }
  }, "is not the JSON that is kept there");
const Document = z.looseObject({ summary: z.string(), blocks: z.array(z.unknown()) });

/**
 * Rows as an export moves them: what recurs, the digests that were made of it, what was posted or is to be, and what is
 * watched and was told of. Digests
 * that somebody was making are not among them, and nobody's claim travels.
 */
export const MovedRow = {
  subscriptions: z.strictObject({
    id: text,
    tenant: text,
    channel: text,
    value: json(SubscriptionWish),
    created_at: number,
    paused_at: number.nullable(),
    paused_why: text.nullable(),
    resumed_at: number.nullable(),
    last_run: text.nullable(),
    last_due_at: number.nullable(),
    delivered_at: number.nullable(),
    problem: text.nullable(),
    next_at: number.nullable(),
  }),
  runs: z.strictObject({
    key: text,
    subscription: text,
    due_at: number,
    holder: text,
    lease: number,
    fence: number,
    frozen_at: number,
    delivered_at: number.nullable(),
    snapshot: json(z.unknown()),
  }),
  posts: z.strictObject({
    key: text,
    tenant: text,
    platform: text,
    channel: text,
    person: text.nullable(),
    document: json(Document),
    parent: text.nullable(),
    subscription: text.nullable(),
    created_at: number,
    next_at: number,
    state: z.enum(["waiting", "posted", "failed"]),
    fence: number,
    attempts: number,
    first_at: number.nullable(),
    unclear: number,
    under: text.nullable(),
    message_id: text.nullable(),
    problem: text.nullable(),
    settled_at: number.nullable(),
  }),
  watches: z.strictObject({
    id: text,
    tenant: text,
    channel: text,
    value: json(WatchWish),
    created_at: number,
    since: number,
    paused_at: number.nullable(),
    paused_why: text.nullable(),
    look_at: number.nullable(),
    alerted_at: number.nullable(),
    marked_at: number.nullable(),
    marks: number,
    fence: number,
    settled_by: text.nullable(),
    picture: json(z.unknown()),
  }),
  alerts: z.strictObject({
    watch: text,
    key: text,
    tenant: text,
    channel: text,
    at: number,
    post: text,
  }),
} as const;

export type MovedTable = keyof typeof MovedRow;
export type MovedRowOf<T extends MovedTable> = z.infer<(typeof MovedRow)[T]>;
export const MOVED_TABLES = [
  "subscriptions",
  "runs",
  "posts",
  "watches",
  "alerts",
] as const satisfies readonly MovedTable[];

export interface MovedRows {
  /** At most `limit` rows after a place ("" for the first ones; see `placeOf`), in their order. */
  page<T extends MovedTable>(table: T, after: string, limit: number): Promise<readonly MovedRowOf<T>[]>;
  /** Keeps a row. One that is here already is replaced only by one that has come further, so a repetition changes nothing. */
  put<T extends MovedTable>(table: T, row: MovedRowOf<T>): Promise<void>;
}

/** What tells the rows of a table apart. */
const KEY = { subscriptions: "id", runs: "key", posts: "key", watches: "id", alerts: "watch, key" } as const;

/** Where a row stands among those of its table. */
const PLACE = { ...KEY, alerts: "watch || '/' || key" } as const;

/** The place of a row, for the page after it. */
export function placeOf(row: {
  readonly id?: string;
  readonly key?: string;
  readonly watch?: string;
}): string {
  return row.watch === undefined ? (row.id ?? row.key ?? "") : `${row.watch}/${row.key}`;
}

/** Which rows go. */
const GOES = {
  subscriptions: "1 = 1",
  runs: "frozen_at IS NOT NULL",
  posts: "1 = 1",
  watches: "1 = 1",
  alerts: "1 = 1",
} as const;

/** When a row that comes has come further than the one that is here. */
const FURTHER = {
  subscriptions: "coalesce(excluded.last_due_at, 0) > coalesce(here.last_due_at, 0)",
  runs: "here.frozen_at IS NULL OR (here.delivered_at IS NULL AND excluded.delivered_at IS NOT NULL)",
  posts: "here.settled_at IS NULL AND excluded.settled_at IS NOT NULL",
  watches: "excluded.fence > here.fence",
  // What was told was told.
  alerts: "1 = 0",
} as const;

/** Over the tables of either database. */
export function sqlMovedRows(batch: SqlBatch): MovedRows {
  return {
    async page(table, after, limit) {
      const columns = Object.keys(MovedRow[table].shape).join(", ");
      const key = PLACE[table];
      const [rows = []] = await batch([
        {
          sql: `SELECT ${columns} FROM sitrep.${table} WHERE ${key} > $1 AND ${GOES[table]} ORDER BY ${key} LIMIT $2`,
          values: [after, limit],
        },
      ]);
      const shown = table === "posts" ? (rows as unknown as MovedRowOf<"posts">[]).map(withoutClaim) : rows;
      return shown as unknown as MovedRowOf<typeof table>[];
    },
    async put(table, row) {
      const columns = Object.keys(MovedRow[table].shape);
      const marks = columns.map((_, i) => `$${i + 1}`).join(", ");
      const set = columns.map((column) => `${column} = excluded.${column}`).join(", ");
      const values = columns.map((column) => (row as Record<string, string | number | null>)[column] ?? null);
      await batch([
        {
          sql: `INSERT INTO sitrep.${table} AS here (${columns.join(", ")}) VALUES (${marks})
                ON CONFLICT (${KEY[table]}) DO UPDATE SET ${set} WHERE ${FURTHER[table]}`,
          values,
        },
      ]);
    },
  };
}

/** Whoever had it may have posted it: wherever it arrives, it is looked for before it is posted. */
function withoutClaim(post: MovedRowOf<"posts">): MovedRowOf<"posts"> {
  if (post.state === "posted" || post.state === "failed") return post;
  return { ...post, state: "waiting", unclear: 1, first_at: post.first_at ?? post.created_at };
}
