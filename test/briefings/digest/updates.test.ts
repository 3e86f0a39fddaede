import { describe, expect, it } from "vitest";
import { digestOf, report, TARSK } from "../../support/digest-reports.ts";

const GOVERNMENT = ["Kivali Government", "government"] as const;
const MINISTER = ["Ona Perrel", "person", "health minister"] as const;
const FRONT = ["Orro Front", "armed_group"] as const;
const CLINICS = ["Open Clinics", "ngo"] as const;
const MONDAY = "2025-03-03";

describe("a toll that changes", () => {
  it("is an update when the text says so, and 41 is no longer the low", () => {
    const first = report({
      id: "a",
      day: "2025-03-04",
      text: "At least 41 people died in Tarsk on Monday, the governor said.",
      figures: [{ text: "At least 41 people", low: 41, high: null, by: "the governor", on: MONDAY }],
    });
    const second = report({
      id: "b",
      day: "2025-03-05",
      text: "The Kivali Government raised the toll of Monday in Tarsk to 63 from 41.",
      actors: [GOVERNMENT],
      figures: [
        { text: "63", low: 63, by: "Kivali Government", counted: null, on: MONDAY },
        { text: "41", low: 41, by: "Kivali Government", counted: null, status: "superseded", on: MONDAY },
      ],
    });

    const [toll] = digestOf([first, second]).ladders;

    expect(toll).toMatchObject({ low: 63, best: 63, high: 63, conflict: false });
    expect(toll?.revisions.map(({ words }) => words)).toEqual(["At least 41 → 63"]);
    expect(toll?.rungs.map(({ words, status }) => [words, status])).toEqual([
      ["63", "reported"],
      ["At least 41", "superseded"],
    ]);
    expect(toll?.rungs[1]?.supersededBy).toBe(toll?.rungs[0]?.id);
  });

  it("is an update when the same source gives a new number later, even a lower one", () => {
    const reports = (
      [
        ["a", "2025-03-04", 63],
        ["b", "2025-03-06", 61],
      ] as const
    ).map(([id, day, count]) =>
      report({
        id,
        day,
        text: `Ona Perrel put the dead of Tarsk at ${count} people.`,
        actors: [MINISTER],
        figures: [{ text: `${count} people`, low: count, by: "Ona Perrel" }],
      }),
    );

    expect(digestOf(reports).ladders[0]).toMatchObject({ low: 61, best: 61, high: 61, conflict: false });
  });

  it.each([
    ["Kivalia's interior minister", 2],
    ["Kivalia's officials", 1],
    ["Kivalia's hospital staff", 1],
    ["an interior minister", 1],
  ])("of %s stands beside a later, higher one only where one office gave it", (office, current) => {
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: `In Tarsk 41 people died, ${office} said.`,
        figures: [{ text: "41 people", low: 41, by: office }],
      }),
      report({
        id: "b",
        day: "2025-03-06",
        text: "In Tarsk 63 people died, Ona Perrel, the health minister, said.",
        actors: [MINISTER],
        figures: [{ text: "63 people", low: 63, by: "Ona Perrel" }],
      }),
    ];

    const [toll] = digestOf(reports).ladders;

    expect(toll?.rungs.filter(({ status }) => status === "reported")).toHaveLength(current);
  });

  it("is an update when a counter follows unnamed officials with a higher number", () => {
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Eight people died in Tarsk, officials said.",
        figures: [{ text: "Eight people", low: 8, by: "officials" }],
      }),
      report({
        id: "b",
        day: "2025-03-05",
        text: "The toll in Tarsk is 17, the Kivali Government said.",
        actors: [GOVERNMENT],
        figures: [{ text: "17", low: 17, by: "Kivali Government", counted: null }],
      }),
    ];

    expect(digestOf(reports).ladders[0]).toMatchObject({ low: 17, high: 17, conflict: false });
  });

  it("is no update when a party to the fight contradicts an official count", () => {
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "The Kivali Government counts 63 dead in Tarsk.",
        actors: [GOVERNMENT],
        figures: [{ text: "63 dead", low: 63, by: "Kivali Government", counted: "dead" }],
      }),
      report({
        id: "b",
        day: "2025-03-05",
        text: "The Orro Front counts 58 dead in Tarsk.",
        actors: [FRONT],
        figures: [{ text: "58 dead", low: 58, by: "Orro Front", counted: "dead" }],
      }),
    ];

    expect(digestOf(reports).ladders[0]).toMatchObject({ low: 58, best: 63, high: 63, conflict: true });
  });

  it("does not take 'at least 60' after 63 for a correction", () => {
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Open Clinics counts 63 dead in Tarsk.",
        actors: [CLINICS],
        figures: [{ text: "63 dead", low: 63, by: "Open Clinics", counted: "dead" }],
      }),
      report({
        id: "b",
        day: "2025-03-05",
        text: "Open Clinics speaks of at least 60 dead in Tarsk.",
        actors: [CLINICS],
        figures: [{ text: "at least 60 dead", low: 60, high: null, by: "Open Clinics", counted: "dead" }],
      }),
    ];

    expect(digestOf(reports).ladders[0]?.rungs.every(({ status }) => status === "reported")).toBe(true);
  });

  it("takes 'at least 41' and '41 bodies' of one source for one claim", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "At least 41 people died in Tarsk, Open Clinics said. Its staff counted 41 bodies.",
        actors: [CLINICS],
        figures: [
          { text: "At least 41 people", low: 41, high: null, by: "Open Clinics" },
          { text: "41 bodies", low: 41, by: "Open Clinics", counted: "bodies" },
        ],
      }),
    ]);

    expect(digest.ladders).toHaveLength(1);
    expect(digest.ladders[0]?.rungs).toHaveLength(1);
  });

  it("replaces an earlier value of a running total", () => {
    const since = { from: "2025-01-01", to: null };
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Since 1 January 4 clinics in Tarsk were hit, Open Clinics said.",
        actors: [CLINICS],
        figures: [
          {
            text: "4 clinics",
            metric: "attacked_facilities",
            unit: "facility",
            low: 4,
            by: "Open Clinics",
            counted: "clinics",
            on: since,
          },
        ],
      }),
      report({
        id: "b",
        day: "2025-03-06",
        text: "Since 1 January 5 hospitals in Tarsk were hit, the Kivali Government said.",
        actors: [GOVERNMENT],
        figures: [
          {
            text: "5 hospitals",
            metric: "attacked_facilities",
            unit: "facility",
            low: 5,
            by: "Kivali Government",
            counted: "hospitals",
            on: since,
          },
        ],
      }),
    ];

    expect(digestOf(reports).ladders[0]).toMatchObject({ low: 5, best: 5, high: 5, conflict: false });
  });
});

describe("numbers that only look like one series", () => {
  it("are different counts when one source gives both in one article and takes neither back", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Open Clinics has registered 7,430 people in Tarsk. The camp there holds 38,900 people, Open Clinics said.",
        actors: [CLINICS],
        figures: [
          { text: "7,430 people", metric: "refugees", low: 7430, by: "Open Clinics" },
          { text: "38,900 people", metric: "refugees", low: 38900, by: "Open Clinics" },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ low, high, conflict }) => [low, high, conflict])).toEqual(
      expect.arrayContaining([
        [7430, 7430, false],
        [38900, 38900, false],
      ]),
    );
    expect(digest.ladders).toHaveLength(2);
  });

  it("are not put together for a whole country when nobody says when", () => {
    const kivalia = {
      ...TARSK,
      words: "kivalia",
      label: "Kivalia",
      names: ["kivalia"],
      level: "country" as const,
    };
    const reports = [
      report({
        id: "a",
        day: "2025-03-04",
        text: "Kivalia: 30 people died at a wedding, Open Clinics said.",
        actors: [CLINICS, ["Kivalia", "state"]],
        places: ["Kivalia"],
        figures: [{ text: "30 people", low: 30, by: "Open Clinics" }],
      }),
      report({
        id: "b",
        day: "2025-03-06",
        text: "Kivalia: the Orro Front lost 6 people in its attack on a base, it said.",
        actors: [FRONT, ["Kivalia", "state"]],
        places: ["Kivalia"],
        figures: [{ text: "6 people", low: 6, by: "Orro Front" }],
      }),
    ];

    expect(digestOf(reports, { topic: kivalia }).ladders.map(({ conflict }) => conflict)).toEqual([
      false,
      false,
    ]);
  });

  it("are not put together over weeks when nobody says when", () => {
    const reports = (
      [
        ["a", "2025-02-01", 12, "residents"],
        ["b", "2025-03-04", 9, "traders"],
      ] as const
    ).map(([id, day, count, by]) =>
      report({
        id,
        day,
        text: `In Tarsk ${count} people died, ${by} said.`,
        figures: [{ text: `${count} people`, low: count, by }],
      }),
    );

    expect(digestOf(reports, { since: "2025-01-01" }).ladders.map(({ conflict }) => conflict)).toEqual([
      false,
      false,
    ]);
  });
});
