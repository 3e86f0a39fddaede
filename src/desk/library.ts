import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Facts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import type { ArticleReader } from "../ingest/article-reader.ts";
import { inBatches } from "../ingest/in-batches.ts";
import type { Agencies } from "../ingest/origin.ts";
import { placeCopies } from "../ingest/place-waiting.ts";
import { openStore, type StorePlace } from "../stores/open-store.ts";
import { openMemoryStore } from "../stores/sqlite-store.ts";
import type { Reading, Store } from "../stores/store.ts";

/** The articles that come with the product. */
const BUNDLED_ARTICLES = fileURLToPath(new URL("../../seeds/articles/", import.meta.url));

/** What a start does of the work that can wait: about a second of it. */
const MOST_PLACED = 500;
const MOST_EARLIER = 100;

export interface OpenLibrary extends StorePlace {
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly clock: Clock;
  /** Told in one line each: first start, another engine, no folder to write to. */
  readonly notify: (line: string) => void;
  /** Whether reading may go on in memory when the folder cannot be used. */
  readonly mayUseMemory: boolean;
  readonly bundledDir?: string;
}

/**
 * Opens the store and brings it up to date: bundled articles of this version, and facts read by this engine
 * with these word lists. Throws a `UserError` when the folder cannot be used and memory will not do.
 */
export async function openLibrary(options: OpenLibrary): Promise<Store> {
  const store = await openOrRemember(options);
  try {
    await takeInBundled(store, options);
    await readAgain(store, options);
    await readEarlier(store, options);
    await placeCopies(store, MOST_PLACED);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What another reader read is read by this one. An article it fails on keeps its facts and is tried again next time. */
async function readAgain(store: Store, options: OpenLibrary): Promise<void> {
  for await (const _ of store.notReadBy(options.reader.tag)) {
    await store.alone("reading again", () => readRest(store, options));
    return;
  }
}

/** Earlier versions that were kept without facts get them, some at each start: what they said can be asked for then. */
async function readEarlier(store: Store, { reader }: OpenLibrary): Promise<void> {
  const earlier = await store.versions.unread(MOST_EARLIER);
  const reads = await Promise.all(earlier.map(({ article }) => reader.read(article)));
  for (const [i, { article }] of earlier.entries()) {
    const read = reads[i]!;
    if (!read.ok) continue;
    const facts = JSON.parse(read.facts.json) as Facts;
    await store.versions.keep({ article, facts, reader: reader.tag });
  }
}

async function readRest(store: Store, { reader, notify }: OpenLibrary): Promise<void> {
  let begun = false;
  const articles = inBatches(store.notReadBy(reader.tag), { sizeOf: ({ article }) => article.text.length });
  for await (const batch of articles) {
    if (!begun) notify("sitrep: reading stored articles again, because the reader or its word lists changed");
    begun = true;
    const reads = await Promise.all(batch.map(({ article }) => reader.read(article)));
    const readings: Reading[] = [];
    for (const [i, { article }] of batch.entries()) {
      const read = reads[i]!;
      if (read.ok) readings.push({ articleId: article.id, facts: read.facts, reader: reader.tag });
      else notify(`sitrep: article ${article.id} (${article.publisher}) ${read.reason}`);
    }
    await store.replaceAllFacts(readings);
  }
}

async function openOrRemember(options: OpenLibrary): Promise<Store> {
  const { databaseUrl, mayUseMemory, notify } = options;
  try {
    return await openStore(options);
  } catch (error) {
    // A newer store, or a database that others work with, is whole: reading something else instead would mislead.
    const mayRemember = mayUseMemory && databaseUrl === null;
    if (!(error instanceof UserError) || error.code !== "store-unavailable" || !mayRemember) throw error;
    notify(`sitrep: ${error.message}; showing the bundled articles only, from memory`);
    return openMemoryStore();
  }
}

/** Runs when the bundled articles differ from those taken in before. */
async function takeInBundled(store: Store, options: OpenLibrary): Promise<void> {
  const hash = hashOf(options.bundledDir ?? BUNDLED_ARTICLES);
  if ((await store.note("bundled")) === hash) return;
  await store.alone("bundled articles", () => readBundled(store, options, hash));
}

/** The note is written last. */
async function readBundled(store: Store, options: OpenLibrary, hash: string): Promise<void> {
  const { reader, agencies, clock, notify, bundledDir = BUNDLED_ARTICLES } = options;
  const before = await store.note("bundled");
  // Another process may have been faster.
  if (before === hash) return;
  notify(
    before === null
      ? "sitrep: first start, reading the bundled articles"
      : "sitrep: the bundled articles changed, reading them",
  );
  const { ingestFiles } = await import("../ingest/ingest-files.ts");
  const report = await ingestFiles(
    // What comes with the product takes nothing back by a notice: it is left out of the next version.
    { store, reader, agencies, clock, withdrawalWords: {} },
    { paths: [bundledDir], bundled: true },
  );
  const [bad] = report.rejected;
  if (bad !== undefined) notify(`sitrep: bundled article ${bad.file}: ${bad.field}: ${bad.reason}`);
  // With a rejection the next start tries again, and nothing is taken away meanwhile.
  if (bad !== undefined) return;
  await store.dropBundledExcept(new Set(report.ids));
  await store.setNote("bundled", hash);
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!name.endsWith(".md")) continue;
    const content = readFileSync(`${folder}/${name}`);
    hash.update(`${name.replaceAll("\\", "/")}\u0000${content.length}\u0000`).update(content);
  }
  return hash.digest("hex");
}
