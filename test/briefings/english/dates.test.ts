import { describe, expect, it } from "vitest";
import { compileDates, readDates } from "../../../briefings/english/dates/dates.ts";
import type { DatePrecision } from "../../../briefings/index.ts";
import { readPage } from "../../../briefings/text/page.ts";
import { pageWords, wordList } from "../../support/words.ts";

const rules = compileDates(wordList("dates"));

/** from..to precision "words", read in an article of Thursday 6 March 2025 unless said otherwise. */
function lines(text: string, iso = "2025-03-06", precision: DatePrecision = "day"): string[] {
  const page = readPage(text, pageWords());
  return readDates(page, { iso, precision }, rules).map(({ when, start, end }) => {
    expect(when.words).toBe(text.slice(start, end));
    return `${when.from ?? ""}..${when.to ?? ""} ${when.precision} "${when.words}"`;
  });
}

describe("weekdays", () => {
  it.each([
    ["They met on Tuesday.", '2025-03-04..2025-03-04 day "on Tuesday"'],
    ["They met on Thursday.", '2025-03-06..2025-03-06 day "on Thursday"'],
    ["They met last Thursday.", '2025-02-27..2025-02-27 day "last Thursday"'],
    ["They met on Sunday night.", '2025-03-02..2025-03-02 day "on Sunday night"'],
    ["They counted 41 by Sunday night.", '..2025-03-02 day "by Sunday night"'],
    ["They will meet on Friday.", '2025-03-07..2025-03-07 day "on Friday"'],
    ["They meet next Friday.", '2025-03-07..2025-03-07 day "next Friday"'],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });

  it("stay unplaced when the day of publication is not known", () => {
    expect(lines("They met on Tuesday.", "2025-03", "month")).toEqual(['.. unknown "on Tuesday"']);
  });
});

describe("days of the calendar", () => {
  it.each([
    ["It fell on 6 March 2025.", '2025-03-06..2025-03-06 day "on 6 March 2025"'],
    ["It fell on Nov. 14, 2024.", '2024-11-14..2024-11-14 day "on Nov. 14, 2024"'],
    ["It fell on Nov. 14 at last.", '2024-11-14..2024-11-14 day "on Nov. 14"'],
    ["It fell on 1 January.", '2025-01-01..2025-01-01 day "on 1 January"'],
    ["It fell on 2025-03-01.", '2025-03-01..2025-03-01 day "on 2025-03-01"'],
    [
      "It fell on Wednesday, January 29, 2025, they said.",
      '2025-01-29..2025-01-29 day "on Wednesday, January 29, 2025"',
    ],
    ["As of 3 March it stood.", '2025-03-03..2025-03-03 day "As of 3 March"'],
    ["As of 6 p.m. on 3 March it stood.", '2025-03-03..2025-03-03 day "As of 6 p.m. on 3 March"'],
    ["They opened on the night of 3 March.", '2025-03-03..2025-03-03 day "on the night of 3 March"'],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });

  it("without a year they are the last such day, even across the turn of the year", () => {
    expect(lines("It fell on 28 December.", "2025-01-05")).toEqual([
      '2024-12-28..2024-12-28 day "on 28 December"',
    ]);
  });

  it("a day soon to come without a word for it stays unplaced", () => {
    expect(lines("The deadline of 20 March stands.")).toEqual(['.. unknown "20 March"']);
    expect(lines("The office will report on 20 March.")).toEqual([
      '2025-03-20..2025-03-20 day "on 20 March"',
    ]);
  });
});

describe("months and years", () => {
  it.each([
    ["It rose in February.", '2025-02-01..2025-02-28 month "in February"'],
    ["It rose in November.", '2024-11-01..2024-11-30 month "in November"'],
    ["It rose in mid-January.", '2025-01-11..2025-01-20 month "in mid-January"'],
    ["It rose in March 2024.", '2024-03-01..2024-03-31 month "in March 2024"'],
    [
      "It rose in the first two months of the year.",
      '2025-01-01..2025-02-28 month "in the first two months of the year"',
    ],
    ["It rose in the first quarter of 2024.", '2024-01-01..2024-03-31 month "in the first quarter of 2024"'],
    ["It rose in 2019.", '2019-01-01..2019-12-31 year "in 2019"'],
    ["It recalled a 2016 uprising.", '2016-01-01..2016-12-31 year "2016"'],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });
});

describe("periods", () => {
  it.each([
    ["They left since 2 March.", '2025-03-02.. day "since 2 March"'],
    ["They left since April 2022.", '2022-04-01.. month "since April 2022"'],
    ["They left between January and March.", '2025-01-01..2025-03-31 month "between January and March"'],
    ["They left between 2015 and 2020.", '2015-01-01..2020-12-31 year "between 2015 and 2020"'],
    ["It covers the days from 3 to 5 March 2025.", '2025-03-03..2025-03-05 day "from 3 to 5 March 2025"'],
    ["They left on 2 and 3 March.", '2025-03-02..2025-03-03 day "on 2 and 3 March"'],
    ["They left in the past 72 hours.", '2025-03-03..2025-03-06 day "in the past 72 hours"'],
    ["They left last week.", '2025-02-24..2025-03-02 week "last week"'],
    ["They left two days ago.", '2025-03-04..2025-03-04 day "two days ago"'],
    ["They left yesterday.", '2025-03-05..2025-03-05 day "yesterday"'],
    ["They left overnight.", '2025-03-05..2025-03-06 day "overnight"'],
    ["They left earlier this month.", '2025-03-01..2025-03-06 month "earlier this month"'],
    ["They left since the beginning of the year.", '2025-01-01.. year "since the beginning of the year"'],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });
});

describe("words that are not dates", () => {
  it.each([
    "The march on the capital began.",
    "March on, they cried.",
    "Two men may go.",
    "May people go home?",
    "2000 people came.",
    "They sat in the sun.",
    "Sat and waited.",
  ])("%s", (text) => {
    expect(lines(text)).toEqual([]);
  });
});
