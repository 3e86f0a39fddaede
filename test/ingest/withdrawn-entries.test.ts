import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FeedNeeds, ingestFeeds } from "../../src/ingest/ingest-feeds.ts";
import { aFeedReader } from "../support/a-feed-reader.ts";
import { collect } from "../support/collect.ts";
import { type FeedEntry, longText, page, rss } from "../support/made-up-feeds.ts";
import { type NewsServer, newsServer } from "../support/news-server.ts";

let server: NewsServer;
beforeAll(async () => {
  server = await newsServer();
});
afterAll(() => server.close());
beforeEach(() => server.answers.clear());

const entry = (more: FeedEntry = {}): FeedEntry => ({
  title: "Market closed",
  link: "https://news.example/1",
  guid: "1",
  date: "Tue, 04 Mar 2025 06:30:00 GMT",
  body: longText("shelling"),
  ...more,
});
const withdrawn = async ({ store }: FeedNeeds) =>
  Promise.all(
    (await store.withdrawals.all()).map(async ({ articleId, by, reason }) => {
      const title = (await store.article(articleId))?.article.title;
      return { title, by, reason };
    }),
  );

async function read(...runs: readonly FeedEntry[][]) {
  const { needs, add, clock } = aFeedReader();
  await add(`${server.base}/feed`);
  for (const entries of runs) {
    server.answers.set("/feed", { body: rss(entries) });
    await ingestFeeds(needs, { all: true });
    clock.tick(3_600_000);
  }
  return { needs, clock };
}

describe("an entry that its publisher takes back", () => {
  it("is withdrawn with the words of the notice, and its first text is kept", async () => {
    const title = "RETRACTED: Market closed";
    const { needs } = await read(
      [entry()],
      [entry({ title, body: `This story has been withdrawn. ${longText("x")}` })],
    );

    expect(await withdrawn(needs)).toEqual([{ title, by: "publisher", reason: title }]);
    expect((await collect(needs.store.versions.all())).map(({ article }) => article.text)).toEqual([
      longText("shelling"),
    ]);
  });

  it("takes the story of the same headline with it when it has an address of its own", async () => {
    const kill = entry({
      title: "KILL: Market closed",
      link: "https://news.example/9",
      guid: "9",
      body: longText("kill"),
    });
    const other = entry({
      title: "Market opened",
      link: "https://news.example/2",
      guid: "2",
      body: longText("calm"),
    });

    const { needs } = await read([entry(), other], [entry(), other, kill]);

    expect((await withdrawn(needs)).map(({ title }) => title).sort()).toEqual([
      "KILL: Market closed",
      "Market closed",
    ]);
  });

  it("stands again when a later version no longer says so", async () => {
    const { needs } = await read([entry()], [entry({ title: "RETRACTED: Market closed" })], [entry()]);

    expect(await withdrawn(needs)).toEqual([]);
  });

  it("is a new version and nothing else when it is corrected", async () => {
    const { needs } = await read(
      [entry()],
      [entry({ title: "CORRECTED: Market closed", body: `Corrected version. ${longText("shells")}` })],
    );

    expect(await withdrawn(needs)).toEqual([]);
    expect(await collect(needs.store.versions.all())).toHaveLength(1);
  });

  it("is not one that tells of somebody else's withdrawal", async () => {
    const body = `The Velm Herald has retracted its story on the market, its editor said. ${longText("x")}`;
    const { needs } = await read([entry({ title: "Velm Herald retracts story on market", body })]);

    expect(await withdrawn(needs)).toEqual([]);
  });
});

describe("a page that is gone for good", () => {
  const HTML = { "content-type": "text/html" };
  const story = page("Market closed", [longText("one"), longText("two")]);

  it("withdraws the report that was read from it, and keeps its text", async () => {
    const { needs, add, clock } = aFeedReader();
    await add(`${server.base}/feed`);
    const teaser = (body: string) => rss([entry({ link: `${server.base}/1`, body })]);
    server.answers.set("/1", { headers: HTML, body: story });
    server.answers.set("/feed", { body: teaser("Short.") });
    await ingestFeeds(needs, { all: true });
    clock.tick(3_600_000);
    server.answers.set("/1", { status: 410 });
    server.answers.set("/feed", { body: teaser("Shorter.") });

    const report = await ingestFeeds(needs, { all: true });

    expect(await withdrawn(needs)).toEqual([{ title: "Market closed", by: "gone", reason: null }]);
    expect(report.feeds[0]?.problems[0]).toMatch(/gone for good \(410\)/);
    const [kept] = await collect(needs.store.between({ from: null, to: null }));
    expect(kept?.article.text).toContain(longText("two"));
  });

  it("withdraws a report that is a source by itself", async () => {
    const { needs, add, clock } = aFeedReader();
    await add(`${server.base}/story`);
    server.answers.set("/story", { headers: HTML, body: story });
    await ingestFeeds(needs, { all: true });
    clock.tick(3_600_000);
    server.answers.set("/story", { status: 410 });

    await ingestFeeds(needs, { all: true });

    expect(await withdrawn(needs)).toMatchObject([{ by: "gone" }]);
  });

  it("says nothing when it is only missing, or was never read", async () => {
    const { needs, add, clock } = aFeedReader();
    await add(`${server.base}/feed`);
    server.answers.set("/1", { status: 410 });
    server.answers.set("/feed", { body: rss([entry({ link: `${server.base}/1`, body: "Short." })]) });
    await ingestFeeds(needs, { all: true });
    clock.tick(3_600_000);
    server.answers.set("/1", { status: 404 });
    server.answers.set("/feed", { body: rss([entry({ link: `${server.base}/1`, body: "Shorter." })]) });
    await ingestFeeds(needs, { all: true });

    expect(await withdrawn(needs)).toEqual([]);
    expect((await needs.store.counts()).articles).toBe(1);
  });
});
