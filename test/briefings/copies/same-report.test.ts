import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { copyKeys } from "../../../briefings/copies/copy-keys.ts";
import { type Likeness, sameReport, toComparable } from "../../../briefings/copies/same-report.ts";
import type { Article } from "../../../briefings/index.ts";
import { madeUpNews } from "../../bench/made-up-news.ts";
import { anArticle } from "../../support/articles.ts";
import { bundledArticles } from "../../support/corpus.ts";

const compare = (a: Article, b: Article): Likeness | null =>
  sameReport(toComparable(a, a.publishedAt.slice(0, 10)), toComparable(b, b.publishedAt.slice(0, 10)));

/** The pairs that a common key proposes and the texts confirm, and how many were proposed. */
function pairsOf(articles: readonly Article[]): { confirmed: string[]; proposed: number } {
  const keys = articles.map((article) => new Set(copyKeys(article)));
  const confirmed: string[] = [];
  let proposed = 0;
  for (const [i, a] of articles.entries()) {
    for (const [j, b] of articles.entries()) {
      if (j <= i || ![...keys[j]!].some((key) => keys[i]!.has(key))) continue;
      proposed += 1;
      if (compare(a, b) !== null) confirmed.push(`${a.id} ${b.id}`);
    }
  }
  return { confirmed, proposed };
}

interface GoldArticle {
  readonly id: string;
  readonly source: string;
  readonly date: string;
  readonly title: string;
  readonly text: string;
}

function goldArticles(folder: string): Article[] {
  const at = new URL(`../../gold/${folder}/`, import.meta.url);
  return readdirSync(at)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const { source, date, title, text } = JSON.parse(
        readFileSync(new URL(name, at), "utf8"),
      ) as GoldArticle;
      const given = { publisher: source, origin: source, publishedAt: date, title, text };
      return anArticle({ id: name.slice(0, name.startsWith("h") || name.startsWith("j") ? 3 : 2), ...given });
    });
}

describe("near-duplicates of the gold set", () => {
  it("are the three pairs that its guide names, and no other", () => {
    const { confirmed } = pairsOf([...goldArticles("articles"), ...goldArticles("held-out")]);

    expect(confirmed).toEqual(["02 03", "10 11", "17 18"]);
  });
});

describe("near-duplicates of the bundled reports", () => {
  it("are the stories that two outlets carry, and no other", async () => {
    const articles = (await bundledArticles()).map((article) => ({
      ...article,
      id: article.publisher,
    }));

    const { confirmed, proposed } = pairsOf(articles);

    expect(confirmed.sort()).toMatchInlineSnapshot(`
      [
        "ARY News Hürriyet Daily News",
        "AllAfrica ARY News",
        "AllAfrica Hürriyet Daily News",
        "Dayton Daily News Infotel",
        "Japan Today Sowetan",
        "MSF Australia MSF",
      ]
    `);
    expect(proposed).toBeLessThan(20);
  });
});

describe("two reports", () => {
  const text = madeUpNews(1, 150).text;
  const wire = anArticle({ id: "a", publisher: "Tarn Press Agency", text });
  const other = (given: Partial<Article>) => anArticle({ id: "b", publisher: "Velm Herald", ...given });

  it("are the same when one is the beginning of the other", () => {
    const short = text.split(" ").slice(0, 50).join(" ");

    expect(compare(wire, other({ text: short }))?.kind).toBe("copy");
    expect(compare(other({ text: short }), wire)?.kind).toBe("copy");
  });

  it("are not the same when they only end with the same lines about the agency", () => {
    const footer = "Reporting by Ona Perrel in Velm and Ivo Tarn in Kelmar; editing by Lida Morn";
    const [a, b] = [madeUpNews(2, 150).text, madeUpNews(3, 150).text];

    expect(compare(anArticle({ text: `${a} ${footer}` }), other({ text: `${b} ${footer}` }))).toBeNull();
  });

  it("are the same when both are a few words, to the letter", () => {
    const flash = "The airport of Tarsk is closed until further notice, its director said.";

    expect(compare(anArticle({ text: flash }), other({ text: flash }))?.kind).toBe("copy");
    expect(compare(anArticle({ text: flash }), other({ text: `${flash} More soon.` }))).toBeNull();
    expect(compare(anArticle({ text: "More soon." }), other({ text: "More soon." }))).toBeNull();
  });

  it("are the same at one address when one of them is only announced", () => {
    const teaser = text.split(" ").slice(0, 14).join(" ");
    const rain = "Rain fell in Velm for a third day, and the ferry to the islands stayed in its harbour.";
    const at = (article: Article, page: string) => toComparable(article, "2025-03-04", page);

    expect(sameReport(at(wire, "p"), at(other({ text: teaser }), "p"))?.kind).toBe("copy");
    expect(sameReport(at(wire, "p"), at(other({ text: teaser }), "q"))).toBeNull();
    expect(sameReport(at(wire, "p"), at(other({ text: rain }), "p"))).toBeNull();
  });
});
