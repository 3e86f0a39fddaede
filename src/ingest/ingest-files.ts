import type { Article } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { PutOutcome, Store } from "../stores/store.ts";
import type { ArticleReader } from "./article-reader.ts";
import type { Draft, ReadItem, Rejection } from "./draft.ts";
import { inBatches } from "./in-batches.ts";
import { makeArticle } from "./make-article.ts";
import type { Agencies } from "./origin.ts";
import { MOST_WAITING, placeCopies } from "./place-waiting.ts";
import { findFiles, readArticleFile } from "./read-file.ts";
import { takeIn } from "./take-in.ts";
import type { WithdrawalWords } from "./withdrawal-notice.ts";

export interface IngestReport {
  readonly new: number;
  readonly unchanged: number;
  readonly updated: number;
  readonly rejected: readonly Rejection[];
  /** Files of other types in the folders given. */
  readonly ignored: number;
  /** Ids of the articles taken in, in order. */
  readonly ids: readonly string[];
  /** Whether it ended before everything was looked at. */
  readonly stopped: boolean;
}

export interface IngestNeeds {
  readonly store: Store;
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly withdrawalWords: WithdrawalWords;
  readonly clock: Clock;
}

/** How far it is: articles that are kept, and bytes of all there are; null where nobody knows how many there are. */
export interface IngestProgress {
  readonly articles: number;
  readonly bytes: number;
  readonly ofBytes: number | null;
}

export interface IngestItems {
  /** Set for articles that came with the product. */
  readonly bundled?: boolean;
  /** Told after each batch that is kept. */
  readonly onProgress?: (progress: IngestProgress) => void;
  /** Articles of one transaction at most. */
  readonly atOnce?: number;
  /** Nothing more is taken in once it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

export interface IngestFiles extends IngestItems {
  readonly paths: readonly string[];
  /** Used where a file names no publisher. */
  readonly publisher?: string | undefined;
}

/** Reads files and folders into the store, in batches; a bad item never stops the rest. */
export async function ingestFiles(needs: IngestNeeds, options: IngestFiles): Promise<IngestReport> {
  const { paths, publisher } = options;
  const { files, problems, ignored } = await findFiles(paths);
  const ofBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  needs.reader.expect?.(ofBytes);
  async function* items(): AsyncGenerator<PlacedItem> {
    for (const item of problems) yield { item, bytes: 0 };
    let before = 0;
    for (const file of files) {
      let within = 0;
      for await (const item of readArticleFile(file.path, publisher)) {
        // A file of many is gone through step by step; what stands around the texts is made up for at its end.
        within += item.ok ? item.draft.text.length : 0;
        yield { item, bytes: before + Math.min(within, file.bytes) };
      }
      before += file.bytes;
    }
  }
  const report = await ingestItems(needs, items(), ofBytes, options);
  return { ...report, ignored };
}

/** An item with how far in all bytes it stands. */
interface PlacedItem {
  readonly item: ReadItem;
  readonly bytes: number;
}

interface Pending {
  readonly at: number;
  readonly article: Article;
  readonly file: string;
  readonly bytes: number;
}

/** The same for items from anywhere. */
export async function ingestItems(
  needs: IngestNeeds,
  items: AsyncIterable<PlacedItem>,
  ofBytes: number | null,
  { bundled = false, onProgress = () => {}, atOnce, signal }: IngestItems,
): Promise<IngestReport> {
  const { store, agencies, clock } = needs;
  const counts: Record<PutOutcome, number> = { new: 0, unchanged: 0, updated: 0 };
  const rejections: { readonly at: number; readonly rejections: readonly Rejection[] }[] = [];
  const fileOf = new Map<string, string>();
  const ids: string[] = [];
  let at = 0;
  let done = 0;
  let ended = false;
  let [given, settled] = [0, 0];
  const reject = (file: string, field: string, reason: string) =>
    rejections.push({ at, rejections: [{ file, field, reason }] });

  async function* articles(): AsyncGenerator<Pending> {
    for await (const { item, bytes } of items) {
      at += 1;
      if (!item.ok) {
        rejections.push({ at, rejections: item.rejections });
        continue;
      }
      const { file, draft } = item;
      const article = makeArticle(draft, { agencies, retrievedAt: clock.now().toISOString() });
      if (article === null) {
        reject(file, "text", "is empty: nothing to read");
        continue;
      }
      const twin = fileOf.get(article.id);
      if (twin !== undefined) {
        reject(
          file,
          fieldOfId(draft),
          `is the same article as ${twin}: leave one out or give them different ids`,
        );
        continue;
      }
      fileOf.set(article.id, file);
      given += 1;
      yield { at, article, file, bytes };
    }
    ended = true;
  }

  const batches = inBatches(articles(), {
    sizeOf: ({ article }) => article.text.length,
    ...(atOnce === undefined ? {} : { most: atOnce }),
  });
  for await (const batch of takeIn({ ...needs, bundled, signal }, batches)) {
    for (const { item, outcome, reason } of batch) {
      if (outcome === null) {
        const { file } = item;
        rejections.push({ at: item.at, rejections: [{ file, field: "text", reason: reason ?? "" }] });
        continue;
      }
      counts[outcome] += 1;
      ids.push(item.article.id);
    }
    settled += batch.length;
    done = batch.at(-1)?.item.bytes ?? done;
    onProgress({ articles: ids.length, bytes: done, ofBytes });
  }
  const stopped = !ended || settled < given;
  if (!stopped && ofBytes !== null && done < ofBytes)
    onProgress({ articles: ids.length, bytes: ofBytes, ofBytes });
  // As many as came, so that the line does not grow; who wants to stop does not wait for it.
  await placeCopies(store, ids.length + MOST_WAITING, signal);
  const rejected = rejections.sort((a, b) => a.at - b.at).flatMap((one) => one.rejections);
  return { ...counts, rejected, ignored: 0, ids, stopped };
}

function fieldOfId({ url, givenId }: Draft): string {
  if (url !== undefined) return "url";
  return givenId === undefined ? "text" : "id";
}
