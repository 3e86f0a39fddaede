import { UserError } from "../errors.ts";
import type { Rejection } from "../ingest/draft.ts";
import {
  type IngestNeeds,
  type IngestProgress,
  type IngestReport,
  ingestFiles,
  ingestItems,
} from "../ingest/ingest-files.ts";
import { findFiles } from "../ingest/read-file.ts";
import { readStream } from "../ingest/read-stream.ts";
import { watchFiles } from "../ingest/watch-files.ts";

/** What `sitrep ingest` was told to do. */
export interface IngestRequest {
  /** Files and folders, or `-` alone for standard input. */
  readonly words: readonly string[];
  readonly publisher?: string | undefined;
  readonly watch: boolean;
  readonly json: boolean;
}

export interface IngestShell {
  readonly input: AsyncIterable<Uint8Array>;
  readonly show: (text: string) => Promise<unknown>;
  /** For lines that are no part of the answer. */
  readonly notify: (line: string) => void;
  readonly progress: { update(progress: IngestProgress): void; clear(): void };
  readonly signal: AbortSignal;
}

/** Rejections printed one by one: a list that is no list of articles should not fill the screen. */
export const MOST_LISTED = 50;

/** Throws a `UserError` (bad-option) for words that do not go together. */
export function checkIngest({ words, watch }: IngestRequest): void {
  if (words.length === 0) throw new UserError("bad-option", "ingest needs at least one file or folder");
  if (!words.includes("-")) return;
  if (words.length > 1)
    throw new UserError("bad-option", "ingest - reads standard input: give no files beside it");
  if (watch) throw new UserError("bad-option", "ingest --watch needs folders: standard input ends by itself");
}

/**
 * Takes in what was asked for and shows the report; "stopped" when the signal ended it before all was taken in.
 * 1 when something was rejected.
 */
export async function runIngest(
  asked: IngestRequest,
  needs: IngestNeeds,
  shell: IngestShell,
): Promise<0 | 1 | "stopped"> {
  checkIngest(asked);
  if (asked.watch) return keepWatching(asked, needs, shell);
  const { words, publisher } = asked;
  const { progress, signal, notify } = shell;
  const options = { onProgress: progress.update, signal };
  const report =
    words[0] === "-"
      ? await ingestItems(needs, itemsOf(asked, shell), null, options)
      : await ingestFiles(needs, { ...options, paths: words, publisher });
  progress.clear();
  await shell.show(asked.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  if (report.stopped) {
    const kept = report.ids.length.toLocaleString("en-US");
    notify(`sitrep: stopped with ${kept} articles kept; the same command goes on from there`);
    return "stopped";
  }
  return report.rejected.length > 0 ? 1 : 0;
}

async function* itemsOf({ publisher = "unknown" }: IngestRequest, { input, notify }: IngestShell) {
  const onKind = (kind: string) => notify(`sitrep: reading standard input as ${kind}`);
  for await (const item of readStream(input, { name: "standard input", publisher, onKind }))
    yield { item, bytes: 0 };
}

/** Goes on until it is told to end, which is how it is meant to end: a report for each time something came. */
async function keepWatching(
  { words, publisher, json }: IngestRequest,
  needs: IngestNeeds,
  { progress, signal, show, notify }: IngestShell,
): Promise<0 | "stopped"> {
  const [missing] = (await findFiles(words)).problems;
  if (missing?.ok === false)
    throw new UserError("not-found", missing.rejections.map(rejectionText).join("; "));
  notify(`sitrep: watching ${words.join(", ")}; Ctrl-C ends it`);
  for await (const files of watchFiles({ paths: words, signal })) {
    const paths = files.map(({ path }) => path);
    const report = await ingestFiles(needs, { paths, publisher, onProgress: progress.update, signal });
    progress.clear();
    const news = report.new + report.updated + report.rejected.length > 0;
    if (json) await show(`${JSON.stringify(report)}\n`);
    else if (news) await show(reportText(report));
    if (report.stopped) return "stopped";
  }
  return 0;
}

function reportText(report: IngestReport): string {
  const rejected = new Set(report.rejected.map(({ file }) => file)).size;
  const counts = `${report.new} new, ${report.unchanged} unchanged, ${report.updated} updated, ${rejected} rejected`;
  const ignored = report.ignored === 0 ? "" : `; ${report.ignored} files of other types left alone`;
  const listed = report.rejected.slice(0, MOST_LISTED).map((one) => `rejected ${rejectionText(one)}`);
  const left = report.rejected.length - listed.length;
  const more = left === 0 ? [] : [`… and ${left} more; --json lists them all`];
  return [`${counts}${ignored}`, ...listed, ...more, ""].join("\n");
}

/** One line on what is wrong with a file. */
export function rejectionText({ file, field, reason }: Rejection): string {
  return `${file}: ${field}: ${reason}`;
}
