import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readCron } from "../../src/schedule/cron-fields.ts";

const TUESDAY_1_APRIL = { month: 4, day: 1, weekday: 2 };

describe("reading a cron expression", () => {
  it.each([
    ["0 6 * * *", [360]],
    ["15,45 6-7 * * *", [375, 405, 435, 465]],
    ["0 */6 * * *", [0, 360, 720, 1080]],
    ["0-20/10 8 * * *", [480, 490, 500]],
    ["  0   6  *  *  *  ", [360]],
  ])("%s gives its minutes of the day", (pattern, minutes) => {
    expect(readCron(pattern).minutesOfDay).toEqual(minutes);
  });

  it.each([
    ["0 6 * * *", true],
    ["0 6 1 * *", true],
    ["0 6 2 * *", false],
    ["0 6 * 4 *", true],
    ["0 6 * APR *", true],
    ["0 6 * 5-12 *", false],
    ["0 6 * * 2", true],
    ["0 6 * * tue", true],
    ["0 6 * * mon-wed", true],
    ["0 6 * * 3-7", false],
    ["0 6 * * 0,7", false],
    // Both narrowed: either is enough. With a star in one, also "*/2", both must fit.
    ["0 6 15 * 2", true],
    ["0 6 1 * 5", true],
    ["0 6 15 * 5", false],
    ["0 6 */2 * 2", true],
    ["0 6 */2 * 3", false],
    ["0 6 2 5 2", false],
  ])("%s is on Tuesday 1 April: %s", (pattern, expected) => {
    expect(readCron(pattern).isOn(TUESDAY_1_APRIL)).toBe(expected);
  });

  it("has Sunday as 0 and as 7", () => {
    for (const pattern of ["0 6 * * 0", "0 6 * * 7", "0 6 * * sun", "0 6 * * 5-7"]) {
      expect(readCron(pattern).isOn({ month: 4, day: 6, weekday: 0 })).toBe(true);
    }
  });

  it.each([
    ["", "it has 0 fields instead of five"],
    ["0 6 * *", "it has 4 fields instead of five"],
    ["0 0 6 * * 1", "it has 6 fields instead of five"],
    ["61 6 * * *", "the minute “61” is not between 0 and 59"],
    ["0 24 * * *", "the hour “24” is not between 0 and 23"],
    ["0 6 0 * *", "the day of the month “0” is not between 1 and 31"],
    ["0 6 * 13 *", "the month “13” is not between 1 and 12"],
    ["0 6 * * 8", "the day of the week “8” is not between 0 and 7"],
    ["0 6 * * lundi", "“lundi” is not a day of the week"],
    ["5x 6 * * *", "“5x” is not a minute"],
    ["-5 6 * * *", "“-5” is not a minute"],
    ["0,, 6 * * *", "“” is not a minute"],
    ["0 8-6 * * *", "“8-6” runs backwards in the hour"],
    ["5/15 6 * * *", "“5/15” has a step without a range"],
    ["*/0 6 * * *", "the step of “*/0” is not between 1 and 59"],
    ["0 6 L * *", "“L” is not a day of the month"],
    ["0 6 30 2 *", "no month it names has a day 30"],
    ["0 6 31 4,6,9,11 *", "no month it names has a day 31"],
  ])("refuses “%s”: %s", (pattern, what) => {
    expect(() => readCron(pattern)).toThrow(UserError);
    expect(() => readCron(pattern)).toThrow(what);
    expect(() => readCron(pattern)).toThrow("“0 6 * * 1-5”");
  });

  it("takes a day that no month has when days of the week make up for it", () => {
    expect(readCron("0 6 30 2 2").isOn({ month: 2, day: 4, weekday: 2 })).toBe(true);
  });
});
