import { describe, expect, it } from "vitest";
import { digestOf, report, wordsTopic } from "../../support/digest-reports.ts";

const WIRE =
  "Shelling killed 12 people in the market of Tarsk on Monday, residents said. Traders had just opened their stalls when three shells came down between the bakery and the bridge. Ambulances took an hour to arrive because the road from Velm was closed, and many of the wounded were carried on doors.";
const OWN =
  "Twelve people lost their lives when shells fell on Tarsk, according to those who live there. Our correspondent counted nine graves behind the chapel. The mayor did not answer calls, and the school will stay shut until further notice while glass is swept from its yard.";

describe("sources", () => {
  it("are one origin when ten outlets carry one wire story", () => {
    const copies = Array.from({ length: 10 }, (_, i) =>
      report({
        id: `copy-${i}`,
        day: "2025-03-04",
        publisher: `Outlet ${i}`,
        origin: "Tarn Press Agency",
        text: `${WIRE} Report number ${i}.`,
        figures: [{ text: "12 people", low: 12, by: "residents" }],
      }),
    );

    const digest = digestOf(copies);

    expect(digest.coverage).toMatchObject({ found: 10, origins: 1 });
    expect(digest.sources.map(({ origin, outlets }) => [origin, outlets.length])).toEqual([
      ["Tarn Press Agency", 10],
    ]);
    expect(digest.sources[0]?.outlets.filter(({ sameTextAs }) => sameTextAs === null)).toHaveLength(1);
    expect(digest.ladders[0]?.rungs).toHaveLength(1);
    expect(digest.ladders[0]?.rungs[0]?.carriedBy).toHaveLength(10);
    expect(digest.ladders[0]?.conflict).toBe(false);
  });

  it("are one origin when a copy does not say where it is from", () => {
    const digest = digestOf([
      report({ id: "a", day: "2025-03-04", publisher: "Outlet A", origin: "Tarn Press Agency", text: WIRE }),
      report({ id: "b", day: "2025-03-04", publisher: "Outlet B", text: `${WIRE} More soon.` }),
    ]);

    expect(digest.sources.map(({ origin }) => origin)).toEqual(["Tarn Press Agency"]);
  });

  it("are different origins when outlets report themselves, though on the same event", () => {
    const digest = digestOf([
      report({ id: "a", day: "2025-03-04", publisher: "Outlet A", text: WIRE }),
      report({ id: "b", day: "2025-03-04", publisher: "Outlet B", text: OWN }),
    ]);

    expect(digest.coverage.origins).toBe(2);
    expect(digest.sources.flatMap(({ outlets }) => outlets.map(({ sameTextAs }) => sameTextAs))).toEqual([
      null,
      null,
    ]);
  });

  it("carry the same words of a speaker as one line", () => {
    const [a, b] = ["Outlet A", "Outlet B"].map((publisher, i) =>
      report({
        id: `r${i}`,
        day: "2025-03-04",
        publisher,
        text: `${i === 0 ? "From Tarsk" : "In Tarsk and around"}: the road to the north stays shut until Sunday, Ona Perrel said.`,
        actors: [["Ona Perrel", "person", "mayor"]],
        statements: [{ text: "the road to the north stays shut until Sunday", by: "Ona Perrel" }],
      }),
    );

    const digest = digestOf([a!, b!]);

    expect(digest.speakers).toHaveLength(1);
    expect(digest.speakers[0]).toMatchObject({ speaker: "Ona Perrel", role: "mayor", named: true });
    expect(digest.speakers[0]?.lines.map(({ carriedBy }) => carriedBy)).toEqual([["Outlet A", "Outlet B"]]);
  });
});

describe("copies of which some lie outside the window", () => {
  const wire = report({
    id: "wire",
    day: "2025-02-27",
    publisher: "Tarn Press Agency",
    text: `${WIRE} ${OWN}`,
  });
  const a = report({ id: "a", day: "2025-03-04", publisher: "Outlet A", text: WIRE });
  const b = report({ id: "b", day: "2025-03-05", publisher: "Outlet B", text: OWN });
  const group = [wire, a, b].map(({ article }) => article);

  it("are one origin, that of the first one, though it is not shown", () => {
    const alone = digestOf([a, b]);
    const together = digestOf([a, b], { copies: [group] });

    expect(alone.coverage.origins).toBe(2);
    expect(together.coverage).toMatchObject({ searched: 2, found: 2, origins: 1 });
    expect(together.sources.map(({ origin, outlets }) => [origin, outlets.length])).toEqual([
      ["Tarn Press Agency", 2],
    ]);
  });

  it("say nothing about what was published after as-of, nor about other reports", () => {
    const late = { ...wire.article, publishedAt: "2025-03-06" };
    const other = report({ id: "c", day: "2025-03-04", publisher: "Outlet C", text: "Rain fell in Tarsk." });

    expect(digestOf([a, b], { copies: [[late, ...group.slice(1)]], asOf: "2025-03-05" })).toEqual(
      digestOf([a, b], { asOf: "2025-03-05" }),
    );
    expect(digestOf([other], { copies: [group] })).toEqual(digestOf([other]));
  });
});

describe("withdrawn reports", () => {
  const words = { at: "2025-03-05T09:00:00Z", by: "publisher", reason: "RETRACTED: Shelling" } as const;
  const gone = report({
    id: "gone",
    day: "2025-03-04",
    text: "Twelve people died in Tarsk, residents said.",
    figures: [{ text: "Twelve people", low: 12, by: "residents" }],
  });
  const stays = report({ id: "stays", day: "2025-03-04", text: "The bridge at Tarsk was closed." });
  const withdrawn = [{ ...gone, withdrawal: { articleId: "gone", ...words } }];

  it("are named with the day and the words of their withdrawal, and nothing stands on them", () => {
    const { withdrawn: lines, ...rest } = digestOf([stays], { withdrawn });

    expect(lines).toEqual([
      {
        articleId: "gone",
        ...words,
        publisher: gone.article.publisher,
        title: gone.article.title,
        publishedAt: "2025-03-04",
        url: null,
      },
    ]);
    expect(rest).toEqual(digestOf([stays]));
  });

  it("are not named where they would not have been shown", () => {
    const until = "2025-02-20";

    expect(digestOf([stays], { withdrawn, since: "2025-02-14", until, asOf: "2025-03-07" })).toMatchObject({
      window: { since: "2025-02-26", until: "2025-03-04" },
      withdrawn: [{ articleId: "gone" }],
    });
    expect(digestOf([], { withdrawn, since: "2025-02-14", until })).not.toHaveProperty("withdrawn");
  });
});

describe("the choice of articles", () => {
  const old = report({
    id: "old",
    day: "2025-02-10",
    text: "Five people died in Tarsk, residents said.",
    figures: [{ text: "Five people", low: 5, by: "residents" }],
  });
  const elsewhere = report({
    id: "velm",
    day: "2025-03-04",
    title: "News from Velm",
    text: "Rain fell in Velm.",
    places: ["Velm"],
  });

  it("falls back to the latest week that has reports, and says so", () => {
    const { coverage, window, ladders } = digestOf([old, elsewhere]);

    expect(coverage.fallback).toEqual({
      wished: { since: "2025-03-01", until: "2025-03-07" },
      shown: { since: "2025-02-04", until: "2025-02-10" },
    });
    expect(window).toEqual({ since: "2025-02-04", until: "2025-02-10" });
    expect(coverage).toMatchObject({ searched: 2, found: 1, lastArticle: "2025-02-10" });
    expect(ladders).toHaveLength(1);
  });

  it("falls back to the latest month where the latest week has few reports and the month has more", () => {
    const older = report({
      id: "older",
      day: "2025-01-20",
      text: "Nine people died in Tarsk, residents said.",
    });

    const { coverage } = digestOf([old, older, elsewhere]);

    expect(coverage.fallback?.shown).toEqual({ since: "2025-01-11", until: "2025-02-10" });
    expect(coverage.found).toBe(2);
  });

  it("uses nothing published after as-of", () => {
    const later = report({ id: "later", day: "2025-03-06", text: "Seven people died in Tarsk." });

    const { coverage } = digestOf([old, later], { asOf: "2025-03-05" });

    expect(coverage.lastArticle).toBe("2025-02-10");
  });

  it("finds nothing without pretending that nothing happened", () => {
    const { coverage, ladders, keyPoints } = digestOf([elsewhere]);

    expect(coverage).toMatchObject({
      searched: 1,
      found: 0,
      firstArticle: null,
      lastArticle: null,
      fallback: null,
    });
    expect([ladders, keyPoints]).toEqual([[], []]);
  });

  it("says which expected numbers no article gives", () => {
    const report4 = report({
      id: "a",
      day: "2025-03-04",
      text: "Five people died in Tarsk.",
      figures: [{ text: "Five people", low: 5 }],
    });

    expect(digestOf([report4]).coverage.notFound).toEqual(["injured", "missing", "displaced"]);
  });

  it("counts articles in languages that nobody reads", () => {
    const french = report({ id: "fr", day: "2025-03-04", language: "fr", text: "Cinq morts à Tarsk." });

    expect(digestOf([old, french]).coverage.unread).toEqual([{ language: "fr", articles: 1 }]);
  });

  it("takes from a passing mention only what is said of the topic", () => {
    const passing = report({
      id: "pass",
      day: "2025-03-04",
      title: "Velm rebuilds",
      text: "Velm is rebuilding its bridge, and 90 people were hurt in Velm when a crane fell. Market days are back. Far away in Tarsk, 5 people died.",
      places: ["Velm", "Tarsk"],
      figures: [
        { text: "90 people", metric: "injured", low: 90, place: null },
        { text: "5 people", low: 5, place: "Tarsk" },
      ],
      statements: [{ text: "Market days are back", by: "a trader" }],
      keys: ["Velm is rebuilding its bridge, and 90 people were hurt in Velm when a crane fell."],
    });

    const digest = digestOf([passing]);

    expect(digest.ladders.map(({ metric }) => metric)).toEqual(["killed"]);
    expect([digest.speakers, digest.keyPoints]).toEqual([[], []]);
  });

  it("ranks a search by words and leaves out another town's story of the same kind", () => {
    const wanted = report({
      id: "a",
      day: "2025-03-04",
      title: "Hospital in Tarsk attacked",
      text: "Gunmen attacked the hospital in Tarsk.",
    });
    const other = report({
      id: "b",
      day: "2025-03-04",
      title: "Hospital in Velm attacked",
      text: "Gunmen attacked the hospital in Velm.",
      places: ["Velm"],
    });

    const { sources } = digestOf([wanted, other, elsewhere], { topic: wordsTopic("Tarsk hospital attack") });

    expect(sources.flatMap(({ outlets }) => outlets.map(({ articleId }) => articleId))).toEqual(["a"]);
  });
});
