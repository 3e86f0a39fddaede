import { due, type Subscription } from "../../src/schedule/due.ts";
import { slotsAfter } from "../../src/schedule/slots.ts";
import { readZone } from "../../src/schedule/zone-name.ts";

/** What one zone's years gave; `problems` is empty when all is well. */
export interface ZoneReport {
  /** Local days times times of day. */
  readonly cases: number;
  /** Cases on days on which the clock changes or the day is not 24 hours long, searched minute by minute. */
  readonly searched: number;
  readonly problems: readonly string[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Follows a daily cadence through every local day of `years` in one zone, at each time of day given (minutes), and
 * checks every run against the wall clock itself: one a day and no day left out, each later than the one before, at
 * its time or, where the clock leaves that out, at the first minute after; the first time where it comes twice. Each
 * is due when it is due, and not a second before. The wall clock here is `Intl` alone.
 */
export function checkZone(
  listed: string,
  times: readonly number[],
  years: { readonly from: number; readonly to: number },
): ZoneReport {
  const showWall = wallReader(listed);
  const firstDay = Date.UTC(years.from, 0, 1);
  const lastDay = Date.UTC(years.to, 11, 31);
  const uneven = new Map(
    unevenDays(firstDay, lastDay, showWall).map((day) => [day, firstShown(day, showWall)]),
  );
  const problems: string[] = [];
  let [cases, searched] = [0, 0];
  for (const minutes of times) {
    const subscription = {
      id: "s",
      cadence: { kind: "daily" as const, at: [clockText(minutes)], zone: readZone(listed) },
      createdAt: new Date(firstDay - 3 * DAY).toISOString(),
    };
    const tell = (day: number, what: string) => {
      if (problems.length < 20) problems.push(`${listed} ${clockText(minutes)} ${dayText(day)}: ${what}`);
    };
    let expectedDay = firstDay;
    let before = Number.NEGATIVE_INFINITY;
    for (const { wall, at } of slotsAfter(subscription.cadence, firstDay - 2 * DAY)) {
      const day = Math.floor(wall / DAY) * DAY;
      if (day < firstDay) continue;
      if (day > lastDay) break;
      const search = uneven.get(day);
      while (expectedDay < day && uneven.get(expectedDay)?.length === 0) expectedDay += DAY;
      if (day !== expectedDay) tell(day, `the run expected next is that of ${dayText(expectedDay)}`);
      if (at <= before) tell(day, "it is not later than the run before");
      const isRight = search === undefined ? showWall(at) === day + minutes * MINUTE : at === search[minutes];
      if (!isRight) tell(day, `${new Date(at).toISOString()} is not its moment`);
      const trouble = dueTrouble(subscription, day, at);
      if (trouble !== null) tell(day, trouble);
      expectedDay = day + DAY;
      before = at;
      cases++;
      if (search !== undefined) searched++;
    }
    if (expectedDay !== lastDay + DAY) tell(lastDay, `the runs end before ${dayText(expectedDay)}`);
  }
  return { cases, searched, problems };
}

/** What is wrong with `due` at the moment of a run and a second before, when the day before has run; or null. */
function dueTrouble(subscription: Subscription, day: number, at: number): string | null {
  const last = new Map([["s", `s/${dayText(day - DAY)}`]]);
  const [run] = due([subscription], last, new Date(at)).runs;
  if (run?.key !== `s/${dayText(day)}` || run.late) return `it is not due at its moment (${run?.key})`;
  if (due([subscription], last, new Date(at - 1_000)).runs.length > 0) return "it is due a second before";
  return null;
}

/** The local days (their midnights as wall times) that the clock shows, or leaves out, within six hours of a change. */
function unevenDays(firstDay: number, lastDay: number, showWall: (moment: number) => number): number[] {
  const days = new Set<number>();
  let before = showWall(firstDay - (3 * DAY) / 4);
  for (let moment = firstDay - DAY / 2; moment <= lastDay + 2 * DAY; moment += DAY / 4) {
    const wall = showWall(moment);
    if (wall - before !== DAY / 4) {
      const low = Math.floor(Math.min(before, wall) / DAY) * DAY;
      for (let day = low; day <= Math.max(before, wall); day += DAY) days.add(day);
    }
    before = wall;
  }
  return [...days];
}

/**
 * For each minute of a local day, the first moment at which the clock shows it or a later minute of it or of the
 * next days; [] for a day that the clock never shows. Found by looking at the clock in every minute.
 */
function firstShown(day: number, showWall: (moment: number) => number): number[] {
  const found: number[] = [];
  let isShown = false;
  for (let moment = day - 16 * 60 * MINUTE; moment <= day + 40 * 60 * MINUTE; moment += MINUTE) {
    const wall = showWall(moment);
    if (wall >= day && wall < day + DAY) isShown = true;
    while (found.length < 1440 && day + found.length * MINUTE <= wall) found.push(moment);
  }
  return isShown ? found : [];
}

function wallReader(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (moment) => {
    // "03/30/2025, 02:30"
    const text = format.format(moment);
    const part = (from: number, to: number) => Number(text.slice(from, to));
    return Date.UTC(part(6, 10), part(0, 2) - 1, part(3, 5), part(12, 14), part(15, 17));
  };
}

function clockText(minutes: number): string {
  return new Date(minutes * MINUTE).toISOString().slice(11, 16);
}

function dayText(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
