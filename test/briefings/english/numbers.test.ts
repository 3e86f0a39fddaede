import { describe, expect, it } from "vitest";
import { compileNumbers, readNumbers } from "../../../briefings/english/numbers/numbers.ts";
import { readPage } from "../../../briefings/text/page.ts";
import { pageWords, wordList } from "../../support/words.ts";

const rules = compileNumbers(wordList("numbers"));

/** kind | low..high | quantifier | words */
function lines(text: string): string[] {
  const page = readPage(text, pageWords());
  return readNumbers(page, rules).map(
    (n) => `${n.kind} | ${n.low ?? ""}..${n.high ?? ""} | ${n.quantifier} | ${text.slice(n.start, n.end)}`,
  );
}

describe("numbers that count", () => {
  it.each([
    ["The blast killed 12 people.", "count | 12..12 | exactly | 12"],
    ["They counted 1,204 names.", "count | 1204..1204 | exactly | 1,204"],
    ["They counted 12 000 names.", "count | 12000..12000 | exactly | 12 000"],
    ["Nineteen men came.", "count | 19..19 | exactly | Nineteen"],
    ["Thirty-four men came.", "count | 34..34 | exactly | Thirty-four"],
    ["Two hundred and fifty men came.", "count | 250..250 | exactly | Two hundred and fifty"],
    ["Some 1.9 million people left.", "count | 1900000..1900000 | about | Some 1.9 million"],
    ["Half a million people left.", "count | 500000..500000 | exactly | Half a million"],
    ["A dozen boys left.", "count | 12..12 | exactly | A dozen"],
    ["About two dozen boys left.", "count | 24..24 | about | About two dozen"],
    ["A couple of boys left.", "count | 2..2 | exactly | A couple of"],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });
});

describe("hedges", () => {
  it.each([
    ["At least 41 people", "count | 41.. | at_least | At least 41"],
    ["No fewer than 41 people", "count | 41.. | at_least | No fewer than 41"],
    ["11 or more people", "count | 11.. | at_least | 11 or more"],
    ["500+ people", "count | 500.. | at_least | 500+"],
    ["More than 9,000 people", "count | 9000.. | more_than | More than 9,000"],
    ["Over 300 people", "count | 300.. | more_than | Over 300"],
    ["Up to 15 people", "count | ..15 | at_most | Up to 15"],
    ["As many as 4,000 people", "count | ..4000 | at_most | As many as 4,000"],
    ["Fewer than 3,000 people", "count | ..3000 | fewer_than | Fewer than 3,000"],
    ["An estimated 54,000 people", "count | 54000..54000 | about | An estimated 54,000"],
    ["Forty-odd people", "count | 40..40 | about | Forty-odd"],
    ["40-odd people", "count | 40..40 | about | 40-odd"],
    ["Nearly 1,100 people", "count | 1100..1100 | about | Nearly 1,100"],
  ])("%s", (text, expected) => {
    expect(lines(`${text} were there.`)).toEqual([expected]);
  });

  it("govern only their own number", () => {
    expect(lines("At least 63 were killed and 94 injured.")).toEqual([
      "count | 63.. | at_least | At least 63",
      "count | 94..94 | exactly | 94",
    ]);
  });
});

describe("ranges and vague words", () => {
  it.each([
    ["Between 3,500 and 4,000 people", "count | 3500..4000 | between | Between 3,500 and 4,000"],
    ["2,000 to 2,500 people", "count | 2000..2500 | between | 2,000 to 2,500"],
    ["1,200-1,500 people", "count | 1200..1500 | between | 1,200-1,500"],
    ["4 to 5 million people", "count | 4000000..5000000 | between | 4 to 5 million"],
    ["Dozens of people", "count | 24..99 | vague | Dozens"],
    ["Scores of people", "count | 40..99 | vague | Scores"],
    ["Several hundred people", "count | 200..999 | vague | Several hundred"],
    ["Tens of thousands of people", "count | 20000..99999 | vague | Tens of thousands"],
  ])("%s", (text, expected) => {
    expect(lines(`${text} were there.`)).toEqual([expected]);
  });

  it("a fall from one number to another is no range", () => {
    expect(lines("It fell from 40 to 60 within hours.").map((line) => line.split(" | ")[1])).toEqual([
      "40..40",
      "60..60",
    ]);
  });
});

describe("numbers that do not count", () => {
  it.each([
    ["It is 62 per cent funded.", "percentage"],
    ["It is 62% funded.", "percentage"],
    ["Nine out of ten homes burned.", "fraction"],
    ["It cost US$8.4 million.", "money"],
    ["They want 500,000 pesos.", "money"],
    ["The town lies 45 km away.", "measure"],
    ["It lasted 27 hours.", "measure"],
    ["It took 10 or 12 days.", "measure"],
    ["They came at 6 p.m. sharp.", "time"],
    ["Ilya Marn, 24, was there.", "age"],
    ["A 19-year-old student came.", "age"],
    ["It was the 3rd time.", "ordinal"],
    ["The council passed Resolution 1234 at night.", "reference"],
    ["Call 02071234567 for help.", "reference"],
  ])("%s", (text, kind) => {
    expect(lines(text).map((line) => line.split(" | ")[0])).not.toContain("count");
    expect(lines(text)[0]).toMatch(new RegExp(`^${kind} `));
  });

  it("a couple who are married is not the number two", () => {
    expect(lines("They spoke to a couple in the square.")).toEqual([]);
  });
});
