/** The wall clock of one zone. A wall time is a number: milliseconds as if the clock on the wall showed UTC. */
export interface ZoneClock {
  /**
   * The highest reading the wall clock has shown up to a moment (milliseconds since 1970, UTC): just after it was
   * put back, more than it shows.
   */
  latestWallAt(moment: number): number;
  /** The first moment at which the wall clock shows this time or a later one; never decreases as `wall` grows. */
  firstAt(wall: number): number;
  /** False for a day (its midnight as a wall time) that the zone left out when it crossed the date line. */
  hasDay(day: number): boolean;
}

/** A moment from which another offset holds. Offsets are milliseconds, positive east of Greenwich. */
interface Change {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

interface Stretch {
  readonly offset: number;
  readonly changes: readonly Change[];
}

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// The closest changes of one zone in tzdata 2026c, from 1800 to 2040, are 6.96 days apart (America/Recife 2000,
// Asia/Gaza 2040), so that two looks four days apart have at most one change between them.
const LOOK = 4 * DAY;
const STRETCH = 16 * LOOK;
/** No offset reaches it: the widest are Manila's -15:56:08 and Metlakatla's +15:13:42, both before 1868. */
const WIDEST = 16 * HOUR;

const clocks = new Map<string, ZoneClock>();

/**
 * The wall clock of a zone that `Intl` knows, by its time zone data; throws a `RangeError` for any other name.
 * Offsets are looked up every four days and kept, so that a second question costs no formatting. (A Temporal
 * polyfill takes some fifty times as long, and Node has its own Temporal only from version 26.)
 */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(offsetReader(zone));
  clocks.set(zone, clock);
  return clock;
}

function makeClock(readOffset: (moment: number) => number): ZoneClock {
  const stretches = new Map<number, Stretch>();
  const stretchAt = (moment: number) => {
    const index = Math.floor(moment / STRETCH);
    let stretch = stretches.get(index);
    if (stretch === undefined) {
      stretch = readStretch(index * STRETCH, readOffset);
      stretches.set(index, stretch);
    }
    return stretch;
  };
  const offsetAt = (moment: number) => {
    const { offset, changes } = stretchAt(moment);
    return changes.findLast((change) => change.at <= moment)?.after ?? offset;
  };
  /** The change in (from, to], which are so close that there is never a second one. */
  const changeWithin = (from: number, to: number) => {
    const first = stretchAt(from);
    const last = stretchAt(to);
    const change = changeIn(first, from, to);
    return change !== null || first === last ? change : changeIn(last, from, to);
  };
  const firstAt = (wall: number) => {
    const change = changeWithin(wall - WIDEST, wall + WIDEST);
    if (change === null) return wall - offsetAt(wall);
    const moment = wall - change.before;
    return moment < change.at ? moment : Math.max(change.at, wall - change.after);
  };
  return {
    latestWallAt(moment) {
      const change = changeWithin(moment - DAY, moment);
      const wall = moment + offsetAt(moment);
      return change === null ? wall : Math.max(wall, change.at + change.before - 1);
    },
    firstAt,
    hasDay(day) {
      const change = changeWithin(day - WIDEST, day + WIDEST);
      if (change === null || change.after - change.before < DAY) return true;
      const moment = firstAt(day);
      return moment + offsetAt(moment) < day + DAY;
    },
  };
}

function changeIn(stretch: Stretch, from: number, to: number): Change | null {
  for (const change of stretch.changes) if (change.at > from && change.at <= to) return change;
  return null;
}

function readStretch(start: number, readOffset: (moment: number) => number): Stretch {
  const changes: Change[] = [];
  const first = readOffset(start);
  let before = first;
  for (let from = start; from < start + STRETCH; from += LOOK) {
    const after = readOffset(from + LOOK);
    if (after !== before) {
      const at = firstSecondWith(after, from, from + LOOK, readOffset);
      changes.push({ at, before, after });
    }
    before = after;
  }
  return { offset: first, changes };
}

/** The second in (from, to] at which an offset that holds at `to` and not at `from` begins to hold. */
function firstSecondWith(
  offset: number,
  from: number,
  to: number,
  readOffset: (moment: number) => number,
): number {
  let low = from;
  let high = to;
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (readOffset(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function offsetReader(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (moment) => {
    // "03/30/2025, 02:30:00"
    const [month, day, year, hour, minute, second] = format.format(moment).split(/\D+/).map(Number);
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - moment;
  };
}
