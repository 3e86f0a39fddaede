import { addDays, daysBetween } from "../../moment.ts";
import { isoDay, monthSpan, weekdayAfter, weekdayBefore, yearSpan } from "./calendar.ts";
import { namedDayAt } from "./date-relative.ts";
import { type DateScan, type Day, dayNumber, yearNumber } from "./date-scan.ts";

/** A weekday, a day of a month, a month or a year at token `i`. `opened`: a preposition of time stands before it. */
export function dateAt(scan: DateScan, i: number, opened: boolean): Day | null {
  const token = scan.token(i);
  if (!token) return null;
  const compound = /^(early|late|mid)-(\w+)$/.exec(token.lower);
  const inside = compound ? scan.words.months.get(compound[2] ?? "") : undefined;
  if (inside && compound && /-\p{Lu}/u.test(token.text))
    return placeMonth(scan, inside, i, compound[1] ?? "");
  if (token.kind === "number") return isoAt(scan, i) ?? dayMonthAt(scan, i) ?? yearAt(scan, i);
  if (
    !token.cap &&
    !/^(?:last|next|this|early|late|mid|coming|yesterday|today|tomorrow|the)$/.test(token.lower)
  )
    return null;
  if (/^(?:yesterday|today|tomorrow)$/.test(token.lower) && scan.base)
    return namedDayAt(scan, i, token.lower, scan.low(i + 1), scan.base);
  const shift = /^(?:last|next|this|coming|early|late|mid)$/.test(token.lower) ? token.lower : "";
  const at = shift ? i + 1 : i;
  return weekdayAt(scan, at, shift, i) ?? monthDayAt(scan, at, shift, opened || shift !== "");
}

function weekdayAt(scan: DateScan, at: number, shift: string, first: number): Day | null {
  const token = scan.token(at);
  const weekday = token?.cap ? scan.words.weekdays.get(token.lower) : undefined;
  if (weekday === undefined) return null;
  let end = at + 1;
  // "Wednesday, January 29, 2025": the full date decides.
  const full = scan.low(end) === "," ? end + 1 : end;
  const dated = dayMonthAt(scan, full) ?? (scan.monthAt(full) ? monthDayAt(scan, full, "", false) : null);
  if (dated && dated.precision === "day") return dated;
  if (scan.words.dayParts.has(scan.low(end))) end++;
  if (!scan.base) return { end, from: null, to: null, precision: "unknown" };
  const opener = scan.low(first - 1);
  const ahead =
    shift === "next" ||
    shift === "coming" ||
    (shift !== "last" && (opener === "for" || scan.looksAhead(first)));
  const iso = ahead
    ? weekdayAfter(scan.base, weekday)
    : shift === "last"
      ? weekdayBefore(addDays(scan.base, -1), weekday)
      : weekdayBefore(scan.base, weekday);
  return { end, from: iso, to: iso, precision: "day" };
}

/** "November 14", "Nov. 14, 2024", "March 2025", "February". */
function monthDayAt(scan: DateScan, i: number, shift: string, opened: boolean): Day | null {
  const month = scan.monthAt(i);
  if (!month) return null;
  const number = dayNumber(scan.token(i + 1));
  if (number > 0 && !scan.counts(i + 2)) {
    const comma = scan.low(i + 2) === "," ? i + 3 : i + 2;
    const year = yearNumber(scan.token(comma));
    if (year > 0 && !scan.counts(comma + 1)) return fullDay(year, month, number, comma + 1);
    return placeDay(scan, month, number, i + 2, i);
  }
  const year = yearNumber(scan.token(i + 1));
  if (year > 0) return { end: i + 2, ...monthSpan(year, month), precision: "month" };
  // "May" and "March" are words as well: alone they are months only after a preposition of time.
  if (!opened || !scan.words.monthOpeners.has(scan.low(i - 1))) return null;
  return placeMonth(scan, month, i, shift);
}

/** "14 November", "6 March 2025", "the 14th of November". */
export function dayMonthAt(scan: DateScan, i: number): Day | null {
  const number = dayNumber(scan.token(i));
  if (number === 0) return null;
  const at = scan.low(i + 1) === "of" ? i + 2 : i + 1;
  const month = scan.monthAt(at);
  if (!month) return null;
  const year = yearNumber(scan.token(at + 1));
  if (year > 0 && !scan.counts(at + 2)) return fullDay(year, month, number, at + 2);
  return placeDay(scan, month, number, at + 1, i);
}

function fullDay(year: number, month: number, day: number, end: number): Day | null {
  const iso = isoDay(year, month, day);
  return iso ? { end, from: iso, to: iso, precision: "day" } : null;
}

function placeDay(scan: DateScan, month: number, day: number, end: number, at: number): Day | null {
  if (!scan.base) return { end, from: null, to: null, precision: "unknown" };
  const year = Number(scan.base.slice(0, 4));
  const here = isoDay(year, month, day) ?? isoDay(year + 1, month, day);
  if (!here) return null;
  if (here <= scan.base) return fullDay(Number(here.slice(0, 4)), month, day, end);
  const before = isoDay(year - 1, month, day);
  const opener = scan.low(at - 1);
  if (scan.looksAhead(at) || opener === "until" || opener === "till")
    return fullDay(Number(here.slice(0, 4)), month, day, end);
  if (daysBetween(scan.base, here) < 65) return { end, from: null, to: null, precision: "unknown" };
  return before ? fullDay(year - 1, month, day, end) : null;
}

function placeMonth(scan: DateScan, month: number, at: number, shift: string): Day | null {
  if (!scan.base) return { end: at + 1, from: null, to: null, precision: "unknown" };
  const now = Number(scan.base.slice(5, 7));
  let year = Number(scan.base.slice(0, 4));
  const ahead = shift === "next" || scan.looksAhead(at) || scan.low(at - 1) === "until";
  if (shift === "last") year -= month >= now ? 1 : 0;
  else if (month > now && !ahead) year -= 1;
  else if (month < now && ahead) year += 1;
  const span = monthSpan(year, month);
  const prefix = span.from.slice(0, 8);
  // "early February" is its first ten days, "late" what is after the twentieth.
  if (shift === "early") span.to = `${prefix}10`;
  if (shift === "mid") Object.assign(span, { from: `${prefix}11`, to: `${prefix}20` });
  if (shift === "late") span.from = `${prefix}21`;
  return { end: at + 1, ...span, precision: "month" };
}

function isoAt(scan: DateScan, i: number): Day | null {
  const [year, dash, month, dash2, day] = [0, 1, 2, 3, 4].map((k) => scan.token(i + k));
  if (!year || !day || dash?.text !== "-" || dash2?.text !== "-" || day.end - year.start !== 10) return null;
  return yearNumber(year) > 0
    ? fullDay(yearNumber(year), Number(month!.text), Number(day.text), i + 5)
    : null;
}

function yearAt(scan: DateScan, i: number): Day | null {
  const year = yearNumber(scan.token(i));
  if (year === 0 || !scan.words.yearOpeners.has(scan.low(i - 1)) || scan.counts(i + 1)) return null;
  const second = scan.token(i + 1);
  if (second?.text === "-" && second.start === scan.token(i)!.end) return null;
  return { end: i + 1, ...yearSpan(year), precision: "year" };
}
