import { z } from "zod";
import { readCron } from "./cron-fields.ts";
import { isZone } from "./zone-name.ts";

/** Days of the week in order, as they are stored; Monday first (ISO 8601). */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** As many as `hourly` has. */
export const MOST_TIMES = 24;

const Zone = z.string().refine(isZone, "not a time zone that this version of Node knows");
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "not a time like 07:00");
const Times = z
  .array(TimeOfDay)
  .min(1)
  .max(MOST_TIMES)
  .transform((times) => [...new Set(times)].sort());
const Days = z
  .array(z.enum(WEEKDAYS))
  .min(1)
  .transform((days) => WEEKDAYS.filter((day) => days.includes(day)));
const CronPattern = z.string().transform((pattern, context) => {
  try {
    readCron(pattern);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
  }
  return pattern.trim().split(/\s+/).join(" ");
});

/**
 * When something recurs, by the wall clock of a zone: plain JSON, a few dozen bytes, and the same bytes for the
 * same times in any order. `weekdays` is Monday to Friday; `hourly` is at each full hour on the wall.
 *
 * @example { kind: "weekly", days: ["mon", "thu"], at: ["18:00"], zone: "Africa/Lubumbashi" }
 */
export const Cadence = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("daily"), at: Times, zone: Zone }),
  z.object({ kind: z.literal("weekdays"), at: Times, zone: Zone }),
  z.object({ kind: z.literal("weekly"), days: Days, at: Times, zone: Zone }),
  z.object({ kind: z.literal("hourly"), zone: Zone }),
  z.object({ kind: z.literal("cron"), pattern: CronPattern, zone: Zone }),
]);
export type Cadence = Readonly<z.infer<typeof Cadence>>;
