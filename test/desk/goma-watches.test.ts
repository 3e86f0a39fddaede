import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Article, addDays } from "../../briefings/index.ts";
import type { GivenWatch } from "../../src/desk/desk.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { aWatchedLibrary } from "../support/a-watched-library.ts";
import { bundledArticles } from "../support/corpus.ts";
import { linesOf } from "../support/lines-of.ts";

const FIRST = "2025-01-27";
const LAST = "2025-03-10";

const WATCHES = {
  quarter: { topic: "goma +25%", metric: "killed" },
  thousand: { topic: "goma >1,000", metric: "killed" },
  denied: { topic: "goma", act: "denied" },
  disagreement: { topic: "goma", about: "disagreement" },
  m23: { topic: "goma", actor: "M23" },
  ceasefire: { topic: "ceasefire" },
} satisfies Readonly<Record<string, GivenWatch>>;
type Name = keyof typeof WATCHES;

interface Told {
  readonly watch: Name;
  readonly day: string;
  readonly text: string;
}

/** What the watches tell of the bundled reports as they come in on the evening of their day. */
async function alerts(): Promise<readonly Told[]> {
  const byDay = new Map<string, Article[]>();
  for (const article of await bundledArticles()) {
    const day = article.publishedAt.slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), article]);
  }
  const store = openMemoryStore();
  const library = aWatchedLibrary(store, `${FIRST}T00:00:00Z`, { alerts: "20" });
  const before = [...byDay].filter(([day]) => day < FIRST).flatMap(([, articles]) => articles);
  await library.put(before);
  const names = new Map<string, Name>();
  for (const [name, given] of Object.entries(WATCHES)) {
    const made = await library.watches.watch(given);
    if (made.status !== "saved") throw new Error(made.status);
    names.set(made.line.id, name as Name);
  }
  const told: Told[] = [];
  for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
    library.at(`${day}T23:30:00Z`);
    await library.put(byDay.get(day) ?? []);
    await library.round();
    for (const post of await library.posts()) {
      const text = linesOf(post.document.blocks).join("\n").replaceAll("\n  ", " ");
      told.push({ watch: names.get(post.subscription ?? "")!, day, text });
      await store.outbox.confirm(post, post.key, new Date(`${day}T23:31:00Z`));
    }
  }
  await store.close();
  return told;
}

describe("watches over Goma, as its reports came in", () => {
  let all: readonly Told[] = [];
  beforeAll(async () => {
    all = await alerts();
  });
  const by = (name: Name) => all.filter(({ watch }) => watch === name);

  it("tell of a number that the same source raised, with both", () => {
    expect(by("quarter").map(({ day }) => day)).toEqual(["2025-01-31", "2025-02-03", "2025-02-05"]);
    expect(by("quarter")[1]?.text).toMatch(
      /UPDATED Killed · Goma .*: 700 → at least 900 \(same source\) United Nations, via Standard-Democrat \(AP\)/,
    );
  });

  it("tell of another source's number beside the one it is measured by, and never that anything rose", () => {
    expect(by("quarter")[2]?.text).toMatch(
      /NEW Killed · Goma .*: 2,000 Congo's interior minister.* — before that: 773 Congo's health ministry/,
    );
    for (const { text } of all) expect(text).not.toMatch(/\b(?:rose|rise|risen|jumped|surged)\b/);
  });

  it("tell of a disagreement when it appears", () => {
    expect(by("disagreement")[0]).toMatchObject({ day: "2025-02-03" });
    expect(by("disagreement")[0]?.text).toMatch(/United Nations: at least 900.*health ministry: 773/);
  });

  it("tell of who speaks for an actor, and of no look back at an old number", () => {
    expect(by("m23")[0]?.text).toContain("Lawrence Kanyuka, M23 spokesperson accused");
    expect(by("thousand").map(({ day }) => day)).toEqual(["2025-02-05", "2025-02-06", "2025-03-04"]);
  });

  it("speak up on few days of six weeks, and say no line twice", () => {
    const lines = all.flatMap(({ watch, text }) =>
      text.split("\n").flatMap((line) => (line.startsWith("• ") ? [`${watch} ${line}`] : [])),
    );

    expect(all.length).toBeLessThan(20);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("are told of in the README as they are", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const lines =
      by("quarter")[2]
        ?.text.split("\n")
        .filter((line) => line.startsWith("• ")) ?? [];

    expect(lines).toHaveLength(2);
    for (const line of lines) expect(readme).toContain(line.replaceAll(/ +f[0-9a-z]{6}\b/g, ""));
  });
});
