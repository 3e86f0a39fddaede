import { describe, expect, it } from "vitest";
import { safeLink } from "../../../adapters/shared/link-domain.ts";

describe("links out of articles", () => {
  it.each([
    ["https://www.news.example.co.uk/a?b=1", "https://www.news.example.co.uk/a?b=1", "example.co.uk"],
    ["http://someone.github.io/x", "http://someone.github.io/x", "someone.github.io"],
    ["https://bank.example.evil-site.org/", "https://bank.example.evil-site.org/", "evil-site.org"],
    ["https://192.0.2.7:8080/a", "https://192.0.2.7:8080/a", "192.0.2.7"],
    ["https://localhost/a", "https://localhost/a", "localhost"],
    ["https://wire.example/a b)c|d<e>", "https://wire.example/a%20b%29c%7Cd%3Ce%3E", "wire.example"],
    ["https://münchen.example/", "https://xn--mnchen-3ya.example/", "münchen.example"],
    ["https://вести.рф/", "https://xn--b1agj9af.xn--p1ai/", "вести.рф"],
  ])("name who is behind %s", (address, url, domain) => {
    expect(safeLink(address)).toEqual({ url, domain });
  });

  it.each([
    ["https://аррӏе.com/", "xn--80ak6aa92e.com"],
    ["https://pаypal.com/", "xn--pypal-4ve.com"],
  ])("show %s in punycode, because it mixes scripts", (address, domain) => {
    expect(safeLink(address)?.domain).toBe(domain);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://wire.example/a",
    "https://bank.example@evil.example/",
    "https://user:secret@wire.example/",
    "//wire.example/a",
    "no address",
    `https://wire.example/${"a".repeat(1000)}`,
  ])("are refused: %s", (address) => {
    expect(safeLink(address)).toBeNull();
  });
});
