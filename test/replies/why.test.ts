import { describe, expect, it } from "vitest";
import { whyReply } from "../../src/replies/why.ts";
import { anArticle, anEvidence, aSource, aStatement, aWhyItem } from "../support/a-digest.ts";
import { english } from "../support/a-telling.ts";
import { linesOf } from "../support/lines-of.ts";

describe("the evidence behind an id", () => {
  it("shows the excerpt marked in its context, the article, and every field of a figure", () => {
    const document = whyReply({ status: "found", items: [aWhyItem()] }, "f2", english);

    expect(document.tone).toBe("found");
    expect(linesOf(document.blocks)).toEqual([
      "f2minis · figure                                                   Northern Wire",
      "│ MARENTA - Shells fell on the market. >>At least 63 people<< died, the health",
      "│ minister said.",
      "",
      "WHERE IT STANDS",
      "Article     Guns fall silent in Marenta",
      "Publisher   Northern Wire",
      "Origin      Northern Wire",
      "Address     https://wire.example/marenta",
      "Published   6 May 2031",
      "Characters  37–55",
      "Rule        figures/killed",
      "Basis       stated",
      "Engine      0.1.0",
      "Verified    yes: the text has its recorded hash, and the characters are the",
      "            excerpt",
      `SHA-256     ${"ab12".repeat(16)}`,
      "Retrieved   6 May 2031 09:30 UTC",
      "",
      "WHAT WAS READ",
      "Metric        Killed",
      "Words         At least 63 people",
      "Low – high    63 – open",
      "Quantifier    at least, “At least”",
      "Unit          person",
      "Counted       people",
      "Measure       flow",
      "Scope         total",
      "Place         Marenta (inferred)",
      "When          not given",
      "As of         6 May 2031 (inferred)",
      "Claimant      Ilan Torvek, health minister (stated)",
      "Passed on by  not given",
      "Status        reported",
    ]);
  });

  it("warns when the stored text no longer matches", () => {
    const lines = linesOf(
      whyReply({ status: "found", items: [aWhyItem({ verified: false })] }, "f2", english).blocks,
      120,
    );

    expect(lines).toContain("Verified    NO: the stored text no longer matches; do not rely on this");
  });

  it("shows from which report a retelling comes, and when no address is known", () => {
    const article = { ...anArticle({ retoldFrom: [{ publisher: "Lakeside Agency", date: "2031-05-05" }] }) };
    delete article.url;

    const lines = linesOf(
      whyReply({ status: "found", items: [aWhyItem({ article })] }, "f2", english).blocks,
    );

    expect(lines).toContain("Retold from  Lakeside Agency, 5 May 2031, in our words");
    expect(lines).toContain("Address      not given");
  });

  it("shows the fields of a statement, with dots where the context goes on", () => {
    const fact = aStatement({
      channel: "on the radio",
      addressee: aSource({ name: "nurses", named: false }),
    });
    const item = aWhyItem({
      kind: "statement",
      fact,
      evidence: anEvidence({ start: 20, end: 36, excerpt: "The road is open" }),
      before: "he said: ",
      after: " and then",
    });

    const lines = linesOf(whyReply({ status: "found", items: [item] }, "s1", english).blocks);

    expect(lines[1]).toBe("│ …he said: >>The road is open<< and then…");
    expect(lines).toContain("Content       “The road is open”");
    expect(lines).toContain("Addressee     nurses (stated)");
    expect(lines).toContain("When          6 May 2031 (inferred, “on Tuesday”)");
  });

  it("says how many facts a short id fits, and shows the first few", () => {
    const items = ["f2a", "f2b", "f2c", "f2d"].map((id) => aWhyItem({ id }));

    const lines = linesOf(whyReply({ status: "found", items }, "f2", english).blocks);

    expect(lines[0]).toBe("4 facts have an id beginning with “f2”.");
    expect(lines.filter((line) => line.includes(" · figure"))).toHaveLength(3);
  });

  it("says what ids look like when there is no such id", () => {
    const document = whyReply({ status: "unknown-id", id: "zz9" }, "zz9", english);

    expect(document.tone).toBe("trouble");
    expect(linesOf(document.blocks)[0]).toBe("No fact has an id beginning with “zz9”.");
  });
});
