import { describe, expect, it } from "vitest";
import { chatHistory } from "../../src/desk/chat-history.ts";
import { openSettings } from "../../src/stores/settings.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";

/** A history over a store in memory, and the lines it told. */
function aHistory() {
  const store = openMemoryStore();
  const told: string[] = [];
  const settings = openSettings(store, "terminal:local", fixedClock("2025-03-01T12:00:00Z"));
  return { store, told, history: chatHistory(settings, (line) => told.push(line)) };
}

describe("the history of a chat", () => {
  it("has the lines that were saved last", async () => {
    const { history, told } = aHistory();

    await history.save(["/help"]);
    await history.save(["/help", "tarsk"]);

    expect(await history.load()).toEqual(["/help", "tarsk"]);
    expect(told).toEqual([]);
  });

  it("goes on without lines when the store fails, and says so once", async () => {
    const { store, history, told } = aHistory();
    await store.close();

    const lines = await history.load();
    await history.save(["/help"]);

    expect(lines).toEqual([]);
    expect(told).toEqual(["sitrep: lines typed are not remembered (database is not open)"]);
  });
});
