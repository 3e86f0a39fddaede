import { createHash } from "node:crypto";
import { z } from "zod";
import { Article } from "../../briefings/index.ts";
import { type ArticleReader, readFacts } from "../ingest/article-reader.ts";
import { type NoteNeeds, noteWithdrawal } from "../ingest/note-withdrawal.ts";
import { placeCopies } from "../ingest/place-waiting.ts";
import type { Log } from "../log.ts";
import type { Job, JobQueue } from "../stores/job-queue.ts";
import { sameArticle } from "../stores/same-article.ts";

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
  const { store, reader, log } = needs;
  await queue.take("read-articles", JOBS_AT_ONCE, async (data) => {
    for (const article of ReadArticles.parse(data).articles) {
      const known = await store.article(article.id);
      // Done before by a worker that died before it could say so.
      const same = known !== null && known.reader === reader.tag && sameArticle(known.article, article);
      const read = same ? ({ ok: true, facts: known.facts } as const) : readFacts(reader, article);
      if (!read.ok) {
        log.error("article", { id: article.id, outcome: read.reason });
        continue;
      }
      const outcome = same
        ? "unchanged"
        : await store.put({ article, facts: read.facts, reader: reader.tag, bundled: false });
      await noteWithdrawal(article, outcome, needs);
    }
    await placeCopies(store);
  });
}
