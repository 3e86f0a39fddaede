import { describe, expect, it } from "vitest";
import { digestOf, report, wordsTopic } from "../../support/digest-reports.ts";

describe("a passing mention in a search by words", () => {
  it("gives only what names what was asked for", () => {
    const market = "Market raid in Tarsk: the market of Tarsk was raided, and the raid left 12 people dead.";
    const main = report({
      id: "a",
      day: "2025-03-04",
      title: "Market raid in Tarsk",
      text: market,
      figures: [{ text: "12 people", low: 12 }],
    });
    const filler = Array.from({ length: 60 }, (_, i) => `Lorry number ${i} brought flour to Velm.`).join(" ");
    const passing = report({
      id: "b",
      day: "2025-03-05",
      title: "Flour for Velm",
      text: `${filler} Another 300 people came to Velm on foot. Some had fled Tarsk, where 12 people died.`,
      places: ["Velm", "Tarsk"],
      figures: [
        { text: "300 people", metric: "displaced", low: 300, place: "Velm" },
        { text: "12 people", low: 12, place: "Tarsk" },
      ],
    });
    const others = Array.from({ length: 8 }, (_, i) =>
      report({
        id: `o${i}`,
        day: "2025-03-05",
        title: "Football",
        text: `Velm won match ${i}.`,
        places: ["Velm"],
      }),
    );

    const digest = digestOf([main, passing, ...others], { topic: wordsTopic("market raid Tarsk") });

    expect(digest.coverage.found).toBe(2);
    expect(digest.ladders.map(({ metric, place }) => [metric, place])).toEqual([["killed", "Tarsk"]]);
  });
});
