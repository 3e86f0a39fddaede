import { describe, expect, it } from "vitest";
import { digestOf, type Entry, type GivenFigure, report } from "../../support/digest-reports.ts";

const POLICE = ["Kivali Police", "government"] as const;
const WATCH = ["Tarsk Prison Watch", "ngo"] as const;
const FRONT = ["Tarsk Front", "armed_group"] as const;

function arrests(text: string, first: GivenFigure, second: GivenFigure): Entry {
  return report({ id: "a", day: "2025-03-03", text, actors: [POLICE, WATCH], figures: [first, second] });
}

describe("rival counts of people held, in one report", () => {
  const seized = { text: "186 people", low: 186, metric: "detained", by: "Kivali Police" } as const;

  it("stand in one ladder, whether they count arrests or those in custody", () => {
    const digest = digestOf([
      arrests(
        "Kivali Police detained 186 people in Tarsk. Tarsk Prison Watch counted 203 detainees.",
        seized,
        {
          text: "203 detainees",
          low: 203,
          metric: "detained",
          measure: "stock",
          by: "Tarsk Prison Watch",
        },
      ),
    ]);

    expect(digest.ladders).toMatchObject([{ low: 186, high: 203, conflict: true, measure: "flow" }]);
  });

  it.each([
    ["far more in custody", "Tarsk Prison Watch", 900],
    ["a number by the same source", "Kivali Police", 203],
  ])("near miss: %s", (_, by, low) => {
    const digest = digestOf([
      arrests(`Kivali Police detained 186 people in Tarsk. ${by} says ${low} are in custody.`, seized, {
        text: `${low}`,
        low,
        metric: "detained",
        measure: "stock",
        by,
      }),
    ]);

    expect(digest.ladders).toHaveLength(2);
  });

  it("a number that is called the true one may be twice as high", () => {
    const given = (words: string) =>
      digestOf([
        arrests(
          `Kivali Police detained 186 people in Tarsk. Tarsk Prison Watch said ${words} was 350.`,
          seized,
          {
            text: "350",
            low: 350,
            metric: "detained",
            measure: "stock",
            by: "Tarsk Prison Watch",
          },
        ),
      ]).ladders.length;

    expect(given("the true number in custody")).toBe(1);
    expect(given("the prison population")).toBe(2);
  });
});

describe("a place that was only inferred", () => {
  const market = (id: string, given: Partial<GivenFigure>, places: readonly string[]) =>
    report({
      id,
      day: "2025-03-04",
      publisher: `Outlet ${id}`,
      text: "In Tarsk province the dead number 61, lower than the 63 given by Kivali Police. Market of Ulm.",
      actors: [POLICE, WATCH],
      places,
      figures: [
        { text: "61", low: 61, by: "Tarsk Prison Watch", ...given },
        { text: "63", low: 63, by: "Kivali Police", ...given },
      ],
    });
  const stated = report({
    id: "s",
    day: "2025-03-03",
    text: "Kivali Police said 63 people died at the market of Ulm in Tarsk.",
    actors: [POLICE],
    places: ["Ulm", "Tarsk"],
    figures: [{ text: "63 people", low: 63, by: "Kivali Police", place: "Ulm" }],
  });
  const ladders = (entry: Entry) =>
    digestOf([stated, entry], { topic: ulmAndTarsk }).ladders.map(({ place, low, high }) => [
      place,
      low,
      high,
    ]);

  it("yields to the one that another report states, for its neighbour in the sentence as well", () => {
    expect(ladders(market("a", { place: "Tarsk", placeBasis: "inferred" }, ["Ulm", "Tarsk"]))).toEqual([
      ["Ulm", 61, 63],
    ]);
  });

  it("near miss: a stated one stays, and so does one in a report that never names the other", () => {
    expect(ladders(market("a", { place: "Tarsk" }, ["Ulm", "Tarsk"]))).toHaveLength(2);
    expect(ladders(market("a", { place: "Tarsk", placeBasis: "inferred" }, ["Tarsk"]))).toHaveLength(2);
  });
});

const ulmAndTarsk = {
  kind: "place",
  words: "tarsk",
  label: "Tarsk",
  detail: null,
  names: ["tarsk", "ulm"],
  level: "unknown",
  country: null,
  admin1: null,
} as const;

describe("the losses of a force", () => {
  const battle = (words: string) =>
    digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: `The Tarsk Front said scores of soldiers were killed in Tarsk. Kivali Police put ${words} at six dead.`,
        actors: [POLICE, FRONT],
        figures: [
          {
            text: "scores of soldiers",
            low: 40,
            high: 99,
            quantifier: "vague",
            counted: "soldiers",
            by: "Tarsk Front",
          },
          { text: "six dead", low: 6, counted: "dead", by: "Kivali Police" },
        ],
      }),
    ]).ladders.map(({ counted, low, high, conflict }) => [counted, low, high, conflict]);

  it("are counted with its dead", () => {
    expect(battle("the army's losses")).toEqual([["soldiers", 6, 99, true]]);
  });

  it("near miss: the town's losses are people's", () => {
    expect(battle("the town's losses")).toHaveLength(2);
  });
});

describe("a crowd", () => {
  const march = (id: string, figures: readonly GivenFigure[], text: string) =>
    report({ id, day: "2025-03-03", publisher: `Outlet ${id}`, text, figures });
  const other = { metric: "other" } as const;
  const apart = march(
    "a",
    [
      { ...other, text: "20,000 people", low: 20_000, by: "organisers" },
      { ...other, text: "6,000", low: 6_000, by: "police" },
    ],
    "In Tarsk 20,000 people marched, said organisers; police said 6,000.",
  );

  it("counted by two reports with the same numbers is one crowd", () => {
    const range = { ...other, text: "6,000 to 20,000 people", low: 6_000, high: 20_000, by: "police" };
    const digest = digestOf([
      apart,
      march("b", [range], "In Tarsk 6,000 to 20,000 people marched, said police."),
    ]);

    expect(digest.ladders).toMatchObject([{ low: 6_000, high: 20_000, conflict: true }]);
  });

  it("near miss: with other numbers it is another", () => {
    const range = { ...other, text: "7,000 to 9,000 people", low: 7_000, high: 9_000, by: "police" };
    const digest = digestOf([
      apart,
      march("b", [range], "In Tarsk 7,000 to 9,000 people marched, said police."),
    ]);

    expect(digest.ladders).toHaveLength(2);
  });
});

describe("a number that the text replaces", () => {
  it("counted what the new one counts, even if a date stands beside it", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: "The injured of Tarsk number 61, up from 52 a day earlier.",
        figures: [
          { text: "61", low: 61, metric: "injured", on: "2025-03-02" },
          { text: "52", low: 52, metric: "injured", scope: "daily", on: "2025-03-01", status: "superseded" },
        ],
      }),
    ]);

    expect(digest.ladders).toMatchObject([{ low: 61, high: 61, scope: "total", conflict: false }]);
    expect(digest.ladders[0]!.revisions).toMatchObject([{ words: "52 → 61" }]);
  });
});

describe("who counts", () => {
  it("is independent by an office at a body that the reports know", () => {
    const health = ["World Relief Board", "intergovernmental"] as const;
    const chief = (role: string) =>
      digestOf([
        report({
          id: "a",
          day: "2025-03-03",
          text: "The World Relief Board met. In Tarsk 70 people died, Ilmo Ranck said; 67 died, a medic said.",
          actors: [health, ["Ilmo Ranck", "person", role]],
          figures: [
            { text: "70 people", low: 70, by: "Ilmo Ranck" },
            { text: "67", low: 67, by: "a medic" },
          ],
        }),
      ]).ladders[0];

    expect(chief("head of the World Relief Board")).toMatchObject({ best: 70 });
    expect(chief("baker")).toMatchObject({ best: 67 });
  });

  it("a body and its own officer give one number", () => {
    const toll = (id: string, by: string, role?: string) =>
      report({
        id,
        day: "2025-03-03",
        publisher: `Outlet ${id}`,
        text: `In Tarsk 290 people died, ${by} said. Kivali Mission has no comment.`,
        actors: [["Kivali Mission", "intergovernmental"], ...(role ? [[by, "person", role] as const] : [])],
        figures: [{ text: "290 people", low: 290, by }],
      });
    const rungs = (role: string) =>
      digestOf([toll("a", "Kivali Mission"), toll("b", "Ilmo Ranck", role)]).ladders[0]!.rungs.length;

    expect(rungs("deputy head of the Kivali Mission")).toBe(1);
    expect(rungs("deputy head of a bank")).toBe(2);
  });
});

describe("statements", () => {
  it("leave out bare numbers and the heads of lists, and keep what says more", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-03",
        text: "Kivali Police says 290 for Tarsk. It says the following are shut in Tarsk. It says 290 people died in Tarsk. He promised water, the Tarsk Wire reported. He is in Tarsk, Kivali Police said.",
        actors: [POLICE, ["Tarsk Wire", "media"]],
        statements: [
          { text: "He promised water", by: "Tarsk Wire" },
          { text: "He is in Tarsk", by: "Kivali Police" },
          { text: "290", by: "Kivali Police" },
          { text: "the following are shut", by: "Kivali Police" },
          { text: "290 people died in Tarsk", by: "Kivali Police" },
        ],
      }),
    ]);

    expect(digest.speakers.flatMap(({ lines }) => lines.map(({ statement }) => statement.text))).toEqual([
      "He is in Tarsk",
      "290 people died in Tarsk",
    ]);
  });
});

describe("a key point", () => {
  it("is not a sentence whose subject stands in another one", () => {
    const keys = ["As of Monday, 3 March, it counted 150,000 arrivals in Tarsk and 181,000 in Ulm."];
    const named = [
      "As of Monday, 3 March, Kivali Police counted 150,000 arrivals in Tarsk and 181,000 in Ulm.",
    ];
    const other = "The road to Tarsk has been closed to all traffic by the river since Sunday night.";
    const first = (key: readonly string[]) =>
      digestOf([report({ id: "a", day: "2025-03-03", text: `${key[0]} ${other}`, keys: [...key, other] })])
        .keyPoints[0]?.text;

    expect(first(keys)).toBe(other);
    expect(
      first(["The same text told of 150,000 arrivals in Tarsk and demanded that the army leave Ulm."]),
    ).toBe(other);
    expect(first(named)).toBe(named[0]);
  });
});
