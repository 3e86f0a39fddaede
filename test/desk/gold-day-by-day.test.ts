import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../briefings/index.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { makeRunDigest } from "../../src/desk/run-digest.ts";
import { makeArticle } from "../../src/ingest/make-article.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { linesOf } from "../support/lines-of.ts";

/** Articles of an invented world, handed around beside the checkout. */
const GOLD = new URL("../../../shared/gold/dev/", import.meta.url);
/** A topic of each of its conflicts, with the days on which it is reported. */
const TOPICS = [
  ["tessaut", "2025-03-03", "2025-03-14"],
  ["lodzhen", "2025-03-11", "2025-03-21"],
  ["altamora", "2025-03-20", "2025-03-30"],
  ["ban lor", "2025-04-01", "2025-04-11"],
] as const;

const isHere = existsSync(GOLD);
const title = isHere
  ? "the invented world, morning by morning"
  : "the invented world, morning by morning (skipped: ../shared/gold is not here)";

describe.skipIf(!isHere)(title, () => {
  const engine = openEngine();
  const lines = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const store = await goldLibrary(engine);
    for (const [topic, first, last] of TOPICS)
      for (const [day, said] of await mornings(store, engine, topic, first, last))
        lines.set(`${topic} ${day}`, said);
    await store.close();
  });
  const on = (morning: string) => (lines.get(morning) ?? []).join("\n");

  it("has a digest for every one of them, the first of each topic a whole picture", () => {
    expect(lines.size).toBe(45);
    for (const [morning, said] of lines) expect([morning, said.length > 3]).toEqual([morning, true]);
    expect(on("lodzhen 2025-03-11")).toContain("First digest");
  });

  it("tells what an aid agency reports for the first time as new, and what stands as unchanged", () => {
    const text = on("tessaut 2025-03-05");

    expect(text).toMatch(/NEW Displaced · Tessaut: 118,000 Humanitarian Coordination Office/);
    expect(text).toMatch(/UNCHANGED\n• Killed · Tessaut: more than 9,000 /);
  });

  it("sets two officials' numbers side by side and says that they disagree", () => {
    expect(on("tessaut 2025-03-07")).toMatch(
      /DISAGREEMENT killed · Tessaut — (?=.*Mariama Dicoulé: 61 )(?=.*Abdoulaye Karanbé: 63 )/,
    );
  });

  it("updates a number only for its own source: the missing by the rescuers, never the dead by others", () => {
    const text = on("lodzhen 2025-03-13");

    expect(text).toMatch(/UPDATED Missing · Lodzhen: five → Six \(same source\) State Rescue Service/);
    expect(text).toMatch(/NEW Killed · Lodzhen: 17 .* carried by 2 outlets/);
    expect(text).not.toMatch(/UPDATED Killed/);
  });

  it("tells nothing as new on two mornings", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [morning, said] of lines)
      for (const line of said.filter((one) => /^• (?:NEW|UPDATED|DENIED) /.test(one))) {
        const key = `${morning.slice(0, -11)} ${line}`;
        if (seen.has(key)) twice.push(key);
        seen.set(key, morning);
      }

    expect(twice).toEqual([]);
    expect(seen.size).toBeGreaterThan(40);
  });
});

async function goldLibrary(engine: ReturnType<typeof openEngine>): Promise<Store> {
  const store = openMemoryStore();
  for (const name of readdirSync(GOLD).sort()) {
    const { id, source, date, title, text } = JSON.parse(readFileSync(new URL(name, GOLD), "utf8")) as Record<
      "id" | "source" | "date" | "title" | "text",
      string
    >;
    const article = makeArticle(
      {
        ...{ givenId: id, publisher: source, title, text, offset: 0, language: "en" },
        ...{ publishedAt: date, publishedPrecision: "day" },
      },
      { agencies: [], retrievedAt: "2025-06-30T00:00:00Z" },
    );
    if (article === null) throw new Error(`${name} is no article`);
    await store.put({ article, facts: engine.read(article), reader: "v1", bundled: false });
  }
  return store;
}

/** The parent message of each morning at five, told against the one before. */
async function mornings(
  store: Store,
  engine: ReturnType<typeof openEngine>,
  topic: string,
  first: string,
  until: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  let now = new Date(`${first}T05:00:00Z`);
  const desk = openDesk({ store, engine, clock: { now: () => now } });
  const made = new Map<string, readonly string[]>();
  let last: unknown = null;
  for (let day: string = first; day <= until; day = addDays(day, 1)) {
    now = new Date(`${day}T05:00:00Z`);
    const { summary, snapshot } = await makeRunDigest({
      ...{ desk, now, last, query: { topic, since: "7d" }, words: wordsIn("en"), layout: "thread" },
      ...{ late: false, skipped: [], andEarlier: false, next: null },
    });
    last = JSON.parse(JSON.stringify(snapshot ?? null));
    made.set(day, linesOf(summary.blocks).join("\n").replaceAll("\n  ", " ").split("\n"));
  }
  return made;
}
