import { describe, expect, it } from "vitest";
import { openClaims } from "../../src/stores/claims.ts";
import { openPostgresStore } from "../../src/stores/postgres-store.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { aDatabase, describeWithPostgres } from "../support/a-database.ts";
import { fixedClock } from "../support/fixed-clock.ts";

const at = (iso: string) => fixedClock(iso);

describe("claims", () => {
  it("are given to the first who asks, also when several ask at once, and again after an hour", async () => {
    const store = openMemoryStore();
    const claims = openClaims(store, "test", at("2025-05-12T06:00:00Z"));

    const answers = await Promise.all(Array.from({ length: 5 }, () => claims.first("E1")));
    const later = openClaims(store, "test", at("2025-05-12T07:00:01Z"));

    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await claims.first("E1")).toBe(false);
    expect(await claims.first("E2")).toBe(true);
    expect(await openClaims(store, "other", at("2025-05-12T06:00:00Z")).first("E1")).toBe(true);
    expect(await later.first("E1")).toBe(true);
  });
});

describeWithPostgres("claims of several processes", () => {
  it("are given to one of them", async () => {
    const url = await aDatabase();
    const stores = await Promise.all([openPostgresStore(url), openPostgresStore(url)]);
    const all = stores.map((store) => openClaims(store, "test", at("2025-05-12T06:00:00Z")));

    const answers = await Promise.all([...all, ...all].map((claims) => claims.first("E1")));

    expect(answers.filter(Boolean)).toHaveLength(1);
    for (const store of stores) await store.close();
  });
});
