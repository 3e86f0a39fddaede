import { describe, expect, it, onTestFinished } from "vitest";
import { exportLibrary } from "../../src/desk/export-library.ts";
import { importLibrary } from "../../src/desk/import-library.ts";
import { openTenants, type TenantNeeds } from "../../src/desk/tenants.ts";
import { openOwnLibraries } from "../../src/stores/own-libraries.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import type { Store } from "../../src/stores/store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { collect } from "../support/collect.ts";
import { aPost, aSubscription } from "../support/contracts/posting-contract.ts";
import { aWatch } from "../support/contracts/watches-contract.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { standInEngine } from "../support/stand-in-engine.ts";
import { tempDir } from "../support/temp-dir.ts";

const NOON = new Date("2025-03-30T12:00:00Z");
const clock = fixedClock(NOON.toISOString());
const LEASE = 300_000;
const RUN = { key: "s1/2025-03-30", subscription: "s1", dueAt: "2025-03-30T05:00:00.000Z" };

function closing(store: Store): Store {
  onTestFinished(() => store.close());
  return store;
}

async function exported(store: Store): Promise<string> {
  return (await collect(exportLibrary(store, clock))).join("");
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A digest that was posted, its details that somebody is posting, one that waits, and a run nobody has made yet. */
async function fill({ subscriptions, runs, outbox, watches }: Store): Promise<void> {
  await subscriptions.add(aSubscription({ query: { topic: "Mbélo “old town”" } }), 9);
  await subscriptions.add(aSubscription({ id: "s2", tenant: "slack:T1", channel: "C1" }), 9);
  await subscriptions.pause("slack:T1", "s2", NOON.toISOString(), "no-access: chat:write");
  const claim = (await runs.claim(RUN, "one", NOON, LEASE))!;
  const posts = [
    aPost({ key: RUN.key, subscription: "s1" }),
    aPost({ key: `${RUN.key} details`, subscription: "s1", parent: RUN.key }),
  ];
  const nextAt = "2025-03-31T05:00:00.000Z";
  await runs.freeze({ ...RUN, ...claim, nextAt, snapshot: { seen: ["f1"] }, posts }, NOON);
  const [parent] = await outbox.claim("discord", "one", NOON, LEASE, 9);
  await outbox.confirm(parent!, "m1", NOON);
  await outbox.claim("discord", "one", NOON, LEASE, 9);
  await outbox.put([aPost({ key: "waits", channel: "c9" })], NOON);
  await runs.claim({ ...RUN, key: "s1/2025-03-31" }, "one", NOON, LEASE);
  await watches.add(aWatch(), 9);
  await watches.add(aWatch({ id: "w2", tenant: "slack:T1", channel: "C1" }), 9);
  const { fence, marks } = (await watches.toLookAt("w1"))!;
  const next = "2025-03-30T13:00:00.000Z";
  const limit = { most: 9, since: "2025-03-30T11:00:00.000Z" };
  const post = aPost({ key: "w1/fa", channel: "c8", subscription: "w1" });
  const look = { id: "w1", fence, marks, picture: { version: 1, seen: ["f2"] }, told: ["a", "b"], post };
  await watches.settle({ ...look, next, nextIfMarked: next, limit }, NOON);
}

const counts = { subscriptions: 2, runs: 1, posts: 4, watches: 2, alerts: 2 };

async function moves(from: Store, to: Store): Promise<void> {
  await fill(from);
  const text = await exported(from);

  expect(await importLibrary(to, clock, bytes(text))).toMatchObject(counts);

  expect(await exported(to)).toBe(text);
  expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ end: counts });
  expect(await to.subscriptions.list()).toEqual(await from.subscriptions.list());
  expect(await to.runs.lastDelivered("s1")).toEqual({ seen: ["f1"] });
  expect(await to.runs.claim(RUN, "two", NOON, LEASE)).toBeNull();
  const open = await to.outbox.claim("discord", "two", NOON, LEASE, 9);
  expect(open.map(({ key, unclear }) => ({ key, unclear }))).toEqual([
    { key: `${RUN.key} details`, unclear: true },
    { key: "w1/fa", unclear: true },
    { key: "waits", unclear: true },
  ]);
  expect(await to.watches.list()).toEqual(await from.watches.list());
  expect(await to.watches.toLookAt("w1")).toMatchObject({ told: ["a", "b"], picture: { seen: ["f2"] } });
  expect(open[0]?.under).toBe("m1");
}

describe("an export of what recurs", () => {
  it("goes into another file; what was posted stays posted, and the rest is looked for first", async () => {
    await moves(closing(openMemoryStore()), closing(openMemoryStore()));
  });

  it("takes nothing back that has come further meanwhile, however often it is taken in", async () => {
    const store = closing(openMemoryStore());
    await fill(store);
    const text = await exported(store);
    const [waiting] = await store.outbox.claim("discord", "two", NOON, LEASE, 9);
    await store.outbox.confirm(waiting!, "m9", NOON);
    await store.subscriptions.pause("discord:1", "s1", NOON.toISOString(), null);
    const before = await exported(store);

    await importLibrary(store, clock, bytes(text));
    await importLibrary(store, clock, bytes(text));

    expect(await exported(store)).toBe(before);
    expect(await store.outbox.counts()).toMatchObject({ posted: 2 });
  });

  it.each([
    ["a field that is none", (line: string) => line.replace('"channel"', '"canal"')],
    ["a document that cannot be read", (line: string) => line.replace('"{\\"summary', '"{{summary')],
  ])("refuses a row with %s, by its line", async (_, damage) => {
    const store = closing(openMemoryStore());
    await fill(store);
    const text = (await exported(store))
      .split("\n")
      .map((line) => (line.startsWith('{"posts"') ? damage(line) : line))
      .join("\n");

    await expect(importLibrary(closing(openMemoryStore()), clock, bytes(text))).rejects.toThrow(
      /line \d+ is no line of an export/,
    );
  });

  it("notices a row that is missing", async () => {
    const store = closing(openMemoryStore());
    await fill(store);
    const lines = (await exported(store)).split("\n").filter((line) => !line.startsWith('{"runs"'));

    await expect(importLibrary(closing(openMemoryStore()), clock, bytes(lines.join("\n")))).rejects.toThrow(
      /does not fit what came before it/,
    );
  });
});

describeWithPostgres("between the file and PostgreSQL", () => {
  it("what recurs goes there", async () => {
    await moves(closing(openSqliteStore(tempDir())), closing(await openPostgresStore(await aDatabase())));
  });

  it("what recurs comes back", async () => {
    await moves(closing(await openPostgresStore(await aDatabase())), closing(openSqliteStore(tempDir())));
  });
});

describe("a tenant that is forgotten", () => {
  it("leaves no subscription, run or post behind, and nobody else's go with it", async () => {
    const dataDir = tempDir();
    const shared = closing(openSqliteStore(dataDir));
    await fill(shared);
    await shared.outbox.put([aPost({ key: "word", channel: "", user: "u1" })], NOON);
    const libraries = openOwnLibraries({ dataDir, databaseUrl: null }, shared, clock);
    onTestFinished(libraries.close);
    // Forgetting reads no article.
    const engine = standInEngine();
    const tenants = openTenants({ shared, libraries, clock, engine } as unknown as TenantNeeds);

    await tenants.forget("discord:1");

    const left = await exported(shared);
    expect(left).not.toContain("discord:1");
    expect(left).not.toContain("s1/");
    expect((await shared.subscriptions.list()).map(({ id }) => id)).toEqual(["s2"]);
    expect((await shared.watches.list()).map(({ id }) => id)).toEqual(["w2"]);
  });
});
