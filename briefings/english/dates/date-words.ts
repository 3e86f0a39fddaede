import { z } from "zod";

/** Words of dates, as in `seeds/words/en/dates.json`. */
export const DateWords = z.object({
  weekdays: z.record(z.string(), z.number()),
  shortWeekdays: z.array(z.string()),
  months: z.record(z.string(), z.number()),
  dayParts: z.array(z.string()),
  monthOpeners: z.array(z.string()),
  yearOpeners: z.array(z.string()),
  on: z.array(z.string()),
  since: z.array(z.string()),
  until: z.array(z.string()),
  future: z.array(z.string()),
  counted: z.array(z.string()),
  first: z.array(z.string()),
});
export type DateWords = z.infer<typeof DateWords>;

/** Date words made ready for reading; build once with `compileDates`. */
export interface DateRules {
  readonly weekdays: ReadonlyMap<string, number>;
  readonly months: ReadonlyMap<string, number>;
  readonly dayParts: ReadonlySet<string>;
  readonly monthOpeners: ReadonlySet<string>;
  readonly yearOpeners: ReadonlySet<string>;
  readonly on: ReadonlySet<string>;
  readonly since: ReadonlySet<string>;
  readonly until: ReadonlySet<string>;
  readonly future: ReadonlySet<string>;
  readonly counted: ReadonlySet<string>;
  /** Every word a date can begin with; numbers apart. */
  readonly first: ReadonlySet<string>;
}

/** Checks and compiles the word list. Throws a ZodError that names the wrong entry. */
export function compileDates(json: unknown): DateRules {
  const words = DateWords.parse(json);
  const short = new Set(words.shortWeekdays);
  return {
    // "sat" and "sun" are words of their own: a short form counts only with its stop or before a date.
    weekdays: new Map(
      Object.entries(words.weekdays).map(([day, index]) => [short.has(day) ? `${day}.` : day, index]),
    ),
    months: new Map(Object.entries(words.months)),
    dayParts: new Set(words.dayParts),
    monthOpeners: new Set(words.monthOpeners),
    yearOpeners: new Set(words.yearOpeners),
    on: new Set(words.on),
    since: new Set(words.since),
    until: new Set(words.until),
    future: new Set(words.future),
    counted: new Set(words.counted),
    first: new Set([
      ...words.first,
      ...words.on,
      ...words.since,
      ...words.until,
      ...Object.keys(words.weekdays).flatMap((day) => [day, `${day}.`]),
      ...Object.keys(words.months).flatMap((month) => [month, `${month}.`]),
      ...["early", "late", "mid"].flatMap((part) =>
        Object.keys(words.months).map((month) => `${part}-${month}`),
      ),
    ]),
  };
}
