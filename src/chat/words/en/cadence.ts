import type { CadenceTrouble, CronTrouble, ZoneTrouble } from "../../../errors.ts";

const EXAMPLES = "for example “daily 07:00 Africa/Lubumbashi” or “mon,thu 18:00”";
const WRITE = "write a place, as in Africa/Lubumbashi or Europe/Paris, or UTC";
const FIVE =
  "write minute, hour, day of the month, month and day of the week, as in “0 6 * * 1-5” (06:00 from Monday to Friday)";

/** Why a time somebody typed for what recurs was not understood. */
export const cadence = {
  bad: (given: string, why: CadenceTrouble): string =>
    `${given === "" ? "Nothing was given" : `“${given}” was not understood`}: ${whyNot(why)}; ${EXAMPLES}`,
  zone(given: string, why: ZoneTrouble): string {
    switch (why.kind) {
      case "several":
        return `“${given}” could be ${why.zones.join(" or ")}: write one of them`;
      case "offset": {
        const fixed =
          why.fixed === null ? "" : `; for the same offset all year, ${why.fixed} (its sign is reversed)`;
        return `“${given}” is a distance from UTC, which changes with summer time in many places: ${WRITE}${fixed}`;
      }
      case "abbreviation":
        return `“${given}” is short for several time zones: ${WRITE}`;
      case "unknown":
        return `“${given}” is not a time zone: ${WRITE}${why.near === null ? "" : `; did you mean ${why.near}?`}`;
      default:
        return why satisfies never;
    }
  },
  cron: (given: string, why: CronTrouble): string =>
    `“${given}” is not a cron expression, because ${whyNotCron(why)}: ${FIVE}`,
};

function whyNot(why: CadenceTrouble): string {
  switch (why.kind) {
    case "too-long":
      return `it is longer than ${why.most} characters`;
    case "frequency-twice":
      return "it says twice how often";
    case "hourly-with-more":
      return "“hourly” goes with no day and no time";
    case "no-time":
      return "a time of day is missing";
    case "too-many-times":
      return `it has more than ${why.most} times of day`;
    case "daily-with-days":
      return "it says both every day and some days";
    case "other-count":
      return `${why.expected} times of day are expected, and there ${why.given === 1 ? "is one" : `are ${why.given}`}`;
    case "weekdays-with-days":
      return "it says both Monday to Friday and some days";
    case "no-day":
      return "the day of the week is missing";
    case "unknown-words":
      return `“${why.words}” is neither a day nor a time nor a time zone`;
    default:
      return why satisfies never;
  }
}

function whyNotCron(why: CronTrouble): string {
  switch (why.kind) {
    case "fields":
      return `it has ${why.given} fields instead of five`;
    case "no-such-day":
      return `no month it names has a day ${why.day}`;
    case "no-value":
      return `“${why.part}” is not a ${why.field}`;
    case "step-alone":
      return `“${why.part}” has a step without a range (as in “${why.example}”)`;
    case "step-range":
      return `the step of “${why.part}” is not between 1 and ${why.most}`;
    case "backwards":
      return `“${why.part}” runs backwards in the ${why.field}`;
    case "outside":
      return `the ${why.field} “${why.part}” is not between ${why.from} and ${why.to}`;
    default:
      return why satisfies never;
  }
}
