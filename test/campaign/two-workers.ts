import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobQueue } from "../../src/stores/job-queue.ts";
import { openFeedBook } from "../../src/stores/keyed-feed-book.ts";
import { openPostgresJobQueue } from "../../src/stores/postgres-job-queue.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { madeUpNews } from "../bench/made-up-news.ts";
import { rss } from "../support/made-up-feeds.ts";
import { newsServer } from "../support/news-server.ts";

const SITREP = new URL("../../src/sitrep.mjs", import.meta.url).pathname;
const CLOCK = { now: () => new Date() };
const PUBLISHER = "Kelmar Post";
const ENTRIES_A_FEED = 25;
/** Without any progress for so long something hangs. */
const PATIENCE_MS = 180_000;

export interface TwoWorkers {
  /** Address of an empty database. */
  readonly databaseUrl: string;
  /** Half of them come in feeds, half as files; a fifth of them are there before. */
  readonly items: number;
  /** Whether one of the workers is killed half way. */
  readonly kill: boolean;
  readonly onProgress?: (articles: number) => void;
}

export interface TwoWorkersReport {
  readonly items: number;
  readonly distinct: number;
  /** Articles that came with the product are not counted. */
  readonly stored: number;
  /** By article, what is not as it should be; none when all went well. */
  readonly problems: readonly string[];
}

/**
 * Two `sitrep worker` processes and a scheduler on one database: `items` reports, a fifth of which repeat others,
 * in feeds of a local server and as files. When all is quiet every distinct report must be there once, with the
 * facts that one undisturbed process reads from it.
 */
export async function twoWorkers({
  databaseUrl,
  items,
  kill,
  onProgress = () => {},
}: TwoWorkers): Promise<TwoWorkersReport> {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-workers-"));
  const server = await newsServer();
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    SITREP_ALLOW_ADDRESSES: "127.0.0.1",
    HOME: folder,
  };
  const children: ChildProcess[] = [];
  const start = (...words: string[]) => {
    const child = spawn(process.execPath, [SITREP, ...words], { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (chunk: Buffer) => logs.push(String(chunk)));
    children.push(child);
    return child;
  };
  const logs: string[] = [];
  // The bundled reports come first: what is counted below is what was sent.
  await ended(start("sources", "goma"));
  const store = await openPostgresStore(databaseUrl);
  const queue = await openPostgresJobQueue({ url: databaseUrl, log: { info: () => {}, error: () => {} } });
  try {
    const bundled = (await store.counts()).articles;
    const work = makeWork(items);
    for (const [name, numbers] of work.feeds)
      server.answers.set(`/${name}`, { body: rss(numbers.map((number) => entryOf(number, server.base))) });
    const book = openFeedBook(store, CLOCK);
    for (const [name] of work.feeds) {
      const url = `${server.base}/${name}`;
      await book.save({
        url,
        everyMinutes: 60,
        addedAt: "2025-03-01T00:00:00Z",
        failures: 0,
        publisher: PUBLISHER,
      });
    }
    const file = join(folder, "reports.jsonl");
    writeFileSync(
      file,
      work.files.map((number) => `${JSON.stringify(fileOf(number, server.base))}\n`).join(""),
    );
    await ended(start("ingest", file, "--queue"));
    const [first] = [start("worker"), start("worker"), start("serve", "--role", "scheduler")];
    const distinct = new Set([...work.files, ...[...work.feeds.values()].flat()]).size;
    const arrived = async () => (await store.counts()).articles - bundled;
    if (kill) {
      await until(async () => (await arrived()) >= distinct / 2, arrived, onProgress);
      first!.kill("SIGKILL");
    }
    await until(() => isQuiet(queue, arrived, distinct), arrived, onProgress);
    const problems = await check(store, work, server.base);
    return { items, distinct, stored: await arrived(), problems };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${logs.join("").slice(-4000)}`);
  } finally {
    for (const child of children) child.kill();
    await Promise.all(children.map(ended));
    await queue.stop();
    await store.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Work {
  readonly feeds: ReadonlyMap<string, readonly number[]>;
  readonly files: readonly number[];
}

/** Every fifth item repeats the one of two places before: in the same feed, in another one, in a file. */
function makeWork(items: number): Work {
  const numbers = Array.from({ length: items }, (_, i) => (i % 5 === 4 ? i - 2 - (i % 3 === 0 ? 5 : 0) : i));
  const feeds = new Map<string, number[]>();
  const files: number[] = [];
  for (const [i, number] of numbers.entries()) {
    if (i % 2 === 1) {
      files.push(number);
      continue;
    }
    const name = `feed-${Math.floor(i / 2 / ENTRIES_A_FEED)}.xml`;
    const feed = feeds.get(name) ?? [];
    feeds.set(name, feed);
    feed.push(number);
  }
  return { feeds, files };
}

function linkOf(number: number, base: string): string {
  return `${base}/report/${number}`;
}

function dateOf(number: number): Date {
  return new Date(Date.UTC(2025, 0, 1 + (number % 60), number % 24));
}

function entryOf(number: number, base: string) {
  const { title, text } = madeUpNews(number, 150);
  return {
    title,
    body: text,
    link: linkOf(number, base),
    guid: `report-${number}`,
    date: dateOf(number).toUTCString(),
  };
}

function fileOf(number: number, base: string) {
  const { title, text } = madeUpNews(number, 150);
  const publishedAt = dateOf(number).toISOString();
  return { title, text, url: linkOf(number, base), publisher: PUBLISHER, publishedAt, language: "en" };
}

async function isQuiet(queue: JobQueue, arrived: () => Promise<number>, distinct: number): Promise<boolean> {
  if ((await arrived()) < distinct) return false;
  for (const kind of ["read-feed", "read-articles"] as const) {
    const { waiting, running } = await queue.counts(kind);
    if (waiting + running > 0) return false;
  }
  return true;
}

/** Waits for it as long as something moves. */
async function until(
  reached: () => Promise<boolean>,
  arrived: () => Promise<number>,
  onProgress: (articles: number) => void,
): Promise<void> {
  let [last, lastMove] = [-1, performance.now()];
  while (!(await reached())) {
    const now = await arrived();
    if (now !== last) [last, lastMove] = [now, performance.now()];
    onProgress(now);
    if (performance.now() - lastMove > PATIENCE_MS) throw new Error(`nothing moved after ${now} articles`);
    await sleep(500);
  }
}

/** Every distinct report once, whole, and nothing else from this publisher. */
async function check(store: Store, { feeds, files }: Work, base: string): Promise<string[]> {
  const problems: string[] = [];
  const expected = new Map(
    [...files, ...[...feeds.values()].flat()].map((number) => [linkOf(number, base), number]),
  );
  const found = new Map<string, number>();
  for await (const { article, facts } of store.between({ from: null, to: null })) {
    if (article.publisher !== PUBLISHER || article.url === undefined) continue;
    found.set(article.url, (found.get(article.url) ?? 0) + 1);
    const number = expected.get(article.url);
    if (number === undefined) problems.push(`${article.url} was never sent`);
    else if (!article.text.startsWith(madeUpNews(number, 150).text.slice(0, 40)))
      problems.push(`${article.url} has the text of another one`);
    if (facts.figures.length + facts.statements.length === 0) problems.push(`${article.url} has no facts`);
    for (const { id } of [...facts.figures, ...facts.statements].slice(0, 1))
      if ((await store.factsById(id, 5)).every((fact) => fact.article.id !== article.id))
        problems.push(`${article.url}: fact ${id} cannot be found`);
  }
  for (const url of expected.keys()) {
    const times = found.get(url) ?? 0;
    if (times !== 1) problems.push(`${url} is there ${times} times`);
  }
  return problems;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("close", resolve));
}
