import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readHere } from "../../src/ingest/article-reader.ts";
import { type FeedNeeds, ingestFeeds } from "../../src/ingest/ingest-feeds.ts";
import { aFeedReader } from "../support/a-feed-reader.ts";
import { someFacts } from "../support/articles.ts";
import { collect } from "../support/collect.ts";
import { longText, page, rss } from "../support/made-up-feeds.ts";
import { type NewsServer, newsServer } from "../support/news-server.ts";

let server: NewsServer;
let url = "";
beforeAll(async () => {
  server = await newsServer();
  url = `${server.base}/feed`;
});
afterAll(() => server.close());
beforeEach(() => {
  server.answers.clear();
  server.asked.length = 0;
});

const HTML = { "content-type": "text/html" };
const DATE = "Tue, 04 Mar 2025 06:30:00 GMT";
const entry = (n: number, more: object = {}) => ({
  title: `Report ${n}`,
  link: `https://news.example/${n}`,
  guid: `${n}`,
  date: DATE,
  body: longText(`event ${n}`),
  ...more,
});
const articles = async ({ store }: FeedNeeds) =>
  (await collect(store.between({ from: null, to: null }))).map(({ article }) => article);

describe("a second run", () => {
  it("passes over what it has seen and takes what is new", async () => {
    const { needs, add, readIds } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([entry(1), entry(2)]) });
    const first = await ingestFeeds(needs);
    server.answers.set("/feed", { body: rss([entry(3), entry(1), entry(2)]) });

    const second = await ingestFeeds(needs, { all: true });

    expect(first).toMatchObject({ new: 2, seen: 0 });
    expect(second).toMatchObject({ new: 1, updated: 0, seen: 2 });
    expect(readIds).toHaveLength(3);
  });

  it("takes a changed entry as a new version of its article", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([entry(1)]) });
    await ingestFeeds(needs);
    server.answers.set("/feed", { body: rss([entry(1, { title: "Report 1, corrected" })]) });

    const second = await ingestFeeds(needs, { all: true });

    expect(second).toMatchObject({ new: 0, updated: 1, seen: 0 });
    expect((await articles(needs)).map(({ title }) => title)).toEqual(["Report 1, corrected"]);
  });

  it("asks only for news and is content with 304", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    const mark = { etag: '"v1"', "last-modified": DATE };
    server.answers.set("/feed", { headers: mark, body: rss([entry(1)]) });
    await ingestFeeds(needs);
    server.answers.set("/feed", { status: 304 });

    const second = await ingestFeeds(needs, { all: true });

    expect(server.asked[1]?.headers).toMatchObject({ "if-none-match": '"v1"', "if-modified-since": DATE });
    expect(second.feeds[0]).toMatchObject({ status: "unchanged", problems: [] });
    expect(await needs.book.feed(url)).toMatchObject({ failures: 0, etag: '"v1"' });
  });

  it("leaves feeds alone that are not due", async () => {
    const { needs, add, clock } = aFeedReader();
    await add(url, { everyMinutes: 30 });
    server.answers.set("/feed", { body: rss([entry(1)]) });
    await ingestFeeds(needs);

    clock.tick(29 * 60_000);
    const early = await ingestFeeds(needs);
    clock.tick(60_000);
    const due = await ingestFeeds(needs);

    expect(early).toMatchObject({ feeds: [], waiting: 1 });
    expect(due).toMatchObject({ seen: 1, waiting: 0 });
  });
});

describe("a run that is cut short", () => {
  it("loses nothing: an entry is marked only after its article is stored", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", {
      headers: { etag: '"v1"' },
      body: rss(Array.from({ length: 70 }, (_, n) => entry(n))),
    });
    let left = 1;
    const dying: FeedNeeds = {
      ...needs,
      store: Object.assign(Object.create(needs.store), {
        held: (ids: readonly string[]) => needs.store.held(ids),
        putAll: async (...args: Parameters<typeof needs.store.putAll>) => {
          if (left-- === 0) throw new Error("disk full");
          return needs.store.putAll(...args);
        },
      }),
    };
    await expect(ingestFeeds(dying)).rejects.toThrow("disk full");

    const resumed = await ingestFeeds(needs);

    expect(resumed).toMatchObject({ new: 6, seen: 64 });
    expect(await articles(needs)).toHaveLength(70);
    expect(server.asked[1]?.headers["if-none-match"]).toBeUndefined();
  });

  it("repeats harmlessly what was stored and not yet marked", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([entry(1)]) });
    const dying: FeedNeeds = {
      ...needs,
      book: {
        ...needs.book,
        markSeen: async () => {
          throw new Error("killed");
        },
      },
    };
    await expect(ingestFeeds(dying)).rejects.toThrow("killed");

    const resumed = await ingestFeeds(needs);

    expect(resumed).toMatchObject({ new: 0, unchanged: 1 });
    expect(await articles(needs)).toHaveLength(1);
  });

  it("begins no further entry once it is told to stop", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", {
      headers: { etag: '"v1"' },
      body: rss([entry(1, { link: `${server.base}/page`, body: "Residents said…" }), entry(2)]),
    });
    const stop = new AbortController();
    const stopping: FeedNeeds = {
      ...needs,
      fetch(request) {
        if (request.url.endsWith("/page")) stop.abort();
        return needs.fetch(request);
      },
    };

    const report = await ingestFeeds(stopping, { signal: stop.signal });

    expect(report.feeds[0]).toMatchObject({ new: 1, left: 1 });
    expect((await needs.book.feed(url))?.etag).toBeUndefined();
  });
});

describe("entries of one feed", () => {
  it("are kept apart when they share a guid or an address", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    const front = "https://news.example/";
    const same = [1, 2, 3].map((n) => entry(n, { guid: "same", link: front }));
    server.answers.set("/feed", { body: rss(same) });

    const first = await ingestFeeds(needs);
    const second = await ingestFeeds(needs, { all: true });

    expect(first).toMatchObject({ new: 3, updated: 0 });
    expect(second).toMatchObject({ new: 0, updated: 0, seen: 3 });
    expect((await articles(needs)).map((article) => article.url)).toEqual([front, front, front]);
  });

  it("count once when they are the same entry twice", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([entry(1), entry(1)]) });

    expect((await ingestFeeds(needs)).feeds[0]).toMatchObject({ new: 1, dropped: 1 });
  });

  it("cost no other when the reader fails on one of them", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([entry(1), entry(2)]) });
    const failing: FeedNeeds = {
      ...needs,
      reader: readHere({
        tag: "x",
        read(article) {
          if (article.title === "Report 1") throw new Error("oops");
          return someFacts(article.id);
        },
      }),
    };

    const report = await ingestFeeds(failing);

    expect(report).toMatchObject({ new: 1 });
    expect(report.feeds[0]?.problems).toEqual([expect.stringContaining("please report it (Error: oops)")]);
  });
});

describe("a teaser", () => {
  const teaser = (more: object = {}) =>
    entry(1, { link: `${server.base}/page`, body: "Residents of Tarsk said…", ...more });

  it("is followed to its page, and the page's words are kept", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([teaser({ date: undefined })]) });
    const head = '<meta property="article:published_time" content="2025-03-03T05:00:00Z">';
    server.answers.set("/page", {
      headers: HTML,
      body: page("Report 1", [longText("a"), longText("b")], head),
    });

    const report = await ingestFeeds(needs);

    const [article] = await articles(needs);
    expect(report.feeds[0]).toMatchObject({ new: 1, problems: [] });
    expect(article).toMatchObject({
      text: `${longText("a")}\n\n${longText("b")}`,
      publishedAt: "2025-03-03T05:00Z",
      publisher: "Kelmar Post",
    });
  });

  it("is kept when its page is not there, and not asked for again", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([teaser()]) });

    const first = await ingestFeeds(needs);
    const second = await ingestFeeds(needs, { all: true });

    expect(first.feeds[0]?.problems).toEqual([`${server.base}/page is not there (404): check the address`]);
    expect((await articles(needs)).map(({ text }) => text)).toEqual(["Residents of Tarsk said…"]);
    expect(second).toMatchObject({ seen: 1 });
    expect(server.asked.filter(({ path }) => path === "/page")).toHaveLength(1);
  });

  it("is tried again while its page has passing trouble, and becomes whole", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { headers: { etag: '"v1"' }, body: rss([teaser()]) });
    server.answers.set("/page", { status: 500 });
    const first = await ingestFeeds(needs);
    server.answers.set("/page", { headers: HTML, body: page("Report 1", [longText("a")]) });

    const second = await ingestFeeds(needs, { all: true });
    const third = await ingestFeeds(needs, { all: true });

    expect([first.new, second.updated, third.seen]).toEqual([1, 1, 1]);
    expect(server.asked.filter(({ path }) => path === "/feed")[1]?.headers["if-none-match"]).toBeUndefined();
    expect((await needs.book.feed(url))?.etag).toBe('"v1"');
  });

  it("is given up after three tries", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { body: rss([teaser()]) });
    server.answers.set("/page", { status: 500 });

    for (let i = 0; i < 5; i++) await ingestFeeds(needs, { all: true });

    expect(server.asked.filter(({ path }) => path === "/page")).toHaveLength(3);
  });

  it("reaches nothing inside through its link", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    const inside = teaser({ link: "http://169.254.169.254/latest/meta-data/" });
    server.answers.set("/feed", { body: rss([inside]) });

    const report = await ingestFeeds(needs);

    expect(report.feeds[0]?.problems).toEqual([
      "http://169.254.169.254/latest/meta-data/ cannot be reached: check the address",
    ]);
  });
});

describe("a feed with trouble", () => {
  it("waits twice as long each time, and is on time again after a good reading", async () => {
    const { needs, add } = aFeedReader();
    await add(url, { everyMinutes: 10 });
    server.answers.set("/feed", { status: 500 });
    const minutes: number[] = [];

    for (let i = 0; i < 9; i++) {
      const { feeds } = await ingestFeeds(needs, { all: true });
      minutes.push((Date.parse(feeds[0]?.nextAt ?? "") - needs.clock.now().getTime()) / 60_000);
    }
    server.answers.set("/feed", { body: rss([entry(1)]) });
    const { feeds } = await ingestFeeds(needs, { all: true });

    // Half of the jitter: 10 % on top.
    expect(minutes).toEqual([22, 44, 88, 176, 352, 704, 1408, 1584, 1584]);
    expect(feeds[0]).toMatchObject({ status: "read", nextAt: "2025-03-05T12:10:00.000Z" });
    expect(await needs.book.feed(url)).toMatchObject({ failures: 0 });
    expect((await needs.book.feed(url))?.problem).toBeUndefined();
  });

  it("is left alone as long as the server asks, with everything else on that server", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    await add(`${server.base}/other`);
    server.answers.set("/feed", { status: 429, headers: { "retry-after": "86400" } });
    server.answers.set("/other", { body: rss([entry(1)]) });

    const report = await ingestFeeds(needs, { atOnce: 1 });

    const reason = "asks for patience (429): it is tried again after 2025-03-06T12:00Z";
    expect(report.feeds.map(({ problems }) => problems)).toEqual([[reason], [reason]]);
    expect(report.feeds[0]?.nextAt).toBe("2025-03-06T12:00:00.000Z");
    expect(server.asked.map(({ path }) => path)).toEqual(["/feed"]);
  });

  it("keeps what is known of it", async () => {
    const { needs, add } = aFeedReader();
    await add(url);
    server.answers.set("/feed", { headers: { etag: '"v1"' }, body: rss([entry(1)]) });
    await ingestFeeds(needs);
    server.answers.set("/feed", { body: rss([entry(1), entry(2)]).slice(0, -200) });

    await ingestFeeds(needs, { all: true });

    expect(await needs.book.feed(url)).toMatchObject({ failures: 1, etag: '"v1"', publisher: "Kelmar Post" });
    expect(await articles(needs)).toHaveLength(1);
  });
});

describe("an address that is not allowed", () => {
  it("reads like one that is not there, whichever way it leads inside", async () => {
    const rebinding: string[] = [];
    const { needs, add } = aFeedReader({
      allowed: [],
      resolve: async (host) => {
        rebinding.push(host);
        if (host === "gone.example") throw new Error("ENOTFOUND");
        return host === "mixed.example"
          ? [
              { address: "93.184.216.34", family: 4 },
              { address: "10.0.0.1", family: 4 },
            ]
          : [{ address: "127.0.0.1", family: 4 }];
      },
    });
    const port = new URL(server.base).port;
    const urls = [
      `http://127.0.0.1:${port}/feed`,
      `http://gone.example:${port}/feed`,
      `http://mixed.example:${port}/feed`,
      `http://rebind.example:${port}/feed`,
    ];
    for (const one of urls) await add(one);

    const report = await ingestFeeds(needs);

    expect(new Set(report.feeds.flatMap(({ problems }) => problems))).toEqual(
      new Set(["cannot be reached: check the address"]),
    );
    expect(report.feeds).toHaveLength(4);
    expect(server.asked).toEqual([]);
    expect(rebinding.sort()).toEqual(["gone.example", "mixed.example", "rebind.example"]);
  });

  it("is asked for once by name: the socket gets the checked addresses", async () => {
    let answers = 0;
    const { needs, add } = aFeedReader({
      allowed: ["127.0.0.1"],
      // The second answer would lead elsewhere; nobody asks for it.
      resolve: async () => [{ address: answers++ === 0 ? "127.0.0.1" : "10.0.0.1", family: 4 }],
    });
    server.answers.set("/feed", { body: rss([entry(1)]) });
    await add(`http://news.example:${new URL(server.base).port}/feed`);

    const report = await ingestFeeds(needs);

    expect(report.new).toBe(1);
    expect(answers).toBe(1);
  });
});

describe("ReliefWeb", () => {
  it("needs an appname of one's own", async () => {
    const { needs, add } = aFeedReader();
    await add("reliefweb:goma");

    const report = await ingestFeeds(needs);

    expect(report.feeds[0]?.problems).toEqual([expect.stringContaining("set SITREP_RELIEFWEB_APPNAME")]);
  });
});
