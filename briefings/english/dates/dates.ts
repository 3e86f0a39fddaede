import { type DatePrecision, dayOf, type When } from "../../moment.ts";
import type { Page } from "../../text/page.ts";
import type { DateMention } from "../world.ts";
import { isoDay, weekSpan } from "./calendar.ts";
import { dateAt, dayMonthAt } from "./date-calendar.ts";
import { relativeAt } from "./date-relative.ts";
import { DateScan, type Day, dayNumber } from "./date-scan.ts";
import type { DateRules } from "./date-words.ts";
import { partOfYearAt } from "./part-of-year.ts";

export { compileDates, type DateRules } from "./date-words.ts";

/**
 * Dates and periods of a page, placed against the day of publication. News rule: a bare weekday is the last
 * such day, never in the future unless the words say so ("next", "will"). A day and month without a year are
 * the last such day; where that would be ten months ago and nothing decides, they stay unplaced.
 * Times of day are kept in the words only; precision is never finer than a day.
 */
export function readDates(
  page: Page,
  published: { readonly iso: string; readonly precision: DatePrecision },
  words: DateRules,
): DateMention[] {
  const base =
    /^\d{4}-\d{2}-\d{2}/.test(published.iso) && ["minute", "day"].includes(published.precision)
      ? dayOf(published.iso)
      : null;
  const scan = new DateScan(page.tokens, base, words);
  const found: DateMention[] = [];
  for (let i = 0; i < page.tokens.length; i++) {
    const token = page.tokens[i]!;
    if (token.kind !== "number" && !words.first.has(token.lower)) continue;
    const read = partOfYearAt(scan, i) ?? mentionAt(scan, i);
    if (!read) continue;
    const span = {
      start: page.tokens[i]!.start,
      end: page.tokens[read.end - 1]!.end,
    };
    const when: When = {
      from: read.from,
      to: read.to,
      precision: read.precision,
      words: page.text.slice(span.start, span.end),
      basis: "stated",
    };
    found.push({ ...span, from: i, to: read.end, when });
    i = read.end - 1;
  }
  return found;
}

/** A mention with its preposition, beginning at token `i`. */
function mentionAt(scan: DateScan, i: number): Day | null {
  const { words } = scan;
  const word = scan.low(i);
  if (word === "as" && scan.low(i + 1) === "of") {
    const skip = clockAt(scan, i + 2);
    const day = dateAt(scan, skip, true);
    return day && { ...day, from: day.from };
  }
  if (word === "between" || word === "from") {
    const range = rangeAt(scan, i + 1);
    if (range) return range;
  }
  if (words.since.has(word)) {
    const start = startOfAt(scan, i + 1);
    const day = start ?? dateAt(scan, i + 1, true);
    if (!day) return null;
    // "from Friday's strike" gives a day, not the beginning of a period.
    return word === "since" ? { ...day, to: null } : day;
  }
  if (words.until.has(word)) {
    const day = dateAt(scan, i + 1, true);
    if (!day || word === "to") return day && { ...day };
    return { ...day, from: null };
  }
  if (words.on.has(word)) {
    const night =
      scan.low(i + 1) === "the" && words.dayParts.has(scan.low(i + 2)) && scan.low(i + 3) === "of"
        ? i + 4
        : -1;
    if (night > 0) return dateAt(scan, night, true);
    return (
      partOfYearAt(scan, i + 1) ??
      relativeAt(scan, i + 1, word) ??
      rangeAt(scan, i + 1) ??
      dateAt(scan, i + 1, true)
    );
  }
  if ((word === "early" || word === "late" || word === "mid") && scan.low(i + 1) === "on")
    return dateAt(scan, i + 2, true);
  if (word === "early" || word === "late" || word === "mid") return dateAt(scan, i, true);
  return rangeAt(scan, i) ?? relativeAt(scan, i, "") ?? dateAt(scan, i, false);
}

/** "the beginning of the year", "the start of the week". */
function startOfAt(scan: DateScan, i: number): Day | null {
  if (
    !scan.base ||
    scan.low(i) !== "the" ||
    !/^(?:beginning|start|turn)$/.test(scan.low(i + 1)) ||
    scan.low(i + 2) !== "of"
  )
    return null;
  const unit = scan.low(i + 3) === "the" || scan.low(i + 3) === "this" ? i + 4 : i + 3;
  const name = scan.low(unit);
  if (name === "year")
    return {
      end: unit + 1,
      from: `${scan.base.slice(0, 4)}-01-01`,
      to: null,
      precision: "year",
    };
  if (name === "month")
    return {
      end: unit + 1,
      from: `${scan.base.slice(0, 7)}-01`,
      to: null,
      precision: "month",
    };
  if (name === "week")
    return {
      end: unit + 1,
      from: weekSpan(scan.base).from,
      to: null,
      precision: "week",
    };
  return dateAt(scan, unit, true);
}

/** "January and March", "3 to 5 March", "10-12 February", "3 March and 5 March". */
function rangeAt(scan: DateScan, i: number): Day | null {
  const first = scan.token(i);
  if (!first || (first.kind !== "number" && !scan.monthAt(i))) return null;
  const before = scan.low(i - 1);
  const opened = before === "between" || before === "from";
  const number = dayNumber(first);
  if (number > 0 && !scan.monthAt(i + 1)) {
    const joint = scan.low(i + 1);
    if (
      !/^(?:to|and|or|-|–|—)$/.test(joint) ||
      (/^(?:and|or)$/.test(joint) && !opened && !/^(?:on|of|to|by|since|for|in)$/.test(before))
    )
      return null;
    const second = dayMonthAt(scan, i + 2);
    if (!second?.from) return null;
    const from = isoDay(Number(second.from.slice(0, 4)), Number(second.from.slice(5, 7)), number);
    return from && from <= second.from ? { ...second, from, to: second.to } : null;
  }
  const from = dateAt(scan, i, opened);
  if (!from) return null;
  const joint = scan.low(from.end);
  if (!(opened && (joint === "and" || joint === "to")) && !/^[-–—]$/.test(joint) && joint !== "and")
    return null;
  const number2 = dayNumber(scan.token(from.end + 1));
  if (
    from.precision === "day" &&
    from.from &&
    number2 > 0 &&
    !scan.monthAt(from.end + 2) &&
    (opened || joint !== "and" || scan.words.on.has(before))
  ) {
    const to = isoDay(Number(from.from.slice(0, 4)), Number(from.from.slice(5, 7)), number2);
    if (to && to > from.from && !scan.counts(from.end + 2))
      return { end: from.end + 2, from: from.from, to, precision: "day" };
  }
  const to = dateAt(scan, from.end + 1, true);
  if (!to || !opened) return null;
  // "between January and March" of one year; "between 2015 and 2020".
  const start =
    from.from && to.from && from.from > to.from
      ? `${Number(from.from.slice(0, 4)) - 1}${from.from.slice(4)}`
      : from.from;
  return { end: to.end, from: start, to: to.to, precision: to.precision };
}

/** Past "6 p.m. on" in "as of 6 p.m. on 23 March". */
function clockAt(scan: DateScan, i: number): number {
  if (scan.token(i)?.kind !== "number") return i;
  for (let k = i + 1; k < i + 6; k++) {
    if (scan.low(k) === "on" || scan.low(k) === ",") return k + 1;
    if (scan.monthAt(k)) return i;
  }
  return i;
}
