import { lastDayOf } from "./calendar.ts";
import { type DateScan, type Day, yearNumber } from "./date-scan.ts";

const SMALL = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
const PARTS: Readonly<Record<string, number>> = { quarter: 3, half: 6 };

/** "the first three months of the year", "the first quarter of 2025", "the first half of this year", from "the" or "first" on. */
export function partOfYearAt(scan: DateScan, i: number): Day | null {
  const first = scan.low(i) === "the" ? i + 1 : i;
  if (scan.low(first) !== "first") return null;
  const named = PARTS[scan.low(first + 1)];
  const counted = scan.low(first + 2) === "months" ? monthsIn(scan, first + 1) : 0;
  const months = named ?? counted;
  const of = named === undefined ? first + 3 : first + 2;
  if (months === 0 || scan.low(of) !== "of") return null;
  const year = yearAt(scan, of + 1);
  if (year === null) return null;
  const last = String(months).padStart(2, "0");
  const to = `${year.year}-${last}-${lastDayOf(year.year, months)}`;
  return { end: year.end, from: `${year.year}-01-01`, to, precision: "month" };
}

function monthsIn(scan: DateScan, i: number): number {
  const count = Math.max(SMALL.indexOf(scan.low(i)), Number(scan.low(i)) || 0);
  return count >= 1 && count <= 11 ? count : 0;
}

function yearAt(scan: DateScan, i: number): { readonly year: number; readonly end: number } | null {
  const year = yearNumber(scan.token(i));
  if (year > 0) return { year, end: i + 1 };
  if (scan.base === null || scan.low(i + 1) !== "year" || !/^(?:the|this)$/.test(scan.low(i))) return null;
  return { year: Number(scan.base.slice(0, 4)), end: i + 2 };
}
