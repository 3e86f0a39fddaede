import { describe, expect, it } from "vitest";
import { copyKeys } from "../../../briefings/copies/copy-keys.ts";
import { BANDS, bandProbability, minHashBands } from "../../../briefings/copies/min-hash.ts";
import { sameReport, toComparable } from "../../../briefings/copies/same-report.ts";
import { jaccard, sketch } from "../../../briefings/copies/shingles.ts";
import { madeUpNews, seeded } from "../../bench/made-up-news.ts";
import { anArticle } from "../../support/articles.ts";

/** A text with so many of its words exchanged for words of no other text. */
function reworded(text: string, share: number, seed: number): string {
  const random = seeded(seed);
  return text
    .split(" ")
    .map((word, at) => (random() < share ? `w${seed}x${at}` : word))
    .join(" ");
}

const meet = (a: readonly number[], b: readonly number[]): boolean => {
  const known = new Set(a);
  return b.some((key) => known.has(key));
};

/** Made-up reports and changed copies of them, with what both have in common counted exactly. */
const PAIRS = Array.from({ length: 1200 }, (_, n) => {
  const text = madeUpNews(n, 120 + (n % 5) * 90).text;
  const copy = reworded(text, (n % 40) / 200, n);
  const [a, b] = [sketch(text), sketch(copy)];
  return { text, copy, bands: [minHashBands(a.hashes), minHashBands(b.hashes)], similarity: jaccard(a, b) };
});

describe("the bands of MinHash", () => {
  it("bring together at least 95 of 100 pairs with a Jaccard similarity of 0.8 or more", () => {
    const like = PAIRS.filter(({ similarity }) => similarity >= 0.8);
    const found = like.filter(({ bands: [a, b] }) =>
      meet(
        a!.map((hash, band) => band * 2 ** 32 + hash),
        b!.map((hash, band) => band * 2 ** 32 + hash),
      ),
    );

    expect(like.length).toBeGreaterThan(200);
    expect(found.length / like.length).toBeGreaterThanOrEqual(0.95);
    console.info(
      `pairs with J >= 0.8: ${found.length} of ${like.length} found by MinHash bands alone (recall ${(found.length / like.length).toFixed(4)})`,
    );
  });

  it.each([0.4, 0.5, 0.6, 0.7, 0.8])("meet about as often as the curve says around %d", (s) => {
    const near = PAIRS.filter(({ similarity }) => Math.abs(similarity - s) <= 0.05);
    const met = near.filter(({ bands: [a, b] }) => a!.some((hash, band) => hash === b![band]));

    expect(near.length).toBeGreaterThan(60);
    expect(met.length / near.length).toBeGreaterThan(bandProbability(s - 0.05) - 0.15);
    expect(met.length / near.length).toBeLessThan(bandProbability(s + 0.05) + 0.15);
  });

  it("have the probabilities written beside them", () => {
    const printed = [0.001, 0.019, 0.093, 0.267, 0.539, 0.811, 0.963, 0.998, 1];

    expect(printed.map((_, i) => Number(bandProbability((i + 1) / 10).toFixed(3)))).toEqual(printed);
  });
});

describe("the keys of a report", () => {
  it("are the same on every machine", () => {
    expect(copyKeys({ text: "" })).toEqual(copyKeys({ text: "" }));
    const keys = copyKeys(madeUpNews(7, 200));

    expect([keys.length, keys[0], keys[1], keys.at(-1)]).toMatchInlineSnapshot(`
      [
        18,
        441110009276,
        3379014503,
        432792235824,
      ]
    `);
    expect(keys.every((key) => Number.isSafeInteger(key) && key >= 0 && key < 2 ** 40)).toBe(true);
  });

  it("find all pairs with a similarity of 0.8 or more, and most shortened stories", () => {
    const like = PAIRS.filter(({ similarity }) => similarity >= 0.8);
    const shortened = Array.from({ length: 300 }, (_, n) => madeUpNews(n, 600).text).map((text) => ({
      text,
      copy: text.split(" ").slice(0, 130).join(" "),
    }));
    const recall = (pairs: readonly { text: string; copy: string }[]) =>
      pairs.filter(({ text, copy }) => meet(copyKeys({ text }), copyKeys({ text: copy }))).length /
      pairs.length;

    expect(recall(like)).toBeGreaterThanOrEqual(0.99);
    expect(recall(shortened)).toBeGreaterThanOrEqual(0.95);
    console.info(
      `keys: recall ${recall(like).toFixed(4)} at J >= 0.8, ${recall(shortened).toFixed(4)} for stories cut to a fifth`,
    );
  });

  it("propose few pairs of unrelated reports, though all are made from ten sentences", () => {
    const reports = Array.from({ length: 400 }, (_, n) => madeUpNews(n, 250));
    const keys = reports.map((one) => copyKeys(one));
    const compared = reports.map(({ id, title, text }) => toComparable(anArticle({ id, title, text }), null));
    const count = { pairs: 0, byBands: 0, byAny: 0, joined: 0 };
    for (const [at, a] of keys.entries()) {
      const known = new Set(a);
      for (let other = at + 1; other < keys.length; other++) {
        const shared = keys[other]!.filter((key) => known.has(key));
        count.pairs += 1;
        if (shared.some((key) => key < BANDS * 2 ** 32)) count.byBands += 1;
        if (shared.length > 0) count.byAny += 1;
        if (shared.length > 0 && sameReport(compared[at]!, compared[other]!) !== null) count.joined += 1;
      }
    }

    expect(count.byBands / count.pairs).toBeLessThan(0.01);
    expect(count.byAny / count.pairs).toBeLessThan(0.2);
    expect(count.joined).toBe(0);
    console.info(`unrelated pairs: ${JSON.stringify(count)}`);
  });

  it("are few, however long the report is", () => {
    expect(copyKeys(madeUpNews(3, 20_000)).length).toBeLessThanOrEqual(12 + 24 + 8 + 1);
  });
});
