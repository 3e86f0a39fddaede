import { describe, expect, it } from "vitest";
import { digestOf, report } from "../../support/digest-reports.ts";

const KIVALIA = ["Kivalia", "state"] as const;
const PERREL = ["Ona Perrel", "person", "head of the UN mission"] as const;
const TORVEK = ["Ilan Torvek", "person", "Kivalian President"] as const;

const charge = report({
  id: "a",
  day: "2025-03-03",
  text: "Kivalian soldiers are in Tarsk alongside the rebels, Ona Perrel said. Kivalia closed its border.",
  actors: [PERREL, KIVALIA],
  statements: [{ text: "Kivalian soldiers are in Tarsk alongside the rebels", by: "Ona Perrel" }],
});

describe("an accusation that a state's forces are somewhere", () => {
  it("meets what that state's president says to it in a report that does not name the town", () => {
    const answer = report({
      id: "b",
      day: "2025-03-05",
      places: ["Oltmar"],
      text: "In Oltmar Ilan Torvek said he did not know whether his country had soldiers abroad. Kivalia is at peace.",
      actors: [TORVEK, KIVALIA],
      statements: [{ text: "he did not know whether his country had soldiers abroad", by: "Ilan Torvek" }],
    });

    const { exchanges } = digestOf([charge, answer]);

    expect(
      exchanges.map(({ accused, answers }) => [accused, answers.map(({ statement }) => statement.text)]),
    ).toEqual([["Kivalia", ["he did not know whether his country had soldiers abroad"]]]);
  });

  it.each([
    [
      "by that state itself",
      "Kivalian soldiers are in Tarsk alongside the police, Ilan Torvek said.",
      TORVEK,
    ],
    [
      "where it only names the state",
      "Kivalian farmers are in Tarsk to sell their wool, Ona Perrel said.",
      PERREL,
    ],
  ])("is none %s", (_, text, speaker) => {
    const { exchanges } = digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: `${text} Kivalia closed its border.`,
        actors: [speaker, KIVALIA],
        statements: [{ text: text.slice(0, text.indexOf(",")), by: speaker[0] }],
      }),
    ]);

    expect(exchanges).toEqual([]);
  });
});

describe("an accusation of nobody in particular", () => {
  it("is not listed", () => {
    const { exchanges } = digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: "A gang leader in Tarsk accused them of causing the death of his son.",
        statements: [{ text: "them of causing the death of his son", by: "A gang leader", act: "accused" }],
      }),
    ]);

    expect(exchanges).toEqual([]);
  });
});

describe("charges against each other in one report", () => {
  it("answer each other", () => {
    const { exchanges } = digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: "In Tarsk the Ridge Front blamed the army for the fire, and the army blamed the Ridge Front for it.",
        actors: [
          ["Ridge Front", "armed_group"],
          ["army", "armed_forces"],
        ],
        statements: [
          { text: "the army for the fire", by: "Ridge Front", act: "accused" },
          { text: "the Ridge Front for it", by: "army", act: "accused" },
        ],
      }),
    ]);

    expect(exchanges[0]).toMatchObject({ answers: [{}] });
  });
});
