import { dayOf, type Window } from "../../briefings/index.ts";
import { sayable } from "../chat/say-error.ts";
import type { UserError } from "../errors.ts";

export interface AskedTime {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly asOf?: string | undefined;
}

export interface ResolvedTime {
  readonly window: Window;
  /** ISO day or UTC moment to the minute. */
  readonly asOf: string;
}

const DEFAULT_LENGTH = "7d";
const HOUR = 3_600_000;
const HOURS = { h: 1, d: 24, w: 168 } as const;

/**
 * What was asked about time, as days. A length (`72h`, `7d`, `2w`) counts back from as-of for `until`, and from
 * the end of the window for `since`; seven days up to and including 5 February begin on 30 January.
 * Throws a `UserError` (bad-date) that names the option.
 */
export function resolveTime(asked: AskedTime, now: Date): ResolvedTime {
  const asOf = asked.asOf === undefined ? toMinute(now.getTime()) : isoMoment("as-of", asked.asOf);
  const until = asked.until === undefined ? asOf : pointInTime("until", asked.until, asOf);
  const end = dayOf(until) < dayOf(asOf) ? dayOf(until) : until;
  const since = dayOf(pointInTime("since", asked.since ?? DEFAULT_LENGTH, end));
  if (since > dayOf(until)) {
    const filled = { since, until: dayOf(until) };
    throw sayable("bad-date", { key: "since-after-until", filled });
  }
  return { window: { since, until: dayOf(until) }, asOf };
}

function pointInTime(option: "since" | "until", given: string, end: string): string {
  const length = /^(\d{1,4})([hdw])$/i.exec(given.trim());
  if (length === null) return isoMoment(option, given);
  const hours = Number(length[1]) * HOURS[length[2]?.toLowerCase() as keyof typeof HOURS];
  if (hours === 0) throw badDate(option, given);
  return toMinute(endOf(end) - hours * HOUR);
}

/** The first millisecond after a day, or the moment itself. */
function endOf(iso: string): number {
  return Date.parse(iso) + (iso.includes("T") ? 0 : 24 * HOUR);
}

/** A day as it stands, or a moment as UTC to the minute. */
function isoMoment(option: "since" | "until" | "as-of", given: string): string {
  const words = given.trim();
  const match = /^(\d{4}-\d\d-\d\d)(?:t(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(z|[+-]\d\d:\d\d))?$/i.exec(words);
  const day = match?.[1] ?? "";
  const start = Date.parse(`${day}T00:00:00Z`);
  // Some engines read 30 February as 2 March: only a day that reads back unchanged is on the calendar.
  if (match === null || Number.isNaN(start) || dayOf(new Date(start).toISOString()) !== day)
    throw badDate(option, given);
  if (match[2] === undefined) return day;
  const time = Date.parse(`${day}T${match[2]}:00${match[3]?.toUpperCase()}`);
  if (Number.isNaN(time)) throw badDate(option, given);
  return toMinute(time);
}

function toMinute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}Z`;
}

function badDate(option: "since" | "until" | "as-of", given: string): UserError {
  const shown = given.replace(/[^\p{L}\p{N}\p{P} ]+/gu, " ").slice(0, 40);
  return sayable("bad-date", { key: "bad-time", filled: { option, given: shown } });
}
