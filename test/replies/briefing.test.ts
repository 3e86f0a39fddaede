import { describe, expect, it } from "vitest";
import type { Digest } from "../../briefings/index.ts";
import type { Document } from "../../src/chat/document.ts";
import { briefingReply } from "../../src/replies/briefing.ts";
import type { Question } from "../../src/replies/question.ts";
import {
  aDigest,
  aFullDigest,
  aLadder,
  aRung,
  aSource,
  aStatementLine,
  aTimelineEntry,
} from "../support/a-digest.ts";
import { inEnglish } from "../support/a-telling.ts";
import { linesOf } from "../support/lines-of.ts";

const question: Question = { topic: "marenta", since: undefined, until: undefined };
const briefingOn = (digest: Digest, asked: Partial<Question> = {}): Document =>
  briefingReply({ digest, understoodAs: null, question: { ...question, ...asked }, ...inEnglish });

function never(): never {
  throw new Error("the full digest has it");
}

function aQuietWeek(fields: Partial<Digest["coverage"]> = {}): Digest {
  const fallback = {
    wished: { since: "2031-11-18", until: "2031-11-24" },
    shown: { since: "2031-05-02", until: "2031-05-08" },
  };
  return aDigest({
    window: fallback.shown,
    coverage: { ...aDigest().coverage, fallback, ...fields },
  });
}

describe("a briefing", () => {
  it("reads like this in a terminal of 80 columns", () => {
    const document = briefingOn(aFullDigest());

    expect(document.tone).toBe("found");
    expect(document.summary).toBe("Marenta: killed scores – 120, sources disagree (as of 8 May)");
    expect(linesOf(document.blocks)).toEqual([
      "Marenta · Sulvo, Kandoria                   1–8 May 2031 · as of 8 May 06:00 UTC",
      "9 reports, 4 origins · last article 8 May 05:12 UTC",
      "Retellings in our words: 1 of 4 reports. 2 articles kept but not read (language:",
      "fr).",
      "",
      "KEY POINTS",
      "• Shells fell on the market of Marenta at noon. — Northern Wire, 6 May  k000000",
      "• The airport stayed shut for a third day, and two bridges over the Olm were",
      "  closed to lorries carrying food. — Radio Lakeside, 6 May  k200000",
      "",
      "FIGURES",
      "Killed · Marenta                                  scores – 120  sources disagree",
      "  120           Free Ridge Front, via Radio Lakeside              7 May  f1front",
      "  at least 63   Ilan Torvek, health minister, via Northern        6 May  f2minis",
      "                Wire · carried by 3 outlets",
      "                was 41 (4 May) f4minis",
      "  scores        Northern Wire, no claimant named · bodies       (6 May)  f3wire0",
      "Displaced · Sulvo",
      "  about 24,000  Kandoria Relief Office, via Northern Wire         6 May  f5relie",
      "",
      "WHO SAID WHAT",
      "Ilan Torvek, health minister of Kandoria",
      "  told Radio Lakeside,  “We are counting by hand … and we have no fuel left for",
      "  6 May                 the generators of the hospital” — Northern Wire  s1torve",
      "  said in a statement   two clinics had closed — Northern Wire  s2torve",
      "  (6 May)",
      "two residents",
      '  said, 6 May           the night had been "very loud" — via Harbour Post;',
      "                        Northern Wire  s3resid",
      "",
      "ACCUSED AND ANSWERED",
      "  Dena Oltmar       accused, 6 May: Velstan of sending guns over the border —",
      "                    Northern Wire  s7accus",
      "  Velstan           denied in a letter, 6 May: any part in the fighting —",
      "                    Northern Wire  s8answe",
      "",
      "  Free Ridge Front  blamed, 6 May: the army for the fire at the mill — Northern",
      "                    Wire  s9blame",
      "  the army          No reply found in what was searched.",
      "",
      "TIMELINE",
      "  4 May    The front entered Marenta on Sunday. — Northern Wire  t000000",
      "  5–6 May  The market burned for two days. — Radio Lakeside  t200000",
      "",
      "DISAGREEMENTS",
      "• Fall of the mill — Radio Lakeside: on Sunday  t500000; no claimant named: late",
      "  on Monday  t600000",
      "",
      "Places     Marenta · Olm",
      "Actors     Free Ridge Front · Ilan Torvek (health minister of Kandoria)",
      "Not found  missing; any statement by the governor",
      "",
      "SOURCES",
      "• Northern Wire, 6–7 May, 3 reports · carried by 3 outlets",
      "• Radio Lakeside, 7 May",
      "",
      "A date in brackets is the day of publication: the text gives no other.",
      "Every id can be followed to its source: /why k000000",
      "/figures marenta · /said marenta · /timeline marenta · /actors marenta ·",
      "/sources marenta",
    ]);
  });

  it("stays readable when there is a great deal to say", () => {
    const many = <T>(make: (index: number) => T) => Array.from({ length: 40 }, (_, index) => make(index));
    const rungs = many((index) =>
      aRung({
        id: `f${index}`,
        words: String(index + 1),
        low: index + 1,
        high: index + 1,
      }),
    );
    const full = aFullDigest();
    const digest = aDigest({
      keyPoints: many(() => full.keyPoints.at(1) ?? never()),
      ladders: many((index) => aLadder({ id: `l${index}`, low: 1, high: 40, conflict: true, rungs })),
      speakers: many((index) => ({
        speaker: `Speaker ${index}`,
        role: "mayor of a town",
        named: true,
        lines: many((line) =>
          aStatementLine({
            id: `s${index}x${line}`,
            text: "word ".repeat(200),
          }),
        ),
      })),
      exchanges: many(() => full.exchanges.at(0) ?? never()),
      timeline: many((index) => aTimelineEntry({ id: `t${index}` })),
      actors: many(() => full.actors.at(0) ?? never()),
      places: many(() => full.places.at(0) ?? never()),
      disagreements: many(() => full.disagreements.at(1) ?? never()),
      sources: many(() => full.sources.at(0) ?? never()),
    });

    const lines = linesOf(briefingOn(digest).blocks);

    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines.join("\n")).toContain("1,590 more: /figures marenta");
    expect(lines.join("\n")).toContain("1,594 more: /said marenta");
  });

  it("says first of all that the last seven days are empty, and what is shown instead", () => {
    const document = briefingOn(aQuietWeek());

    const empty =
      "Nothing in the last 7 days; 14 articles searched up to 8 May 2031. Shown instead: 2–8 May 2031, the latest reports there are.";
    expect(document.summary).toBe(empty);
    expect(linesOf(document.blocks, 120).join(" ")).toMatch(
      /^Nothing in the last 7 days; 14 articles searched up to 8 May 2031\./,
    );
    expect(linesOf(document.blocks, 120)[3]).toMatch(/^Marenta · Sulvo, Kandoria +2–8 May 2031/);
  });

  it.each([
    [{ since: "72h" }, "Nothing in the last 72 hours;"],
    [{ since: "1d" }, "Nothing in the last 1 day;"],
    [{ since: "2031-11-18", until: "2031-11-24" }, "Nothing in 18–24 Nov 2031;"],
    [{ until: "2031-11-24" }, "Nothing in 18–24 Nov 2031;"],
  ])("names the wished window %j in the words it was asked in", (asked, expected) => {
    const [first] = linesOf(briefingOn(aQuietWeek(), asked).blocks);

    expect(first).toContain(expected);
  });

  it("says that nothing was found, with how far the search went, when there is no other week either", () => {
    const document = briefingOn(aQuietWeek({ found: 0, origins: 0, lastArticle: null, fallback: null }));

    expect(document.tone).toBe("nothing");
    expect(linesOf(document.blocks)).toEqual([
      "Nothing on Marenta in the last 7 days; 14 articles searched.",
      "",
      "Marenta · Sulvo, Kandoria                   2–8 May 2031 · as of 8 May 06:00 UTC",
    ]);
  });

  it("says how a misspelled topic was understood", () => {
    const digest = aDigest({
      topic: { ...aDigest().topic, words: "marrenta" },
    });

    const document = briefingReply({
      digest,
      understoodAs: "Marenta",
      question: { ...question, topic: "marrenta" },
      ...inEnglish,
    });

    expect(linesOf(document.blocks)[2]).toBe("“marrenta” understood as Marenta.");
  });

  it("says that the period holds more than was read, and how far back it went", () => {
    const full = aFullDigest();
    const coverage = { ...full.coverage, lookedBackTo: "2031-05-04T06:10Z" };

    const lines = linesOf(briefingOn({ ...full, coverage }).blocks);

    const remark = `these are its latest ${full.coverage.found}, back to 4 May 2031`;
    expect(lines.filter((line) => line.includes(remark))).toHaveLength(1);
  });

  it("says once, in the last line, which period the commands it names are about", () => {
    const digest = { ...aFullDigest(), highlights: { statements: ["s1torvek001"], events: [] } };
    const document = briefingOn(digest, { since: "2031-05-01", until: "2031-05-08" });

    const lines = linesOf(document.blocks);

    expect(lines.filter((line) => line.includes("since:"))).toEqual([lines.at(-1)]);
    expect(lines.at(-1)).toContain("each with since:2031-05-01 until:2031-05-08");
    const actions = document.blocks.flatMap((block) => (block.kind === "actions" ? block.actions : []));
    expect(actions.map(({ options }) => options.since)).toEqual(actions.map(() => "2031-05-01"));
  });

  it("shows the lines and events that matter most, and counts the others", () => {
    const full = aFullDigest();
    const [first, second] = full.speakers.flatMap(({ lines }) => lines);
    const [event] = full.timeline;
    const digest = {
      ...full,
      highlights: { statements: [second!.id, first!.id], events: [event!.id] },
    };

    const lines = linesOf(briefingOn(digest).blocks);

    expect(lines.indexOf(lines.find((line) => line.includes("two clinics"))!)).toBeLessThan(
      lines.indexOf(lines.find((line) => line.includes("counting by hand"))!),
    );
    expect(lines).toContain("1 more: /said marenta");
    expect(lines).toContain("1 more: /timeline marenta");
  });

  it("puts accusations of one side with the same answers together", () => {
    const [exchange] = aFullDigest().exchanges;
    const again = {
      ...exchange!,
      accusation: aStatementLine({
        id: "s0another01",
        speaker: aSource({ name: "Osta Brel" }),
        text: "guns came by night",
      }),
    };
    const digest = aDigest({ exchanges: [exchange!, again] });

    const lines = linesOf(briefingOn(digest).blocks);

    expect(lines.filter((line) => line.includes("denied in a letter"))).toHaveLength(1);
    expect(lines.filter((line) => /Dena Oltmar|Osta Brel/.test(line))).toHaveLength(2);
  });

  it("prints no number that the digest does not hold", () => {
    const digest = aFullDigest();
    const known = JSON.stringify(digest);

    const text = linesOf(briefingOn(digest).blocks).join("\n");

    const counts = new Set(["1", "2", "3", "4", "9"]);
    const numbers = text.match(/(?<![a-z\d])\d[\d,]*(?![\da-z])/g) ?? [];
    const unknown = numbers.filter(
      (number) => !known.includes(number.replace(/,$/, "")) && !counts.has(number),
    );
    expect(unknown).toEqual([]);
  });

  it("dates words by publication, in brackets, where the text gives no day", () => {
    const line = aStatementLine({ when: null, speaker: aSource() });
    const digest = aDigest({
      speakers: [{ speaker: "Ilan Torvek", role: null, named: true, lines: [line] }],
    });

    const lines = linesOf(briefingOn(digest).blocks);

    expect(lines).toContain("  said (6 May)  “The road is open” — Northern Wire  s000000");
  });
});
