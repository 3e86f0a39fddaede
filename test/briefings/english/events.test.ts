import { describe, expect, it } from "vitest";
import { compileDates, readDates } from "../../../briefings/english/dates/dates.ts";
import { compileEvents, readEvents } from "../../../briefings/english/events.ts";
import { compileGrammar } from "../../../briefings/english/grammar.ts";
import { readStatements } from "../../../briefings/english/statements/read-statements.ts";
import { compileReporting } from "../../../briefings/english/statements/reporting-words.ts";
import type { Article } from "../../../briefings/index.ts";
import { readPage } from "../../../briefings/text/page.ts";
import { aWorld } from "../../support/a-world.ts";
import { pageWords, wordList } from "../../support/words.ts";

const rules = compileEvents(wordList("events"));
const dateRules = compileDates(wordList("dates"));
const grammar = compileGrammar(wordList("grammar"));
const reporting = compileReporting(wordList("reporting"));

/** Kind and day of the events of an article of Thursday 6 March 2025 of an invented country. */
function eventsOf(text: string): (string | null)[][] {
  const page = readPage(text, pageWords());
  const article = {
    id: "x",
    text,
    publisher: "Lowland Wire",
    publishedAt: "2025-03-06",
    publishedPrecision: "day",
  } as Article;
  const cast = [
    { name: "Ansa Veld", aliases: ["Veld"], role: "Mayor" },
    { name: "Northern Front", kind: "armed_group" },
  ] as const;
  const world = aWorld(page, cast, ["Tolmera", "Kessik"]);
  const dates = readDates(page, { iso: "2025-03-06", precision: "day" }, dateRules);
  const { statements } = readStatements({ page, article, world, dates, grammar, reporting });
  const events = readEvents({ page, article, world, dates, statements, rules });
  for (const { evidence } of events) expect(text.slice(evidence.start, evidence.end)).toBe(evidence.excerpt);
  return events.map(({ kind, when }) => [kind, when.from]);
}

describe("a dated event", () => {
  it.each([
    ["Fighters of the Northern Front captured Kessik on Tuesday.", "control", "2025-03-04"],
    ["The Northern Front took Tolmera on 2 March.", "control", "2025-03-02"],
    ["Shells hit the market of Tolmera on Monday.", "attack", "2025-03-03"],
    ["The Northern Front said on Monday it would stop fighting from Saturday.", "deal", "2025-03-03"],
  ])("is read: %s", (text, kind, day) => {
    expect(eventsOf(text)).toEqual([[kind, day]]);
  });

  it("has each day of a sentence that tells two", () => {
    expect(eventsOf("The Northern Front took Tolmera on 1 March and Kessik on 4 March.")).toEqual([
      ["control", "2025-03-01"],
      ["control", "2025-03-04"],
    ]);
  });

  it.each([
    ["the day of speaking", "Ansa Veld said on Monday that fighters had captured Kessik."],
    ["a day to come", "The two sides meet again after Kessik fell, on 12 March."],
    ["what did not happen", "Fighters could not have captured Kessik on Tuesday."],
    ["the end of a stretch", "Only bodies of those killed up to 4 March are counted."],
    ["a day of something else", "The count was made on Monday, before Kessik fell."],
    ["a verb that needs a place", "The talks took an hour on Monday."],
    ["no date at all", "Fighters captured Kessik."],
  ])("is not read from %s", (_, text) => {
    expect(eventsOf(text)).toEqual([]);
  });
});
