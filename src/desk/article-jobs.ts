import { createHash } from "node:crypto";
import { z } from "zod";
import { Article } from "../../briefings/index.ts";
import type { ArticleReader } from "../ingest/article-reader.ts";
import type { NoteNeeds } from "../ingest/note-withdrawal.ts";
import { MOST_WAITING, placeCopies } from "../ingest/place-waiting.ts";
import { takeIn } from "../ingest/take-in.ts";
import type { Log } from "../log.ts";
import type { Job, JobQueue } from "../stores/job-queue.ts";

/** Articles that travel in one job: enough to spare the queue, few enough to lose little time with a worker. */
const ARTICLES_A_JOB = 25;
const JOBS_AT_ONCE = 2;

const ReadArticles = z.object({ articles: z.array(Article) });

/** Sends articles to whoever works on the queue. The same articles are there once as long as they wait. */
export async function sendArticles(
  queue: JobQueue,
  articles: AsyncIterable<Article>,
): Promise<{ readonly articles: number }> {
  let sent = 0;
  let batch: Article[] = [];
  const send = async () => {
    if (batch.length === 0) return;
    await queue.send("read-articles", [jobOf(batch)]);
    sent += batch.length;
    batch = [];
  };
  for await (const article of articles) {
    batch.push(article);
    if (batch.length >= ARTICLES_A_JOB) await send();
  }
  await send();
  return { articles: sent };
}

function jobOf(articles: readonly Article[]): Job {
  const hash = createHash("sha256");
  for (const { id, sha256 } of articles) hash.update(`${id}\u0000${sha256}\u0000`);
  return { key: hash.digest("hex"), data: { articles } };
}

/** Reads articles from the queue into the store until it is stopped. */
export async function takeArticleJobs(
  needs: NoteNeeds & { readonly reader: ArticleReader; readonly log: Log },
  queue: JobQueue,
): Promise<void> {
  const { store, log } = needs;
  await queue.take("read-articles", JOBS_AT_ONCE, async (data) => {
    const { articles } = ReadArticles.parse(data);
    // What was done before by a worker that died before it could say so is not done again.
    for await (const taken of takeIn(needs, oneBatch(articles))) {
      for (const { item, reason } of taken)
        if (reason !== null) log.error("article", { id: item.article.id, outcome: reason });
    }
    await placeCopies(store, articles.length + MOST_WAITING);
  });
}

async function* oneBatch(articles: readonly Article[]) {
  yield articles.map((article) => ({ article }));
}
