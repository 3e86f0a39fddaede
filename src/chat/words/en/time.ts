import type { LengthUnit, TimePrecision } from "../time.ts";
import { count } from "./numbers.ts";

export const time = {
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  /** The number of a day before its month. */
  dayNumber: (day: number) => String(day),
  atTime: (day: string, clock: string) => `${day} ${clock} UTC`,
  weekOf: (day: string) => `week of ${day}`,
  dateUnknown: "date unknown",
  since: (when: string, _precision: TimePrecision) => `since ${when}`,
  until: (when: string, _precision: TimePrecision) => `until ${when}`,
  asOf: (moment: string) => `as of ${moment}`,
  lastHours: (n: number) => `in the last ${count(n, "hour")}`,
  lastDays: (n: number) => `in the last ${count(n, "day")}`,
  inPeriod: (period: string) => `in ${period}`,
  /** Signs for lengths of time beside `h`, `d` and `w`, which every language understands. */
  lengthUnits: {} as Readonly<Record<string, LengthUnit>>,
};
