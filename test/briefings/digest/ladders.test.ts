import { describe, expect, it } from "vitest";
import type { Digest, Ladder } from "../../../briefings/index.ts";
import { digestOf, report } from "../../support/digest-reports.ts";

const GOVERNMENT = ["Kivali Government", "government"] as const;
const FRONT = ["Orro Front", "armed_group"] as const;
const CLINICS = ["Open Clinics", "ngo"] as const;

function ladder(digest: Digest, given: Partial<Ladder>): Ladder | undefined {
  return digest.ladders.find((one) =>
    Object.entries(given).every(([key, value]) => one[key as keyof Ladder] === value),
  );
}

describe("a ladder of claims", () => {
  it("puts the numbers of different sources side by side and never adds them up", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "In Tarsk 12 people died, Open Clinics said. The Orro Front counted 20 dead.",
        actors: [CLINICS, FRONT],
        figures: [
          { text: "12 people", low: 12, by: "Open Clinics" },
          { text: "20 dead", low: 20, by: "Orro Front", counted: "dead" },
        ],
      }),
    ]);

    expect(digest.ladders).toHaveLength(1);
    expect(digest.ladders[0]).toMatchObject({ low: 12, best: 12, high: 20, conflict: true });
    expect(digest.ladders[0]?.rungs.map(({ words }) => words).sort()).toEqual(["12", "20"]);
  });

  it("takes an independent or official count over one of a party, whatever its size", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "In Tarsk 12 people died, the Orro Front said. Open Clinics counted 20 dead.",
        actors: [CLINICS, FRONT],
        figures: [
          { text: "12 people", low: 12, by: "Orro Front" },
          { text: "20 dead", low: 20, by: "Open Clinics", counted: "dead" },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 12, best: 20, high: 20 });
    expect(digest.ladders[0]?.bestRule).toBe("latest official or independent count");
  });

  it("takes the lower one where the sources cannot be ranked", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "In Tarsk 12 people died, residents said. Traders spoke of 20 dead.",
        figures: [
          { text: "12 people", low: 12, by: "residents" },
          { text: "20 dead", low: 20, by: "traders", counted: "dead" },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 12, best: 12, high: 20, conflict: true });
  });

  it("does not call compatible counts a conflict", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "At least 12 people died in Tarsk, Open Clinics said. The Kivali Government gave 14 dead.",
        actors: [CLINICS, GOVERNMENT],
        figures: [
          { text: "At least 12 people", low: 12, high: null, by: "Open Clinics" },
          { text: "14 dead", low: 14, by: "Kivali Government", counted: "dead" },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 12, high: 14, conflict: false });
  });

  it("keeps stocks and flows apart", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Some 900 people fled Tarsk on Monday. Camps in Tarsk hold 40,000 people.",
        figures: [
          { text: "Some 900 people", metric: "displaced", low: 900, measure: "flow" },
          { text: "40,000 people", metric: "displaced", low: 40000, measure: "stock" },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ measure, high }) => [measure, high])).toEqual(
      expect.arrayContaining([
        ["flow", 900],
        ["stock", 40000],
      ]),
    );
    expect(digest.ladders).toHaveLength(2);
  });

  it("keeps a day's number apart from the running total", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "On Monday alone 150 people crossed at Tarsk. In all 3,020 people have come.",
        figures: [
          { text: "150 people", metric: "refugees", low: 150, scope: "daily", on: "2025-03-03" },
          { text: "3,020 people", metric: "refugees", low: 3020 },
        ],
      }),
    ]);

    expect(ladder(digest, { scope: "total" })).toMatchObject({
      low: 3020,
      best: 3020,
      high: 3020,
      conflict: false,
    });
    expect(ladder(digest, { scope: "daily" })).toMatchObject({ high: 150 });
  });

  it("keeps a part apart from its total, and parts of different kinds from each other", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "In Tarsk 30 people died, including 19 women and seven children.",
        figures: [
          { text: "30 people", low: 30 },
          { text: "19 women", low: 19, scope: "subset", counted: "women" },
          { text: "seven children", low: 7, scope: "subset", counted: "children" },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ counted, high }) => [counted, high])).toEqual([
      [null, 30],
      ["children", 7],
      ["women", 19],
    ]);
  });

  it("takes unlike victims of one sentence for parts, not for rival counts", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Two patients and a nurse were killed in Tarsk.",
        figures: [
          { text: "Two patients", low: 2, counted: "patients" },
          { text: "a nurse", low: 1, counted: "nurse" },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ low, high }) => [low, high]).sort()).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("keeps persons and households apart", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Fighting displaced 700 households, or 4,200 people, in Tarsk.",
        figures: [
          { text: "700 households", metric: "displaced", low: 700, unit: "household", counted: "households" },
          { text: "4,200 people", metric: "displaced", low: 4200 },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ unit, low, high }) => [unit, low, high]).sort()).toEqual([
      ["household", 700, 700],
      ["person", 4200, 4200],
    ]);
  });

  it("does not mix two attacks on one town when their dates differ", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-02",
        text: "Shelling killed 8 people in Tarsk on Saturday, Open Clinics said.",
        actors: [CLINICS],
        figures: [{ text: "8 people", low: 8, by: "Open Clinics", on: "2025-03-01" }],
      }),
      report({
        id: "b",
        day: "2025-03-06",
        text: "A bomb killed 3 people in Tarsk on Wednesday, Open Clinics said.",
        actors: [CLINICS],
        figures: [{ text: "3 people", low: 3, by: "Open Clinics", on: "2025-03-05" }],
      }),
    ]);

    expect(digest.ladders.map(({ low, high, conflict }) => [low, high, conflict]).sort()).toEqual([
      [3, 3, false],
      [8, 8, false],
    ]);
  });

  it("leaves out what is hypothetical or historic, and what happened elsewhere", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "In Tarsk 5 people died. In Velm 9 people died. Up to 80 people could die in Tarsk. In 2019 a raid on Tarsk killed 27 people.",
        places: ["Tarsk", "Velm"],
        figures: [
          { text: "5 people", low: 5 },
          { text: "9 people", low: 9, place: "Velm" },
          { text: "Up to 80 people", low: null, high: 80, status: "hypothetical" },
          { text: "27 people", low: 27, status: "historic" },
        ],
      }),
    ]);

    expect(digest.ladders).toHaveLength(1);
    expect(digest.ladders[0]).toMatchObject({ place: "Tarsk", low: 5, high: 5 });
  });

  it("does not let a vague word widen a range in which somebody gives a number", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Scores were wounded in Tarsk, residents said. Open Clinics treated 61 people.",
        actors: [CLINICS],
        figures: [
          {
            text: "Scores",
            metric: "injured",
            low: 40,
            high: 99,
            quantifier: "vague",
            by: "residents",
            counted: null,
          },
          { text: "61 people", metric: "injured", low: 61, by: "Open Clinics" },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 61, best: 61, high: 61, conflict: false });
  });

  it("never makes a number out of a vague word", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Dozens died in Tarsk, residents said.",
        figures: [{ text: "Dozens", low: 24, high: 99, quantifier: "vague", by: "residents", counted: null }],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 24, best: null, high: 99, bestRule: null });
    expect(digest.ladders[0]?.rungs[0]?.words).toBe("Dozens");
  });
});

describe("a range that is open below", () => {
  it("has no low: 'up to 15' does not say 0", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Up to 15 people are missing in Tarsk, residents said.",
        figures: [
          {
            text: "Up to 15 people",
            metric: "missing",
            low: null,
            high: 15,
            quantifier: "at_most",
            by: "residents",
          },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: null, best: null, high: 15, conflict: false });
  });
});
