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
import type { Words } from "../chat/words/catalogue.ts";
import { dateWords, moment, period, precisionOf } from "./dates.ts";
import type { Answer } from "./question.ts";
import { quietYearOf, tellingOf } from "./telling.ts";

/**
 * The first lines of every answer from a digest: an empty window first of all, then topic and where, period,
 * as-of, and how much was read.
 */
export function headBlocks(answer: Answer): readonly Block[] {
  const { digest, words } = answer;
  const { topic, coverage, asOf } = digest;
  const dating = { words, quietYear: quietYearOf(digest.window) };
  const empty = emptyLine(answer);
  const asOfText = words.asOf(dateWords(asOf, precisionOf(asOf), dating));
  const label =
    topic.detail === null
      ? [strong(topic.label)]
      : inlines(strong(topic.label), ` · ${detailWords(topic.detail, words)}`);
  const last = coverage.lastArticle;
  const read = joined(" · ", [
    inlines(`${words.reports(coverage.found)}, ${words.origins(coverage.origins)}`),
    last === null ? [] : inlines(words.lastArticle(dateWords(last, precisionOf(last), dating))),
  ]);
  const remarks = remarksOn(answer);
  return [
    ...(empty === null ? [] : [paragraph(strong(empty))]),
    heading(1, label, inlines(period(digest.window, { words, quietYear: null }), ` · ${asOfText}`)),
    ...(coverage.found > 0 ? [paragraph(read)] : []),
    ...(remarks.length > 0 ? [small(`${remarks.join(". ")}.`)] : []),
  ];
}

/** What was wished and not there, with how far the search went; null when the wished window has reports. */
export function emptyLine({ digest, question, words }: Answer): string | null {
  const { topic, coverage, window } = digest;
  const dating = { words, quietYear: null };
  const { fallback, searched, lastArticle } = coverage;
  if (fallback === null && coverage.found > 0) return null;
  const last = lastArticle === null ? null : moment(lastArticle, "day", dating);
  const searchedWords =
    last === null ? words.searched(searched) : words.searchedUpTo(searched, momentText(last));
  const wished = wishedPeriod(question, fallback?.wished ?? window, words);
  if (fallback === null) return words.nothingOn(topic.label, wished, searchedWords);
  const shown = words.shownInstead(momentText(period(fallback.shown, dating)));
  return `${words.nothingIn(wished, searchedWords)} ${shown}`;
}

/** "in the last 7 days" for a length, "in 1–7 March 2026" for days; a length is counted back from as-of. */
function wishedPeriod({ since, until }: Answer["question"], wished: Digest["window"], words: Words): string {
  const length = /^(\d+)([hd])$/.exec(since ?? "7d");
  if (length === null || until !== undefined)
    return words.inPeriod(momentText(period(wished, { words, quietYear: null })));
  const amount = Number(length[1]);
  return length[2] === "h" ? words.lastHours(amount) : words.lastDays(amount);
}

function lastDay(iso: string, words: Words): string {
  return momentText(moment(iso, "day", { words, quietYear: null }));
}

function momentText(inline: Inline): string {
  return inline.kind === "moment" ? inline.text : "";
}

/** What stands behind a name, in the reader's words where it is the engine's word for a kind of actor. */
export function detailWords(detail: string, { topicDetails }: Pick<Words, "topicDetails">): string {
  return (Object.hasOwn(topicDetails, detail) ? topicDetails[detail] : undefined) ?? detail;
}

function remarksOn(answer: Answer): readonly string[] {
  const { digest, understoodAs, words } = answer;
  const { foreign } = tellingOf(answer);
  const outlets = digest.sources.flatMap((source) => source.outlets);
  const cut = digest.coverage.lookedBackTo;
  const retold = outlets.filter(({ retoldFrom }) => retoldFrom.length > 0).length;
  const unread = digest.coverage.unread.filter(({ articles }) => articles > 0);
  const unreadCount = unread.reduce((sum, { articles }) => sum + articles, 0);
  const isForeign = outlets.some(({ articleId }) => foreign(articleId) !== null);
  return [
    ...(understoodAs === null ? [] : [words.understoodAs(digest.topic.words, understoodAs)]),
    ...(cut === undefined ? [] : [words.latestOnly(digest.coverage.found, lastDay(cut, words))]),
    ...(retold > 0 ? [words.retellings(retold, outlets.length)] : []),
    ...(unreadCount > 0
      ? [words.unread(unreadCount, unread.map(({ language }) => language).join(", "))]
      : []),
    ...(isForeign ? [words.untranslated] : []),
  ];
}
