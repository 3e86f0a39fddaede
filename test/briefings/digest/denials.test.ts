import { describe, expect, it } from "vitest";
import { digestOf, report } from "../../support/digest-reports.ts";

const ARMY = ["Kivali Army", "armed_forces"] as const;
const FRONT = ["Orro Front", "armed_group"] as const;
const CLINICS = ["Open Clinics", "ngo"] as const;

describe("a count that somebody denies", () => {
  it("has no best value and starts at 0 when one side claims it and the other says there is none", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "The Orro Front said 43 soldiers surrendered in Tarsk. Not a single soldier had surrendered, the Kivali Army said.",
        actors: [ARMY, FRONT],
        figures: [
          { text: "43 soldiers", metric: "surrendered", low: 43, by: "Orro Front", counted: "soldiers" },
        ],
        statements: [{ text: "Not a single soldier had surrendered", by: "Kivali Army" }],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 0, best: null, high: 43, conflict: true });
    expect(digest.disagreements[0]).toMatchObject({ kind: "figure" });
    expect(digest.disagreements[0]?.sides.map(({ who }) => who)).toEqual(["Orro Front", "Kivali Army"]);
  });

  it("keeps the count of an independent source, and says that it is disputed", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Open Clinics documented 27 rapes in Tarsk. Not one case of sexual violence is confirmed, the Kivali Army said.",
        actors: [ARMY, CLINICS],
        figures: [
          {
            text: "27 rapes",
            metric: "sexual_violence",
            unit: "case",
            low: 27,
            by: "Open Clinics",
            counted: "rapes",
          },
        ],
        statements: [{ text: "Not one case of sexual violence is confirmed", by: "Kivali Army" }],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 27, best: 27, high: 27, conflict: true });
  });

  it("takes a whole report that is dismissed for denied", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Four people died in Tarsk, the Orro Front said. The Kivali Army dismissed the report as a fabrication.",
        actors: [ARMY, FRONT],
        figures: [{ text: "Four people", low: 4, by: "Orro Front" }],
        statements: [
          { text: "the report as a fabrication", by: "Kivali Army", act: "denied", verb: "dismissed" },
        ],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 0, best: null, high: 4, conflict: true });
  });

  it("does not take a denial of guilt for a denial of the dead", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Shelling killed 41 people in Tarsk, the governor said. The Orro Front denied any role.",
        actors: [FRONT],
        figures: [{ text: "41 people", low: 41, by: "the governor" }],
        statements: [{ text: "any role", by: "Orro Front", act: "denied", verb: "denied" }],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 41, best: 41, high: 41, conflict: false });
  });

  it("does not take 'no women died' for a denial of all the dead", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Shelling killed 41 people in Tarsk, the Orro Front said. No women died, the Kivali Army said.",
        actors: [ARMY, FRONT],
        figures: [{ text: "41 people", low: 41, by: "Orro Front" }],
        statements: [{ text: "No women died", by: "Kivali Army" }],
      }),
    ]);

    expect(digest.ladders[0]).toMatchObject({ low: 41, best: 41, conflict: false });
  });

  it("puts one side's 'terrorists' beside the other's villagers only where the label is disputed", () => {
    const disputed = report({
      id: "a",
      day: "2025-03-04",
      text: "The Kivali Army killed 30 terrorists in Tarsk, it said. The Orro Front said no fighter was hit and 5 people died.",
      actors: [ARMY, FRONT],
      figures: [
        { text: "30 terrorists", low: 30, by: "Kivali Army", counted: "terrorists" },
        { text: "5 people", low: 5, by: "Orro Front" },
      ],
    });
    const undisputed = report({
      id: "b",
      day: "2025-03-04",
      text: "The Kivali Army killed 30 terrorists in Tarsk, it said. The Orro Front said 5 people died.",
      actors: [ARMY, FRONT],
      figures: [
        { text: "30 terrorists", low: 30, by: "Kivali Army", counted: "terrorists" },
        { text: "5 people", low: 5, by: "Orro Front" },
      ],
    });

    expect(digestOf([disputed]).ladders).toMatchObject([{ low: 5, high: 30, conflict: true }]);
    expect(digestOf([undisputed]).ladders).toHaveLength(2);
  });
});

describe("an accusation", () => {
  const accused = {
    id: "a",
    day: "2025-03-04",
    text: "The Kivali Army blamed the Orro Front for the raid on Tarsk. It rained for days.",
    actors: [ARMY, FRONT],
    statements: [
      { text: "the Orro Front for the raid on Tarsk", by: "Kivali Army", act: "accused", verb: "blamed" },
    ],
  } as const;

  it("stands beside the denial of the accused, also from another article", () => {
    const denial = report({
      id: "b",
      day: "2025-03-05",
      text: "In Tarsk the Orro Front denied any role.",
      actors: [FRONT],
      statements: [{ text: "any role", by: "Orro Front", act: "denied", verb: "denied" }],
    });

    const [exchange] = digestOf([report(accused), denial]).exchanges;

    expect(exchange?.accused).toBe("Orro Front");
    expect(exchange?.answers.map(({ statement }) => statement.text)).toEqual(["any role"]);
  });

  it("finds the answer of a spokesperson", () => {
    const denial = report({
      id: "b",
      day: "2025-03-05",
      text: "In Tarsk Ilo Marn denied that the raid was theirs and rejected all accusations.",
      actors: [["Ilo Marn", "person", "Orro Front spokesman"]],
      statements: [{ text: "all accusations", by: "Ilo Marn", act: "denied", verb: "rejected" }],
    });

    expect(digestOf([report(accused), denial]).exchanges[0]?.answers).toHaveLength(1);
  });

  it("has no answer when the accused denies something else", () => {
    const denial = report({
      id: "b",
      day: "2025-03-05",
      text: "In Tarsk the Orro Front denied a split among its leaders.",
      actors: [FRONT],
      statements: [{ text: "a split among its leaders", by: "Orro Front", act: "denied", verb: "denied" }],
    });

    const digest = digestOf([report(accused), denial]);

    expect(digest.exchanges[0]?.answers).toEqual([]);
    expect(digest.coverage.notFound).toContain("reply of Orro Front");
  });

  it("is found where somebody is named as the doer, and not where somebody is the victim", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Orro Front fighters shelled the market of Tarsk, Open Clinics said. Kivali Army posts were shelled as well, it said.",
        actors: [ARMY, FRONT, CLINICS],
        statements: [
          { text: "Orro Front fighters shelled the market of Tarsk", by: "Open Clinics" },
          { text: "Kivali Army posts were shelled as well", by: "Open Clinics" },
        ],
      }),
    ]);

    expect(digest.exchanges.map(({ accused: name }) => name)).toEqual(["Orro Front"]);
  });

  it("is not found in an appeal", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Open Clinics urged the Orro Front to free the abducted nurses of Tarsk.",
        actors: [FRONT, CLINICS],
        statements: [
          {
            text: "the Orro Front to free the abducted nurses of Tarsk",
            by: "Open Clinics",
            act: "urged",
            verb: "urged",
          },
        ],
      }),
    ]);

    expect(digest.exchanges).toEqual([]);
  });
});
