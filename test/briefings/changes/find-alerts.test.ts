import { describe, expect, it } from "vitest";
import { type Condition, findAlerts, snapshotAfter, snapshotOf } from "../../../briefings/index.ts";
import {
  digestOf,
  type Entry,
  type GivenFigure,
  type GivenReport,
  report,
  wordsTopic,
} from "../../support/digest-reports.ts";

const MINISTER = ["Ona Perrel", "person", "health minister"] as const;
const CLINICS = ["Open Clinics", "ngo"] as const;
const FRONT = ["Velm Front", "armed_group"] as const;
const SPOKESMAN = ["Dario Kest", "person", "spokesman for the Velm Front"] as const;
const DESERTER = ["Ivo Marn", "person", "former Velm Front fighter"] as const;

const killed = (given: Partial<Extract<Condition, { kind: "figure" }>>): Condition => ({
  kind: "figure",
  metric: "killed",
  above: null,
  shift: null,
  scope: "total",
  unit: "people",
  ...given,
});
const up25 = killed({ shift: { direction: "up", percent: 25 } });

describe("a number above another", () => {
  it("is told when a claim lies above it", () => {
    expect(words(alertsOn(killed({ above: 100 }), [toll("b", "2025-03-05", 120)]))).toEqual(["120"]);
  });

  it.each([
    ["the number itself", { low: 100 }],
    ["at least the number", { low: 100, high: null }],
    ["a range that begins below it", { low: 90, high: 150 }],
    ["at most a larger number", { low: null, high: 150, quantifier: "at_most" }],
    ["another metric", { metric: "injured" }],
    ["a count of one day", { scope: "daily" }],
    ["so many more", { scope: "increment" }],
    ["a part of a total", { scope: "subset" }],
    ["households", { unit: "household", counted: "households" }],
    ["a number that is denied", { status: "denied" }],
  ] as const)("is not told for %s", (_name, figure) => {
    const low = "low" in figure ? {} : { low: 120 };

    expect(alertsOn(killed({ above: 100 }), [toll("b", "2025-03-05", 120, { ...low, ...figure })])).toEqual(
      [],
    );
  });

  it("takes more than a number for one above it", () => {
    const entry = report({
      id: "b",
      day: "2025-03-05",
      text: "In Tarsk more than 100 people were killed, Ona Perrel said.",
      actors: [MINISTER],
      figures: [
        { text: "more than 100 people", low: 100, high: null, quantifier: "more_than", by: "Ona Perrel" },
      ],
    });

    expect(words(alertsOn(killed({ above: 100 }), [entry]))).toEqual(["more than 100"]);
  });

  it("is told of one day where the watch says so", () => {
    const daily = toll("b", "2025-03-05", 120, { scope: "daily" });

    expect(words(alertsOn(killed({ above: 100, scope: "daily" }), [daily]))).toEqual(["120"]);
    expect(alertsOn(killed({ above: 100, scope: "daily" }), [toll("b", "2025-03-05", 120)])).toEqual([]);
  });

  it("is told in households where the watch says so", () => {
    const households = toll("b", "2025-03-05", 120, {
      metric: "displaced",
      unit: "household",
      counted: "households",
    });

    const condition = killed({ metric: "displaced", above: 100, unit: "households" });
    expect(words(alertsOn(condition, [households]))).toEqual(["120"]);
  });
});

describe("a number against the one before", () => {
  it("is told when the same source gives one that lies so far from it", () => {
    const [alert] = alertsOn(up25, [toll("b", "2025-03-05", 63)], [toll("a", "2025-03-04", 41)]);

    expect(alert).toMatchObject({ how: "updated", rung: { words: "63" }, before: { words: "41" } });
  });

  it("is told when an independent source does, with who gave which", () => {
    const clinics = toll("b", "2025-03-05", 63, { by: "Open Clinics" });

    const [alert] = alertsOn(up25, [clinics], [toll("a", "2025-03-04", 41)]);

    expect(alert).toMatchObject({
      how: "new",
      rung: { words: "63", claimant: "Open Clinics" },
      before: { words: "41", claimant: "Ona Perrel" },
    });
  });

  it.each([
    ["it lies nearer", [toll("b", "2025-03-05", 50)]],
    ["it lies the other way", [toll("b", "2025-03-05", 20)]],
    ["it is the same", [toll("b", "2025-03-05", 41, { by: "Open Clinics" })]],
    ["only the upper end of a range lies so far", [toll("b", "2025-03-05", 45, { high: 90 })]],
    ["it is a stock and the one before a flow", [toll("b", "2025-03-05", 63, { measure: "stock" })]],
    ["it is of one day and the one before cumulative", [toll("b", "2025-03-05", 63, { scope: "daily" })]],
    ["it counts other people", [toll("b", "2025-03-05", 63, { counted: "soldiers" })]],
    ["it counts another day's", [toll("b", "2025-03-05", 63, { by: "Open Clinics", on: "2025-03-05" })]],
  ])("is not told when %s", (_name, added) => {
    const before = [toll("a", "2025-03-04", 41, { on: "2025-03-03" })];

    expect(alertsOn(up25, added, before)).toEqual([]);
  });

  it("goes down, or either way, where the watch says so", () => {
    const added = [toll("b", "2025-03-05", 20)];
    const shift = (direction: "down" | "either") => killed({ shift: { direction, percent: 25 } });

    expect(words(alertsOn(shift("down"), added))).toEqual(["20"]);
    expect(words(alertsOn(shift("either"), added))).toEqual(["20"]);
  });

  it("is told when both came in at once, by the one that was published first", () => {
    const clinics = toll("b", "2025-03-05", 63, { by: "Open Clinics" });
    const both = [clinics, toll("c", "2025-03-06", 90)];

    expect(alertsOn(up25, both, [])).toMatchObject([{ rung: { words: "90" }, before: { words: "63" } }]);
    expect(alertsOn(up25, [clinics, toll("c", "2025-03-05", 90)], [])).toEqual([]);
  });

  it("has nothing to go by where no number was told before", () => {
    expect(alertsOn(up25, [toll("b", "2025-03-05", 63)], [])).toEqual([]);
  });
});

describe("what is news", () => {
  it("is not a report of before the watch that comes in late", () => {
    expect(alertsOn(killed({ above: 100 }), [toll("b", "2025-03-03", 120)], [])).toEqual([]);
  });

  it("is a report of the very minute: more of its time is not known", () => {
    const entry = toll("b", "2025-03-05", 120);
    const at = (publishedAt: string) => ({ ...entry, article: { ...entry.article, publishedAt } });

    const told = (publishedAt: string) => alertsOn(killed({ above: 100 }), [at(publishedAt)], []).length;

    expect([told("2025-03-04T12:00Z"), told("2025-03-04T11:59Z")]).toEqual([1, 0]);
  });

  it("is not a number for a day before the watch", () => {
    const late = report({
      id: "b",
      day: "2025-03-05",
      text: "As of 2 March, 120 people were killed in Tarsk, Ona Perrel said.",
      actors: [MINISTER],
      figures: [{ text: "120 people", low: 120, by: "Ona Perrel" }],
    });
    const asOf = { from: "2025-03-02", to: "2025-03-02", precision: "day", words: "As of 2 March" } as const;
    const figures = late.facts.figures.map((one) => ({
      ...one,
      asOf: { ...asOf, basis: "stated" as const },
    }));

    expect(alertsOn(killed({ above: 100 }), [{ ...late, facts: { ...late.facts, figures } }], [])).toEqual(
      [],
    );
  });

  it("is one report of two that carry the same text", () => {
    const text = "In Tarsk 120 people were killed, Ona Perrel said. ".repeat(3);
    const wire = (id: string, publisher: string) =>
      report({
        id,
        day: "2025-03-05",
        publisher,
        origin: "Kelmar Wire",
        text,
        actors: [MINISTER],
        figures: [{ text: "120 people", low: 120, by: "Ona Perrel" }],
      });

    const both = alertsOn(killed({ above: 100 }), [wire("b", "Post"), wire("c", "Herald")], []);
    expect(both).toHaveLength(1);
    const second = alertsOn(killed({ above: 100 }), [wire("c", "Herald")], [wire("b", "Post")]);
    expect(second).toEqual([]);
  });

  it("is a correction of a report that was known, told as one", () => {
    const before = snapshotOf(digestOf([toll("a", "2025-03-03", 90)]));

    const alerts = findAlerts(
      { condition: killed({ above: 100 }), since: "2025-03-04T12:00:00Z" },
      before,
      digestOf([toll("a", "2025-03-03", 120)]),
    );

    expect(alerts).toMatchObject([{ how: "corrected", before: { words: "90" }, rung: { words: "120" } }]);
  });

  it("has one key for one change, whoever looks and whenever", () => {
    const added = [toll("b", "2025-03-05", 120)];
    const keys = () => alertsOn(killed({ above: 100 }), added).map(({ key }) => key);

    expect(keys()).toEqual(keys());
    expect(keys()).not.toEqual(
      alertsOn(killed({ above: 100 }), [toll("b", "2025-03-05", 130)]).map(({ key }) => key),
    );
  });

  it("is nothing that was told before and comes back", () => {
    const first = digestOf([toll("a", "2025-03-05", 120)]);
    const without = digestOf([toll("b", "2025-03-06", 5, { by: "Open Clinics" })]);
    const after = snapshotAfter(snapshotOf(first), without);

    const alerts = findAlerts(
      { condition: killed({ above: 100 }), since: "2025-03-04T12:00:00Z" },
      after,
      first,
    );

    expect(alerts).toEqual([]);
  });
});

describe("words", () => {
  const by = (actor: string): Condition => ({ kind: "statement", actor, act: null });

  it.each([
    ["the actor", "Velm Front", "Velm Front"],
    ["a part of a person's name", "Kest", "Dario Kest"],
    ["somebody who speaks for the actor", "velm front", "Dario Kest"],
  ])("are told when they are by %s", (_name, typed, speaker) => {
    expect(alertsOn(by(typed), [saying("b", speaker)])).toMatchObject([
      { line: { statement: { speaker: { name: speaker } } }, how: "new" },
    ]);
  });

  it.each([
    ["by somebody else", "Velm Front", "Ona Perrel"],
    ["by somebody who was one of theirs once", "Velm Front", "Ivo Marn"],
    ["by a body of which a word is the same", "Front", "Velm Front"],
  ])("are not told when they are %s", (_name, typed, speaker) => {
    expect(alertsOn(by(typed), [saying("b", speaker)])).toEqual([]);
  });

  it("are told by their act, a rejection being a denial", () => {
    const denied: Condition = { kind: "statement", actor: null, act: "denied" };
    const rejection = saying("b", "Ona Perrel", { act: "said", verb: "rejected", polarity: "negative" });

    expect(alertsOn(denied, [rejection])).toHaveLength(1);
    expect(alertsOn(denied, [saying("b", "Ona Perrel", { act: "confirmed" })])).toEqual([]);
    expect(alertsOn({ kind: "statement", actor: "Velm Front", act: "denied" }, [rejection])).toEqual([]);
  });

  it("are not told again when another outlet has them", () => {
    const first = [saying("a", "Ona Perrel", {}, "2025-03-05")];

    expect(alertsOn(by("Ona Perrel"), [saying("b", "Ona Perrel")], first)).toEqual([]);
  });
});

describe("words that go round in several versions", () => {
  const version = (id: string, text: string, given: Partial<GivenReport> = {}) =>
    report({
      id,
      day: "2025-03-05",
      publisher: `Post of ${id}`,
      origin: "Kelmar Wire",
      text: `In Tarsk, Ona Perrel said ${text}.`,
      actors: [MINISTER],
      statements: [{ text, by: "Ona Perrel" }],
      ...given,
    });
  const first = version("a", "the two of them had spoken about the need to open the road to Tarsk soon");
  const by: Condition = { kind: "statement", actor: "Ona Perrel", act: null };

  it("of one origin are told once", () => {
    const other = version("b", "she and the mayor had spoken about the need to open the road to Tarsk soon");

    expect(alertsOn(by, [other], [first])).toEqual([]);
    expect(alertsOn(by, [first, other], [])).toHaveLength(1);
  });

  it.each([
    [
      "another origin",
      version("b", "she and the mayor had spoken about the need to open the road to Tarsk soon", {
        origin: "Post",
      }),
    ],
    [
      "a word that turns the sense round",
      version("b", "the two of them had not spoken about the need to open the road to Tarsk soon"),
    ],
    [
      "a number",
      version("b", "the two of them had spoken about the need to open the road to Tarsk in 3 days soon"),
    ],
    ["other words", version("b", "the two of them had quarrelled over who was to bury the dead of Tarsk")],
  ])("are told again with %s", (_name, other) => {
    expect(alertsOn(by, [other], [first])).toHaveLength(1);
  });
});

describe("a name that was in nothing before", () => {
  it("is told with the sentence it stands in", () => {
    const added = saying("b", "Dario Kest");

    const alerts = alertsOn({ kind: "newcomer", of: "actor" }, [added]);

    expect(alerts).toMatchObject([{ name: "Dario Kest", mention: { publisher: "Post of b" } }]);
  });

  it("is not told when a known report, or a late one, has it", () => {
    const early = saying("a", "Dario Kest", {}, "2025-03-04");

    expect(alertsOn({ kind: "newcomer", of: "actor" }, [saying("b", "Dario Kest")], [early])).toEqual([]);
    expect(
      alertsOn({ kind: "newcomer", of: "actor" }, [saying("b", "Dario Kest", {}, "2025-03-03")]),
    ).toEqual([]);
  });

  it("is a place for those who ask for places", () => {
    const added = report({
      id: "b",
      day: "2025-03-05",
      text: "In Tarsk and Ulm Pass 63 people were killed, Ona Perrel said.",
      places: ["Tarsk", "Ulm Pass"],
      actors: [MINISTER],
      keys: ["In Tarsk and Ulm Pass 63 people were killed, Ona Perrel said."],
      figures: [{ text: "63 people", low: 63, by: "Ona Perrel" }],
    });

    expect(alertsOn({ kind: "newcomer", of: "place" }, [added])).toMatchObject([{ name: "Ulm Pass" }]);
  });
});

describe("a disagreement", () => {
  const both = (first: number) => [
    toll("a", "2025-03-03", first),
    toll("b", "2025-03-05", 63, { by: "Open Clinics" }),
  ];

  it("is told when it appears, and when it ends", () => {
    const appears = alertsOn({ kind: "disagreement" }, both(41).slice(1), both(41).slice(0, 1));
    const ends = alertsOn({ kind: "disagreement" }, [toll("c", "2025-03-06", 63)], both(41));

    expect(appears).toMatchObject([{ kind: "disagreement" }]);
    expect(ends).toMatchObject([{ kind: "resolved" }]);
  });

  it("is none while a source replaces its own number, or two agree", () => {
    const condition: Condition = { kind: "disagreement" };

    expect(alertsOn(condition, [toll("b", "2025-03-05", 63)], [toll("a", "2025-03-03", 41)])).toEqual([]);
    expect(alertsOn(condition, both(63).slice(1), both(63).slice(0, 1))).toEqual([]);
  });
});

describe("anything", () => {
  it("has weighty words and numbers, and not what was merely said", () => {
    const urged = saying("b", "Ona Perrel", { act: "urged", verb: "urged" });
    const said = saying("c", "Dario Kest");

    const alerts = alertsOn({ kind: "anything" }, [urged, said, toll("d", "2025-03-06", 63)]);

    expect(alerts.map(({ kind }) => kind)).toEqual(["figure", "statement"]);
  });

  it("has, on a subject of words, what is said in a sentence that has one of them", () => {
    const talks = report({
      id: "b",
      day: "2025-03-05",
      text: "Ona Perrel said the ceasefire in Tarsk would hold. Dario Kest said the harvest was poor.",
      actors: [MINISTER, SPOKESMAN],
      statements: [
        { text: "the ceasefire in Tarsk would hold", by: "Ona Perrel" },
        { text: "the harvest was poor", by: "Dario Kest" },
      ],
    });
    const topic = wordsTopic("ceasefire");
    const last = snapshotOf(digestOf([saying("a", "Ona Perrel", {}, "2025-03-04")], { topic }));

    const alerts = findAlerts(
      { condition: { kind: "anything" }, since: "2025-03-04T12:00:00Z" },
      last,
      digestOf([talks], { topic }),
    );

    expect(alerts).toMatchObject([{ line: { statement: { text: "the ceasefire in Tarsk would hold" } } }]);
  });

  it("has a report that its publisher took back", () => {
    const first = toll("a", "2025-03-04", 41);
    const withdrawal = { articleId: "a", at: "2025-03-05T08:00:00Z", by: "publisher", reason: null } as const;

    const alerts = findAlerts(
      { condition: { kind: "anything" }, since: "2025-03-04T12:00:00Z" },
      snapshotOf(digestOf([first])),
      digestOf([], { withdrawn: [{ ...first, withdrawal }] }),
    );

    expect(alerts).toMatchObject([{ kind: "withdrawn", report: { figures: [{ words: "41" }] } }]);
  });
});

/** A watch made on 4 March at noon, on Tarsk, of which 41 dead were told before. */
function alertsOn(
  condition: Condition,
  added: readonly Entry[],
  before: readonly Entry[] = [toll("a", "2025-03-04", 41)],
) {
  return findAlerts(
    { condition, since: "2025-03-04T12:00:30.000Z" },
    snapshotOf(digestOf(before)),
    digestOf([...before, ...added]),
  );
}

function words(alerts: ReturnType<typeof findAlerts>): readonly string[] {
  return alerts.map((alert) => (alert.kind === "figure" ? alert.rung.words : alert.kind));
}

function toll(id: string, day: string, count: number, figure: Partial<GivenFigure> = {}): Entry {
  const by = figure.by ?? "Ona Perrel";
  return report({
    id,
    day,
    publisher: `Post of ${id}`,
    text: `In Tarsk ${count} people were counted, ${by} said.`,
    actors: [MINISTER, CLINICS],
    figures: [
      {
        text: `${count} people`,
        low: count,
        high: figure.low === undefined ? count : figure.low,
        by,
        ...figure,
      },
    ],
  });
}

type GivenStatement = NonNullable<GivenReport["statements"]>[number];

function saying(id: string, by: string, statement: Partial<GivenStatement> = {}, day = "2025-03-05"): Entry {
  const verb = statement.verb ?? "said";
  return report({
    id,
    day,
    publisher: `Post of ${id}`,
    text: `In Tarsk, ${by} ${verb} that the road to the lake was open again.`,
    actors: [MINISTER, FRONT, SPOKESMAN, DESERTER].filter(([name]) => name === by || name === "Velm Front"),
    statements: [{ text: "that the road to the lake was open again", by, ...statement }],
  });
}
