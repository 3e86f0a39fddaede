import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { MOST_WAITING, placeCopies } from "../ingest/place-waiting.ts";
import { splitLines } from "../ingest/split-lines.ts";
import type { MovedRowOf, MovedTable } from "../stores/moved-rows.ts";
import type { PutOutcome, Store, StoredArticle } from "../stores/store.ts";
import {
  articleLine,
  type ExportCounts,
  ExportHead,
  ExportItem,
  ExportTail,
  factsIn,
  NOTHING_COUNTED,
} from "./export-library.ts";

export interface ImportReport extends Readonly<Record<PutOutcome | MovedTable, number>> {
  /** Earlier versions, withdrawals and settings that came along; the others are by table. */
  readonly earlier: number;
  readonly withdrawals: number;
  readonly values: number;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

/**
 * Takes an export into a store, line by line; a repetition changes nothing. Every article is read back and
 * compared, and at the end counts and hash must be those of the last line. Throws a `UserError` (bad-file)
 * that names the line where the export is damaged; what came before it has been taken in, whole.
 */
export async function importLibrary(
  store: Store,
  clock: Clock,
  input: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const report: Mutable<ImportReport> = {
    new: 0,
    unchanged: 0,
    updated: 0,
    earlier: 0,
    withdrawals: 0,
    values: 0,
    ...{ subscriptions: 0, runs: 0, posts: 0, watches: 0, alerts: 0 },
  };
  const counts: Mutable<ExportCounts> = { ...NOTHING_COUNTED };
  const hash = createHash("sha256");
  let number = 0;
  let ended = false;
  for await (const line of splitLines(input)) {
    number += 1;
    if (ended) throw damaged(number, "comes after the end");
    if (!line.ok) throw damaged(number, line.reason);
    const given = readJson(line.text, number);
    if (number === 1) {
      if (!ExportHead.safeParse(given).success)
        throw new UserError("bad-file", "this is no export of Sitrep, or one of a newer version");
    } else if (isTail(given)) {
      const expected = { ...counts, sha256: hash.digest("hex") };
      const tail = ExportTail.safeParse(given);
      if (!tail.success || !sameCounts(tail.data.end, expected))
        throw damaged(number, "does not fit what came before it: lines are missing or were changed");
      ended = true;
      continue;
    } else {
      await takeIn(given, number);
    }
    hash.update(`${line.text}\n`);
  }
  if (!ended) throw damaged(number + 1, "is missing: the export is cut short");
  await placeCopies(store, counts.articles + MOST_WAITING);
  return report;

  async function takeIn(given: unknown, at: number): Promise<void> {
    const item = ExportItem.safeParse(given);
    if (!item.success) throw damaged(at, "is no line of an export");
    if ("article" in item.data) {
      const { article, reader, bundled } = item.data;
      if (article.sha256 !== sha256(article.text))
        throw damaged(at, `has another text than its hash says (article ${article.id})`);
      // As given, not as parsed: the order of the fields is part of what is moved.
      const facts = (given as StoredArticle).facts;
      const outcome = await store.put({ article, facts, reader, bundled });
      report[outcome] += 1;
      counts.articles += 1;
      counts.facts += factsIn(facts);
      if (outcome !== "unchanged") await readBack({ article, facts, reader, bundled });
    } else if ("earlier" in item.data) {
      const { earlier: article, reader = null } = item.data;
      if (article.sha256 !== sha256(article.text))
        throw damaged(at, `has another text than its hash says (earlier version of article ${article.id})`);
      const facts = (given as { facts?: StoredArticle["facts"] }).facts ?? null;
      await store.versions.keep({ article, facts, reader });
      report.earlier += 1;
      counts.earlier += 1;
    } else if ("withdrawal" in item.data) {
      await store.withdrawals.add(item.data.withdrawal);
      report.withdrawals += 1;
      counts.withdrawals += 1;
    } else if ("subscriptions" in item.data) await keepRow("subscriptions", item.data.subscriptions);
    else if ("runs" in item.data) await keepRow("runs", item.data.runs);
    else if ("posts" in item.data) await keepRow("posts", item.data.posts);
    else if ("watches" in item.data) await keepRow("watches", item.data.watches);
    else if ("alerts" in item.data) await keepRow("alerts", item.data.alerts);
    else {
      const { namespace, ...value } = item.data.value;
      await store.values.set(namespace, [value], clock.now().getTime());
      report.values += 1;
      counts.values += 1;
    }
  }

  async function keepRow<T extends MovedTable>(table: T, row: MovedRowOf<T>): Promise<void> {
    await store.moved.put(table, row);
    report[table] += 1;
    counts[table] += 1;
  }

  async function readBack(given: StoredArticle): Promise<void> {
    const kept = await store.article(given.article.id);
    // An article that the reader has taken in as his own stays his own.
    const same = kept !== null && textOf({ ...kept, bundled: given.bundled }) === textOf(given);
    if (!same) throw new Error(`article ${given.article.id} is not kept as it was given`);
  }
}

function textOf(item: StoredArticle): string {
  return JSON.stringify(articleLine(item));
}

function readJson(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(number, "is no JSON");
  }
}

function isTail(given: unknown): boolean {
  return typeof given === "object" && given !== null && "end" in given;
}

function sameCounts(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(b).every((name) => a[name] === b[name]);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function damaged(line: number, reason: string): UserError {
  return new UserError("bad-file", `line ${line} ${reason}; what came before it has been taken in`);
}
