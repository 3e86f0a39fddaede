import { describe, expect, it } from "vitest";
import { openFeedBook } from "../../src/stores/keyed-feed-book.ts";
import { openMemoryStore, openSqliteStore } from "../../src/stores/sqlite-store.ts";
import { fixedClock } from "../support/fixed-clock.ts";
import { tempDir } from "../support/temp-dir.ts";

const clock = fixedClock("2025-03-05T12:00:00Z");
const feed = (url: string) => ({ url, everyMinutes: 15, addedAt: "2025-03-01T00:00:00Z", failures: 0 });

describe("the feed book", () => {
  it("lists feeds by address and is there in the next session", async () => {
    const dir = tempDir();
    const first = openSqliteStore(dir);
    const book = openFeedBook(first, clock);
    await book.save(feed("https://b.example/"));
    await book.save(feed("https://a.example/"));
    await book.markSeen("https://a.example/", [{ key: "1", print: "p", tries: 1 }]);
    await first.close();

    const next = openSqliteStore(dir);
    const again = openFeedBook(next, clock);

    expect((await again.feeds()).map(({ url }) => url)).toEqual(["https://a.example/", "https://b.example/"]);
    expect(await again.seen("https://a.example/", ["1", "2"])).toEqual([{ print: "p", tries: 1 }, null]);
    await next.close();
  });

  it("keeps the entries of feeds apart", async () => {
    const book = openFeedBook(openMemoryStore(), clock);
    await book.save(feed("https://a.example/"));
    await book.markSeen("https://a.example/", [{ key: "1", print: "a", tries: 0 }]);
    await book.markSeen("https://b.example/", [{ key: "1", print: "b", tries: 0 }]);

    expect(await book.remove("https://a.example/")).toBe(true);

    expect(await book.seen("https://a.example/", ["1"])).toEqual([null]);
    expect(await book.seen("https://b.example/", ["1"])).toEqual([{ print: "b", tries: 0 }]);
    expect(await book.remove("https://a.example/")).toBe(false);
  });

  it("leaves out what cannot be read any more", async () => {
    const store = openMemoryStore();
    const book = openFeedBook(store, clock);
    await book.save(feed("https://a.example/"));
    await book.save({ ...feed("https://b.example/"), everyMinutes: -1 });
    const storage = store.keyed(clock);
    storage.namespace = "feeds";
    await storage.set("broken", "{oops");

    expect((await book.feeds()).map(({ everyMinutes }) => everyMinutes)).toEqual([15, 15]);
  });
});
