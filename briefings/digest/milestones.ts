import type { Window } from "../digest.ts";
import { addDays, dayOf } from "../moment.ts";
import { compare } from "./entry.ts";
import { overlap } from "./sentence-likeness.ts";
import type { DatedLine } from "./timeline.ts";

const MOST = 6;
/** What happened shortly before the window explains it; older events are history. */
const DAYS_BEFORE = 7;
/** Each line of the same day makes another one of that day less wanted by this much. */
const SAME_DAY = 1.6;
/** So does each line of the days around. */
const NEAR_DAY = 0.5;
/** Lines of any day that share this much of their words tell one event twice. */
const ALIKE = 0.45;

/** Of one day less is enough. */
const ALIKE_ON_A_DAY = 0.25;

/** The events to show where there is room for a few: the weightiest, spread over the days; ids, oldest first. */
export function chooseMilestones(lines: readonly DatedLine[], window: Window): string[] {
  const earliest = addDays(window.since, -DAYS_BEFORE);
  const left = lines.filter(({ entry }) => dayOf(entry.to) >= earliest && dayOf(entry.from) <= window.until);
  const chosen: DatedLine[] = [];
  while (chosen.length < MOST) {
    const open = left.filter(
      (line) =>
        !chosen.includes(line) &&
        !chosen.some((other) => overlap(line.words, other.words) >= likeness(line, other)),
    );
    const [best] = open.toSorted(
      (a, b) =>
        wanted(b, chosen) - wanted(a, chosen) ||
        compare(a.entry.from, b.entry.from) ||
        compare(a.entry.id, b.entry.id),
    );
    if (best === undefined) break;
    chosen.push(best);
  }
  return chosen
    .toSorted((a, b) => compare(a.entry.from, b.entry.from) || compare(a.entry.id, b.entry.id))
    .map(({ entry }) => entry.id);
}

function likeness(a: DatedLine, b: DatedLine): number {
  return dayOf(a.entry.from) === dayOf(b.entry.from) ? ALIKE_ON_A_DAY : ALIKE;
}

function wanted({ entry, weight }: DatedLine, chosen: readonly DatedLine[]): number {
  let value = weight;
  for (const other of chosen) {
    const days = Math.abs(Date.parse(dayOf(entry.from)) - Date.parse(dayOf(other.entry.from))) / 86_400_000;
    if (days === 0) value -= SAME_DAY;
    else if (days === 1) value -= NEAR_DAY;
  }
  return value;
}
