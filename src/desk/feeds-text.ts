import type { Feed } from "../ingest/feed-book.ts";
import type { FeedReport, FeedsReport } from "../ingest/ingest-feeds.ts";

const CONTROLS = /\p{Cc}+/gu;

/** The list of feeds, for people: address, outlet, how often, how it is. */
export function feedListText(feeds: readonly Feed[]): string {
  if (feeds.length === 0) return "No feeds yet: sitrep feeds add https://…\n";
  const bad = feeds.filter(({ problem }) => problem !== undefined).length;
  const head = `${count(feeds.length, "feed")}${bad === 0 ? "" : `, ${bad} with problems`}`;
  return [head, ...feeds.flatMap(feedLines), ""].join("\n");
}

function feedLines({ url, publisher, everyMinutes, lastReadAt, nextAt, failures, problem }: Feed): string[] {
  const read = lastReadAt === undefined ? "never read" : `last read ${moment(lastReadAt)}`;
  const next = nextAt === undefined ? "due now" : `next ${moment(nextAt)}`;
  const state = `    every ${everyTime(everyMinutes)}, ${read}, ${next}`;
  const trouble =
    problem === undefined
      ? []
      : [`    problem: ${problem}${failures > 1 ? ` (${failures} times in a row)` : ""}`];
  return [
    clean(publisher === undefined ? `  ${url}` : `  ${url} (${publisher})`),
    state,
    ...trouble.map(clean),
  ];
}

/** One run over the feeds, for people. */
export function feedsReportText(report: FeedsReport): string {
  const { feeds, waiting } = report;
  const rest = waiting === 0 ? "" : `; ${count(waiting, "feed")} not due yet`;
  const head = `${count(feeds.length, "feed")} read: ${countsText(report)}${rest}`;
  return [head, ...feeds.flatMap(problemLines), ""].join("\n");
}

/** One feed of a run on a line, its problems below. */
export function feedReportText(report: FeedReport): string {
  const state = report.status === "read" ? countsText(report) : report.status;
  const more = [
    report.dropped === 0 ? "" : `, ${report.dropped} without words or address`,
    report.left === 0 ? "" : `, ${report.left} left for the next run`,
  ].join("");
  return [clean(`${report.url}: ${state}${more}`), ...problemLines(report), ""].join("\n");
}

function problemLines({ url, status, problems }: FeedReport): string[] {
  return problems.map((problem) => clean(status === "problem" ? `  ${url} ${problem}` : `  ${problem}`));
}

function countsText(counts: Pick<FeedsReport, "new" | "updated" | "unchanged" | "seen">): string {
  return `${counts.new} new, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.seen} seen before`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function everyTime(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function moment(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** Strangers' names must not move a terminal's cursor. */
function clean(line: string): string {
  return line.replace(CONTROLS, " ");
}
