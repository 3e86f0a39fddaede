import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Article, Topic } from "../briefings/index.ts";
import type { Engine } from "../src/desk/engine.ts";
import { openDesk } from "../src/desk/open-desk.ts";
import { openEngine } from "../src/desk/open-engine.ts";
import { openMemoryStore } from "../src/stores/sqlite-store.ts";
import { madeUpNews } from "./bench/made-up-news.ts";
import { anArticle } from "./support/articles.ts";
import { bundledArticles } from "./support/corpus.ts";
import { fixedClock } from "./support/fixed-clock.ts";
import { messyText } from "./support/messy-text.ts";
import { fc } from "./support/properties.ts";
import { untrueFacts, untrueLines } from "./support/verbatim.ts";

let engine: Engine;

beforeAll(() => {
  engine = openEngine();
});

describe("reading any text at all", () => {
  it("finds nothing that does not stand in the text, and finds the same twice", () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const article = anArticle({ text });

        const facts = engine.read(article);

        expect(untrueFacts(article, facts)).toEqual([]);
        expect(JSON.stringify(engine.read(article))).toBe(JSON.stringify(facts));
      }),
      { numRuns: 300, seed: 20250129 },
    );
  });

  it.each([
    ["nothing", ""],
    ["blanks", " \n\t \n"],
    ["one mark", '"'],
    ["a mark that never closes", 'Odran Vesh said: "We are leaving Tarsk. At least 12 people were killed.'],
    ["100,000 nested marks", `${"“".repeat(100_000)}12 killed${"”".repeat(100_000)}`],
    ["right-to-left text", "قال المتحدث إن 12 شخصا قتلوا في المدينة"],
    ["zero-width characters in words", "At le\u200bast 12 pe\u200bople were kil\u200bled in Tar\u200dsk."],
    ["half a surrogate pair", "At least 12 people \ud83d were killed in Tarsk, residents said."],
    ["a number of 10,000 digits", `At least ${"9".repeat(10_000)} people were killed in Tarsk.`],
  ])("survives %s", (_, text) => {
    const article = anArticle({ text });

    expect(untrueFacts(article, engine.read(article))).toEqual([]);
  });

  it("reads made-up news without inventing a word", () => {
    const articles = madeUpArticles(40);

    expect(articles.flatMap((article) => untrueFacts(article, engine.read(article)))).toEqual([]);
  });
});

describe("a digest of any articles at all", () => {
  it("prints only what stands in them, and prints the same whatever their order", () => {
    fc.assert(
      fc.property(fc.array(messyText, { minLength: 1, maxLength: 6 }), fc.nat(1000), (texts, from) => {
        const messy = texts.map((text, index) => anArticle({ id: `messy-${index}`, text }));
        const articles = [...messy, ...madeUpArticles(4, from)];

        const digest = digestOf(articles);

        expect(untrueLines(digest, byId(articles))).toEqual([]);
        expect(JSON.stringify(digestOf(articles.toReversed()))).toBe(JSON.stringify(digest));
      }),
      { numRuns: 40, seed: 20250129 },
    );
  });
});

describe("the bundled corpus", () => {
  const store = openMemoryStore();
  let articles: Article[];

  beforeAll(async () => {
    articles = await bundledArticles();
    for (const article of articles) {
      await store.put({ article, facts: engine.read(article), reader: engine.tag, bundled: true });
    }
  });

  afterAll(() => store.close());

  it("is read without inventing a word", () => {
    expect(articles.flatMap((article) => untrueFacts(article, engine.read(article)))).toEqual([]);
  });

  it.each([
    "goma",
    "north kivu",
    "dr congo",
    "rwanda",
    "m23",
    "kagame",
    "sudan",
    "el fasher",
    "haiti",
    "killed",
  ])("gives a briefing on %s in which every word and number stands in an article", async (topic) => {
    const desk = openDesk({ store, engine, clock: fixedClock("2025-06-30T12:00:00Z") });

    const answer = await desk.brief({ topic, since: "2025-01-01" });

    const digest = answer.status === "ok" ? answer.digest : null;
    expect(digest?.sources.length).toBeGreaterThan(0);
    expect(digest === null ? [] : untrueLines(digest, byId(articles))).toEqual([]);
  });
});

describe("the checks of this file", () => {
  const article = anArticle({
    text: 'At least 12 people were killed in Tarsk on Monday. "We are leaving," Odran Vesh said.',
  });

  it("see an excerpt that is not what stands at its place", () => {
    const facts = engine.read(article);
    const [sentence] = facts.keySentences;
    const moved = facts.keySentences.map((key) => ({
      ...key,
      evidence: { ...key.evidence, start: key.evidence.start + 1 },
    }));

    const problems = untrueFacts(article, { ...facts, keySentences: moved });

    expect(sentence).toBeDefined();
    expect(problems).toEqual(moved.map(({ id }) => `key sentence ${id}: excerpt differs from the text`));
  });

  it("see words that nobody said", () => {
    const facts = engine.read(article);
    const statements = facts.statements.map((statement) => ({ ...statement, text: "We are staying" }));

    const problems = untrueFacts(article, { ...facts, statements });

    expect(problems).toEqual([expect.stringContaining('"We are staying" is not in the text')]);
  });

  it("see a number that no article gives, and a bound that no claim gives", () => {
    const digest = digestOf([article]);
    const ladders = digest.ladders.map((ladder) => ({
      ...ladder,
      high: 24,
      rungs: ladder.rungs.map((rung) => ({ ...rung, words: "At least 24" })),
    }));

    const problems = untrueLines({ ...digest, ladders }, byId([article]));

    expect(problems).toEqual([
      '"At least 24" is not in article-1',
      expect.stringContaining("no rung gives 24"),
    ]);
  });
});

function madeUpArticles(count: number, from = 0): Article[] {
  return Array.from({ length: count }, (_, index) => anArticle(madeUpNews(from + index, 150)));
}

function byId(articles: readonly Article[]): Map<string, Article> {
  return new Map(articles.map((article) => [article.id, article]));
}

const KILLED: Topic = {
  kind: "words",
  words: "killed",
  label: "killed",
  detail: null,
  names: ["killed"],
  level: null,
  country: null,
  admin1: null,
};

function digestOf(articles: readonly Article[]) {
  return engine.makeDigest({
    topic: KILLED,
    window: { since: "2025-01-01", until: "2025-06-30" },
    asOf: "2025-06-30",
    library: articles.map((article) => ({
      article,
      facts: engine.read(article),
    })),
  });
}
