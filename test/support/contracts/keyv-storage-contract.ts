import { Keyv } from "keyv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeyvStorage } from "../../../src/stores/keyv-storage.ts";
import type { Store } from "../../../src/stores/store.ts";
import { aTickingClock, type TickingClock } from "../a-ticking-clock.ts";
import { collect } from "../collect.ts";

/**
 * What keyv asks of a storage, in the manner of keyv's own suite. `open` gives a new, empty store; every
 * storage made from it is over the same database.
 */
export function keyvStorageContract(name: string, open: () => Store | Promise<Store>): void {
  describe(`${name} keeps keyv's storage contract`, () => {
    let store: Store;
    let clock: TickingClock;
    let storage: KeyvStorage;
    /** A storage of that namespace, over the same database. */
    const inSpace = (namespace: string | undefined) =>
      Object.assign(store.keyed(clock), { namespace }) as KeyvStorage;
    const inMs = (ms: number) => clock.now().getTime() + ms;

    beforeEach(async () => {
      store = await open();
      clock = aTickingClock("2025-03-01T12:00:00Z");
      storage = store.keyed(clock);
    });
    afterEach(async () => {
      await store.close();
    });

    it("is used by keyv as it is, without a bridge", () => {
      const keyv = new Keyv({ store: storage });

      expect(keyv.store).toBe(storage);
      expect(storage.capabilities).toMatchObject({ compatible: true, store: "keyvStorage", expires: true });
    });

    it("gives back what was set, and what was set last", async () => {
      expect(await storage.set("topic", "first")).toBe(true);
      await storage.set("topic", "second");

      expect(await storage.get("topic")).toBe("second");
      expect(await storage.has("topic")).toBe(true);
    });

    it("knows nothing of a key that was never set", async () => {
      expect(await storage.get("nothing")).toBeUndefined();
      expect(await storage.has("nothing")).toBe(false);
      expect(await storage.delete("nothing")).toBe(false);
    });

    it("forgets what was deleted", async () => {
      await storage.set("topic", "value");

      expect(await storage.delete("topic")).toBe(true);

      expect(await storage.get("topic")).toBeUndefined();
      expect(await storage.has("topic")).toBe(false);
    });

    it("does many at once, in order", async () => {
      const set = await storage.setMany([
        { key: "a", value: "1" },
        { key: "b", value: "2" },
      ]);

      expect(set).toEqual([true, true]);
      expect(await storage.getMany(["b", "none", "a"])).toEqual(["2", undefined, "1"]);
      expect(await storage.hasMany(["b", "none", "a"])).toEqual([true, false, true]);
      expect(await storage.deleteMany(["a", "none"])).toEqual([true, false]);
      expect(await storage.get("b")).toBe("2");
    });

    it("does nothing for none", async () => {
      expect(await storage.setMany([])).toEqual([]);
      expect(await storage.getMany([])).toEqual([]);
      expect(await storage.hasMany([])).toEqual([]);
      expect(await storage.deleteMany([])).toEqual([]);
    });

    it("sets all of many or none", async () => {
      const half = storage.setMany([
        { key: "a", value: "1" },
        { key: "b", value: { no: "text" } },
      ]);

      await expect(half).rejects.toThrow("keeps texts");
      expect(await storage.get("a")).toBeUndefined();
    });

    it.each<[string, unknown]>([
      ["undefined", undefined],
      ["null", null],
      ["false", false],
      ["zero", 0],
      ["an empty text", ""],
      ["quotes", `'"''"`],
      ["letters of many scripts", "Gōma Ґрунт مدينة 都市 👩🏽‍🚒"],
      ["half a letter and control characters", "\ud800 \u0000 \u001b[31m"],
      ["an object", { lines: ["one", { two: [null, 2] }] }],
      ["bytes", Buffer.from("bar")],
      ["a large text", "ö".repeat(3_000_000)],
    ])("keeps %s through keyv", async (_, value) => {
      const keyv = new Keyv({ store: storage });

      await keyv.set("key", value);

      expect(await keyv.get("key")).toEqual(value);
      expect(await keyv.has("key")).toBe(true);
    });

    it.each(["'", '"', "%", "a:b::c", "мост", "a\u0000b", "; DROP TABLE keyed_values --"])(
      "takes %j as a key and as a namespace",
      async (odd) => {
        const other = inSpace(odd);

        await other.set(odd, "value");

        expect(await other.get(odd)).toBe("value");
        expect(await collect(other.iterator())).toEqual([[odd, "value"]]);
        expect(await storage.get(odd)).toBeUndefined();
      },
    );

    it("forgets an entry at its moment, not before", async () => {
      await storage.setMany([
        { key: "short", value: "1", expires: inMs(500) },
        { key: "long", value: "2" },
      ]);

      clock.tick(499);
      expect(await storage.getMany(["short", "long"])).toEqual(["1", "2"]);

      clock.tick(1);
      expect(await storage.getMany(["short", "long"])).toEqual([undefined, "2"]);
      expect(await storage.hasMany(["short", "long"])).toEqual([false, true]);
      expect(await storage.delete("short")).toBe(false);
      expect(await collect(storage.iterator())).toEqual([["long", "2"]]);
    });

    it("takes an entry whose moment is past, and has none", async () => {
      await storage.set("late", "older");

      expect(await storage.set("late", "value", inMs(-1))).toBe(true);

      expect(await storage.get("late")).toBeUndefined();
    });

    it("lets an entry live on that is set again without an end", async () => {
      await storage.set("topic", "first", inMs(500));
      await storage.set("topic", "second");

      clock.tick(1000);

      expect(await storage.get("topic")).toBe("second");
    });

    it("keeps a length of life that keyv was given", async () => {
      clock.tick(Date.now() - clock.now().getTime());
      const keyv = new Keyv({ store: storage });
      await keyv.set("topic", "value", 60_000);

      expect(await keyv.get("topic")).toBe("value");
      clock.tick(120_000);

      expect(await keyv.get("topic")).toBeUndefined();
    });

    it("has a namespace that keyv can set and take away", () => {
      expect(storage.namespace).toBeUndefined();

      const keyv = new Keyv({ store: storage, namespace: "one" });
      expect(storage.namespace).toBe("one");

      keyv.namespace = undefined;
      expect(storage.namespace).toBeUndefined();
    });

    it("keeps namespaces apart, also where their names run together with keys", async () => {
      const spaces = [inSpace("a"), inSpace("a:b"), inSpace(undefined)];
      await spaces[0]!.set("b:c", "1");
      await spaces[1]!.set("c", "2");
      await spaces[2]!.set("a:b:c", "3");

      const found = await Promise.all(spaces.map((space) => space.getMany(["b:c", "c", "a:b:c"])));

      expect(found).toEqual([
        ["1", undefined, undefined],
        [undefined, "2", undefined],
        [undefined, undefined, "3"],
      ]);
    });

    it("deletes and clears in its namespace only", async () => {
      const spaces = [inSpace("one"), inSpace("two"), inSpace(undefined)];
      for (const space of spaces)
        await space.setMany([
          { key: "a", value: "1" },
          { key: "b", value: "2" },
        ]);

      await spaces[0]!.delete("a");
      await spaces[2]!.clear();

      const left = await Promise.all(spaces.map((space) => space.hasMany(["a", "b"])));
      expect(left).toEqual([
        [false, true],
        [true, true],
        [false, false],
      ]);
    });

    it("goes through a namespace by key, also through many keys and while they are deleted", async () => {
      const space = inSpace("one");
      const keys = Array.from({ length: 150 }, (_, index) => `key ${String(index).padStart(3, "0")}`);
      await space.setMany(keys.toReversed().map((key) => ({ key, value: `of ${key}` })));
      await inSpace("two").set("key 000b", "not this one");

      const seen: string[] = [];
      for await (const [key] of space.iterator()) {
        seen.push(key);
        await space.delete(key);
      }

      expect(seen).toEqual(keys);
      expect(await collect(space.iterator())).toEqual([]);
    });

    it("leaves articles and the revision alone", async () => {
      const before = await store.revision();

      await storage.set("topic", "value");
      await storage.clear();

      expect(await store.revision()).toBe(before);
    });
  });
}
