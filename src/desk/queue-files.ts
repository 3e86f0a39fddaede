import type { Article } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { Rejection } from "../ingest/draft.ts";
import { makeArticle } from "../ingest/make-article.ts";
import type { Agencies } from "../ingest/origin.ts";
import { findFiles, readArticleFile } from "../ingest/read-file.ts";
import type { JobQueue } from "../stores/job-queue.ts";
import { sendArticles } from "./article-jobs.ts";

export interface QueueFiles {
  readonly paths: readonly string[];
  /** Used where a file names no publisher. */
  readonly publisher?: string | undefined;
  readonly agencies: Agencies;
  readonly clock: Clock;
  readonly queue: JobQueue;
}

export interface QueueReport {
  readonly queued: number;
  readonly rejected: readonly Rejection[];
}

/** Hands the articles in files and folders to the workers; a bad item never stops the rest. */
export async function queueFiles({
  paths,
  publisher,
  agencies,
  clock,
  queue,
}: QueueFiles): Promise<QueueReport> {
  const found = await findFiles(paths);
  const rejected: Rejection[] = found.problems.flatMap((item) => (item.ok ? [] : item.rejections));

  async function* articles(): AsyncIterable<Article> {
    for (const { path } of found.files) {
      for await (const item of readArticleFile(path, publisher)) {
        if (!item.ok) {
          rejected.push(...item.rejections);
          continue;
        }
        const article = makeArticle(item.draft, { agencies, retrievedAt: clock.now().toISOString() });
        if (article !== null) yield article;
        else rejected.push({ file: item.file, field: "text", reason: "is empty: nothing to read" });
      }
    }
  }

  const sent = await sendArticles(queue, articles());
  return { queued: sent.articles, rejected };
}
