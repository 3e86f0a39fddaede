import type { Changes } from "../../briefings/index.ts";
import {
  type Block,
  type Document,
  heading,
  type Inlines,
  inlines,
  joined,
  paragraph,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import { briefingReply } from "./briefing.ts";
import { changeLists, updateLine } from "./change-lines.ts";
import { dateWords, precisionOf } from "./dates.ts";
import { emptyLine } from "./head.ts";
import type { Answer } from "./question.ts";
import { tellingOf } from "./telling.ts";

/** What a scheduled digest is drawn from. */
export interface RunDigest {
  readonly answer: Answer;
  /** null: there is nothing to compare with, as `first` says. */
  readonly changes: Changes | null;
  readonly first: "first" | "unreadable" | null;
  /** As-of of the digest before (ISO); null without one. */
  readonly before: string | null;
  readonly late: boolean;
  /** UTC moments of runs that were left out. */
  readonly skipped: readonly string[];
  /** Whether there were earlier ones than those. */
  readonly andEarlier: boolean;
  /** UTC moment of the next run; null: none. */
  readonly next: string | null;
}

/** Lines of each kind in the parent message. */
const FEW = 4;
const MANY = 40;

/**
 * A short message with what changed, and the details: all changes, then the standing picture. With `layout` "single"
 * both are one message, and so they are where there is nothing to compare with. Where nothing changed there are no
 * details: the message says what was searched.
 */
export function runDigestReply(
  run: RunDigest,
  layout: "thread" | "single",
): { readonly summary: Document; readonly details: Document | null } {
  const { answer, changes } = run;
  const standing = briefingReply(answer);
  const quietRun = changes !== null && isEmpty(changes);
  const summaryLine = oneLine(run, standing.summary);
  const tone = answer.digest.coverage.found > 0 ? "found" : "nothing";
  const few = changes === null ? [] : changeLists(changes, answer, FEW);
  const parent = [
    ...head(run),
    ...few,
    ...(changes === null ? [] : unchangedBlocks(changes, answer)),
    ...foot(run),
  ];
  if (quietRun) return { summary: { summary: summaryLine, tone, blocks: parent }, details: null };
  const all = changes === null ? [] : changeLists(changes, answer, MANY);
  const details: readonly Block[] = [
    ...all,
    ...(all.length === 0 ? [] : [heading(2, answer.words.run.standing)]),
    ...standing.blocks,
  ];
  if (layout === "single" || changes === null)
    return {
      summary: { summary: summaryLine, tone, blocks: [...head(run), ...details, ...foot(run)] },
      details: null,
    };
  return {
    summary: { summary: summaryLine, tone, blocks: parent },
    details: { summary: standing.summary, tone, blocks: details },
  };
}

function isEmpty(changes: Changes): boolean {
  return changes.reports.new === 0 && changeCount(changes) === 0;
}

function changeCount(changes: Changes): number {
  const { figures, updated, denials, takenBack, withdrawn, resolved, disputed, statements } = changes;
  return [figures, updated, denials, takenBack, withdrawn, resolved, disputed, statements].flat().length;
}

/** Period covered, as-of and next report; then how much is new, or that nothing is. */
function head(run: RunDigest): readonly Block[] {
  const { answer, changes, before, late, next, first } = run;
  const { digest, words } = answer;
  const from = before === null ? digest.window.since : before;
  const asOf = momentWords(digest.asOf, answer);
  const times: Inlines[] = [
    [quiet(words.run.covers(`${momentWords(from, answer)} – ${asOf}`))],
    [quiet(words.asOf(asOf))],
    next === null ? [] : [quiet(words.run.nextReport(momentWords(next, answer)))],
  ];
  const empty = emptyLine(answer);
  return [
    heading(
      1,
      [strong(digest.topic.label)],
      digest.topic.detail === null ? [] : [quiet(digest.topic.detail)],
    ),
    { kind: "small", text: joined(" · ", times) },
    ...(late ? [small(words.run.late)] : []),
    ...(first === null ? [] : [small(first === "first" ? words.run.firstDigest : words.run.unreadable)]),
    ...(empty === null ? [] : [paragraph(strong(empty))]),
    ...(changes === null || before === null ? [] : [paragraph(newsLine(changes, before, answer))]),
  ];
}

function newsLine(changes: Changes, before: string, answer: Answer): Inlines {
  const { words, digest } = answer;
  const { reports } = changes;
  const since = momentWords(before, answer);
  if (isEmpty(changes)) {
    const { searched, lastArticle } = digest.coverage;
    const last = lastArticle === null ? [] : [words.lastArticle(momentWords(lastArticle, answer))];
    const looked = [words.searched(searched), words.origins(digest.sources.length), ...last].join(", ");
    return inlines(strong(words.run.nothingNew(since, looked)));
  }
  const parts = [
    words.run.newReports(reports.new, reports.origins),
    ...(reports.late > 0 ? [words.run.lateReports(reports.late)] : []),
    ...(reports.corrected > 0 ? [words.run.corrected(reports.corrected)] : []),
  ];
  return inlines(strong(words.run.changesSince(since)), words.colon, parts.join(", "));
}

function unchangedBlocks({ unchanged }: Changes, answer: Answer): readonly Block[] {
  if (unchanged.length === 0) return [];
  const { words } = answer;
  const items = unchanged.slice(0, FEW).map((one) => updateLine(one, null, answer));
  const hidden = unchanged.length - items.length;
  return [
    heading(2, words.run.unchanged),
    { kind: "list", items },
    ...(hidden > 0 ? [small(words.run.more(hidden))] : []),
  ];
}

function foot({ skipped, andEarlier, answer }: RunDigest): readonly Block[] {
  if (skipped.length === 0) return [];
  const { run } = answer.words;
  const moments = skipped.map((at) => momentWords(at, answer));
  return [small(run.skipped([...moments, ...(andEarlier ? [run.andEarlier] : [])].join(", ")))];
}

/** The lock screen's line: the first number that changed, else what stands. */
function oneLine({ answer, changes, before }: RunDigest, standing: string): string {
  if (changes === null || before === null) return standing;
  const { words, digest } = answer;
  if (isEmpty(changes))
    return `${digest.topic.label}${words.colon}${words.run.nothingNew(momentWords(before, answer), words.searched(digest.coverage.searched))}`;
  return `${standing} · ${words.run.newReports(changes.reports.new, changes.reports.origins)}`;
}

function momentWords(iso: string, answer: Answer): string {
  return dateWords(iso, precisionOf(iso), tellingOf(answer));
}
