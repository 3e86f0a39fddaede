import { describe, expect, it } from "vitest";
import { extractJson } from "../../src/replies/extract-json.ts";
import { aFigure, anActor, aPlace, someFacts } from "../support/articles.ts";

const evidence = {
  articleId: "a",
  start: 10,
  end: 19,
  excerpt: "12 people",
  rule: "test",
  basis: "stated",
} as const;

describe("facts for other programs", () => {
  it("have flat fields and offsets moved to where the text begins in its file", () => {
    const facts = someFacts("a", {
      actors: [anActor("Reed Front", { aliases: ["RF"], roles: ["rebel group"] })],
      places: [aPlace("Tarsk", { country: "ZZ", lat: 1, lon: 2, precision: "town" })],
      figures: [aFigure("a", "f1", { evidence, place: { name: "Tarsk", placeId: "p", basis: "stated" } })],
    });

    expect(extractJson("a", facts, 100)).toEqual({
      id: "a",
      actors: [
        {
          name: "Reed Front",
          kind: "armed_group",
          aliases: ["RF"],
          roles: ["rebel group"],
          mentions: [{ start: 100, end: 110 }],
        },
      ],
      locations: [
        {
          name: "Tarsk",
          country: "ZZ",
          lat: 1,
          lon: 2,
          precision: "town",
          mentions: [{ start: 100, end: 105 }],
        },
      ],
      statements: [],
      figures: [
        {
          metric: "killed",
          min: 12,
          max: 12,
          approx: false,
          unit: "person",
          who: "people",
          place: "Tarsk",
          asOf: "2025-03-04",
          attributedTo: null,
          status: "reported",
          text: "12 people",
          start: 110,
          end: 119,
        },
      ],
      keySentences: [],
    });
  });

  it.each([
    ["about", true],
    ["more_than", true],
    ["fewer_than", true],
    ["at_least", false],
    ["vague", false],
    ["between", false],
    ["exactly", false],
  ] as const)("call a number with the hedge %s approximate: %s", (quantifier, approx) => {
    const facts = someFacts("a", { figures: [aFigure("a", "f1", { quantifier })] });

    expect(extractJson("a", facts).figures[0]?.approx).toBe(approx);
  });
});
