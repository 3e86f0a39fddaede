import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/stores/store.ts";
import type { Look, NewWatch } from "../../../src/stores/watches.ts";
import { anArticle, someFacts } from "../articles.ts";
import { aPost } from "./posting-contract.ts";

const NOON = new Date("2025-03-30T12:00:00Z");
const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const iso = (minutes: number) => at(minutes).toISOString();

export function aWatch(given: Partial<NewWatch> = {}): NewWatch {
  return {
    id: "w1",
    tenant: "discord:1",
    channel: "c1",
    owner: "u1",
    language: "en",
    topic: "mbelo",
    condition: { kind: "disagreement" },
    createdAt: NOON.toISOString(),
    picture: { version: 1 },
    ...given,
  };
}

/** What a look at the watch as it is kept now would settle, with the post `w1/first` unless told otherwise. */
async function lookAt(store: Store, given: Partial<Look> = {}, id = "w1"): Promise<Look> {
  const { fence, marks } = (await store.watches.toLookAt(id))!;
  return {
    id,
    fence,
    marks,
    picture: { version: 1, told: "more" },
    next: iso(60),
    nextIfMarked: iso(1),
    told: ["k1"],
    post: aPost({ key: `${id}/first`, subscription: id }),
    limit: { most: 6, since: iso(-60) },
    ...given,
  };
}

/** What watches and the changes they live on must do, whatever keeps them. `open` gives a store that has none. */
export function watchesContract(name: string, open: () => Promise<Store>): void {
  describe(`watches ${name}`, () => {
    it("are kept as they are, and are no other tenant's", async () => {
      const { watches } = await open();

      expect(await watches.add(aWatch(), 5)).toBe(true);
      expect(await watches.add(aWatch(), 5)).toBe(false);

      const { picture, ...wish } = aWatch();
      expect(await watches.get("discord:1", "w1")).toMatchObject({
        ...wish,
        pausedAt: null,
        alertedAt: null,
      });
      expect(await watches.toLookAt("w1")).toMatchObject({ picture, told: [] });
      expect(await watches.get("discord:2", "w1")).toBeNull();
      expect(await watches.list("discord:2")).toEqual([]);
      expect(await watches.pause("discord:2", "w1", iso(0), null)).toBe(false);
      expect(await watches.remove("discord:2", "w1")).toBe(false);
      expect((await watches.list()).map(({ id }) => id)).toEqual(["w1"]);
    });

    it("are no more than a channel may have", async () => {
      const { watches } = await open();

      const added = [];
      for (const id of ["a", "b", "c"]) added.push(await watches.add(aWatch({ id }), 2));

      expect(added).toEqual([true, true, false]);
      expect(await watches.add(aWatch({ id: "d", channel: "c2" }), 2)).toBe(true);
    });

    it("are looked at once when they are new, and then when something came in, in turns over the tenants", async () => {
      const store = await open();
      const { watches } = store;
      for (const id of ["a1", "a2"]) await watches.add(aWatch({ id }), 9);
      await watches.add(aWatch({ id: "b1", tenant: "discord:2" }), 9);
      const due = async (minutes: number) => (await watches.dueBy(at(minutes), 9)).map(({ id }) => id);
      expect(await due(0)).toEqual(["a1", "b1", "a2"]);
      for (const id of ["a1", "a2", "b1"])
        await watches.settle(await lookAt(store, { told: [], post: null }, id), at(0));
      expect(await due(1)).toEqual([]);

      await watches.mark(["a2", "gone"], at(2));

      expect(await due(2)).toEqual(["a2"]);
      expect(await watches.get("discord:1", "a2")).toMatchObject({ markedAt: iso(2) });
      await watches.lookAgain("a2", iso(10));
      expect(await due(9)).toEqual([]);
      expect((await due(60)).toSorted()).toEqual(["a1", "a2", "b1"]);
    });

    it("are settled with their post, once", async () => {
      const store = await open();
      await store.watches.add(aWatch(), 5);
      const look = await lookAt(store);

      expect(await store.watches.settle(look, at(1))).toBe(true);
      expect(await store.watches.settle(look, at(1))).toBe(false);
      expect(await store.watches.settle({ ...look, post: aPost({ key: "w1/other" }) }, at(1))).toBe(false);

      expect(await store.outbox.counts()).toMatchObject({ waiting: 1 });
      expect(await store.watches.toLookAt("w1")).toMatchObject({
        picture: { version: 1, told: "more" },
        told: ["k1"],
        alertedAt: iso(1),
        lookAt: iso(60),
        markedAt: null,
      });
    });

    it("are settled by one of two who looked at the same time", async () => {
      const store = await open();
      await store.watches.add(aWatch(), 5);
      const looks = [await lookAt(store), await lookAt(store, { post: aPost({ key: "w1/second" }) })];

      const settled = await Promise.all(looks.map((look) => store.watches.settle(look, at(1))));

      expect(settled.toSorted()).toEqual([false, true]);
      expect(await store.outbox.counts()).toMatchObject({ waiting: 1 });
    });

    it("are looked at again when something came in during a look", async () => {
      const store = await open();
      await store.watches.add(aWatch(), 5);
      const look = await lookAt(store);
      await store.watches.mark(["w1"], at(1));

      expect(await store.watches.settle(look, at(2))).toBe(true);

      expect(await store.watches.get("discord:1", "w1")).toMatchObject({ lookAt: iso(1), markedAt: iso(2) });
    });

    it("tell nothing while they are paused, nor when they are gone", async () => {
      const store = await open();
      await store.watches.add(aWatch(), 5);
      const look = await lookAt(store);

      expect(await store.watches.pause("discord:1", "w1", iso(1), "no-access: Send Messages")).toBe(true);
      expect(await store.watches.pause("discord:1", "w1", iso(1), null)).toBe(false);
      await store.watches.mark(["w1"], at(2));
      expect(await store.watches.settle(look, at(2))).toBe(false);
      expect(await store.watches.dueBy(at(99), 9)).toEqual([]);
      expect(await store.watches.get("discord:1", "w1")).toMatchObject({
        pausedWhy: "no-access: Send Messages",
      });

      expect(await store.watches.resume("discord:1", "w1", iso(3))).toBe(true);
      expect(await store.watches.resume("discord:1", "w1", iso(3))).toBe(false);
      expect(await store.watches.get("discord:1", "w1")).toMatchObject({ since: iso(3), pausedWhy: null });
      await store.watches.remove("discord:1", "w1");
      expect(await store.watches.settle(look, at(4))).toBe(false);
      expect(await store.outbox.counts()).toMatchObject({ waiting: 0 });
    });

    it("have so many alerts an hour in one channel, and no more", async () => {
      const store = await open();
      const limit = { most: 1, since: iso(-60) };
      for (const id of ["w1", "w2"]) await store.watches.add(aWatch({ id }), 5);
      await store.watches.add(aWatch({ id: "w3", channel: "c2" }), 5);

      const settle = async (id: string, given: Partial<Look> = {}) =>
        store.watches.settle(await lookAt(store, { limit, ...given }, id), at(1));

      expect(await settle("w1", { told: ["k1", "k2"] })).toBe(true);
      expect(await settle("w2")).toBe(false);
      expect(await settle("w2", { told: [], post: null })).toBe(true);
      expect(await settle("w3")).toBe(true);
      expect(await store.watches.alertsSince("discord:1", "c1", at(-59))).toEqual([iso(1)]);
      expect(await store.watches.alertsSince("discord:1", "c1", at(1))).toEqual([]);
      expect(await settle("w2", { limit: { most: 1, since: iso(1) } })).toBe(true);
    });

    it("take what waits to be posted of them along when they are removed", async () => {
      const store = await open();
      await store.watches.add(aWatch(), 5);
      await store.watches.settle(await lookAt(store), at(1));

      expect(await store.watches.remove("discord:1", "w1")).toBe(true);

      expect(await store.outbox.counts()).toMatchObject({ waiting: 0 });
      await store.watches.add(aWatch(), 5);
      expect((await store.watches.toLookAt("w1"))?.told).toEqual([]);
    });

    it("forget what they told long ago, and nothing later", async () => {
      const store = await open();
      for (const id of ["w1", "w2"]) await store.watches.add(aWatch({ id }), 5);
      await store.watches.settle(await lookAt(store), at(1));
      await store.watches.settle(await lookAt(store, {}, "w2"), at(3));

      await store.watches.sweep(at(2));

      const told = async (id: string) => (await store.watches.toLookAt(id))?.told;
      expect([await told("w1"), await told("w2")]).toEqual([[], ["k1"]]);
    });

    it("of a tenant are forgotten, and of no other", async () => {
      const { watches } = await open();
      await watches.add(aWatch(), 5);
      await watches.add(aWatch({ id: "w2", tenant: "discord:2" }), 5);

      await watches.forget("discord:1");

      expect((await watches.list()).map(({ id }) => id)).toEqual(["w2"]);
    });
  });

  describe(`changes to follow up ${name}`, () => {
    const put = (store: Store, id: string, text = "In Tarsk the market opened again.") =>
      store.put({
        article: anArticle({ id, text }),
        facts: someFacts(id),
        reader: "v1",
        bundled: false,
      });
    const waiting = async ({ changes }: Store) => (await changes.next(9)).map(({ article }) => article);

    it("are articles that came or were corrected, and not those that came again", async () => {
      const store = await open();
      await put(store, "a");
      await put(store, "b");
      expect(await waiting(store)).toEqual(["a", "b"]);
      await store.changes.done(await store.changes.next(9));

      await put(store, "a");
      expect(await waiting(store)).toEqual([]);
      await put(store, "b", "In Tarsk the market stayed shut.");
      expect(await waiting(store)).toEqual(["b"]);
    });

    it("stay when they change again before they are followed up", async () => {
      const store = await open();
      await put(store, "a");
      const first = await store.changes.next(9);
      await put(store, "a", "In Tarsk the market stayed shut.");

      await store.changes.done(first);

      expect(await waiting(store)).toEqual(["a"]);
    });

    it("are withdrawals, and those that are lifted", async () => {
      const store = await open();
      await put(store, "a");
      await store.changes.done(await store.changes.next(9));

      const withdrawal = { articleId: "a", at: iso(0), by: "publisher", reason: null } as const;
      await store.withdrawals.add(withdrawal);
      const first = await store.changes.next(9);
      expect(first).toMatchObject([{ article: "a" }]);
      await store.withdrawals.lift("a");
      await store.withdrawals.add(withdrawal);
      await store.changes.done(first);
      expect(await waiting(store)).toEqual(["a"]);
    });
  });
}
