import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Keyv } from "keyv";
import { describe, expect, it } from "vitest";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { aTickingClock } from "../support/a-ticking-clock.ts";
import { keyvStorageContract } from "../support/contracts/keyv-storage-contract.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

keyvStorageContract("storage in memory", openMemoryStore);
keyvStorageContract("storage in a file", () => openSqliteStore(tempDir()));

const clock = fixedClock("2025-03-01T12:00:00Z");

describe("a keyv storage in a file", () => {
  it("has everything when it is opened again", async () => {
    const dir = tempDir();
    const first = openSqliteStore(dir);
    await first.keyed(clock).set("topic", "Tarsk");
    await first.close();

    const again = openSqliteStore(dir);

    expect(await again.keyed(clock).get("topic")).toBe("Tarsk");
    await again.close();
  });

  it("shows two stores that are open at once what the other wrote", async () => {
    const dir = tempDir();
    const stores = [openSqliteStore(dir), openSqliteStore(dir)] as const;
    const [one, two] = stores.map((store) => store.keyed(clock)) as [
      ReturnType<(typeof stores)[0]["keyed"]>,
      ReturnType<(typeof stores)[0]["keyed"]>,
    ];

    await one.set("topic", "Tarsk");
    await two.set("topic", "Kelmar");
    await one.set("other", "Olm");

    expect(await one.get("topic")).toBe("Kelmar");
    expect(await two.get("other")).toBe("Olm");
    await two.clear();
    expect(await one.has("topic")).toBe(false);
    for (const store of stores) await store.close();
  });

  it("is the library's file and no other", async () => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    await store.keyed(clock).set("topic", "Tarsk");
    await store.close();

    expect(readdirSync(dir)).toEqual(["sitrep.db"]);
  });

  it("sweeps out what has expired", async () => {
    const dir = tempDir();
    const ticking = aTickingClock("2025-03-01T12:00:00Z");
    const store = openSqliteStore(dir);
    await store.keyed(ticking).set("old", "1", ticking.now().getTime() + 10);
    ticking.tick(10);
    await store.keyed(ticking).set("new", "2");
    await store.close();

    const db = new DatabaseSync(join(dir, "sitrep.db"));
    const rows = db.prepare("SELECT key FROM keyed_values").all();
    db.close();

    expect(rows.map(({ key }) => key)).toEqual(["new"]);
  });

  it("does not hide trouble from who asks keyv", async () => {
    const store = openMemoryStore();
    const keyv = new Keyv({ store: store.keyed(clock) });
    await store.close();

    await expect(keyv.get("topic")).rejects.toThrow("not open");
    await expect(keyv.set("topic", 1)).rejects.toThrow("not open");
  });
});
