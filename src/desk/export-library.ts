import { createHash } from "node:crypto";
import { z } from "zod";
import { Article, Facts, Withdrawal } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { MOVED_TABLES, MovedRow, type MovedTable, placeOf } from "../stores/moved-rows.ts";
import type { Store, StoredArticle } from "../stores/store.ts";

/** Version 1 had neither facts of earlier versions nor withdrawals; 2 nothing of what recurs and is posted. */
const EXPORT_VERSION = 4;

/** Values fetched at a time. */
const PAGE = 64;

/** The first line of an export. */
export const ExportHead = z.object({
  sitrep: z.literal("export"),
  version: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(EXPORT_VERSION)]),
});

/** Any line between the first and the last. Facts and articles are checked and kept as they are, field by field. */
export const ExportItem = z.union([
  z.object({ article: Article, facts: Facts, reader: z.string(), bundled: z.boolean() }),
  z.object({ earlier: Article, facts: Facts.optional(), reader: z.string().optional() }),
  z.object({ withdrawal: Withdrawal }),
  z.object({
    value: z.object({
      namespace: z.string(),
      key: z.string(),
      value: z.string(),
      expires: z.number().nullable(),
    }),
  }),
  z.object({ subscriptions: MovedRow.subscriptions }),
  z.object({ runs: MovedRow.runs }),
  z.object({ posts: MovedRow.posts }),
  z.object({ watches: MovedRow.watches }),
  z.object({ alerts: MovedRow.alerts }),
]);

export interface ExportCounts extends Readonly<Record<MovedTable, number>> {
  readonly articles: number;
  readonly facts: number;
  readonly earlier: number;
  readonly withdrawals: number;
  readonly values: number;
}

export const NOTHING_COUNTED: ExportCounts = {
  ...{ articles: 0, facts: 0, earlier: 0, withdrawals: 0, values: 0 },
  ...{ subscriptions: 0, runs: 0, posts: 0, watches: 0, alerts: 0 },
};

/** The last line: how much there was, and the SHA-256 (hex) of everything before this line. */
export const ExportTail = z.object({
  end: z.object({
    articles: z.number(),
    facts: z.number(),
    earlier: z.number(),
    withdrawals: z.number().default(0),
    values: z.number(),
    subscriptions: z.number().default(0),
    runs: z.number().default(0),
    posts: z.number().default(0),
    watches: z.number().default(0),
    alerts: z.number().default(0),
    sha256: z.string(),
  }),
});

/**
 * Everything in a store as JSON lines, each with its line feed: articles with their facts in order of
 * publication, earlier versions, withdrawals, settings, and of all tenants what recurs, was made of it and posted, and what they watch.
 * Equal contents are equal bytes, whatever kind of store holds them.
 */
export async function* exportLibrary(store: Store, clock: Clock): AsyncGenerator<string> {
  const hash = createHash("sha256");
  const counts: { -readonly [Name in keyof ExportCounts]: number } = { ...NOTHING_COUNTED };
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ sitrep: "export", version: EXPORT_VERSION } satisfies z.infer<typeof ExportHead>);
  for await (const item of store.between({ from: null, to: null })) {
    counts.articles += 1;
    counts.facts += factsIn(item.facts);
    yield line(articleLine(item));
  }
  for await (const { article: earlier, facts, reader } of store.versions.all()) {
    counts.earlier += 1;
    yield line(facts === null ? { earlier } : { earlier, facts, reader });
  }
  for (const { articleId, at, by, reason } of await store.withdrawals.all()) {
    counts.withdrawals += 1;
    yield line({ withdrawal: { articleId, at, by, reason } });
  }
  for await (const value of valuesOf(store, clock.now().getTime())) {
    counts.values += 1;
    yield line({ value });
  }
  for (const table of MOVED_TABLES)
    for await (const row of rowsOf(store, table)) {
      counts[table] += 1;
      yield line({ [table]: row });
    }
  yield `${JSON.stringify({ end: { ...counts, sha256: hash.digest("hex") } })}\n`;
}

/** The fields of an article's line, in the order of every export. */
export function articleLine({ article, facts, reader, bundled }: StoredArticle): StoredArticle {
  return { article, facts, reader, bundled };
}

/** Facts that have an id; two of one article that are the same are one. */
export function factsIn(facts: Facts): number {
  const lists = [facts.figures, facts.statements, facts.keySentences, facts.events ?? []];
  return new Set(lists.flatMap((list) => list.map(({ id }) => id))).size;
}

async function* rowsOf({ moved }: Store, table: MovedTable) {
  for (let after: string | null = ""; after !== null; ) {
    const page: readonly Parameters<typeof placeOf>[0][] = await moved.page(table, after, PAGE);
    yield* page;
    const last = page.at(-1);
    after = page.length < PAGE || last === undefined ? null : placeOf(last);
  }
}

async function* valuesOf({ values }: Store, now: number) {
  for (const namespace of await values.namespaces(now)) {
    for (let after: string | null = ""; after !== null; ) {
      const page = await values.page(namespace, after, PAGE, now);
      for (const { key, value, expires } of page) yield { namespace, key, value, expires };
      after = page.length < PAGE ? null : (page.at(-1)?.key ?? null);
    }
  }
}
