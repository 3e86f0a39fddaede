import { z } from "zod";
import { UserError } from "../errors.ts";
import { zoneClock } from "./zone-clock.ts";
import { isZone, readZone } from "./zone-name.ts";

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** When nothing comes by itself, by the wall clock of a zone; over midnight where `to` is before `from`. */
export const QuietHours = z.object({ from: TimeOfDay, to: TimeOfDay, zone: z.string().refine(isZone) });
export type QuietHours = Readonly<z.infer<typeof QuietHours>>;

const MINUTE = 60_000;
const DAY = 86_400_000;
const OFF = /^(?:off|none|no|aucune?s?|non|sans)$/i;
const WRITTEN =
  /^(\d{1,2})(?:[:h](\d\d)?)?\s*(?:-|–|to|à|until|bis)\s*(\d{1,2})(?:[:h](\d\d)?)?(?:\s+(.+))?$/i;

/**
 * "22:00-06:00 Africa/Lubumbashi", or "off" for null; without a zone, UTC. Throws a `UserError` (bad-option) that says
 * what to write.
 */
export function readQuietHours(text: string): QuietHours | null {
  const given = text.trim();
  if (OFF.test(given)) return null;
  const [, fromHour, fromMinute = "00", toHour, toMinute = "00", zone = "UTC"] = WRITTEN.exec(given) ?? [];
  const hours = {
    from: `${fromHour?.padStart(2, "0")}:${fromMinute}`,
    to: `${toHour?.padStart(2, "0")}:${toMinute}`,
  };
  const read = QuietHours.omit({ zone: true }).safeParse(hours);
  if (fromHour === undefined || !read.success || hours.from === hours.to)
    throw new UserError(
      "bad-option",
      `“${given.slice(0, 60)}” are no quiet hours: write them as in 22:00-06:00 Africa/Lubumbashi, or off`,
    );
  return { ...hours, zone: readZone(zone) };
}

/** What recurs at `at` (ms since 1970) comes at this moment: the same, or the end of the quiet hours it falls in. */
export function heldUntil(quiet: QuietHours | null, at: number): number {
  if (quiet === null) return at;
  const clock = zoneClock(quiet.zone);
  const wall = clock.latestWallAt(at);
  const midnight = Math.floor(wall / DAY) * DAY;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)].map((minutes) => minutes * MINUTE) as [
    number,
    number,
  ];
  const time = wall - midnight;
  const isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
  if (!isQuiet) return at;
  const isTomorrow = from > to && time >= from;
  return Math.max(at, clock.firstAt(midnight + to + (isTomorrow ? DAY : 0)));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
