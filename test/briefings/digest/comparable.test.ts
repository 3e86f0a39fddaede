import { describe, expect, it } from "vitest";
import { digestOf, report } from "../../support/digest-reports.ts";

const MINISTRY = ["Kivali Health Ministry", "government"] as const;
const MISSION = ["UN Mission in Kivalia", "intergovernmental"] as const;

function killed(
  id: string,
  day: string,
  count: number,
  by: string,
  on?: { from: string; to: string | null },
) {
  return report({
    id,
    day,
    publisher: `Outlet ${id}`,
    text: `The dead of Tarsk number ${count} people, the ${by} said.`,
    actors: [by === "UN Mission in Kivalia" ? MISSION : MINISTRY],
    figures: [{ text: `${count} people`, low: count, by, ...(on === undefined ? {} : { on }) }],
  });
}

describe("sources disagree", () => {
  it("only where different sources count the same days", () => {
    const near = digestOf([
      killed("a", "2025-03-02", 400, "Kivali Health Ministry"),
      killed("b", "2025-03-04", 600, "UN Mission in Kivalia"),
    ]);
    const far = digestOf(
      [
        killed("a", "2025-02-20", 400, "Kivali Health Ministry", { from: "2025-02-10", to: null }),
        killed("b", "2025-03-04", 600, "UN Mission in Kivalia", { from: "2025-02-10", to: null }),
      ],
      { since: "2025-02-01" },
    );

    expect(near.ladders.map(({ conflict }) => conflict)).toEqual([true]);
    expect(far.ladders.map(({ conflict, low, high }) => [conflict, low, high])).toEqual([[false, 600, 600]]);
  });

  it("not over rounding", () => {
    const digest = digestOf([
      killed("a", "2025-03-03", 2880, "Kivali Health Ministry"),
      killed("b", "2025-03-04", 2900, "UN Mission in Kivalia"),
    ]);

    expect(digest.ladders[0]).toMatchObject({ conflict: false, low: 2880, high: 2900 });
  });

  it("and no best number is named where official and independent counters differ widely", () => {
    const digest = digestOf([
      killed("a", "2025-03-03", 773, "Kivali Health Ministry"),
      killed("b", "2025-03-04", 2900, "UN Mission in Kivalia"),
    ]);

    expect(digest.ladders[0]).toMatchObject({ conflict: true, best: null, bestRule: null });
  });
});

describe("parts of a total", () => {
  it("stand apart from it when they make it up: 116 here and 15 there are at least 130", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "Gunmen seized at least 130 patients in Tarsk, the UN Mission in Kivalia said. By its count 116 patients were in one ward and 15 patients in another.",
        actors: [MISSION],
        figures: [
          {
            text: "at least 130 patients",
            low: 130,
            high: null,
            metric: "abducted",
            by: "UN Mission in Kivalia",
          },
          { text: "116 patients", low: 116, metric: "abducted" },
          { text: "15 patients", low: 15, metric: "abducted" },
        ],
      }),
    ]);

    const [total, ...others] = digest.ladders;

    expect(total).toMatchObject({ scope: "total", low: 130, conflict: false });
    expect(others.map(({ scope }) => scope)).toEqual(["subset", "subset"]);
  });
});

describe("displaced people", () => {
  const moved = (id: string, day: string, count: number, by: string) =>
    report({
      id,
      day,
      publisher: `Outlet ${id}`,
      text: `In Tarsk ${count} people left their homes, the ${by} said.`,
      actors: [by === "UN Mission in Kivalia" ? MISSION : MINISTRY],
      figures: [{ text: `${count} people`, low: count, metric: "displaced", by }],
    });

  it.each([
    ["of another size", "2025-03-03", 110_000, 2],
    ["of about the same size and days", "2025-03-03", 500_000, 1],
  ])("%s stand on %s with %i: ladders %i", (_, day, count, ladders) => {
    const digest = digestOf([
      moved("a", "2025-03-02", 700_000, "Kivali Health Ministry"),
      moved("b", day, count, "UN Mission in Kivalia"),
    ]);

    expect(digest.ladders).toHaveLength(ladders);
  });
});

describe("a count of a wider area", () => {
  it("does not join the town that its part is from", () => {
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text: "About 7,000 people died in the east, 3,000 of them in Tarsk, the UN Mission in Kivalia said.",
        actors: [MISSION],
        figures: [
          { text: "7,000 people", low: 7000, by: "UN Mission in Kivalia" },
          { text: "3,000 of them", low: 3000, scope: "subset", by: "UN Mission in Kivalia" },
        ],
      }),
    ]);

    expect(digest.ladders.map(({ low }) => low)).toEqual([3000]);
  });
});
