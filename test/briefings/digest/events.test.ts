import { describe, expect, it } from "vitest";
import { digestOf, report } from "../../support/digest-reports.ts";

const MISSION = ["UN Mission in Kivalia", "intergovernmental"] as const;
const MINISTRY = ["Kivali Health Ministry", "government"] as const;

describe("when a count is about", () => {
  const period = report({
    id: "a",
    day: "2025-03-01",
    text: "Fighting in Tarsk killed 700 people between 24 and 28 February, the UN Mission in Kivalia said.",
    actors: [MISSION],
    figures: [
      {
        text: "700 people",
        low: 700,
        by: "UN Mission in Kivalia",
        on: { from: "2025-02-24", to: "2025-02-28" },
      },
    ],
  });

  it("is not the day on which it was said", () => {
    const text = "The toll of Tarsk has reached at least 900, the UN Mission in Kivalia said on Monday.";
    const entry = report({
      id: "b",
      day: "2025-03-03",
      text,
      actors: [MISSION],
      figures: [
        {
          text: "at least 900",
          low: 900,
          high: null,
          by: "UN Mission in Kivalia",
          counted: null,
          on: "2025-03-03",
        },
      ],
      statements: [{ text: "The toll of Tarsk has reached at least 900", by: "UN Mission in Kivalia" }],
    });
    const [figure] = entry.facts.figures;
    const said = {
      ...entry,
      facts: { ...entry.facts, figures: [{ ...figure!, when: { ...figure!.when!, words: "on Monday" } }] },
    };

    const { ladders } = digestOf([period, said]);

    expect(ladders).toHaveLength(1);
    expect(ladders[0]?.revisions.map(({ words }) => words)).toEqual(["700 → at least 900"]);
  });

  it("is not the day on which a number was issued, when another report shows that it was", () => {
    const spoken = (id: string, text: string, statement: string | null) => {
      const entry = report({
        id,
        day: "2025-03-03",
        publisher: `Outlet ${id}`,
        text,
        figures: [
          {
            text: "900",
            low: 900,
            counted: null,
            by: statement === null ? null : "residents",
            on: "2025-03-03",
          },
        ],
        statements: statement === null ? [] : [{ text: statement, by: "residents" }],
      });
      const [figure] = entry.facts.figures;
      return {
        ...entry,
        facts: { ...entry.facts, figures: [{ ...figure!, when: { ...figure!.when!, words: "on Monday" } }] },
      };
    };

    const { ladders } = digestOf([
      period,
      spoken("b", "The toll of Tarsk is 900, residents said on Monday.", "The toll of Tarsk is 900"),
      spoken("c", "Tarsk mourns: the toll of 900 issued on Monday is not the last.", null),
    ]);

    expect(ladders.map(({ low, high }) => [low, high])).toEqual([[700, 900]]);
    expect(ladders[0]?.rungs[0]?.carriedBy).toEqual(["Outlet b", "Outlet c"]);
  });

  it("is the whole, when one known event lies within another and the text names no day", () => {
    const oneDay = report({
      id: "b",
      day: "2025-03-01",
      text: "On Thursday alone shells on a school in Tarsk killed 80 people, residents said.",
      figures: [{ text: "80 people", low: 80, by: "residents", on: "2025-02-27" }],
    });
    const undated = report({
      id: "c",
      day: "2025-03-04",
      text: "The dead of Tarsk number 773, the Kivali Health Ministry said.",
      actors: [MINISTRY],
      figures: [{ text: "773", low: 773, by: "Kivali Health Ministry", counted: null }],
    });

    const { ladders } = digestOf([period, oneDay, undated], { since: "2025-02-25" });

    expect(ladders.map(({ low, high }) => [low, high])).toEqual(
      expect.arrayContaining([
        [700, 773],
        [80, 80],
      ]),
    );
  });

  it("stays open when two events fit", () => {
    const attack = (id: string, day: string, count: number) =>
      report({
        id,
        day,
        text: `A bomb killed ${count} people in Tarsk, residents said.`,
        figures: [{ text: `${count} people`, low: count, by: "residents", on: day }],
      });
    const undated = report({
      id: "c",
      day: "2025-03-06",
      text: "In Tarsk 9 people died, traders said.",
      figures: [{ text: "9 people", low: 9, by: "traders" }],
    });

    const { ladders } = digestOf([attack("a", "2025-03-02", 8), attack("b", "2025-03-05", 7), undated]);

    expect(ladders.map(({ low, high }) => [low, high]).sort()).toEqual([
      [7, 7],
      [8, 8],
      [9, 9],
    ]);
  });

  it("is the same event a day apart when the number is the same: a night has two dates", () => {
    const [a, b] = (["2025-03-03", "2025-03-04"] as const).map((day, i) =>
      report({
        id: `r${i}`,
        day: "2025-03-04",
        publisher: `Outlet ${i}`,
        text: `${i === 0 ? "Late on Monday" : "Early on Tuesday"} 12 people died in Tarsk, residents said.`,
        figures: [{ text: "12 people", low: 12, by: "residents", on: day }],
      }),
    );

    const digest = digestOf([a!, b!]);

    expect(digest.ladders).toHaveLength(1);
    expect(digest.disagreements.map(({ kind }) => kind)).toEqual(["date"]);
  });
});

describe("rival tolls that an outlet gives in its own voice", () => {
  it("stay on one ladder", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "For Tarsk some give 2,000 dead and others 2,900 dead.",
        figures: [
          { text: "2,000 dead", low: 2000, counted: "dead" },
          { text: "2,900 dead", low: 2900, counted: "dead" },
        ],
      }),
    ]);

    expect(digest.ladders).toHaveLength(1);
    expect(digest.ladders[0]).toMatchObject({ low: 2000, high: 2900 });
  });
});
