import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDesk } from "../../../src/desk/open-desk.ts";
import { openEngine } from "../../../src/desk/open-engine.ts";
import { keptFacts } from "../../../src/stores/kept-facts.ts";
import { openStore, type StorePlace } from "../../../src/stores/open-store.ts";
import { type OwnLibraries, openOwnLibraries } from "../../../src/stores/own-libraries.ts";
import { openMemoryStore } from "../../../src/stores/sqlite-store.ts";
import type { Store, StoredArticle, StoreReading } from "../../../src/stores/store.ts";
import { readTogether } from "../../../src/stores/two-stores.ts";
import { aFigure, anActor, anArticle, aPlace, someFacts } from "../articles.ts";
import { type Asked, askEverything } from "../ask-everything.ts";
import { collect } from "../collect.ts";
import { bundledArticles } from "../corpus.ts";
import { fixedClock } from "../fixed-clock.ts";

const ALL = { from: null, to: null };
const AT = "2025-06-01T00:00:00Z";
const clock = fixedClock("2025-06-30T12:00:00Z");
const engine = openEngine();

/** What tenants' own libraries must do, whatever keeps them. `place` gives a new, empty one. */
export function ownLibrariesContract(name: string, place: () => Promise<StorePlace>): void {
  describe(`libraries of their own ${name}`, () => {
    let where: StorePlace;
    let shared: Store;
    let libraries: OwnLibraries;

    beforeEach(async () => {
      where = await place();
      shared = await openStore(where);
      libraries = openOwnLibraries(where, shared, clock);
    });
    afterEach(async () => {
      await libraries.close();
      await shared.close();
    });

    it("are there once they are made, and listed in order", async () => {
      expect(await libraries.find("slack:T1")).toBeNull();

      await (await libraries.make("slack:T1")).put(anItem("a"));
      await libraries.make("discord:9");
      await libraries.make("slack:T1");

      expect(await libraries.tenants()).toEqual(["discord:9", "slack:T1"]);
      expect((await (await libraries.find("slack:T1"))?.counts())?.articles).toBe(1);
      expect((await (await libraries.find("discord:9"))?.counts())?.articles).toBe(0);
      expect(await libraries.find("discord:99")).toBeNull();
      expect((await shared.counts()).articles).toBe(0);
    });

    it("are found again by another process, with all they have", async () => {
      const made = await libraries.make("discord:1");
      await made.put(anItem("a"));
      await made.setNote("key", "value");

      const others = openOwnLibraries(where, shared, clock);
      const found = await others.find("discord:1");

      expect(await found?.note("key")).toBe("value");
      expect((await found?.article("a"))?.article.id).toBe("a");
      expect(await found?.keyed(clock).get("nothing")).toBeUndefined();
      await others.close();
    });

    it("are made once by many at a time, the same article in each tenant's", async () => {
      const names = [
        "discord:1",
        "discord:2",
        "discord:1",
        "discord:3",
        "discord:1",
        "discord:2",
        "discord:3",
      ];
      const made = await Promise.all(names.map((tenant) => libraries.make(tenant)));
      await Promise.all(made.map((own) => own.putAll([kept(anItem("a")), kept(anItem("b"))])));
      await Promise.all(made.map((own) => own.alone("work", async () => own.put(anItem("c")))));

      for (const tenant of await libraries.tenants())
        expect((await (await libraries.find(tenant))?.counts())?.articles).toBe(3);
      expect(await libraries.tenants()).toEqual(["discord:1", "discord:2", "discord:3"]);
    });

    it("are gone for good after removal, and begin anew", async () => {
      const made = await libraries.make("discord:1");
      await made.put(anItem("a"));
      const before = await made.revision();
      const others = openOwnLibraries(where, shared, fixedClock("2025-06-30T12:05:00Z"));
      const open = (await others.find("discord:1"))!;
      expect((await open.counts()).articles).toBe(1);

      await libraries.remove("discord:1");
      await libraries.remove("discord:1");

      expect(await libraries.find("discord:1")).toBeNull();
      expect(await others.find("discord:1")).toBeNull();
      expect(await others.tenants()).toEqual([]);
      await expect((async () => made.counts())()).rejects.toMatchObject({ name: "UserError" });
      await expect((async () => open.counts())()).rejects.toMatchObject({ name: "UserError" });
      const anew = await others.make("discord:1");
      expect((await anew.counts()).articles).toBe(0);
      expect(await anew.revision()).toBeGreaterThan(before);
      await anew.put(anItem("b"));
      expect((await (await libraries.find("discord:1"))?.article("b"))?.article.id).toBe("b");
      await others.close();
    });

    it("are removed while somebody reads them", async () => {
      const made = await libraries.make("discord:1");
      await made.putAll(Array.from({ length: 150 }, (_, i) => kept(anItem(`a${i}`))));
      const reading = made.between(ALL)[Symbol.asyncIterator]();
      await reading.next();

      await libraries.remove("discord:1");

      await expect(drain(reading)).rejects.toMatchObject({ name: "UserError" });
      expect(await libraries.find("discord:1")).toBeNull();
    });

    it("leave nothing behind that is not listed when a making or a removal is cut short", async () => {
      await shared.values.set("own libraries", [{ key: "discord:1", value: "kept", expires: null }], 0);
      expect(await libraries.find("discord:1")).toBeNull();
      expect(await libraries.tenants()).toEqual(["discord:1"]);
      await (await libraries.make("discord:1")).put(anItem("a"));

      await shared.values.set("own libraries", [{ key: "discord:1", value: "removing", expires: null }], 0);

      expect(await libraries.find("discord:1")).toBeNull();
      expect(await libraries.tenants()).toEqual([]);
      expect((await (await libraries.make("discord:1")).counts()).articles).toBe(0);
    });

    it("stay usable when more are used than stay open, also in the middle of reading", async () => {
      const few = openOwnLibraries(where, shared, clock, 2);
      const first = await few.make("t:0");
      await first.putAll(Array.from({ length: 150 }, (_, i) => kept(anItem(`a${i}`))));
      const values = first.keyed(clock);
      const reading = first.latest(ALL)[Symbol.asyncIterator]();
      await reading.next();

      for (let i = 1; i <= 6; i++) {
        const own = await few.make(`t:${i}`);
        await own.put(anItem(`b${i}`));
      }

      expect(await drain(reading)).toBe(149);
      for (let i = 1; i <= 6; i++) {
        const own = (await few.find(`t:${i}`))!;
        expect((await collect(own.latest(ALL))).map(({ article }) => article.id)).toEqual([`b${i}`]);
      }
      await values.set("topic", "Tarsk");
      expect(await first.keyed(clock).get("topic")).toBe("Tarsk");
      expect((await first.counts()).articles).toBe(150);
      await few.close();
    });

    it("are read together with the shared one as if all lay in one store", async () => {
      const whole = openMemoryStore();
      await fill(whole, CORPUS);
      const expected = await answersOf(whole);
      expect(GROUPS.length).toBeGreaterThan(0);
      expect(expected.versions).toContainEqual(expect.arrayContaining([[expect.anything()]]));

      for (const [number, ours] of SPLITS.entries()) {
        const own = await libraries.make(`t:${number}`);
        const common = number === 0 ? shared : await libraries.make(`common:${number}`);
        const isOurs = ({ article }: StoredArticle) => ours(PLACES.get(article.id)!);
        await fill(
          common,
          CORPUS.filter((item) => !isOurs(item)),
        );
        await fill(own, CORPUS.filter(isOurs));

        const answers = await answersOf(readTogether(common, own));

        // One by one: a difference of everything is pages long.
        for (const [method, answer] of Object.entries(expected))
          expect(answers[method], `${method}, split ${number}`).toEqual(answer);
      }
      await whole.close();
    });

    it("never show in the reading of another tenant or of none, whatever is asked", async () => {
      await fill(shared, CORPUS);
      const mine = await libraries.make("discord:1");
      const copy = anArticle({ ...SECRET.article, id: "zanvik-2", publishedAt: "2025-02-04" });
      await mine.put({ ...SECRET, article: { ...SECRET.article, title: "Zanvik before" } });
      await mine.put(SECRET);
      await mine.put({ ...SECRET, article: copy, facts: { ...SECRET.facts, articleId: copy.id } });
      await mine.copies.place(100);
      await mine.withdrawals.add({ articleId: copy.id, at: AT, by: "operator", reason: "Zanvik" });
      const others = await libraries.make("discord:2");
      await others.putAll([kept(anItem("other"))]);
      const together = readTogether(shared, mine);
      const readings = [readTogether(shared, others), shared, others];

      for (const [method, answer] of Object.entries(await askEverything(together, SECRET_ASKED)))
        expect([method, holdsSecret(answer) || isPlainCount(answer)]).toEqual([method, true]);
      expect(holdsSecret(await deskAnswers(together, "Zanvik"))).toBe(true);
      for (const reading of readings) {
        const before = await askEverything(reading, SECRET_ASKED);
        for (const [method, answer] of Object.entries(before))
          expect([method, holdsSecret(answer)]).toEqual([method, false]);
        expect(holdsSecret(await deskAnswers(reading, "Zanvik"))).toBe(false);
        await mine.put({ ...SECRET, article: { ...SECRET.article, title: "Zanvik again" } });
        await mine.put(SECRET);
        expect(await askEverything(reading, SECRET_ASKED)).toEqual(before);
      }
    });
  });
}

/** With what is found and kept beside the articles. */
async function fill(store: Store, items: readonly StoredArticle[]): Promise<void> {
  await store.putAll(items.map(kept));
  await store.copies.place(1000);
  for (const { article } of items)
    if (article.id === "made-up-7" || article.id === "made-up-8")
      await store.withdrawals.add({ articleId: article.id, at: AT, by: "gone", reason: null });
}

function anItem(id: string): StoredArticle {
  return { article: anArticle({ id }), facts: someFacts(id), reader: "v1", bundled: false };
}

function kept(item: StoredArticle) {
  return { ...item, facts: keptFacts(item.facts) };
}

async function drain(reading: AsyncIterator<unknown>): Promise<number> {
  let left = 0;
  while ((await reading.next()).done !== true) left += 1;
  return left;
}

/** About as many reports as a week brings, of the same days, some of languages nobody reads; by id, as they are ordered. */
const CORPUS: readonly StoredArticle[] = [
  ...(await bundledArticles())
    .filter((_, i) => i % 2 === 0)
    .map((article) => ({ article, facts: engine.read(article), reader: engine.tag, bundled: false })),
  ...Array.from({ length: 20 }, (_, i): StoredArticle => {
    const id = `made-up-${i}`;
    const text = `Rain fell on Tarsk, number ${i}.`;
    const publishedAt = i % 5 === 0 ? "" : `2025-02-0${(i % 4) + 1}`;
    const article = anArticle({
      id,
      title: "Weather",
      text,
      publishedAt,
      publishedPrecision: publishedAt === "" ? "unknown" : "day",
      language: i % 3 === 0 ? "sw" : "en",
    });
    const places = [aPlace("Tarsk", { country: "AA", aliases: [i % 2 === 0 ? "Old Tarsk" : "Tarsk Town"] })];
    const figures = [aFigure(id, "f0rain"), aFigure(id, `f1rain${i}`)];
    return {
      article,
      facts: someFacts(id, { places, figures, read: i % 3 !== 0 }),
      reader: "v1",
      bundled: false,
    };
  }),
]
  .flatMap((item) => (item.article.id === "made-up-1" ? [before(item), item] : [item]))
  .sort((a, b) => (a.article.id < b.article.id ? -1 : a.article.id > b.article.id ? 1 : 0));

/** What it said before its publisher changed it. */
function before({ article, ...rest }: StoredArticle): StoredArticle {
  return { ...rest, article: anArticle({ ...article, text: "Rain fell on Tarsk, nobody knew how much." }) };
}

const copies = openMemoryStore();
await fill(copies, CORPUS);
const GROUPS = await copies.copies.groups(ALL);
await copies.close();

/** What decides where an article goes, by its id: copies go to the same store, which alone knows that they are. */
const PLACES = new Map(
  CORPUS.map(({ article: { id } }, index) => {
    const [first] = GROUPS.find((group) => group.includes(id)) ?? [];
    const at = CORPUS.findIndex(({ article }) => article.id === (first ?? id));
    return [id, at < 0 ? index : at];
  }),
);

const ASKED: Asked = {
  words: [
    "goma",
    "the",
    "Tarsk",
    "rain",
    "old tarsk",
    "united nations",
    "m23",
    "North Kivu",
    "Sudan",
    "élan",
    "nowhere",
  ],
  terms: ["at:tarsk", "in:cd", "in:sd", "unread:sw", "at:nowhere"],
  articleIds: [
    ...CORPUS.slice(0, 3).map(({ article }) => article.id),
    "made-up-1",
    "made-up-7",
    "none",
    ...GROUPS.flat().slice(0, 4),
  ],
  factIds: [
    "f0",
    "f1rain1",
    ...CORPUS.slice(0, 9).flatMap(({ facts }) => facts.figures.map(({ id }) => id.slice(0, 4))),
  ],
};

/** Everything in one of them, every other one, and by chance: the same on every run. */
const SPLITS: readonly ((index: number) => boolean)[] = [
  () => true,
  () => false,
  (i) => i % 2 === 0,
  (i) => chance(2, i) < 60,
  (i) => chance(3, i) < 230,
];

function chance(seed: number, index: number): number {
  return createHash("sha256").update(`${seed} ${index}`).digest()[0]!;
}

async function answersOf(library: StoreReading): Promise<Record<string, unknown>> {
  const answers = await askEverything(library, ASKED);
  for (const topic of ["goma", "sudan", "Tarsk"])
    answers[`desk on ${topic}`] = await deskAnswers(library, topic);
  return answers;
}

/** The replies of a desk as bytes. */
async function deskAnswers(library: StoreReading, topic: string): Promise<string> {
  const desk = openDesk({ store: library, engine, clock });
  const window = { since: "2025-01-20", until: "2025-02-10", asOf: "2025-06-30" };
  const answers = [
    await desk.brief({ topic, ...window }),
    await desk.suggest(topic.slice(0, 3), 20),
    await desk.why("f0"),
  ];
  // A reply repeats what was typed.
  return JSON.stringify(answers).replace(`"query":"${topic}"`, "");
}

const SECRET: StoredArticle = {
  article: anArticle({
    id: "zanvik-1",
    title: "Shelling in Zanvik",
    text: "Shelling hit Zanvik on Monday, the Zanvik Guard said.",
    publishedAt: "2025-02-03",
    language: "zz",
  }),
  facts: someFacts("zanvik-1", {
    places: [aPlace("Zanvik", { country: "ZZ", aliases: ["Zanvik Town"] })],
    actors: [anActor("Zanvik Guard", { roles: ["the Zanvik office"] })],
    figures: [aFigure("zanvik-1", "f0zanvik")],
    read: false,
  }),
  reader: "v1",
  bundled: false,
};

const SECRET_ASKED: Asked = {
  words: ["Zanvik", "zanvik", "Zanvik Guard", "Zanvik Town", "shelling"],
  terms: ["at:zanvik", "at:zz:zanvik", "in:zz", "unread:zz"],
  articleIds: ["zanvik-1"],
  factIds: ["f0zanvik", "f0"],
};

/** Its words, its keys, its language. */
function holdsSecret(answer: unknown): boolean {
  return /zanvik|"zz"/i.test(JSON.stringify(answer));
}

/** Counts, which have no words: that they are the same before and after is asked instead. */
function isPlainCount(answer: unknown): boolean {
  return !/[a-z]{3}/i.test(JSON.stringify(answer).replaceAll(/"(articles|facts|first|last)"/g, ""));
}
