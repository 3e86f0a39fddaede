import { findChanges, Snapshot, snapshotOf } from "../../briefings/index.ts";
import type { Document } from "../chat/document.ts";
import { type Words, wordsIn } from "../chat/words/catalogue.ts";
import { askingAgain, outcomeReply } from "../replies/outcomes.ts";
import { type RunDigest, runDigestReply } from "../replies/run-digest.ts";
import type { AskedRun } from "../schedule/make-runs.ts";
import type { BriefQuery, Desk } from "./desk.ts";

export interface RunDigestNeeds {
  readonly desk: Pick<Desk, "brief" | "why">;
  readonly query: BriefQuery;
  /** `snapshot` of the last digest that was delivered; null: there is none. */
  readonly last: unknown;
  readonly now: Date;
  readonly late: boolean;
  /** UTC moments of runs that were left out. */
  readonly skipped: readonly string[];
  /** Whether there were earlier ones than those. */
  readonly andEarlier: boolean;
  /** UTC moment of the next run; null: none. */
  readonly next: string | null;
  readonly layout: "thread" | "single";
  readonly words: Words;
}

export interface RunDigestMade {
  readonly summary: Document;
  /** For the thread under the summary; null: all is said. */
  readonly details: Document | null;
  /** Plain JSON, to be handed back as `last`. */
  readonly snapshot: unknown;
}

type WithdrawnLine = NonNullable<Parameters<typeof findChanges>[2]>[number];

/**
 * The digest of one scheduled run: what changed since the last one, then the standing picture. A snapshot that is older,
 * damaged or of another topic counts as none, and the digest says so. Throws what the desk throws.
 */
export async function makeRunDigest(needs: RunDigestNeeds): Promise<RunDigestMade> {
  const { desk, query, last, now, late, skipped, andEarlier, next, layout, words } = needs;
  const asOf = `${now.toISOString().slice(0, 16)}Z`;
  const result = await desk.brief({ ...query, asOf });
  const question = { topic: query.topic, since: query.since, until: query.until };
  if (result.status !== "ok") {
    const summary = outcomeReply(result, askingAgain("briefing", "topic", question), words);
    // The next digest is compared with the last one that told anything.
    return { summary, details: null, snapshot: last };
  }
  const { digest, understoodAs, languages = {} } = result;
  const told = Snapshot.safeParse(last);
  const same = told.success && told.data.topic.label === digest.topic.label;
  const before = same ? told.data : null;
  const gone = before === null ? [] : await withdrawnSince(before, digest.sources, desk);
  const run: RunDigest = {
    answer: { digest, understoodAs, question, words, languages },
    changes: before === null ? null : findChanges(before, digest, gone),
    first: before !== null ? null : last === null || last === undefined ? "first" : "unreadable",
    before: before?.asOf ?? null,
    late,
    skipped,
    andEarlier,
    next,
  };
  return { ...runDigestReply(run, layout), snapshot: snapshotOf(digest) };
}

/** The digest that a subscription asks for, in its language. Throws what the desk throws. */
export function digestOfSubscription(
  desk: Pick<Desk, "brief" | "why">,
  { subscription, last, now, late, skipped, next }: AskedRun,
): Promise<RunDigestMade> {
  const { query, layout, language } = subscription;
  return makeRunDigest({
    desk,
    query,
    last,
    now: new Date(now),
    late,
    skipped: skipped?.runs.map(({ dueAt }) => dueAt) ?? [],
    andEarlier: skipped?.andEarlier ?? false,
    next,
    layout,
    words: wordsIn(language),
  });
}

/** Reports told of that lie outside the period by now and were withdrawn all the same. */
async function withdrawnSince(
  before: Snapshot,
  sources: readonly { readonly outlets: readonly { readonly articleId: string }[] }[],
  desk: Pick<Desk, "why">,
): Promise<readonly WithdrawnLine[]> {
  const shown = new Set(sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId)));
  const lines: WithdrawnLine[] = [];
  for (const { id, fact } of before.articles) {
    if (fact === null || shown.has(id)) continue;
    const found = await desk.why(fact);
    const item = found.status === "found" ? found.items.find(({ article }) => article.id === id) : undefined;
    if (item === undefined || item.withdrawal === null) continue;
    const { publisher, title, publishedAt, url } = item.article;
    lines.push({ ...item.withdrawal, publisher, title, publishedAt, url: url ?? null });
  }
  return lines;
}
