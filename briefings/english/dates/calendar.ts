import { addDays, dayOf } from "../../moment.ts";

/** Calendar arithmetic on ISO days, in UTC, without a clock. */

/** 0 is Sunday. */
export function weekdayOf(iso: string): number {
  return new Date(`${dayOf(iso)}T00:00:00Z`).getUTCDay();
}

/** The last such weekday before `iso`, or `iso` itself when it is one ("on Tuesday" in a Tuesday's report is today). */
export function weekdayBefore(iso: string, weekday: number): string {
  return addDays(iso, -((weekdayOf(iso) - weekday + 7) % 7));
}

/** The next such weekday after `iso`. */
export function weekdayAfter(iso: string, weekday: number): string {
  return addDays(iso, ((weekday - weekdayOf(iso) + 6) % 7) + 1);
}

export function isoDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** First and last day of a month. */
export function monthSpan(year: number, month: number): { from: string; to: string } {
  const prefix = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
  return {
    from: `${prefix}-01`,
    to: `${prefix}-${String(lastDayOf(year, month)).padStart(2, "0")}`,
  };
}

/** First and last day of a year. */
export function yearSpan(year: number): { from: string; to: string } {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Monday to Sunday of the week `iso` lies in. */
export function weekSpan(iso: string): { from: string; to: string } {
  const monday = addDays(iso, -((weekdayOf(iso) + 6) % 7));
  return { from: monday, to: addDays(monday, 6) };
}

/** Year and month `months` before those of `iso`. */
export function monthBefore(iso: string, months: number): { year: number; month: number } {
  const index = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 - months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}
