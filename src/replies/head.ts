import type { Digest } from "../../briefings/index.ts";
import {
  type Block,
  heading,
  type Inline,
  inlines,
  joined,
  paragraph,
  small,
  strong,
} from "../chat/document.ts";
import { dateWords, moment, period, precisionOf, quietYearOf } from "./dates.ts";
import type { Answer, Question } from "./question.ts";
import { words } from "./words.ts";

/**
 * The first lines of every answer from a digest: an empty window first of all, then topic and where, period,
 * as-of, and how much was read.
 */
export function headBlocks({ digest, understoodAs, question }: Answer): readonly Block[] {
  const { topic, coverage, asOf } = digest;
  const quietYear = quietYearOf(digest.window);
  const empty = emptyLine(digest, question);
  const asOfText = words.asOf(dateWords(asOf, precisionOf(asOf), quietYear));
  const label =
    topic.detail === null ? [strong(topic.label)] : inlines(strong(topic.label), ` · ${topic.detail}`);
  const last = coverage.lastArticle;
  const read = joined(" · ", [
    inlines(`${words.reports(coverage.found)}, ${words.origins(coverage.origins)}`),
    last === null ? [] : inlines(words.lastArticle(dateWords(last, precisionOf(last), quietYear))),
  ]);
  const remarks = remarksOn(digest, understoodAs);
  return [
    ...(empty === null ? [] : [paragraph(strong(empty))]),
    heading(1, label, inlines(period(digest.window), ` · ${asOfText}`)),
    ...(coverage.found > 0 ? [paragraph(read)] : []),
    ...(remarks.length > 0 ? [small(`${remarks.join(". ")}.`)] : []),
  ];
}

/** What was wished and not there, with how far the search went; null when the wished window has reports. */
export function emptyLine({ topic, coverage, window }: Digest, question: Question): string | null {
  const { fallback, searched, lastArticle } = coverage;
  if (fallback === null && coverage.found > 0) return null;
  const last = lastArticle === null ? null : moment(lastArticle, "day");
  const searchedWords =
    last === null ? words.searched(searched) : words.searchedUpTo(searched, momentText(last));
  const wished = wishedPeriod(question, fallback?.wished ?? window);
  if (fallback === null) return words.nothingOn(topic.label, wished, searchedWords);
  const shown = words.shownInstead(momentText(period(fallback.shown)));
  return `${words.nothingIn(wished, searchedWords)} ${shown}`;
}

/** "in the last 7 days" for a length, "in 1–7 March 2026" for days; a length is counted back from as-of. */
function wishedPeriod({ since, until }: Question, wished: Digest["window"]): string {
  const length = /^(\d+)([hd])$/.exec(since ?? "7d");
  if (length === null || until !== undefined) return words.inPeriod(momentText(period(wished)));
  const amount = Number(length[1]);
  return length[2] === "h" ? words.lastHours(amount) : words.lastDays(amount);
}

function momentText(inline: Inline): string {
  return inline.kind === "moment" ? inline.text : "";
}

function remarksOn(digest: Digest, understoodAs: string | null): readonly string[] {
  const outlets = digest.sources.flatMap((source) => source.outlets);
  const retold = outlets.filter(({ retoldFrom }) => retoldFrom.length > 0).length;
  const unread = digest.coverage.unread.filter(({ articles }) => articles > 0);
  const unreadCount = unread.reduce((sum, { articles }) => sum + articles, 0);
  return [
    ...(understoodAs === null ? [] : [words.understoodAs(digest.topic.words, understoodAs)]),
    ...(retold > 0 ? [words.retellings(retold, outlets.length)] : []),
    ...(unreadCount > 0
      ? [words.unread(unreadCount, unread.map(({ language }) => language).join(", "))]
      : []),
  ];
}
