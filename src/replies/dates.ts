import { type DatePrecision, dayOf, type When, type Window } from "../../briefings/index.ts";
import { type Block, type Inline, type Inlines, small } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { Dating } from "./telling.ts";

/**
 * A date for print. `iso` is an ISO day or UTC moment; a time of day is shown only with precision `minute` and
 * only where the moment carries one, so that an unknown time is never invented.
 */
export function dateWords(iso: string, precision: DatePrecision, { words, quietYear }: Dating): string {
  const [year = "", month = "", day = ""] = dayOf(iso).split("-");
  const monthName = words.months[Number(month) - 1];
  if (precision === "unknown" || !/^\d{4}$/.test(year)) return words.dateUnknown;
  if (precision === "year" || monthName === undefined) return year;
  if (precision === "month" || day === "") return `${monthName} ${year}`;
  const shown = `${words.dayNumber(Number(day))} ${monthName}${year === quietYear ? "" : ` ${year}`}`;
  if (precision === "week") return words.weekOf(shown);
  return precision === "minute" && hasTime(iso) ? words.atTime(shown, iso.slice(11, 16)) : shown;
}

/** A period for print, as short as it can be: "29 Jan", "4–5 Feb", "26 Jan – 5 Feb 2025", "since 1 Jan". */
export function periodWords(
  from: string | null,
  to: string | null,
  precision: DatePrecision,
  dating: Dating,
): string {
  const { words } = dating;
  if (from === null && to === null) return words.dateUnknown;
  if (from === null) return words.until(dateWords(to ?? "", precision, dating), precision);
  if (to === null) return words.since(dateWords(from, precision, dating), precision);
  const last = dateWords(to, precision, dating);
  if (precision === "week") return dateWords(from, "week", dating);
  const first = dateWords(from, precision, dating);
  if (first === last || precision === "year" || precision === "unknown") {
    return first === last ? first : `${first} – ${last}`;
  }
  if (precision === "day" && from.slice(0, 7) === to.slice(0, 7))
    return `${words.dayNumber(Number(from.slice(8, 10)))}–${last}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const firstYear = sameYear ? from.slice(0, 4) : dating.quietYear;
  return `${dateWords(from, precision, { words, quietYear: firstYear })} – ${last}`;
}

export function moment(iso: string, precision: DatePrecision, dating: Dating): Inline {
  return {
    kind: "moment",
    text: dateWords(iso, precision, dating),
    from: iso,
    to: iso,
    precision,
  };
}

/** A date that the text does not give: the day of publication stands in for it, in brackets. */
export function publicationDay(iso: string, dating: Dating): Inline {
  if (precisionOf(iso) === "unknown") return moment(iso, "unknown", dating);
  const text = `(${dateWords(iso, "day", dating)})`;
  return { kind: "moment", text, from: iso, to: iso, precision: "day" };
}

/** One line that explains the brackets, where some date in the blocks has them. */
export function bracketsNote(blocks: readonly Block[], words: Words): readonly Block[] {
  const isBracketed = (text: Inlines) =>
    text.some((part) => part.kind === "moment" && part.text.startsWith("("));
  const found = blocks.some(
    (block) =>
      block.kind === "rows" &&
      block.rows.some(({ lead, body, when }) => [lead, body, when].some(isBracketed)),
  );
  return found ? [small(words.inferredDates)] : [];
}

export function period(window: Window, dating: Dating): Inline {
  const { since, until } = window;
  return {
    kind: "moment",
    text: periodWords(since, until, "day", dating),
    from: since,
    to: until,
    precision: "day",
  };
}

export function whenMoment({ from, to, precision }: When, dating: Dating): Inline {
  return {
    kind: "moment",
    text: periodWords(from, to, precision, dating),
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
