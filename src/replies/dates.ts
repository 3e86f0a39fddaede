import { type DatePrecision, dayOf, type When, type Window } from "../../briefings/index.ts";
import { type Block, type Inline, type Inlines, small } from "../chat/document.ts";
import { words } from "./words.ts";

/** The year that need not be said: the window's, when it lies in one year. */
export type QuietYear = string | null;

export function quietYearOf({ since, until }: Window): QuietYear {
  return since.slice(0, 4) === until.slice(0, 4) ? until.slice(0, 4) : null;
}

/**
 * A date for print. `iso` is an ISO day or UTC moment; a time of day is shown only with precision `minute` and
 * only where the moment carries one, so that an unknown time is never invented.
 */
export function dateWords(iso: string, precision: DatePrecision, quietYear: QuietYear = null): string {
  const [year = "", month = "", day = ""] = dayOf(iso).split("-");
  const monthName = words.months[Number(month) - 1];
  if (precision === "unknown" || !/^\d{4}$/.test(year)) return words.dateUnknown;
  if (precision === "year" || monthName === undefined) return year;
  if (precision === "month" || day === "") return `${monthName} ${year}`;
  const shown = `${Number(day)} ${monthName}${year === quietYear ? "" : ` ${year}`}`;
  if (precision === "week") return words.weekOf(shown);
  return precision === "minute" && hasTime(iso) ? `${shown} ${iso.slice(11, 16)} UTC` : shown;
}

/** A period for print, as short as it can be: "29 Jan", "4–5 Feb", "26 Jan – 5 Feb 2025", "since 1 Jan". */
export function periodWords(
  from: string | null,
  to: string | null,
  precision: DatePrecision,
  quietYear: QuietYear = null,
): string {
  if (from === null && to === null) return words.dateUnknown;
  if (from === null) return words.until(dateWords(to ?? "", precision, quietYear));
  if (to === null) return words.since(dateWords(from, precision, quietYear));
  const last = dateWords(to, precision, quietYear);
  if (precision === "week") return dateWords(from, "week", quietYear);
  const first = dateWords(from, precision, quietYear);
  if (first === last || precision === "year" || precision === "unknown") {
    return first === last ? first : `${first} – ${last}`;
  }
  if (precision === "day" && from.slice(0, 7) === to.slice(0, 7))
    return `${Number(from.slice(8, 10))}–${last}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${dateWords(from, precision, sameYear ? from.slice(0, 4) : quietYear)} – ${last}`;
}

export function moment(iso: string, precision: DatePrecision, quietYear: QuietYear = null): Inline {
  return {
    kind: "moment",
    text: dateWords(iso, precision, quietYear),
    from: iso,
    to: iso,
    precision,
  };
}

/** A date that the text does not give: the day of publication stands in for it, in brackets. */
export function publicationDay(iso: string, quietYear: QuietYear = null): Inline {
  if (precisionOf(iso) === "unknown") return moment(iso, "unknown");
  const text = `(${dateWords(iso, "day", quietYear)})`;
  return { kind: "moment", text, from: iso, to: iso, precision: "day" };
}

/** One line that explains the brackets, where some date in the blocks has them. */
export function bracketsNote(blocks: readonly Block[]): readonly Block[] {
  const isBracketed = (text: Inlines) =>
    text.some((part) => part.kind === "moment" && part.text.startsWith("("));
  const found = blocks.some(
    (block) =>
      block.kind === "rows" &&
      block.rows.some(({ lead, body, when }) => [lead, body, when].some(isBracketed)),
  );
  return found ? [small(words.inferredDates)] : [];
}

export function period(window: Window, quietYear: QuietYear = null): Inline {
  const { since, until } = window;
  return {
    kind: "moment",
    text: periodWords(since, until, "day", quietYear),
    from: since,
    to: until,
    precision: "day",
  };
}

export function whenMoment({ from, to, precision }: When, quietYear: QuietYear = null): Inline {
  return {
    kind: "moment",
    text: periodWords(from, to, precision, quietYear),
    from,
    to,
    precision,
  };
}

/** Publication days and other moments whose precision shows in their form. */
export function precisionOf(iso: string): DatePrecision {
  if (iso === "") return "unknown";
  return hasTime(iso) ? "minute" : "day";
}

function hasTime(iso: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso);
}
