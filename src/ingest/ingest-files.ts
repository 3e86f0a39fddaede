import type { Clock } from "../clock.ts";
import { sameArticle } from "../stores/same-article.ts";
import type { PutOutcome, Store } from "../stores/store.ts";
import { type ArticleReader, readFacts } from "./article-reader.ts";
import type { ReadItem, Rejection } from "./draft.ts";
import { makeArticle } from "./make-article.ts";
import { noteWithdrawal } from "./note-withdrawal.ts";
import type { Agencies } from "./origin.ts";
import { placeCopies } from "./place-waiting.ts";
import { findFiles, readArticleFile } from "./read-file.ts";
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
}

export interface IngestNeeds {
  readonly store: Store;
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly withdrawalWords: WithdrawalWords;
  readonly clock: Clock;
}

export interface IngestOptions {
  readonly paths: readonly string[];
  /** Used where a file names no publisher. */
  readonly publisher?: string | undefined;
  /** Set for articles that came with the product. */
  readonly bundled?: boolean;
  /** Told after each file, in bytes of all files. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Reads files and folders into the store, one article at a time; a bad item never stops the rest. */
export async function ingestFiles(
  needs: IngestNeeds,
  { paths, publisher, bundled = false, onProgress = () => {} }: IngestOptions,
): Promise<IngestReport> {
  const { store, reader, agencies, clock } = needs;
  const found = await findFiles(paths);
  const total = found.files.reduce((sum, file) => sum + file.bytes, 0);
  const counts: Record<PutOutcome, number> = { new: 0, unchanged: 0, updated: 0 };
  const rejections: Rejection[] = found.problems.flatMap((item) => (item.ok ? [] : item.rejections));
  const taken = new Map<string, string>();

  const take = async (item: ReadItem): Promise<void> => {
    if (!item.ok) {
      rejections.push(...item.rejections);
      return;
    }
    const article = makeArticle(item.draft, { agencies, retrievedAt: clock.now().toISOString() });
    if (article === null) {
      rejections.push({ file: item.file, field: "text", reason: "is empty: nothing to read" });
      return;
    }
    const twin = taken.get(article.id);
    if (twin !== undefined) {
      const reason = `is the same article as ${twin}: leave one out or give them different ids`;
      rejections.push({ file: item.file, field: fieldOfId(item.draft), reason });
      return;
    }
    const known = await store.article(article.id);
    const same = known !== null && known.reader === reader.tag && sameArticle(known.article, article);
    // Reading is the expensive part: an article that is here and was read the same way keeps its facts.
    const read = same ? ({ ok: true, facts: known.facts } as const) : readFacts(reader, article);
    if (!read.ok) {
      rejections.push({ file: item.file, field: "text", reason: read.reason });
      return;
    }
    taken.set(article.id, item.file);
    const outcome = await store.put({ article, facts: read.facts, reader: reader.tag, bundled });
    counts[outcome] += 1;
    if (!bundled) await noteWithdrawal(article, outcome, needs);
  };

  let done = 0;
  for (const file of found.files) {
    for await (const item of readArticleFile(file.path, publisher)) await take(item);
    done += file.bytes;
    onProgress(done, total);
  }
  await placeCopies(store);
  return { ...counts, rejected: rejections, ignored: found.ignored, ids: [...taken.keys()] };
}

function fieldOfId({
  url,
  givenId,
}: {
  readonly url?: string | undefined;
  readonly givenId?: string | undefined;
}): string {
  if (url !== undefined) return "url";
  return givenId === undefined ? "text" : "id";
}
