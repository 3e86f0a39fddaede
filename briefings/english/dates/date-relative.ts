import { addDays } from "../../moment.ts";
import { monthBefore, monthSpan, weekSpan, yearSpan } from "./calendar.ts";
import type { DateScan, Day } from "./date-scan.ts";

/** Days of a unit of time; hours are counted up to days. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ["hour", 0],
  ["hours", 0],
  ["day", 1],
  ["days", 1],
  ["week", 7],
  ["weeks", 7],
  ["month", 30],
  ["months", 30],
  ["year", 365],
  ["years", 365],
]);
const SMALL = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Words that count from the day of publication. */
export function relativeAt(scan: DateScan, i: number, opener: string): Day | null {
  const { base } = scan;
  if (!base) return null;
  let at = i;
  if (scan.low(at) === "the") at++;
  const word = scan.low(at);
  const next = scan.low(at + 1);
  if (word === "past" || word === "last" || word === "previous" || word === "preceding") {
    const count = countAt(scan, at + 1);
    if (count) {
      const unit = UNITS.get(scan.low(at + 2)) ?? 1;
      const days = unit === 0 ? Math.ceil(count / 24) : count * unit;
      return {
        end: at + 3,
        from: addDays(base, -days),
        to: base,
        precision: "day",
      };
    }
    if (opener !== "" && at > i && opener !== "on" && UNITS.has(next)) {
      return {
        end: at + 2,
        from: addDays(base, -Math.max(1, UNITS.get(next) ?? 1)),
        to: base,
        precision: "day",
      };
    }
    if (word === "past" || at > i)
      return word === "previous" && next === "day"
        ? {
            end: at + 2,
            from: addDays(base, -1),
            to: addDays(base, -1),
            precision: "day",
          }
        : null;
  }
  if (at > i) return null;
  if (opener !== "" && !/^(?:last|this|next)$/.test(word)) return null;
  return namedDayAt(scan, at, word, next, base);
}

export function namedDayAt(scan: DateScan, at: number, word: string, next: string, base: string): Day | null {
  const day = (iso: string, end: number): Day => ({
    end: scan.words.dayParts.has(scan.low(end)) ? end + 1 : end,
    from: iso,
    to: iso,
    precision: "day",
  });
  if (word === "today" || word === "tonight") return day(base, at + 1);
  if (word === "yesterday") return day(addDays(base, -1), at + 1);
  if (word === "tomorrow") return day(addDays(base, 1), at + 1);
  if (word === "overnight")
    return {
      end: at + 1,
      from: addDays(base, -1),
      to: base,
      precision: "day",
    };
  if (word === "earlier") {
    const inner = next === "this" ? namedDayAt(scan, at + 1, next, scan.low(at + 2), base) : null;
    if (inner) return { ...inner, to: inner.to !== null && inner.to > base ? base : inner.to };
    return next === "today" || next === "yesterday" ? namedDayAt(scan, at + 1, next, "", base) : null;
  }
  if (word !== "last" && word !== "this" && word !== "next") {
    const count = countAt(scan, at);
    const unit = UNITS.get(next);
    if (count && unit && (scan.low(at + 2) === "ago" || scan.low(at + 2) === "earlier")) {
      const precision = unit === 1 ? "day" : unit === 7 ? "week" : unit === 30 ? "month" : "year";
      const from = precision === "day" ? addDays(base, -count) : null;
      const span = precision === "year" ? yearSpan(Number(base.slice(0, 4)) - count) : null;
      return {
        end: at + 3,
        from: from ?? span?.from ?? addDays(base, -count * unit),
        to: from ?? span?.to ?? addDays(base, -count * unit),
        precision,
      };
    }
    return null;
  }
  const shift = word === "last" ? -1 : word === "next" ? 1 : 0;
  if (scan.words.dayParts.has(next))
    return {
      end: at + 2,
      from: addDays(base, shift),
      to: addDays(base, shift),
      precision: "day",
    };
  if (next === "week")
    return {
      end: at + 2,
      ...weekSpan(addDays(base, shift * 7)),
      precision: "week",
    };
  if (next === "month") {
    const { year, month } = monthBefore(base, -shift);
    return { end: at + 2, ...monthSpan(year, month), precision: "month" };
  }
  if (next === "year")
    return {
      end: at + 2,
      ...yearSpan(Number(base.slice(0, 4)) + shift),
      precision: "year",
    };
  return null;
}

/** The count of "two days ago", "past 72 hours"; 0 when there is none. */
function countAt(scan: DateScan, i: number): number {
  if (!UNITS.has(scan.low(i + 1))) return 0;
  const token = scan.token(i);
  return token?.kind === "number" && /^\d{1,3}$/.test(token.text)
    ? Number(token.text)
    : Math.max(0, scan.low(i) === "a" ? 1 : SMALL.indexOf(scan.low(i)));
}
