import { describe, expect, test } from "vitest";
import { openEngine } from "../../src/desk/open-engine.ts";
import { keptFacts } from "../../src/stores/kept-facts.ts";
import { ParsedRows } from "../../src/stores/parsed-rows.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import type { Store, StoredArticle } from "../../src/stores/store.ts";
import { anArticle, someFacts } from "../support/articles.ts";

const EVER = { from: null, to: null };
const ON_KELMAR = { terms: ["at:kelmar"] };

async function found(store: Store): Promise<StoredArticle[]> {
  const all = [];
  for await (const one of store.find(ON_KELMAR, EVER, 10)) all.push(one);
  return all;
}

function reportOf(text: string) {
  const article = anArticle({ id: "kelmar", text });
  const facts = {
    ...someFacts(article.id),
    places: [
      {
        id: "place",
        name: "Kelmar",
        aliases: [],
        country: null,
        admin1: null,
        lat: null,
        lon: null,
        precision: "unknown" as const,
        mentions: [{ start: 0, end: 6 }],
      },
    ],
  };
  return { article, facts, reader: "one", bundled: false };
}

describe("articles that were parsed before", () => {
  test("are given again as long as nothing was written to them", async () => {
    const store = openMemoryStore();
    await store.put(reportOf("Kelmar was quiet."));
    const [first] = await found(store);
    await store.put({ ...reportOf("Kelmar was loud."), article: anArticle({ id: "other" }) });
    const again = (await found(store)).find(({ article }) => article.id === "kelmar");
    expect(again?.facts).toBe(first?.facts);
    await store.close();
  });

  test("are read anew once their facts were replaced, by the same reader or another", async () => {
    const store = openMemoryStore();
    const report = reportOf("Kelmar was quiet.");
    await store.put(report);
    await found(store);
    for (const reader of ["one", "two"]) {
      const facts = { ...report.facts, engine: `engine of ${reader}` };
      await store.replaceFacts("kelmar", facts, reader);
      expect(await found(store)).toEqual([{ ...report, facts, reader }]);
    }
    await store.close();
  });

  test("are those of the new version once the article changed", async () => {
    const store = openMemoryStore();
    await store.put(reportOf("Kelmar was quiet."));
    await found(store);
    const changed = reportOf("Kelmar was not quiet at all.");
    await store.put(changed);
    expect(await found(store)).toEqual([changed]);
    await store.close();
  });

  test("are not found once the article is gone, nor given for the next one with its key", () => {
    const parsed = new ParsedRows();
    const row = (text: string) => {
      const { article, facts } = reportOf(text);
      return {
        key: 1,
        reader: "one",
        bundled: 0,
        article: JSON.stringify(article),
        facts: keptFacts(facts).json,
      };
    };
    parsed.stored(row("Kelmar was quiet."));
    expect(parsed.stored(row("Kelmar was loud.")).article.text).toBe("Kelmar was loud.");
  });

  test("of one tenant are not those of another", async () => {
    const [mine, yours] = [openMemoryStore(), openMemoryStore()];
    await mine.put(reportOf("Kelmar was quiet."));
    await yours.put(reportOf("Kelmar was loud."));
    expect((await found(mine))[0]?.article.text).toBe("Kelmar was quiet.");
    expect((await found(yours))[0]?.article.text).toBe("Kelmar was loud.");
    await Promise.all([mine.close(), yours.close()]);
  });

  test("are forgotten, the longest unused first, where they are more than may be kept", () => {
    const row = (key: number) => ({ key, reader: "one", bundled: 0, ...jsonOf(key) });
    const size = JSON.stringify(jsonOf(1)).length;
    const parsed = new ParsedRows(size * 2);
    const [one, two] = [parsed.stored(row(1)), parsed.stored(row(2))];
    expect(parsed.stored(row(1)).facts).toBe(one.facts);
    parsed.stored(row(3));
    expect(parsed.stored(row(1)).facts).toBe(one.facts);
    expect(parsed.stored(row(2)).facts).not.toBe(two.facts);
  });

  test("are changed by no digest", async () => {
    const engine = openEngine();
    const text = "Fighters shelled Goma on Monday, killing 12 people, the United Nations said.";
    const article = anArticle({ id: "goma", text });
    const library = [{ article: deepFrozen(article), facts: deepFrozen(engine.read(article)) }];
    const topic = engine.findTopic("goma", { places: [], actors: [] });
    if (topic.status !== "found") throw new Error("Goma is on every map");
    const day = article.publishedAt.slice(0, 10);
    const window = { since: day, until: day };
    const digest = engine.makeDigest({ topic: topic.topic, window, asOf: day, library });
    expect(digest.coverage.found).toBe(1);
  });
});

function jsonOf(number: number) {
  const { article, facts } = reportOf(`Kelmar was quiet on day ${number}.`);
  return { article: JSON.stringify(article), facts: keptFacts(facts).json };
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const part of Object.values(value)) deepFrozen(part);
  return Object.freeze(value);
}
