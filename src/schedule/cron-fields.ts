import { sayable } from "../chat/say-error.ts";
import type { CronFieldName, CronTrouble, UserError } from "../errors.ts";

/** What a cron expression asks for: minutes of the day in order, and the days they are on. */
export interface CronFields {
  readonly minutesOfDay: readonly number[];
  isOn(date: { readonly month: number; readonly day: number; readonly weekday: number }): boolean;
}

interface Field {
  readonly name: CronFieldName;
  readonly from: number;
  readonly to: number;
  /** Names in order of their numbers, from `from` on. */
  readonly names?: readonly string[];
}

const FIELDS = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day of the month", from: 1, to: 31 },
  {
    name: "month",
    from: 1,
    to: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  // Sunday is 0 and 7.
  { name: "day of the week", from: 0, to: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const satisfies readonly Field[];

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a cron expression of five fields as crontab(5) has them: `*`, numbers, ranges, lists and steps (`8-18/2`),
 * English names of three letters for months and days. When day of the month and day of the week are
 * both narrowed, either is enough. Throws a `UserError` (bad-option) that names the field.
 */
export function readCron(pattern: string): CronFields {
  const parts = pattern.trim().split(/\s+/);
  if (parts.length !== FIELDS.length || parts[0] === "") {
    throw wrong(pattern, { kind: "fields", given: parts[0] === "" ? 0 : parts.length });
  }
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, i) =>
    readField(pattern, field, parts[i]!),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  if (weekdays.delete(7)) weekdays.add(0);
  const anyDay = parts[2]!.startsWith("*");
  const anyWeekday = parts[4]!.startsWith("*");
  const first = Math.min(...days);
  if (anyWeekday && ![...months].some((month) => first <= LONGEST_MONTHS[month - 1]!)) {
    throw wrong(pattern, { kind: "no-such-day", day: first });
  }
  const minutesOfDay = inOrder(hours).flatMap((hour) => inOrder(minutes).map((minute) => hour * 60 + minute));
  return {
    minutesOfDay,
    isOn({ month, day, weekday }) {
      if (!months.has(month)) return false;
      // With a star in either field (also "*/2"), both must fit; this is how crontab(5) tells the two cases apart.
      if (anyDay || anyWeekday) return days.has(day) && weekdays.has(weekday);
      return days.has(day) || weekdays.has(weekday);
    },
  };
}

function readField(pattern: string, field: Field, text: string): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(?:(\*)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw wrong(pattern, { kind: "no-value", part, field: field.name });
    const [, star, low = "", high, step] = match;
    const from = star === undefined ? readValue(pattern, field, low) : field.from;
    const last = field.to === 7 ? 6 : field.to;
    const to = star !== undefined ? last : high === undefined ? from : readValue(pattern, field, high);
    if (step !== undefined && star === undefined && high === undefined) {
      throw wrong(pattern, { kind: "step-alone", part, example: `${low}-${last}/${step}` });
    }
    if (step !== undefined && (Number(step) < 1 || Number(step) > field.to)) {
      throw wrong(pattern, { kind: "step-range", part, most: field.to });
    }
    if (from > to) throw wrong(pattern, { kind: "backwards", part, field: field.name });
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

function readValue(pattern: string, field: Field, text: string): number {
  const name = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (name !== -1) return field.from + name;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw wrong(pattern, { kind: "no-value", part: text, field: field.name });
  if (value < field.from || value > field.to) {
    throw wrong(pattern, { kind: "outside", part: text, field: field.name, from: field.from, to: field.to });
  }
  return value;
}

function inOrder(values: ReadonlySet<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

function wrong(pattern: string, why: CronTrouble): UserError {
  return sayable("bad-option", { key: "bad-cron", filled: { given: pattern.trim().slice(0, 60), why } });
}
