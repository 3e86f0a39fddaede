import type { PublicationDate } from "./read-date.ts";
import { readDate } from "./read-date.ts";

/** Zones by name, as RFC 822 has them and as feeds write them. */
const ZONES: Readonly<Record<string, string>> = {
  ut: "GMT",
  est: "-0500",
  edt: "-0400",
  cst: "-0600",
  cdt: "-0500",
  mst: "-0700",
  mdt: "-0600",
  pst: "-0800",
  pdt: "-0700",
  cet: "+0100",
  cest: "+0200",
  eet: "+0200",
  eest: "+0300",
  msk: "+0300",
};

/** Clocks of publishers go wrong by so much without anybody lying. */
const SKEW_MS = 3_600_000;
const DAY_MS = 86_400_000;

const MAIL_DATE =
  /^(?:\p{L}+\.?,?\s+)?(\d{1,2})[\s-]+(\p{L}{3})\p{L}*\.?[\s-]+(\d{2}|\d{4})\s+(\d{1,2}:\d\d(?::\d\d)?)\s*(?:([a-z]{1,4}|(?:gmt|utc)?[+-]\d\d:?\d\d)(?:\s*\([^)]*\))?)?$/iu;

const MIDNIGHT = /[t ]00:00(?::00(?:\.0+)?)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$/i;

export const UNKNOWN_DATE: PublicationDate = { publishedAt: "", publishedPrecision: "unknown" };

/**
 * The first of the dates that can be read. One that lies after `now` (beyond the error of a clock, or of a zone
 * where only the day is given) is nobody's date of publication: then it is unknown, as when none can be read.
 */
export function readFeedDate(given: readonly (string | undefined)[], now: Date): PublicationDate {
  for (const words of given) {
    // Midnight to the second is what programs write when they know the day only.
    const date = words === undefined ? null : readDate(plainDate(words.trim()).replace(MIDNIGHT, ""));
    if (date === null) continue;
    const time = Date.parse(
      date.publishedAt.length === 10 ? `${date.publishedAt}T00:00:00Z` : date.publishedAt,
    );
    const slack = date.publishedPrecision === "minute" ? SKEW_MS : DAY_MS;
    return time > now.getTime() + slack ? UNKNOWN_DATE : date;
  }
  return UNKNOWN_DATE;
}

/** Dates of mail in the many spellings of feeds, brought to the one spelling `readDate` knows. */
function plainDate(words: string): string {
  if (words.length > 80) return words;
  const found = MAIL_DATE.exec(words);
  if (found === null) return words;
  const [, day = "", month = "", year = "", time = "", zone] = found;
  const fullYear = year.length === 2 ? `20${year}` : year;
  const clock = time.length === 4 || time.length === 7 ? `0${time}` : time;
  // Without a zone the hour could be any: only the day is known.
  if (zone === undefined) return `${day} ${month} ${fullYear}`;
  const offset = ZONES[zone.toLowerCase()] ?? zone.replace(/^(?:gmt|utc)(?=[+-])/i, "");
  return `${day} ${month} ${fullYear} ${clock} ${offset}`;
}
