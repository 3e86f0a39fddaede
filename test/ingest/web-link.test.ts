import { describe, expect, it } from "vitest";
import { canonicalLink, resolveLink } from "../../src/ingest/web-link.ts";

const BASE = "https://news.example/feeds/world.xml";

describe("a link of a feed", () => {
  it.each([
    ["/a?b=1#c", "https://news.example/a?b=1"],
    ["a.html", "https://news.example/feeds/a.html"],
    ["//other.example/x", "https://other.example/x"],
    [" https://news.example/a b ", "https://news.example/a%20b"],
    ["javascript:alert(1)", undefined],
    ["mailto:desk@news.example", undefined],
    ["https://u:p@news.example/", undefined],
    ["https://[bad/", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j becomes %j", (given, link) => {
    expect(resolveLink(given, BASE)).toBe(link);
  });

  it.each([
    ["https://news.example/a?utm_source=rss&id=7&fbclid=x&at_medium=RSS", "https://news.example/a?id=7"],
    ["https://news.example/a?date=2025&page=2", "https://news.example/a?date=2025&page=2"],
    ["https://news.example/a?at_date=1&ns_x=2", "https://news.example/a?at_date=1&ns_x=2"],
    ["https://news.example/a?utm_medium=x", "https://news.example/a"],
  ])("%s is the page %s", (given, plain) => {
    expect(canonicalLink(given)).toBe(plain);
  });
});
