import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendDueFeeds } from "../../src/desk/feed-jobs.ts";
import { feedListText, feedReportText } from "../../src/desk/feeds-text.ts";
import { addFeed, keepReading, readFeedsRequest, removeFeed } from "../../src/desk/feeds-verb.ts";
import type { FeedReport } from "../../src/ingest/ingest-feeds.ts";
import { localJobQueue } from "../../src/stores/local-job-queue.ts";
import { aFeedReader } from "../support/a-feed-reader.ts";
import { longText, rss } from "../support/made-up-feeds.ts";
import { type NewsServer, newsServer } from "../support/news-server.ts";

let server: NewsServer;
beforeAll(async () => {
  server = await newsServer();
});
afterAll(() => server.close());

describe("what is written behind feeds", () => {
  it.each([
    [[], {}, { kind: "list" }],
    [["list"], {}, { kind: "list" }],
    [
      ["add", "https://news.example/rss"],
      {},
      { kind: "add", url: "https://news.example/rss", everyMinutes: 15 },
    ],
    [
      ["add", "u"],
      { every: "2h", publisher: "P" },
      { kind: "add", url: "u", everyMinutes: 120, publisher: "P" },
    ],
    [["remove", "u"], {}, { kind: "remove", url: "u" }],
    [["run"], { once: true }, { kind: "run", once: true, all: false }],
  ] as const)("is read: %j %j", (words, flags, request) => {
    expect(readFeedsRequest(words, flags)).toEqual(request);
  });

  it.each([
    [["fetch"], {}, /there is add, list, remove, run/],
    [["add"], {}, /feeds add needs one address/],
    [["add", "a", "b"], {}, /needs one address/],
    [["run", "a"], {}, /takes no words/],
    [["list"], { once: true }, /feeds list takes no --once/],
    [["add", "u"], { every: "1m" }, /from 5m to 7d/],
    [["add", "u"], { every: "soon" }, /from 5m to 7d/],
    [["add", "u"], { every: "30d" }, /from 5m to 7d/],
    [["constructor"], {}, /there is add/],
  ] as const)("is refused in words: %j %j", (words, flags, reason) => {
    expect(() => readFeedsRequest(words, flags)).toThrow(reason);
  });
});

describe("adding a feed", () => {
  it.each([
    ["news.example/rss", /begins with https/],
    ["reliefweb:", /needs words/],
    ["https://u:p@news.example/", /cannot be reached: check the address/],
    ["http://127.0.0.1/", /cannot be reached: check the address/],
  ])("refuses %s", async (url, reason) => {
    const { needs } = aFeedReader();

    await expect(addFeed({ kind: "add", url, everyMinutes: 15 }, needs, [])).rejects.toThrow(reason);
    expect(await needs.book.feeds()).toEqual([]);
  });

  it("again changes its settings and keeps what was seen", async () => {
    const { needs } = aFeedReader();
    const url = `${server.base}/feed`;
    server.answers.set("/feed", {
      body: rss([{ title: "One", link: "https://news.example/1", body: longText("x") }]),
    });
    await addFeed({ kind: "add", url, everyMinutes: 15 }, needs, ["127.0.0.1"]);

    const { feed, report } = await addFeed({ kind: "add", url, everyMinutes: 60 }, needs, ["127.0.0.1"]);

    expect(feed).toMatchObject({ everyMinutes: 60, publisher: "Kelmar Post" });
    expect(report).toMatchObject({ new: 0, seen: 1 });
  });
});

describe("removing a feed", () => {
  it("forgets what was seen of it, and says when there is none", async () => {
    const { needs, add } = aFeedReader();
    const url = "https://news.example/rss";
    await add(url);
    await needs.book.markSeen(url, [{ key: "1", print: "p", tries: 0 }]);

    expect(await removeFeed(url, needs.book)).toBe(url);
    expect(await needs.book.seen(url, ["1"])).toEqual([null]);
    await expect(removeFeed(url, needs.book)).rejects.toThrow(/there is no feed at/);
  });
});

describe("reading on and on", () => {
  it("sleeps until the next feed is due and ends when it is told to", async () => {
    const { needs, add, clock } = aFeedReader();
    await add(`${server.base}/feed`, { everyMinutes: 5 });
    server.answers.set("/feed", {
      body: rss([{ title: "One", link: "https://news.example/1", body: longText("x") }]),
    });
    const stop = new AbortController();
    const naps: number[] = [];
    const told: FeedReport[] = [];

    await keepReading(needs, {
      once: false,
      all: false,
      signal: stop.signal,
      onFeed: (report) => told.push(report),
      sleep: async (ms) => {
        naps.push(ms);
        clock.tick(ms);
        if (naps.length === 6) stop.abort();
      },
    });

    expect(naps).toEqual([60_000, 60_000, 60_000, 60_000, 60_000, 60_000]);
    expect(told.map(({ new: fresh, seen }) => [fresh, seen])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe("a feed that was just added", () => {
  it("is left alone by whoever looks for due feeds, until the one who added it has read it", async () => {
    const { needs, clock } = aFeedReader();
    server.answers.set("/feed", {
      body: rss([{ title: "One", link: "https://news.example/1", body: longText("x") }]),
    });
    const due: number[] = [];
    const queue = localJobQueue({ log: { info() {}, error() {} }, sleep: async () => {} });
    const fetch: typeof needs.fetch = async (ask) => {
      // The tick that looks for due feeds falls into the reading.
      due.push(await sendDueFeeds(needs.book, queue, clock));
      return needs.fetch(ask);
    };

    const request = { kind: "add", url: `${server.base}/feed`, everyMinutes: 15 } as const;
    const { report, feed } = await addFeed(request, { ...needs, fetch }, ["127.0.0.1"]);
    await queue.stop();

    expect(due).toEqual([0]);
    expect(report?.new).toBe(1);
    const nextAt = Date.parse(feed.nextAt ?? "");
    expect(nextAt - clock.now().getTime()).toBeGreaterThan(5 * 60_000);
  });
});

describe("feeds in words", () => {
  it("say that there are none, and how to add one", () => {
    expect(feedListText([])).toBe("No feeds yet: sitrep feeds add https://…\n");
  });

  it("name the problem and how often it came, without control characters of strangers", () => {
    const text = feedListText([
      {
        url: "https://news.example/rss",
        publisher: "Kel\u001bmar",
        everyMinutes: 60,
        addedAt: "",
        failures: 3,
        nextAt: "2025-03-05T12:30:00.000Z",
        problem: "is not there (404): check the address",
      },
    ]);

    expect(text).toBe(
      "1 feed, 1 with problems\n  https://news.example/rss (Kel mar)\n    every 1h, never read, next 2025-03-05 12:30 UTC\n    problem: is not there (404): check the address (3 times in a row)\n",
    );
  });

  it("count what was left out and left over", () => {
    const report: FeedReport = {
      url: "https://news.example/rss",
      publisher: null,
      status: "read",
      new: 2,
      updated: 0,
      unchanged: 0,
      seen: 1,
      dropped: 1,
      left: 3,
      problems: ["https://news.example/1 is too slow"],
      nextAt: "",
    };

    expect(feedReportText(report)).toBe(
      "https://news.example/rss: 2 new, 0 updated, 0 unchanged, 1 seen before, 1 without words or address, 3 left for the next run\n  https://news.example/1 is too slow\n",
    );
  });
});
