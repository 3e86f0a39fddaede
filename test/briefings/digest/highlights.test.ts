import { describe, expect, it } from "vitest";
import { digestOf, report } from "../../support/digest-reports.ts";

const FRONT = ["Tarsk Front", "armed_group"] as const;
const VELDE = ["Ann Velde", "person", "Kivali health minister"] as const;
const WIRE = ["Kivali Wire", "media"] as const;

describe("the statements that matter most", () => {
  it("can be understood alone: no line begins with what was said before it", () => {
    const text =
      "It leaves out those in the morgues of Tarsk, the Tarsk Front said. The road to Tarsk stays closed to lorries, Ann Velde said.";
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text,
        actors: [FRONT, VELDE],
        statements: [
          { text: "It leaves out those in the morgues of Tarsk", by: "Tarsk Front" },
          { text: "The road to Tarsk stays closed to lorries", by: "Ann Velde" },
        ],
      }),
    ]);

    const shown = digest.speakers
      .flatMap(({ lines }) => lines)
      .filter(({ id }) => digest.highlights.statements.includes(id));

    expect(shown.map(({ statement }) => statement.speaker.name)).toEqual(["Ann Velde"]);
  });

  it("leave out an outlet that only passes on, and show no speaker more than twice", () => {
    const own = [1, 2, 3].map((n) => `Convoy number ${n} may not enter the town of Tarsk today`);
    const text = `${own.map((words) => `${words}, the Tarsk Front said.`).join(" ")} The market of Tarsk opened again this morning, Kivali Wire reported.`;
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-04",
        text,
        actors: [FRONT, WIRE],
        statements: [
          ...own.map((words) => ({ text: words, by: "Tarsk Front" })),
          {
            text: "The market of Tarsk opened again this morning",
            by: "Kivali Wire",
            act: "reported" as const,
          },
        ],
      }),
    ]);

    const speakers = digest.highlights.statements.map(
      (id) => digest.speakers.find(({ lines }) => lines.some((line) => line.id === id))?.speaker,
    );

    expect(speakers.length).toBeGreaterThan(0);
    expect(speakers.length).toBeLessThanOrEqual(2);
    expect(new Set(speakers)).toEqual(new Set(["Tarsk Front"]));
  });
});

describe("the timeline", () => {
  const fall = "Fighters took Tarsk on 2 March.";
  const truce = "Both sides signed a truce in Oltmar on 5 March.";

  it("tells events by their day, once a day and event, and not the days of speaking about a number", () => {
    const again = "Tarsk was taken by fighters on 2 March, traders said.";
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-06",
        text: `${fall} ${truce}`,
        events: [
          [fall, "2025-03-02", "control"],
          [truce, "2025-03-05", "deal"],
        ],
      }),
      report({ id: "b", day: "2025-03-06", text: again, events: [[again, "2025-03-02", "control"]] }),
    ]);

    expect(digest.timeline.map(({ from }) => from)).toEqual(["2025-03-02", "2025-03-05"]);
  });

  it("picks events spread over the window and leaves out those long before it", () => {
    const days = [
      "2024-06-01",
      "2025-03-01",
      "2025-03-02",
      "2025-03-03",
      "2025-03-04",
      "2025-03-05",
      "2025-03-06",
    ];
    const sentences = [
      "A garrison north of Tarsk gave up long ago.",
      "Fighters crossed the Olm and took its mill.",
      "Armed men entered the old quarry at dawn.",
      "The bridge fell without one shot being fired.",
      "Soldiers retook three hamlets along the railway.",
      "Rebels overran the customs post near Vessel.",
      "A convoy captured the airfield late that night.",
    ];
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-07",
        text: sentences.join("\n\n"),
        events: days.map((day, i) => [sentences[i]!, day, "control"] as const),
      }),
    ]);

    const shown = digest.timeline.filter(({ id }) => digest.highlights.events.includes(id));

    expect(digest.timeline).toHaveLength(7);
    expect(shown.map(({ from }) => from)).toEqual(days.slice(1));
  });
});

describe("key points", () => {
  it("tell first who took the town, and never begin with an unresolved word", () => {
    const fall = "Fighters took Tarsk on 5 March after a week of shelling around it.";
    const loose = "It says the fighters must leave Tarsk and all the villages around it.";
    const digest = digestOf([
      report({
        id: "a",
        day: "2025-03-06",
        text: `${fall} ${loose} 12 people died in Tarsk on the way, by the count of its only hospital.`,
        figures: [{ text: "12 people", low: 12 }],
        events: [[fall, "2025-03-05", "control"]],
        keys: [loose, fall, "12 people died in Tarsk on the way, by the count of its only hospital."],
      }),
    ]);

    expect(digest.keyPoints.map(({ text }) => text.slice(0, 8))).toEqual(["Fighters", "12 peopl"]);
  });
});
