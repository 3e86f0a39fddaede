import type { Cadence } from "./cadence.ts";
import { localText, slotsAfter } from "./slots.ts";

export interface NextRun {
  /** The local day, "2025-03-30". */
  readonly day: string;
  /** The local time it was asked for, "07:00". */
  readonly time: string;
  /** The UTC moment it will be due, ISO. */
  readonly dueAt: string;
}

/** The next `count` runs of a cadence after a moment, first one first, for "next three: …". */
export function nextRuns(cadence: Cadence, from: Date, count: number): NextRun[] {
  return slotsAfter(cadence, from.getTime())
    .take(count)
    .map((slot) => {
      const local = localText(slot);
      return { day: local.slice(0, 10), time: local.slice(11), dueAt: new Date(slot.at).toISOString() };
    })
    .toArray();
}
