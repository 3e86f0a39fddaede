import { describe, expect, it } from "vitest";
import { findChanges, hasChanges, Snapshot, snapshotOf } from "../../../briefings/index.ts";
import { digestOf, type Entry, type GivenFigure, report } from "../../support/digest-reports.ts";

const MINISTER = ["Ona Perrel", "person", "health minister"] as const;
const CLINICS = ["Open Clinics", "ngo"] as const;

describe("what changed since the last digest", () => {
  it("is an update when the same source gives another number", () => {
    const changes = changesOf([toll("a", "2025-03-04", 41)], [toll("b", "2025-03-05", 63)]);

    expect(changes.updated.map(({ from, rung, by }) => [from.words, rung.words, by])).toEqual([
      ["41", "63", "its source"],
    ]);
    expect(changes.figures).toEqual([]);
  });

  it("is a new number, and no update, when another source gives it", () => {
    const other = toll("b", "2025-03-05", 63, { by: "Open Clinics" });

    const changes = changesOf([toll("a", "2025-03-04", 41)], [other]);

    expect(changes.updated).toEqual([]);
    expect(changes.figures.map(({ rung }) => rung.words)).toEqual(["63"]);
    expect(changes.unchanged.map(({ rung }) => rung.words)).toEqual(["41"]);
  });

  it.each([
    ["a daily count", { scope: "daily" }],
    ["an increment", { scope: "increment" }],
    ["a stock beside a flow", { measure: "stock" }],
    ["another metric", { metric: "injured" }],
  ] as const)("never puts %s in the place of a total", (_name, figure) => {
    const changes = changesOf([toll("a", "2025-03-04", 41)], [toll("b", "2025-03-05", 63, figure)]);

    expect(changes.updated).toEqual([]);
  });

  it("is nothing when the same source repeats its number in another report", () => {
    const changes = changesOf([toll("a", "2025-03-04", 41)], [toll("b", "2025-03-05", 41)]);

    expect([changes.figures, changes.updated]).toEqual([[], []]);
    expect(changes.reports.new).toBe(1);
  });

  it("is an update, and no new number, when the report is corrected", () => {
    const before = snapshotOf(digestOf([toll("a", "2025-03-04", 41)]));

    const changes = findChanges(before, digestOf([toll("a", "2025-03-04", 63)]));

    expect(changes.updated.map(({ from, rung, by }) => [from.words, rung.words, by])).toEqual([
      ["41", "63", "a correction"],
    ]);
    expect(changes.figures).toEqual([]);
    expect(changes.reports).toMatchObject({ new: 0, corrected: 1 });
  });

  it("names a withdrawn report with the numbers that were told from it, once", () => {
    const first = toll("a", "2025-03-04", 41);
    const before = snapshotOf(digestOf([first]));
    const withdrawal = {
      articleId: first.article.id,
      at: "2025-03-05T08:00:00Z",
      by: "publisher",
      reason: null,
    } as const;
    const now = digestOf([], { withdrawn: [{ ...first, withdrawal }] });

    const [gone] = findChanges(before, now).withdrawn;

    expect(gone?.figures.map(({ words }) => words)).toEqual(["41"]);
    expect(findChanges(snapshotOf(now), now).withdrawn).toEqual([]);
  });

  it("is a disagreement that is resolved when one side takes the other's number", () => {
    const both = [toll("a", "2025-03-03", 41), toll("b", "2025-03-03", 63, { by: "Open Clinics" })];
    const before = snapshotOf(digestOf(both));
    expect(before.disagreements).toHaveLength(1);

    const changes = findChanges(before, digestOf([...both, toll("c", "2025-03-05", 63)]));

    expect(changes.resolved.map(({ reason }) => reason)).toEqual(["replaced"]);
  });

  it("is no resolved disagreement when the reports have merely left the period", () => {
    const both = [toll("a", "2025-03-03", 41), toll("b", "2025-03-03", 63, { by: "Open Clinics" })];
    const before = snapshotOf(digestOf(both));

    const changes = findChanges(
      before,
      digestOf([toll("c", "2025-03-12", 5)], { since: "2025-03-10", until: "2025-03-14" }),
    );

    expect(changes.resolved).toEqual([]);
    expect(changes.withdrawn).toEqual([]);
  });

  it("has nothing to say of the same reports", () => {
    const library = [toll("a", "2025-03-04", 41)];

    expect(hasChanges(findChanges(snapshotOf(digestOf(library)), digestOf(library)))).toBe(false);
  });

  it("tells a denial apart from other statements", () => {
    const denial = report({
      id: "b",
      day: "2025-03-05",
      text: "Ona Perrel denied that anybody was hurt in Tarsk.",
      actors: [MINISTER],
      statements: [
        {
          text: "that anybody was hurt in Tarsk",
          by: "Ona Perrel",
          verb: "denied",
          act: "denied",
          polarity: "negative",
        },
      ],
    });

    const changes = changesOf([toll("a", "2025-03-04", 41)], [denial]);

    expect(changes.denials.map(({ statement }) => statement.verb)).toEqual(["denied"]);
    expect(changes.statements).toEqual([]);
  });

  it("keeps what it compares with as plain JSON", () => {
    const told = snapshotOf(digestOf([toll("a", "2025-03-04", 41)]));

    expect(Snapshot.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
  });
});

function changesOf(before: readonly Entry[], added: readonly Entry[]) {
  return findChanges(snapshotOf(digestOf(before)), digestOf([...before, ...added]));
}

function toll(id: string, day: string, count: number, figure: Partial<GivenFigure> = {}): Entry {
  const by = figure.by ?? "Ona Perrel";
  return report({
    id,
    day,
    publisher: `Post of ${id}`,
    text: `In Tarsk ${count} people were counted, ${by} said.`,
    actors: [MINISTER, CLINICS],
    figures: [{ text: `${count} people`, low: count, high: count, by, ...figure }],
  });
}
