import type { DatePrecision } from "../../briefings/index.ts";
import { EARLIEST_DAY, LATEST_DAY } from "../stores/time-key.ts";

export interface PublicationDate {
  /** ISO day or UTC moment to the minute. */
  readonly publishedAt: string;
  readonly publishedPrecision: DatePrecision;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY = "(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?";
const LABEL = "(?:(?:published|updated|posted|date)\\s*(?:on|at)?:?\\s+)?";
const ORDINAL = "(\\d{1,2})(?:st|nd|rd|th)?";

const MONTH_FIRST = new RegExp(`^${LABEL}${WEEKDAY}${MONTH}\\s+${ORDINAL},?\\s+(\\d{4})$`, "i");
const DAY_FIRST = new RegExp(`^${LABEL}${WEEKDAY}${ORDINAL}\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})$`, "i");
const RFC_2822 =
  /^(?:[a-z]{3},\s+)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d\d:\d\d)(?::\d\d)?\s+(gmt|utc|z|[+-]\d\d:?\d\d)$/i;
const ISO_DAY = new RegExp(`^${LABEL}(\\d{4})-(\\d\\d)-(\\d\\d)$`, "i");
const ISO_MOMENT = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(z|utc|[+-]\d\d:?\d\d)?$/i;
const ISO_MONTH = /^(\d{4})-(\d\d)$/;
const ISO_YEAR = /^(\d{4})$/;

/**
 * A date of publication as files give it: ISO day, month, year or moment, RFC 2822, "January 29, 2025",
 * "Wednesday 29 January 2025". A moment without a zone says the day only. null when it is none of these, is not
 * in the calendar, or lies outside 1900–2199.
 */
export function readDate(given: string): PublicationDate | null {
  const words = given.trim();
  if (words.length > 60) return null;
  const moment = ISO_MOMENT.exec(words);
  if (moment) {
    const [, year, month, day, time, zone] = moment;
    return zone === undefined ? dayDate(year, month, day) : momentDate(year, month, day, time, zone);
  }
  const mail = RFC_2822.exec(words);
  if (mail) {
    const [, day, month, year, time, zone] = mail;
    return momentDate(year, monthNumber(month), day, time, zone ?? "Z");
  }
  const iso = ISO_DAY.exec(words);
  if (iso) return dayDate(iso[1], iso[2], iso[3]);
  const monthFirst = MONTH_FIRST.exec(words);
  if (monthFirst) return dayDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  const dayFirst = DAY_FIRST.exec(words);
  if (dayFirst) return dayDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const isoMonth = ISO_MONTH.exec(words);
  if (isoMonth) return withPrecision(dayDate(isoMonth[1], isoMonth[2], "01"), "month");
  const isoYear = ISO_YEAR.exec(words);
  if (isoYear) return withPrecision(dayDate(isoYear[1], "01", "01"), "year");
  return null;
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1);
}

function dayDate(year = "", month = "", day = ""): PublicationDate | null {
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  // 30 February parses in some engines as 2 March: only a date that reads back unchanged is one.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) return null;
  if (iso < EARLIEST_DAY || iso > LATEST_DAY) return null;
  return { publishedAt: iso, publishedPrecision: "day" };
}

function momentDate(year = "", month = "", day = "", time = "", zone: string): PublicationDate | null {
  const date = dayDate(year, month, day);
  if (date === null) return null;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, "$1:$2") : "Z";
  const utc = Date.parse(`${date.publishedAt}T${time}:00${offset}`);
  if (Number.isNaN(utc)) return null;
  return { publishedAt: `${new Date(utc).toISOString().slice(0, 16)}Z`, publishedPrecision: "minute" };
}

function withPrecision(
  date: PublicationDate | null,
  publishedPrecision: "month" | "year",
): PublicationDate | null {
  return date === null ? null : { ...date, publishedPrecision };
}
