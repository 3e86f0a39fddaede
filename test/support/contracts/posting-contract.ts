import { describe, expect, it } from "vitest";
import type { Document } from "../../../src/chat/document.ts";
import type { NewPost } from "../../../src/stores/outbox.ts";
import type { Store } from "../../../src/stores/store.ts";
import type { NewSubscription } from "../../../src/stores/subscriptions.ts";

const NOON = new Date("2025-03-30T12:00:00Z");
const LEASE = 300_000;
const later = (ms: number) => new Date(NOON.getTime() + ms);

export function aSubscription(given: Partial<NewSubscription> = {}): NewSubscription {
  return {
    id: "s1",
    tenant: "discord:1",
    channel: "c1",
    owner: "u1",
    language: "en",
    query: { topic: "mbelo" },
    cadence: { kind: "daily", at: ["07:00"], zone: "Africa/Lubumbashi" },
    layout: "thread",
    createdAt: "2025-03-01T00:00:00.000Z",
    nextAt: "2025-03-30T05:00:00.000Z",
    ...given,
  };
}

export function aPost(given: Partial<NewPost> = {}): NewPost {
  return { key: "p1", tenant: "discord:1", channel: "c1", document: words("Mbelo"), ...given };
}

function words(summary: string): Document {
  return { summary, tone: "found", blocks: [] };
}

const dueAt = "2025-03-30T05:00:00.000Z";
const nextAt = "2025-03-31T05:00:00.000Z";

/** What subscriptions, runs and outbox must do, whatever keeps them. `open` gives a store that has none. */
export function postingContract(name: string, open: () => Promise<Store>): void {
  describe(`subscriptions ${name}`, () => {
    it("are kept as they are, and are no other tenant's", async () => {
      const { subscriptions } = await open();

      expect(await subscriptions.add(aSubscription(), 5)).toBe(true);
      expect(await subscriptions.add(aSubscription(), 5)).toBe(false);

      expect(await subscriptions.get("discord:1", "s1")).toMatchObject({
        ...aSubscription(),
        pausedAt: null,
        lastRun: null,
        problem: null,
      });
      expect(await subscriptions.get("discord:2", "s1")).toBeNull();
      expect(await subscriptions.list("discord:2")).toEqual([]);
      expect(await subscriptions.remove("discord:2", "s1")).toBe(false);
      expect(await subscriptions.pause("discord:2", "s1", dueAt, null)).toBe(false);
      expect(await subscriptions.change(aSubscription({ tenant: "discord:2" }))).toBe(false);
    });

    it("are no more than a channel may have", async () => {
      const { subscriptions } = await open();

      const added = [];
      for (const id of ["a", "b", "c"]) added.push(await subscriptions.add(aSubscription({ id }), 2));

      expect(added).toEqual([true, true, false]);
      expect(await subscriptions.add(aSubscription({ id: "d", channel: "c2" }), 2)).toBe(true);
    });

    it("are due in turns over the tenants, and not while they are paused", async () => {
      const { subscriptions } = await open();
      for (const id of ["a1", "a2", "a3"]) await subscriptions.add(aSubscription({ id }), 9);
      await subscriptions.add(aSubscription({ id: "b1", tenant: "discord:2" }), 9);
      await subscriptions.add(aSubscription({ id: "late", nextAt }), 9);
      await subscriptions.add(aSubscription({ id: "asleep" }), 9);

      expect(await subscriptions.pause("discord:1", "asleep", dueAt, "no-access: Send Messages")).toBe(true);
      expect(await subscriptions.pause("discord:1", "asleep", dueAt, null)).toBe(false);

      const due = async (at: Date) => (await subscriptions.dueBy(at, 9)).map(({ id }) => id);
      expect(await due(NOON)).toEqual(["a1", "b1", "a2", "a3"]);
      expect((await subscriptions.get("discord:1", "asleep"))?.pausedWhy).toBe("no-access: Send Messages");
      await subscriptions.resume("discord:1", "asleep", NOON.toISOString(), nextAt);
      expect(await due(NOON)).not.toContain("asleep");
      expect(await due(new Date(nextAt))).toContain("asleep");
    });

    it("move to another channel and cadence", async () => {
      const { subscriptions } = await open();
      await subscriptions.add(aSubscription(), 5);

      const moved = aSubscription({
        channel: "c2",
        cadence: { kind: "hourly", zone: "UTC" },
        createdAt: NOON.toISOString(),
      });
      expect(await subscriptions.change(moved)).toBe(true);

      expect(await subscriptions.get("discord:1", "s1")).toMatchObject(moved);
    });

    it("are forgotten with their tenant, runs and posts included", async () => {
      const { subscriptions, runs, outbox } = await open();
      await subscriptions.add(aSubscription(), 5);
      await subscriptions.add(aSubscription({ id: "s2", tenant: "discord:2" }), 5);
      await runs.claim({ key: "s1/d", subscription: "s1", dueAt }, "me", NOON, LEASE);
      await outbox.put([aPost(), aPost({ key: "p2", tenant: "discord:2" })], NOON);

      await subscriptions.forget("discord:1");

      expect((await subscriptions.list()).map(({ id }) => id)).toEqual(["s2"]);
      expect(await outbox.counts("discord:1")).toMatchObject({ waiting: 0 });
      expect(await outbox.counts()).toMatchObject({ waiting: 1 });
      expect(await runs.claim({ key: "s1/d", subscription: "s1", dueAt }, "me", NOON, LEASE)).not.toBeNull();
    });
  });

  describe(`runs ${name}`, () => {
    const run = { key: "s1/2025-03-30", subscription: "s1", dueAt };

    it("are one claimant's until the lease is over, and nobody's once they are made", async () => {
      const { subscriptions, runs } = await open();
      await subscriptions.add(aSubscription(), 5);

      const first = await runs.claim(run, "one", NOON, LEASE);
      expect(first).toEqual({ key: run.key, fence: 1 });
      expect(await runs.claim(run, "two", later(LEASE), LEASE)).toBeNull();
      const second = await runs.claim(run, "two", later(LEASE + 1), LEASE);
      expect(second?.fence).toBe(2);

      const frozen = { ...run, nextAt, snapshot: { seen: ["f1"] } };
      expect(await runs.extend(first!, later(LEASE + 2), LEASE)).toBe(false);
      expect(await runs.freeze({ ...frozen, ...first!, posts: [aPost({ key: "old" })] }, NOON)).toBe(false);
      expect(await runs.extend(second!, later(LEASE + 2), LEASE)).toBe(true);
      expect(
        await runs.freeze(
          { ...frozen, ...second!, posts: [aPost({ key: run.key, subscription: "s1" })] },
          NOON,
        ),
      ).toBe(true);
      expect(await runs.claim(run, "three", later(9 * LEASE), LEASE)).toBeNull();
    });

    it("of one moment have one winner among many claimants", async () => {
      const { runs } = await open();

      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, i) => runs.claim(run, `holder ${i}`, NOON, LEASE)),
      );

      expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    });

    it("put their posts into the outbox with the snapshot, of a subscription that is still there", async () => {
      const { subscriptions, runs, outbox } = await open();
      await subscriptions.add(aSubscription(), 5);
      const claim = (await runs.claim(run, "me", NOON, LEASE))!;
      const posts = [aPost({ key: run.key, subscription: "s1" })];

      await runs.freeze({ ...run, ...claim, nextAt, snapshot: { n: 41 }, posts }, NOON);

      expect(await subscriptions.get("discord:1", "s1")).toMatchObject({
        lastRun: run.key,
        lastDueAt: dueAt,
        nextAt,
      });
      expect(await runs.lastDelivered("s1")).toBeNull();
      const [post] = await outbox.claim("discord", "me", NOON, LEASE, 5);
      await outbox.confirm(post!, "m1", later(1000));
      expect(await runs.lastDelivered("s1")).toEqual({ n: 41 });
      expect((await subscriptions.get("discord:1", "s1"))?.deliveredAt).toBe(later(1000).toISOString());

      const orphan = { key: "gone/d", subscription: "gone", dueAt };
      const lost = (await runs.claim(orphan, "me", NOON, LEASE))!;
      await runs.freeze(
        { ...orphan, ...lost, nextAt, snapshot: null, posts: [aPost({ key: "gone/d" })] },
        NOON,
      );
      expect((await outbox.counts()).waiting).toBe(0);
    });
  });

  describe(`the outbox ${name}`, () => {
    it("keeps the first post of a key, complete", async () => {
      const { outbox } = await open();
      const document = words("a\u0000b \ud800 “quoted” 😀");

      await outbox.put([aPost({ document })], NOON);
      await outbox.put([aPost({ document: words("another") })], NOON);

      const [post] = await outbox.claim("discord", "me", NOON, LEASE, 5);
      expect(post).toMatchObject({ key: "p1", attempts: 1, unclear: false, under: null });
      expect(JSON.stringify(post?.document)).toBe(JSON.stringify(document));
    });

    it("leaves a post to its claimant for as long as the lease is extended", async () => {
      const { outbox } = await open();
      await outbox.put([aPost()], NOON);
      const [post] = await outbox.claim("discord", "one", NOON, LEASE, 5);

      expect(await outbox.extend(post!, later(LEASE - 1), LEASE)).toBe(true);
      expect(await outbox.claim("discord", "two", later(LEASE + 1), LEASE, 5)).toEqual([]);
      expect(await outbox.claim("discord", "two", later(2 * LEASE + 1), LEASE, 5)).toHaveLength(1);
      expect(await outbox.extend(post!, later(2 * LEASE + 2), LEASE)).toBe(false);
    });

    it("gives a post to one claimant, and to another as unclear when that one died", async () => {
      const { outbox } = await open();
      await outbox.put([aPost()], NOON);

      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, i) => outbox.claim("discord", `holder ${i}`, NOON, LEASE, 5)),
      );
      const [first] = claims.flat();
      expect(claims.flat()).toHaveLength(1);
      const [second] = await outbox.claim("discord", "other", later(LEASE + 1), LEASE, 5);

      expect(second).toMatchObject({ unclear: true, attempts: 2, firstAttemptAt: NOON.toISOString() });
      expect(await outbox.confirm(first!, "m1", NOON)).toBe(false);
      expect(await outbox.confirm(second!, "m1", NOON)).toBe(true);
      expect(await outbox.claim("discord", "me", later(99 * LEASE), LEASE, 5)).toEqual([]);
    });

    it("holds details back until their parent stands, and gives up both together", async () => {
      const { outbox } = await open();
      await outbox.put([aPost(), aPost({ key: "p1 details", parent: "p1" })], NOON);
      const other = { channel: "c2" };
      await outbox.put(
        [aPost({ key: "q1", ...other }), aPost({ key: "q1 details", parent: "q1", ...other })],
        NOON,
      );

      const parents = await outbox.claim("discord", "me", NOON, LEASE, 9);
      expect(parents.map(({ key }) => key).sort()).toEqual(["p1", "q1"]);
      await outbox.confirm(parents.find(({ key }) => key === "p1")!, "m1", NOON);
      await outbox.fail(parents.find(({ key }) => key === "q1")!, "gone");

      const rest = await outbox.claim("discord", "me", NOON, LEASE, 9);
      expect(rest).toMatchObject([{ key: "p1 details", under: "m1" }]);
      expect(await outbox.counts()).toMatchObject({ failed: 2, posted: 1, claimed: 1 });
    });

    it("lets tenants take turns, and each platform have its own", async () => {
      const { outbox } = await open();
      await outbox.put(
        [
          ...["a1", "a2", "a3", "a4"].map((key) => aPost({ key })),
          aPost({ key: "b1", tenant: "discord:2" }),
          aPost({ key: "s1", tenant: "slack:T1" }),
        ],
        NOON,
      );

      const first = await outbox.claim("discord", "me", NOON, LEASE, 2);

      expect(first.map(({ key }) => key).sort()).toEqual(["a1", "b1"]);
    });

    it("lets one post of each channel go at a time, and one to each person", async () => {
      const { outbox } = await open();
      const posts = [aPost({ key: "a" }), aPost({ key: "b" }), aPost({ key: "c", channel: "c2" })];
      const words = ["u1", "u2"].map((user) => aPost({ key: `to ${user}`, channel: "", user }));
      await outbox.put([...posts, ...words], NOON);

      const claimed = async () => (await outbox.claim("discord", "me", NOON, LEASE, 9)).map(({ key }) => key);
      expect((await claimed()).sort()).toEqual(["a", "c", "to u1", "to u2"]);
      expect(await claimed()).toEqual(["b"]);
    });

    it("tries again at its time, remembers that an attempt was unclear, and tells the subscription", async () => {
      const { outbox, subscriptions } = await open();
      await subscriptions.add(aSubscription(), 5);
      await outbox.put([aPost({ subscription: "s1" })], NOON);
      const [first] = await outbox.claim("discord", "me", NOON, LEASE, 5);

      await outbox.retry(first!, { at: later(60_000), problem: "unclear", unclear: true });

      expect(await outbox.claim("discord", "me", later(59_999), LEASE, 5)).toEqual([]);
      expect((await subscriptions.get("discord:1", "s1"))?.problem).toBe("unclear");
      const [second] = await outbox.claim("discord", "me", later(60_000), LEASE, 5);
      expect(second).toMatchObject({ unclear: true, attempts: 2 });
    });

    it("sweeps out what is settled, and nothing else", async () => {
      const { outbox } = await open();
      await outbox.put([aPost(), aPost({ key: "p2", notBefore: nextAt })], NOON);
      const [post] = await outbox.claim("discord", "me", NOON, LEASE, 5);
      await outbox.confirm(post!, "m1", NOON);

      await outbox.sweep(later(1));

      expect(await outbox.counts()).toEqual({ waiting: 1, claimed: 0, posted: 0, failed: 0 });
    });
  });
}
