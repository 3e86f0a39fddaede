import { describe, expect, it } from "vitest";
import { Digest } from "../../../briefings/index.ts";
import { checkBriefing } from "../../scorecard/briefing-checks.ts";
import { readBriefingExpectations, readGold } from "../../scorecard/gold.ts";
import { digestOf, report, wordsTopic } from "../../support/digest-reports.ts";
import { goldEntry } from "../../support/gold-facts.ts";

const gold = readGold().map(goldEntry);
const expectations = readBriefingExpectations();

describe("a digest", () => {
  it.each(expectations.map((one) => [one.id, one] as const))(
    "has the same bytes for any order of articles: %s",
    (_id, one) => {
      const ask = (library: typeof gold): string =>
        JSON.stringify(
          digestOf(library, { topic: wordsTopic(one.query), since: one.since, until: one.until }),
        );
      const turned = [...gold.slice(11), ...gold.slice(0, 11)].reverse();

      expect(ask(turned)).toBe(ask(gold));
    },
  );

  it.each(expectations.map((one) => [one.id, one] as const))(
    "keeps to its schema and to the texts: %s",
    (_id, one) => {
      const digest = digestOf(gold, { topic: wordsTopic(one.query), since: one.since, until: one.until });
      const texts = new Map(gold.map(({ article }) => [article.id, article.text]));

      Digest.parse(digest);

      const lines = [
        ...digest.keyPoints,
        ...digest.timeline,
        ...digest.ladders.flatMap(({ rungs }) => rungs),
        ...digest.speakers.flatMap((group) => group.lines),
      ];
      for (const { evidence } of lines)
        expect(texts.get(evidence.articleId)?.slice(evidence.start, evidence.end)).toBe(evidence.excerpt);
      for (const { words, evidence } of digest.ladders.flatMap(({ rungs }) => rungs))
        expect(evidence.excerpt).toContain(words);
    },
  );

  // What is left are sums of disjoint counts and one count under two metrics; lower means something broke.
  it("holds nine tenths of what the annotated briefings expect, given perfect facts", () => {
    const checks = expectations.flatMap((one) =>
      checkBriefing(
        one,
        digestOf(gold, { topic: wordsTopic(one.query), since: one.since, until: one.until }),
      ),
    );

    const failed = checks.filter(({ ok }) => !ok);

    expect(
      failed.length / checks.length,
      failed.map(({ check, detail }) => `${check}: ${detail}`).join("\n"),
    ).toBeLessThan(0.1);
  });
});

describe("key points", () => {
  it("are sentences of the articles, the current toll first, and never say the same twice", () => {
    const library = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Shelling killed 41 people in Tarsk on Monday. The school in Tarsk is shut.",
        figures: [{ text: "41 people", low: 41, by: "the governor" }],
        keys: ["Shelling killed 41 people in Tarsk on Monday.", "The school in Tarsk is shut."],
      }),
      report({
        id: "b",
        day: "2025-03-05",
        publisher: "Velm Times",
        text: "The Kivali Government put the dead of Tarsk at 63. Shelling killed 63 people in Tarsk on Monday, it said.",
        actors: [["Kivali Government", "government"]],
        figures: [
          { text: "63.", low: 63, by: "Kivali Government", counted: null },
          { text: "63 people", low: 63, by: "Kivali Government" },
        ],
        keys: [
          "The Kivali Government put the dead of Tarsk at 63.",
          "Shelling killed 63 people in Tarsk on Monday, it said.",
        ],
      }),
    ];

    const points = digestOf(library).keyPoints.map(({ text }) => text);

    expect(points[0]).toBe("The Kivali Government put the dead of Tarsk at 63.");
    expect(points).not.toContain("Shelling killed 41 people in Tarsk on Monday.");
    expect(points).not.toContain("Shelling killed 63 people in Tarsk on Monday, it said.");
  });
});

describe("the timeline", () => {
  it("is ordered by the day of the event and has one line for each", () => {
    const library = [
      report({
        id: "a",
        day: "2025-03-06",
        text: "Shells killed 12 people in Tarsk on Wednesday. A raid had killed 3 people there on Sunday.",
        figures: [
          { text: "12 people", low: 12, on: "2025-03-05" },
          { text: "3 people", low: 3, on: "2025-03-02" },
        ],
      }),
      report({
        id: "b",
        day: "2025-03-06",
        publisher: "Velm Times",
        text: "On Wednesday 12 people died in Tarsk under shells.",
        figures: [{ text: "12 people", low: 12, on: "2025-03-05" }],
      }),
    ];

    expect(digestOf(library).timeline.map(({ from }) => from)).toEqual(["2025-03-02", "2025-03-05"]);
  });

  it("does not take the day of publication for the day of the event, nor the future for the past", () => {
    const library = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "12 people died in Tarsk. Aid is needed for 500 people until June.",
        figures: [
          { text: "12 people", low: 12 },
          { text: "500 people", metric: "people_in_need", low: 500, on: "2025-06-30" },
        ],
      }),
    ];

    expect(digestOf(library).timeline).toEqual([]);
  });
});

describe("actors", () => {
  it("are one across articles by full name, and by a surname only one of them bears", () => {
    const library = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Ona Perrel came to Tarsk.",
        actors: [["Ona Perrel", "person"]],
      }),
      report({ id: "b", day: "2025-03-05", text: "Perrel left Tarsk.", actors: [["Perrel", "person"]] }),
    ];

    expect(digestOf(library).actors).toMatchObject([{ name: "Ona Perrel", articles: 2, mentions: 2 }]);
  });

  it("stay apart when two people share the surname", () => {
    const library = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Ona Perrel met Ilo Perrel in Tarsk.",
        actors: [
          ["Ona Perrel", "person"],
          ["Ilo Perrel", "person"],
        ],
      }),
      report({ id: "b", day: "2025-03-05", text: "Perrel left Tarsk.", actors: [["Perrel", "person"]] }),
    ];

    expect(
      digestOf(library)
        .actors.map(({ name }) => name)
        .sort(),
    ).toEqual(["Ilo Perrel", "Ona Perrel", "Perrel"]);
  });
});
