import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openSettings } from "../../src/stores/settings.ts";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

const clock = fixedClock("2025-03-01T12:00:00Z");
const DEFAULTS = {
  history: [],
  language: "auto",
  window: "7d",
  cooldown: "1h",
  alerts: "6",
  watches: "10",
  quiet: "",
  role: "",
  digests: "10",
};
const HERE = "terminal:local";

describe("the settings of a workspace", () => {
  it("are their defaults when nothing was ever set", async () => {
    const settings = openSettings(openMemoryStore(), HERE, clock);

    expect(await settings.read()).toEqual(DEFAULTS);
  });

  it("are there in the next session", async () => {
    const dir = tempDir();
    const first = openSqliteStore(dir);
    await openSettings(first, HERE, clock).set("history", ["/briefing tarsk", "olm 7d"]);
    await first.close();

    const next = openSqliteStore(dir);

    expect(await openSettings(next, HERE, clock).read()).toEqual({
      ...DEFAULTS,
      history: ["/briefing tarsk", "olm 7d"],
    });
    await next.close();
  });

  it("are no other workspace's", async () => {
    const store = openMemoryStore();

    await openSettings(store, HERE, clock).set("history", ["/help"]);

    expect(await openSettings(store, "guild:1", clock).read()).toEqual(DEFAULTS);
  });

  it.each([
    ["text that is no JSON", "{broken"],
    ["nothing at all", ""],
    ["JSON without a value", "17"],
    ["null", "null"],
    ["a value of another kind", '{"value":"/help"}'],
    ["a list of other things", '{"value":["/help",7]}'],
  ])("are the default where %s is stored, and can be set again", async (_, stored) => {
    const dir = tempDir();
    const store = openSqliteStore(dir);
    const db = new DatabaseSync(join(dir, "sitrep.db"));
    db.prepare("INSERT INTO keyed_values VALUES (?, 'history', ?, NULL)").run(HERE, stored);
    db.close();
    const settings = openSettings(store, HERE, clock);

    const before = await settings.read();
    await settings.set("history", ["/help"]);

    expect(before).toEqual(DEFAULTS);
    expect(await settings.read()).toEqual({ ...DEFAULTS, history: ["/help"] });
    await store.close();
  });

  it("do not hide that the store is closed", async () => {
    const store = openMemoryStore();
    const settings = openSettings(store, HERE, clock);
    await store.close();

    await expect(settings.read()).rejects.toThrow("not open");
    await expect(settings.set("history", [])).rejects.toThrow("not open");
  });
});
