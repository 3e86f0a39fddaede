import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../briefings/index.ts";
import type { Block, Document } from "../../src/chat/document.ts";
import { wordsIn } from "../../src/chat/words/catalogue.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { makeRunDigest } from "../../src/desk/run-digest.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { bundledArticles } from "../support/corpus.ts";
import { linesOf } from "../support/lines-of.ts";

const FIRST = "2025-01-27";
const LAST = "2025-03-10";

interface Morning {
  readonly day: string;
  readonly summary: Document;
  readonly details: Document | null;
  readonly lines: readonly string[];
}

/** Lines that were not broken to fit a terminal. */
function wholeLines(blocks: readonly Block[]): readonly string[] {
  return linesOf(blocks).join("\n").replaceAll("\n  ", " ").split("\n");
}

/** The digest on Goma of every morning at five, each told against the one before. */
async function mornings(): Promise<readonly Morning[]> {
  const engine = openEngine();
  const store = openMemoryStore();
  for (const article of await bundledArticles())
    await store.put({ article, facts: engine.read(article), reader: "v1", bundled: true });
  let now = new Date(`${FIRST}T05:00:00Z`);
  const desk = openDesk({ store, engine, clock: { now: () => now } });
  const made: Morning[] = [];
  let last: unknown = null;
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
    now = new Date(`${day}T05:00:00Z`);
    const { summary, details, snapshot } = await makeRunDigest({
      ...{ desk, now, last, query: { topic: "goma", since: "7d" }, words: wordsIn("en"), layout: "thread" },
      ...{ late: false, skipped: [], andEarlier: false, next: `${addDays(day, 1)}T05:00Z` },
    });
    // What is stored between two mornings is JSON.
    last = JSON.parse(JSON.stringify(snapshot));
    made.push({ day, summary, details, lines: wholeLines(summary.blocks) });
  }
  await store.close();
  return made;
}

describe("Goma, morning by morning", () => {
  let all: readonly Morning[] = [];
  beforeAll(async () => {
    all = await mornings();
  });
  const on = (day: string) => all.find((morning) => morning.day === day)!;

  it("is first a whole picture, and then what is new", () => {
    expect(on("2025-01-27").lines.join("\n")).toContain("First digest");
    expect(on("2025-01-27").details).toBeNull();
    expect(on("2025-01-28").lines).toContainEqual(
      expect.stringMatching(/NEW Displaced · Goma: 700,000 OCHA/),
    );
  });

  it("tells a number of the same source that became another, with both and their ids", () => {
    expect(on("2025-02-03").lines).toContainEqual(
      expect.stringMatching(
        /UPDATED Killed · Goma .*: 700 → at least 900 \(same source\) United Nations.* f\w+ → f\w+$/,
      ),
    );
  });

  it("sets the number of another source beside it as new, never as an update, and says that they disagree", () => {
    const { lines } = on("2025-02-03");

    expect(lines).toContainEqual(expect.stringMatching(/NEW Killed · Goma .*: 773 Congo's health ministry/));
    expect(lines.join("\n")).toMatch(/DISAGREEMENT killed · Goma — United Nations: at least 900 .*: 773/);
  });

  it("says on a quiet morning what was searched, and sends nothing more", () => {
    const { lines, details } = on("2025-02-04");

    expect(lines.join(" ")).toMatch(
      /Nothing new since 3 Feb 05:00 UTC; 33 articles searched, .*last article 3 Feb/,
    );
    expect(details).toBeNull();
  });

  it("never tells the same as new on two mornings", () => {
    const mornings = new Map<string, Set<string>>();
    for (const { day, lines, details } of all)
      for (const line of [...lines, ...(details === null ? [] : wholeLines(details.blocks))]) {
        if (!/^• (?:NEW|UPDATED) /.test(line)) continue;
        mornings.set(line, (mornings.get(line) ?? new Set()).add(day));
      }

    expect([...mornings].filter(([, days]) => days.size > 1)).toEqual([]);
    expect(mornings.size).toBeGreaterThan(60);
  });
});
