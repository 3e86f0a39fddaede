import { z } from "zod";

/** How exact a date is. An unknown time of day is never printed as 00:00: precision says what is known. */
export const DatePrecision = z.enum(["minute", "day", "week", "month", "year", "unknown"]);
export type DatePrecision = z.infer<typeof DatePrecision>;

/** Whether a field stands in the words of the text, or follows from them by a rule. */
export const Basis = z.enum(["stated", "inferred"]);
export type Basis = z.infer<typeof Basis>;

/**
 * A date or a period as the text gives it. `from` and `to` are ISO dates (`2025-01-29`) or UTC moments
 * (`2025-01-29T06:00Z`), both inclusive; `null` is an open end ("since 1 January" has no `to`).
 * `words` are the words of the text ("on Wednesday"); `null` when the date comes from the article's own date.
 */
export const When = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  precision: DatePrecision,
  words: z.string().nullable(),
  basis: Basis,
});
export type When = z.infer<typeof When>;

/** The ISO day (YYYY-MM-DD) of an ISO date or moment. */
export function dayOf(iso: string): string {
  return iso.slice(0, 10);
}

/** `iso` moved by whole days, as an ISO day. Pure calendar arithmetic in UTC. */
export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${dayOf(iso)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b` (negative when `b` is earlier). */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${dayOf(b)}T00:00:00Z`) - Date.parse(`${dayOf(a)}T00:00:00Z`)) / 86_400_000);
}
