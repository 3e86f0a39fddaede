import { describe, expect, it } from "vitest";
import { findChanges, snapshotOf } from "../../briefings/index.ts";
import type { Language } from "../../src/chat/language.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { type RunDigest, runDigestReply } from "../../src/replies/run-digest.ts";
import { digestOf, type Entry, type GivenFigure, report } from "../support/digest-reports.ts";
import { linesOf } from "../support/lines-of.ts";

const BOTH = [toll("a", "2025-03-03", 41), toll("b", "2025-03-03", 63, { by: "Open Clinics" })];

/** The parent message as lines of a wide terminal. */
function drawn(
  before: readonly Entry[],
  now: Parameters<typeof digestOf>,
  given: Partial<RunDigest> = {},
  language: Language = "en",
): string {
  const told = snapshotOf(digestOf(before));
  const digest = digestOf(...now);
  const words = wordsIn(language);
  const { summary } = runDigestReply(
    {
      answer: {
        digest,
        understoodAs: null,
        question: { topic: "tarsk", since: undefined, until: undefined },
        words,
        languages: {},
      },
      changes: findChanges(told, digest),
      ...{ first: null, before: told.asOf, late: false, skipped: [], andEarlier: false, next: null },
      ...given,
    },
    "thread",
  );
  // Lines that go on are set in.
  return linesOf(summary.blocks).join("\n").replaceAll("\n  ", " ");
}

describe("a scheduled digest, drawn", () => {
  it("puts an updated number behind the one before, with who says so and both ids in that order", () => {
    expect(drawn([BOTH[0]!], [[BOTH[0]!, toll("c", "2025-03-05", 63)]])).toMatch(
      /UPDATED Killed · Tarsk: 41 → 63 \(same source\) Ona Perrel, health minister, via Post of c .* f\w+ → f\w+$/m,
    );
  });

  it("says of a corrected report's number that the report was corrected", () => {
    expect(drawn([BOTH[0]!], [[toll("a", "2025-03-03", 63)]])).toMatch(
      /UPDATED .*41 → 63 \(report corrected\)/,
    );
  });

  it("names a withdrawn report, its publisher and the numbers that were told from it", () => {
    const [gone] = BOTH as [Entry, Entry];
    const withdrawal = {
      articleId: gone.article.id,
      at: "2025-03-05T08:00:00Z",
      by: "publisher",
      reason: null,
    } as const;

    const text = drawn([gone], [[], { withdrawn: [{ ...gone, withdrawal }] }]);

    expect(text).toMatch(new RegExp(`WITHDRAWN ${gone.article.title} — Post of a. told before: 41 f\\w+`));
  });

  it("says that a disagreement is resolved, about what, and how", () => {
    expect(drawn(BOTH, [[...BOTH, toll("c", "2025-03-05", 63)]])).toMatch(
      /RESOLVED killed · Tarsk — Ona Perrel: 63 .*; Open Clinics: 63 .*the sources no longer differ/,
    );
  });

  it("says all of it in French, the metric of a disagreement too", () => {
    const text = drawn([BOTH[0]!], [BOTH], {}, "fr");

    expect(text).toMatch(/DÉSACCORD tués · Tarsk — /);
    expect(text).not.toMatch(/DISAGREEMENT|killed/);
    expect(drawn(BOTH, [[...BOTH, toll("c", "2025-03-05", 63)]], {}, "fr")).toMatch(/RÉSOLU tués · Tarsk — /);
  });
});

describe("what a scheduled digest says of its own delivery", () => {
  const MISSED = ["2025-03-02T07:00:00Z", "2025-03-03T07:00:00Z"];

  it.each<[Language, Partial<RunDigest>, string, string]>([
    ["en", { late: true }, "", "Late: this digest was due earlier"],
    ["fr", { late: true }, "", "En retard : ce point était prévu plus tôt"],
    ["en", { skipped: MISSED }, "last", "Not sent: 2 Mar 07:00 UTC, 3 Mar 07:00 UTC"],
    ["fr", { skipped: MISSED }, "last", "Non envoyés : 2 mars à 07:00 UTC, 3 mars à 07:00 UTC"],
    [
      "en",
      { skipped: MISSED.slice(1), andEarlier: true },
      "last",
      "Not sent: 3 Mar 07:00 UTC, and earlier ones",
    ],
    [
      "fr",
      { skipped: MISSED.slice(1), andEarlier: true },
      "last",
      "Non envoyés : 3 mars à 07:00 UTC, et de plus anciens",
    ],
  ])("in %s: %j", (language, given, place, sentence) => {
    const lines = drawn([BOTH[0]!], [BOTH], given, language).trimEnd().split("\n");

    expect(lines).toContain(sentence);
    if (place === "last") expect(lines.at(-1)).toBe(sentence);
  });

  it("says neither when nothing was late or left out", () => {
    expect(drawn([BOTH[0]!], [BOTH])).not.toMatch(/Late|Not sent/);
  });
});

function toll(id: string, day: string, count: number, figure: Partial<GivenFigure> = {}): Entry {
  const by = figure.by ?? "Ona Perrel";
  return report({
    id,
    day,
    publisher: `Post of ${id}`,
    title: `Toll in Tarsk at ${count}`,
    text: `In Tarsk ${count} people were counted, ${by} said.`,
    actors: [
      ["Ona Perrel", "person", "health minister"],
      ["Open Clinics", "ngo"],
    ],
    figures: [{ text: `${count} people`, low: count, high: count, by, ...figure }],
  });
}
