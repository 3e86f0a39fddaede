import { type Cadence, WEEKDAYS, type Weekday } from "./cadence.ts";
import { readCron } from "./cron-fields.ts";
import { zoneClock } from "./zone-clock.ts";

/** One time at which a cadence asks for a run. */
export interface Slot {
  /** The local day and time it was asked for, whether the clock showed it that day or not; a wall time. */
  readonly wall: number;
  /** The moment at which it is due, in milliseconds since 1970, UTC. */
  readonly at: number;
}

/** A cadence as the two questions that every kind of it answers. */
interface Rule {
  readonly minutesOfDay: readonly number[];
  /** `day` is the number of days since 1 January 1970. */
  isOn(day: number): boolean;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A day further ahead than any cron expression can leave between two runs (29 February, 2096 to 2104). */
const LONGEST_WAIT = 8 * 366 + 1;

/**
 * The slots of a cadence after a moment, first one first, without end.
 *
 * How a cadence meets the wall clock of its zone, for every kind of cadence:
 * - a slot is due at the first moment at which the clock shows its time **or a later one**: a time that a change
 *   of the clock leaves out is due at the first minute after the gap, and a time that comes twice is due the
 *   first time only;
 * - each local day has its own slots, even when a gap at its end moves one to the first minute of the next day; a
 *   day that the zone left out (Apia, 30 December 2011) has none, and a day that came twice has them once;
 * - slots that fall on one moment are one slot, named after the last of them. So an hourly cadence has 23 slots
 *   on a day without 02:00–03:00, and 24 on a day on which that hour comes twice, two hours apart at that place.
 */
export function* slotsAfter(cadence: Cadence, moment: number): Generator<Slot, void> {
  const clock = zoneClock(cadence.zone);
  const rule = ruleOf(cadence);
  const shown = clock.latestWallAt(moment);
  const firstDay = Math.floor(shown / DAY);
  let waiting: Slot | null = null;
  let lastFound = firstDay;
  for (let day = firstDay; day <= lastFound + LONGEST_WAIT; day++) {
    // Only the next day can have a slot at the same moment.
    if (waiting !== null && day > lastFound + 1) {
      yield waiting;
      waiting = null;
    }
    if (!rule.isOn(day) || !clock.hasDay(day * DAY)) continue;
    lastFound = day;
    for (const minutes of rule.minutesOfDay) {
      const wall = day * DAY + minutes * MINUTE;
      if (wall <= shown) continue;
      const at = clock.firstAt(wall);
      if (waiting !== null && waiting.at !== at) yield waiting;
      waiting = { wall, at };
    }
  }
}

/** The slots of a cadence up to and including a moment, latest first, without end; times as for `slotsAfter`. */
export function* slotsUpTo(cadence: Cadence, moment: number): Generator<Slot, void> {
  const clock = zoneClock(cadence.zone);
  const rule = ruleOf(cadence);
  const shown = clock.latestWallAt(moment);
  const lastDay = Math.floor(shown / DAY);
  let later = Number.POSITIVE_INFINITY;
  let lastFound = lastDay;
  for (let day = lastDay; day >= lastFound - LONGEST_WAIT; day--) {
    if (!rule.isOn(day) || !clock.hasDay(day * DAY)) continue;
    lastFound = day;
    for (let i = rule.minutesOfDay.length - 1; i >= 0; i--) {
      const wall = day * DAY + rule.minutesOfDay[i]! * MINUTE;
      if (wall > shown) continue;
      const at = clock.firstAt(wall);
      // A later slot at this moment has spoken for it.
      if (at > moment || at === later) continue;
      later = at;
      yield { wall, at };
    }
  }
}

/** The local day and time of a slot, "2025-03-30T07:00". */
export function localText({ wall }: Slot): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** Whether a local day has at most one slot, as far as the cadence says so itself. */
export function isOnceADay(cadence: Cadence): boolean {
  switch (cadence.kind) {
    case "hourly":
      return false;
    case "cron":
      return /^\d+ \d+ /.test(cadence.pattern);
    default:
      return cadence.at.length === 1;
  }
}

const EACH_HOUR = Array.from({ length: 24 }, (_, hour) => hour * 60);
const MONDAY_TO_FRIDAY = WEEKDAYS.slice(0, 5);

function ruleOf(cadence: Cadence): Rule {
  switch (cadence.kind) {
    case "daily":
      return { minutesOfDay: cadence.at.map(minutesOf), isOn: () => true };
    case "weekdays":
      return { minutesOfDay: cadence.at.map(minutesOf), isOn: isOneOf(MONDAY_TO_FRIDAY) };
    case "weekly":
      return { minutesOfDay: cadence.at.map(minutesOf), isOn: isOneOf(cadence.days) };
    case "hourly":
      return { minutesOfDay: EACH_HOUR, isOn: () => true };
    case "cron":
      return cronRule(cadence.pattern);
    default:
      return cadence satisfies never;
  }
}

const cronRules = new Map<string, Rule>();
const MOST_CRON_RULES = 5_000;

/** Kept, because reading an expression takes longer than all the rest of finding what is due. */
function cronRule(pattern: string): Rule {
  const known = cronRules.get(pattern);
  if (known !== undefined) return known;
  const { minutesOfDay, isOn } = readCron(pattern);
  const rule: Rule = {
    minutesOfDay,
    isOn(day) {
      const date = new Date(day * DAY);
      return isOn({ month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay() });
    },
  };
  if (cronRules.size >= MOST_CRON_RULES) cronRules.clear();
  cronRules.set(pattern, rule);
  return rule;
}

function isOneOf(days: readonly Weekday[]): Rule["isOn"] {
  // 1 January 1970 was a Thursday, and WEEKDAYS starts with Monday.
  return (day) => days.includes(WEEKDAYS[(((day + 3) % 7) + 7) % 7]!);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
