import type { TimeWindow } from "./store.ts";

/** Articles of one millisecond that fit before the next millisecond's keys are used. */
export const KEYS_PER_MS = 1024;

const DAY_MS = 86_400_000;

/** Publication dates outside these bounds are refused at the border: their keys would not be exact numbers. */
export const EARLIEST_DAY = "1900-01-01";
export const LATEST_DAY = "2199-12-31";

/** Keys of undated articles begin here, below every dated one. */
const UNDATED = -(2 ** 52);

/** The first key of a dated article. */
export const FIRST_DATED_KEY = Date.parse(EARLIEST_DAY) * KEYS_PER_MS;

/**
 * The first key for a publication date: milliseconds × 1024, so that a window of time is a range of keys.
 * `publishedAt` is an ISO day or moment, or empty where it is unknown.
 */
export function firstKey(publishedAt: string): number {
  return publishedAt === "" ? UNDATED : Date.parse(publishedAt) * KEYS_PER_MS;
}

/** The keys of a window, both inclusive. A day or a minute counts to its last millisecond. */
export function keyRange(window: TimeWindow): {
  readonly low: number;
  readonly high: number;
} {
  return {
    low: window.from === null ? UNDATED : firstKey(window.from),
    high: window.to === null ? Number.MAX_SAFE_INTEGER : (lastMillisecond(window.to) + 1) * KEYS_PER_MS - 1,
  };
}

function lastMillisecond(iso: string): number {
  const start = Date.parse(iso);
  if (!iso.includes("T")) return start + DAY_MS - 1;
  return /T\d\d:\d\d(?!:)/.test(iso) ? start + 59_999 : start;
}

export const KEYS_PER_DAY = DAY_MS * KEYS_PER_MS;

/** Days since 1970 of a key; the same far away day for all undated ones. */
export function dayOfKey(key: number): number {
  return Math.floor(key / KEYS_PER_DAY);
}

/** The month (UTC) of a dated key: its name ("2025_03"), its first key and the first one after it. */
export function monthOf(key: number): { readonly name: string; readonly from: number; readonly to: number } {
  const day = new Date(Math.floor(key / KEYS_PER_MS));
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  return {
    name: `${year}_${String(month + 1).padStart(2, "0")}`,
    from: Date.UTC(year, month) * KEYS_PER_MS,
    to: Date.UTC(year, month + 1) * KEYS_PER_MS,
  };
}
