import { describe, expect, it } from "vitest";
import { openSealedValues } from "../../src/stores/sealed-values.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const CLOCK = fixedClock("2025-05-12T06:00:00Z");
const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const NAMESPACE = "sealed:test";
const kept = async (store: ReturnType<typeof openMemoryStore>, name: string) =>
  (await store.values.get(NAMESPACE, [name], 0))[0] ?? "";

describe("sealed values", () => {
  it("come back as they were, and lie in the store unreadable, each time in other signs", async () => {
    const store = openMemoryStore();
    const values = openSealedValues(store, NAMESPACE, [NEW], CLOCK);

    await values.write("T1", { token: "a-secret" });
    const first = await kept(store, "T1");
    await values.write("T1", { token: "a-secret" });

    expect(await values.read("T1")).toEqual({ token: "a-secret" });
    expect(first).not.toContain("a-secret");
    expect(Buffer.from(first.split(".")[1] ?? "", "base64url").toString("latin1")).not.toContain("a-secret");
    expect(await kept(store, "T1")).not.toBe(first);
    await values.remove("T1");
    expect(await values.read("T1")).toBeNull();
  });

  it("are opened by an older key, and from then on need the new one alone", async () => {
    const store = openMemoryStore();
    await openSealedValues(store, NAMESPACE, [OLD], CLOCK).write("T1", "x");
    await expect(openSealedValues(store, NAMESPACE, [NEW], CLOCK).read("T1")).rejects.toThrow(
      "SITREP_SECRET_KEY",
    );

    expect(await openSealedValues(store, NAMESPACE, [NEW, OLD], CLOCK).read("T1")).toBe("x");

    expect(await openSealedValues(store, NAMESPACE, [NEW], CLOCK).read("T1")).toBe("x");
  });

  it("open for their own name only, and not when a sign was changed", async () => {
    const store = openMemoryStore();
    const values = openSealedValues(store, NAMESPACE, [NEW], CLOCK);
    await values.write("T1", "x");
    const value = await kept(store, "T1");

    await store.values.set(NAMESPACE, [{ key: "T2", value, expires: null }], 0);
    const changed = `${value.slice(0, -2)}${value.endsWith("AA") ? "BB" : "AA"}`;
    await store.values.set(NAMESPACE, [{ key: "T3", value: changed, expires: null }], 0);

    await expect(values.read("T2")).rejects.toThrow();
    await expect(values.read("T3")).rejects.toThrow();
  });
});
