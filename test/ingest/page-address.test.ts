import { describe, expect, it } from "vitest";
import { pageAddress } from "../../src/ingest/page-address.ts";

const PAGE = "news.example/world/tarsk-shelling";

describe("the page behind an address", () => {
  it.each([
    "https://news.example/world/tarsk-shelling",
    "http://news.example/world/tarsk-shelling",
    "https://www.news.example/world/tarsk-shelling/",
    "HTTPS://NEWS.Example/world/tarsk-shelling",
    "https://news.example:443/world/tarsk-shelling",
    "http://news.example:80/world/tarsk-shelling",
    "https://news.example./world/tarsk-shelling",
    "https://news.example/world/tarsk-shelling#comments",
    "https://news.example/world/tarsk-shelling?utm_source=rss&utm_medium=feed&fbclid=x",
    "https://news.example/world//tarsk%2Dshelling",
    "https://m.news.example/world/tarsk-shelling",
    "https://mobile.news.example/world/tarsk-shelling",
    "https://amp.news.example/world/tarsk-shelling",
    "https://www.m.news.example/world/tarsk-shelling",
    "https://news.example/world/tarsk-shelling/amp",
    "https://news.example/world/tarsk-shelling/amp/",
    "https://news.example/world/tarsk-shelling.amp.html",
    "https://news.example/amp/world/tarsk-shelling",
    "https://news.example/world/tarsk-shelling?amp=1",
    "https://news.example/world/tarsk-shelling?outputType=amp",
    "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/world/tarsk-shelling",
    "https://www.google.com/amp/s/news.example/world/tarsk-shelling",
  ])("%s is one page", (address) => {
    expect(pageAddress(address)).toBe(PAGE);
  });

  it.each([
    ["https://news.example/a?page=2&id=7", "news.example/a?id=7&page=2"],
    ["https://news.example/a?id=7&page=2#x", "news.example/a?id=7&page=2"],
    ["https://news.example/", "news.example"],
    ["https://news.example:8443/a", "news.example:8443/a"],
    ["https://de.m.wiki.example/a", "de.wiki.example/a"],
    ["https://news.example/%e2%82%ac", "news.example/%E2%82%AC"],
  ])("%s is the page %s", (address, page) => {
    expect(pageAddress(address)).toBe(page);
  });

  it.each([
    ["another path", "https://news.example/world/tarsk-shelling-2"],
    ["another case of the path", "https://news.example/World/tarsk-shelling"],
    ["another parameter", "https://news.example/world/tarsk-shelling?id=7"],
    ["another host", "https://sport.news.example/world/tarsk-shelling"],
    ["a word that only begins like AMP", "https://news.example/world/tarsk-shelling/ampere"],
    ["a host of two names", "https://m.example/world/tarsk-shelling"],
    ["a parameter that means something else", "https://news.example/world/tarsk-shelling?amp=15"],
  ])("%s is another one", (_, address) => {
    expect(pageAddress(address)).not.toBe(PAGE);
  });

  it.each(["ftp://news.example/a", "news.example/a", "mailto:a@news.example", ""])(
    "%j is no page",
    (address) => {
      expect(pageAddress(address)).toBeNull();
    },
  );
});
