import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ingestFeeds } from "../../src/ingest/ingest-feeds.ts";
import { aFeedReader } from "../support/a-feed-reader.ts";
import { collect } from "../support/collect.ts";
import { longText, page, rss } from "../support/made-up-feeds.ts";
import { type Answer, type NewsServer, newsServer } from "../support/news-server.ts";

let server: NewsServer;
beforeAll(async () => {
  server = await newsServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answers.clear();
  server.asked.length = 0;
});

const DATE = "Tue, 04 Mar 2025 06:30:00 GMT";
const one = (more: object = {}) => ({
  title: "Market closed",
  link: "https://news.example/1",
  guid: "1",
  date: DATE,
  body: longText("shelling"),
  ...more,
});
const atom = (entry: string, attributes = "") =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Kelmar Post</title>${entry}</feed>`;
const entry = (inner: string) =>
  `<entry><id>tag:1</id><title>Market closed</title><link href="https://news.example/1"/><published>2025-03-04T06:30:00Z</published>${inner}</entry>`;
const rdf = (inner: string, ns = "http://purl.org/rss/1.0/") =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="${ns}" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kelmar Post</title><link>https://news.example/</link></channel>${inner}</rdf:RDF>`;
const rdfItem = `<item rdf:about="https://news.example/1"><title>Market closed</title><link>https://news.example/1</link><description>${longText("x")}</description><dc:date>2025-03-04T06:30:00Z</dc:date></item>`;
const json = (items: unknown, version = "1.1") =>
  JSON.stringify({ version: `https://jsonfeed.org/version/${version}`, title: "Kelmar Post", items });
const jsonItem = {
  id: "1",
  url: "https://news.example/1",
  title: "Market closed",
  date_published: "2025-03-04T06:30:00Z",
};
const xml = (body: string | Uint8Array, headers: Record<string, string> = {}): Answer => ({
  headers: { "content-type": "application/rss+xml", ...headers },
  body,
});
const packed = (encoding: string, body: Uint8Array) => xml(body, { "content-encoding": encoding });
const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

/** Feeds that end with articles: path, answer, and what the first article must have. */
const GOOD: readonly (readonly [name: string, answer: Answer, first: object])[] = [
  ["RSS 0.91", xml(rss([one({ guid: undefined })], "0.91")), { title: "Market closed" }],
  ["RSS 0.92", xml(rss([one()], "0.92")), { title: "Market closed" }],
  ["RSS 2.0", xml(rss([one()])), { publishedAt: "2025-03-04T06:30Z", publisher: "Kelmar Post" }],
  ["RSS 0.90", xml(rdf(rdfItem, "http://my.netscape.com/rdf/simple/0.9/")), { title: "Market closed" }],
  ["RSS 1.0", xml(rdf(rdfItem)), { publishedAt: "2025-03-04T06:30Z" }],
  [
    "Atom with HTML",
    xml(atom(entry(`<content type="html">&lt;p&gt;${longText("x")}&lt;/p&gt;</content>`))),
    { url: "https://news.example/1" },
  ],
  [
    "Atom with XHTML",
    xml(
      atom(
        entry(
          `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${longText("x")}</p><p>Second.</p></div></content>`,
        ),
      ),
    ),
    { text: `${longText("x")}\n\nSecond.` },
  ],
  [
    "Atom with a source",
    xml(atom(entry(`<summary>${longText("x")}</summary><source><title>Reuters</title></source>`))),
    { origin: "Reuters" },
  ],
  [
    "JSON Feed 1.0",
    {
      headers: { "content-type": "application/feed+json" },
      body: json([{ ...jsonItem, content_html: `<p>${longText("x")}` }], "1"),
    },
    { publishedAt: "2025-03-04T06:30Z" },
  ],
  [
    "JSON Feed 1.1",
    {
      headers: { "content-type": "application/json" },
      body: json([5, null, { ...jsonItem, content_text: longText("x"), authors: [{ name: "Ada Nor" }] }]),
    },
    { byline: "Ada Nor" },
  ],
  [
    "RSS with a source",
    xml(rss([one({ more: '<source url="https://wire.example/rss">Reuters</source>' })])),
    { origin: "Reuters" },
  ],
  ["a missing guid", xml(rss([one({ guid: undefined })])), { url: "https://news.example/1" }],
  ["a missing link", xml(rss([one({ link: undefined })])), { title: "Market closed" }],
  ["a missing title", xml(rss([one({ title: undefined })])), { publisher: "Kelmar Post" }],
  [
    "an unreadable date",
    xml(rss([one({ date: "yesterday-ish" })])),
    { publishedAt: "", publishedPrecision: "unknown" },
  ],
  [
    "a date in the future",
    xml(rss([one({ date: "Tue, 04 Mar 2031 06:30:00 GMT" })])),
    { publishedPrecision: "unknown" },
  ],
  [
    "a date of 30 February",
    xml(rss([one({ date: "Sun, 30 Feb 2025 06:30:00 GMT" })])),
    { publishedPrecision: "unknown" },
  ],
  [
    "a date with EST",
    xml(rss([one({ date: "Tue, 4 Mar 25 01:30 EST" })])),
    { publishedAt: "2025-03-04T06:30Z" },
  ],
  [
    "a date without a zone",
    xml(rss([one({ date: "Tuesday, 4 March 2025 23:30:00" })])),
    { publishedAt: "2025-03-04" },
  ],
  ["no date", xml(rss([one({ date: undefined })])), { publishedPrecision: "unknown" }],
  [
    "a relative link",
    xml(
      rss(
        [one({ link: "/world/1?utm_source=rss&id=7#top" })],
        "2.0",
        "<title>K</title><link>https://news.example/</link>",
      ),
    ),
    { url: "https://news.example/world/1?id=7" },
  ],
  [
    "a relative link with xml:base",
    xml(
      atom(
        entry(`<summary>${longText("x")}</summary>`).replace("https://news.example/1", "1.html"),
        ' xml:base="https://news.example/a/"',
      ),
    ),
    { url: "https://news.example/a/1.html" },
  ],
  ["a link of javascript", xml(rss([one({ link: "javascript:alert(1)" })])), { title: "Market closed" }],
  [
    "HTML in CDATA",
    xml(
      rss([one({ body: `<p>First &amp; <b>bold</b>.</p><script>alert(1)</script><p>${longText("x")}</p>` })]),
    ),
    { text: `First & bold.\n\n${longText("x")}` },
  ],
  [
    "a title escaped twice",
    xml(rss([one({ title: "Doctors &amp;#8217;safe&amp;#8217;" })])),
    { title: "Doctors ’safe’" },
  ],
  ["an unescaped &", xml(rss([one({ title: "Aid & trade" })])), { title: "Aid & trade" }],
  [
    "control characters",
    xml(rss([one({ title: "Mar\u0007ket \u001b[31mclosed" })])),
    { title: "Mar ket [31mclosed" },
  ],
  [
    "Latin-1 said in the header",
    xml(latin1(rss([one({ title: "Café fermé" })])), { "content-type": "text/xml; charset=iso-8859-1" }),
    { title: "Café fermé" },
  ],
  [
    "Latin-1 said in the XML",
    xml(latin1(rss([one({ title: "Café fermé" })]).replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?'))),
    { title: "Café fermé" },
  ],
  [
    "Latin-1 called UTF-8",
    xml(latin1(rss([one({ title: "Café fermé" })])), { "content-type": "text/xml; charset=utf-8" }),
    { title: "Café fermé" },
  ],
  [
    "UTF-8 called Latin-1",
    xml(rss([one({ title: "Café fermé" })]), { "content-type": "text/xml; charset=iso-8859-1" }),
    { title: "Café fermé" },
  ],
  ["UTF-16", xml(utf16(rss([one({ title: "Café fermé" })]))), { title: "Café fermé" }],
  ["a mark and blanks before the XML", xml(`\ufeff\n  ${rss([one()])}`), { title: "Market closed" }],
  [
    "text/html as its type",
    { headers: { "content-type": "text/html" }, body: rss([one()]) },
    { title: "Market closed" },
  ],
  ["no type", { headers: {}, body: rss([one()]) }, { title: "Market closed" }],
  ["gzip", packed("gzip", gzipSync(rss([one()]))), { title: "Market closed" }],
  ["deflate", packed("deflate", deflateSync(rss([one()]))), { title: "Market closed" }],
  ["raw deflate", packed("deflate", deflateRawSync(rss([one()]))), { title: "Market closed" }],
  ["brotli", packed("br", brotliCompressSync(rss([one()]))), { title: "Market closed" }],
  ["gzip twice", packed("gzip, gzip", gzipSync(gzipSync(rss([one()])))), { title: "Market closed" }],
  ["bad entries among good ones", xml(rss([{}, { title: "No link" }, one()])), { title: "Market closed" }],
  [
    "upper-case elements",
    xml(rss([one()]).replaceAll("<item>", "<ITEM>").replaceAll("</item>", "</ITEM>")),
    { title: "Market closed" },
  ],
  [
    "a web page",
    { headers: { "content-type": "text/html" }, body: page("Market closed", [longText("x"), longText("y")]) },
    { text: `${longText("x")}\n\n${longText("y")}` },
  ],
];

const bomb = gzipSync(Buffer.alloc(16 * 1024 * 1024));
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ""};`.repeat(10)}">`).join("")}]><rss><channel><title>&lol9;</title></channel></rss>`;

/** Feeds that end with a reason. */
const BAD: readonly (readonly [name: string, answer: Answer, reason: RegExp])[] = [
  ["truncated XML", xml(rss([one(), one({ guid: "2" })]).slice(0, -300)), /ends in the middle/],
  ["truncated inside CDATA", xml(rss([one()]).slice(0, 300)), /ends in the middle/],
  ["a billion laughs", xml(laughs), /declares a document type or entities/],
  [
    "an external entity",
    xml(`<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss([one({ title: "&x;" })])}`),
    /declares a document type/,
  ],
  [
    "deep nesting",
    xml(`<rss><channel>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</channel></rss>`),
    /nested deeper/,
  ],
  [
    "many attributes",
    xml(`<rss ${Array.from({ length: 500 }, (_, i) => `a${i}="1"`).join(" ")}></rss>`),
    /attributes/,
  ],
  ["other XML", xml("<opml><body/></opml>"), /is no feed \(it begins with <opml>\)/],
  [
    "other JSON",
    { headers: { "content-type": "application/json" }, body: '{"error":"no"}' },
    /is JSON but no JSON Feed/,
  ],
  [
    "broken JSON",
    { headers: { "content-type": "application/json" }, body: '{"version":' },
    /is JSON but no JSON Feed/,
  ],
  ["an empty body", xml(""), /is no feed/],
  [
    "a page without a report",
    { headers: { "content-type": "text/html" }, body: "<html><body><p>Log in</p></body></html>" },
    /has no report/,
  ],
  [
    "a picture",
    { headers: { "content-type": "image/png" }, body: "PNG" },
    /is no feed and no page \(image\/png\)/,
  ],
  ["400", { status: 400 }, /answers with status 400/],
  ["401", { status: 401 }, /refuses to be read by a program \(401\)/],
  ["403", { status: 403 }, /refuses to be read by a program \(403\)/],
  ["404", { status: 404 }, /is not there \(404\)/],
  ["410", { status: 410 }, /is gone for good \(410\)/],
  ["500", { status: 500 }, /has trouble on its own side \(500\)/],
  [
    "503",
    { status: 503, headers: { "retry-after": "120" } },
    /asks for patience \(503\): it is tried again after 2025-03-05T12:02Z/,
  ],
  ["a redirect to itself", { status: 302, headers: { location: "?" } }, /redirects more than 5 times/],
  ["a redirect without an address", { status: 301 }, /answers with status 301/],
  [
    "a redirect inside",
    { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } },
    /cannot be reached: check the address$/,
  ],
  [
    "a redirect to a file",
    { status: 302, headers: { location: "file:///etc/passwd" } },
    /cannot be reached: check the address$/,
  ],
  ["a body over the limit", xml(`<rss>${"x".repeat(2 * 1024 * 1024)}</rss>`), /is larger than 1 MB/],
  [
    "gzip cut short",
    packed("gzip", gzipSync(rss([one()])).subarray(0, 90)),
    /broke off or is packed wrongly/,
  ],
  ["gzip that is none", packed("gzip", Buffer.from(rss([one()]))), /broke off or is packed wrongly/],
  ["an unknown encoding", packed("zstd2", Buffer.from("x")), /packed in a way/],
  ["gzip five times", packed("gzip, gzip, gzip, gzip, gzip", gzipSync("x")), /packed in a way/],
  [
    "a gzip bomb of 1 GB",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/xml", "content-encoding": "gzip" });
      for (let i = 0; i < 64; i++) response.write(bomb);
      response.end();
    },
    /is larger than 1 MB unpacked/,
  ],
  ["a head that never comes", () => {}, /is too slow/],
  [
    "a body that stops",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/xml" });
      response.write("<rss>");
    },
    /is too slow/,
  ],
  [
    "a body that drips",
    (_, response) => {
      response.writeHead(200, { "content-type": "application/xml" });
      const drip = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(drip));
    },
    /is too slow/,
  ],
  ["a connection that is dropped", (request) => request.socket.destroy(), /broke off/],
  [
    "a body that breaks off",
    (request, response) => {
      response.writeHead(200, { "content-type": "application/xml", "content-length": "5000" });
      response.write("<rss>", () => request.socket.destroy());
    },
    /broke off/,
  ],
  [
    "an answer that is no HTTP",
    (request) => request.socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    /does not speak HTTP/,
  ],
];

describe("a feed that can be read", () => {
  it.each(GOOD)("gives its articles: %s", async (_, answer, first) => {
    const { needs, add } = aFeedReader();
    server.answers.set("/feed", answer);
    await add(`${server.base}/feed`);

    const report = await ingestFeeds(needs);

    const [stored] = await collect(needs.store.between({ from: null, to: null }));
    expect(report.feeds[0]).toMatchObject({ status: "read", problems: [] });
    expect(report.new).toBe(1);
    expect(stored?.article).toMatchObject(first);
    expect(await needs.book.feed(`${server.base}/feed`)).toMatchObject({ failures: 0 });
  });
});

describe("a feed that cannot be read", () => {
  it.each(BAD)("says why and is tried later: %s", async (_, answer, reason) => {
    const { needs, add } = aFeedReader();
    const url = `${server.base}/feed`;
    server.answers.set("/feed", answer).set("/feed?", answer);
    server.answers.set("/good", xml(rss([one()])));
    await add(url);
    await add(`${server.base}/good`);
    const before = process.memoryUsage().rss;

    const report = await ingestFeeds(needs);

    expect(report.feeds.map(({ status }) => status)).toEqual(["problem", "read"]);
    expect(report.feeds[0]?.problems).toEqual([expect.stringMatching(reason)]);
    expect(report.new).toBe(1);
    const feed = await needs.book.feed(url);
    expect(feed).toMatchObject({ failures: 1, problem: expect.stringMatching(reason) });
    expect(Date.parse(feed?.nextAt ?? "")).toBeGreaterThan(needs.clock.now().getTime());
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});
