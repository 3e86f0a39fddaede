import { sayable } from "../chat/say-error.ts";
import { zoneClock } from "../schedule/zone-clock.ts";
import { findZone, zoneError } from "../schedule/zone-name.ts";

/** Minutes of a day, and the zone whose clock shows them; from 22:00 to 06:00 is over midnight. */
interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

const MINUTE = 60_000;
const DAY = 1440;
const HOURS = /^(\d{1,2})[:h](\d{2})?\s*(?:-|–|to|à)\s*(\d{1,2})[:h](\d{2})?(?:\s+(.+))?$/iu;
const OFF = new Set(["", "off", "no", "none", "non", "aucune"]);

/**
 * Quiet hours as they are kept ("22:00-06:30 Africa/Lubumbashi"), from what a person typed; "" for none. Without a
 * zone they are in UTC. Throws a `UserError` (bad-option).
 */
export function writtenQuietHours(typed: string): string {
  if (OFF.has(typed.trim().toLowerCase())) return "";
  const quiet = readQuietHours(typed);
  if (quiet === null) {
    const zone = HOURS.exec(typed.trim())?.[5];
    const found = zone === undefined ? null : findZone(zone);
    if (zone !== undefined && found !== null && found.status !== "found") throw zoneError(zone, found);
    throw sayable("bad-option", { key: "quiet-hours", filled: { given: typed } });
  }
  return `${clockWords(quiet.from)}-${clockWords(quiet.to)} ${quiet.zone}`;
}

/** When quiet hours end that go on at a moment; null outside of them, and for hours that cannot be read. */
export function endOfQuiet(kept: string, now: Date): Date | null {
  const quiet = kept === "" ? null : readQuietHours(kept);
  if (quiet === null) return null;
  const { from, to, zone } = quiet;
  const clock = zoneClock(zone);
  const wall = clock.latestWallAt(now.getTime());
  const day = Math.floor(wall / (DAY * MINUTE));
  const minute = Math.floor(wall / MINUTE) - day * DAY;
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!isQuiet) return null;
  const endDay = minute < to ? day : day + 1;
  return new Date(clock.firstAt((endDay * DAY + to) * MINUTE));
}

function readQuietHours(text: string): QuietHours | null {
  const match = HOURS.exec(text.trim());
  if (match === null) return null;
  const [, fromHour, fromMinute, toHour, toMinute, zone] = match;
  const found = findZone(zone ?? "UTC");
  const from = minutesOf(fromHour, fromMinute);
  const to = minutesOf(toHour, toMinute);
  if (from === null || to === null || from === to || found.status !== "found") return null;
  return { from, to, zone: found.zone };
}

function minutesOf(hour = "", minute = "0"): number | null {
  const [h, m] = [Number(hour), Number(minute)];
  return h < 24 && m < 60 ? h * 60 + m : null;
}

function clockWords(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
