import { describe, expect, it } from "vitest";
import { checkUrl, isUsableAddress } from "../../src/ingest/address-guard.ts";

/** Written forms of places inside: refused before any name is resolved. */
const HOSTILE: readonly string[] = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://127.0.0.1:8080/rss",
  "http://127.255.255.254/",
  "http://0.0.0.0/",
  "http://0/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0x7f.0.0.1/",
  "http://0177.0.0.1/",
  "http://017700000001/",
  "http://0x7f.1/",
  "http://127.0.0.1./",
  "http://①②⑦.⓪.⓪.①/",
  "http://127。0。0。1/",
  "http://%31%32%37.0.0.1/",
  "http://10.0.0.8/",
  "http://172.16.5.4/",
  "http://172.31.255.255/",
  "http://192.168.1.1/",
  "http://100.64.0.1/",
  "http://100.100.100.200/latest/meta-data/",
  "http://169.254.169.254/latest/meta-data/",
  "http://2852039166/latest/meta-data/",
  "http://0xa9fea9fe/",
  "http://0251.0376.0251.0376/",
  "http://168.63.129.16/machine",
  "http://192.0.0.192/opc/v1/",
  "http://192.0.2.10/",
  "http://198.18.0.1/",
  "http://198.51.100.7/",
  "http://203.0.113.9/",
  "http://192.88.99.1/",
  "http://224.0.0.1/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "http://[::1]/",
  "http://[::]/",
  "http://[0:0:0:0:0:0:0:1]:80/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::ffff:a9fe:a9fe]/",
  "http://[::127.0.0.1]/",
  "http://[::ffff:0:127.0.0.1]/",
  "http://[64:ff9b::127.0.0.1]/",
  "http://[64:ff9b:1::a00:1]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:a9fe:a9fe::1]/",
  "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",
  "http://[2001:db8::1]/",
  "http://[2606:4700:0:0:0:5efe:7f00:1]/",
  "http://[2606:4700:0:0:200:5efe:a00:1]/",
  "http://[fe80::1]/",
  "http://[fec0::1]/",
  "http://[fc00::1]/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://[ff02::1]/",
  "http://[100::1]/",
  "http://[3fff::1]/",
  "http://user@news.example/",
  "http://user:secret@news.example/",
  "https://news.example@127.0.0.1/",
  "http://news.example\\@127.0.0.1/",
  "http://127.0.0.1\\@news.example/",
  "http://127.0.0.1#@news.example/",
  "http://news.example./",
  "http://news.example:22/",
  "http://news.example:25/",
  "file:///etc/passwd",
  "ftp://news.example/feed",
  "gopher://news.example/",
  "data:text/xml,<rss/>",
  "javascript:alert(1)",
  "//news.example/feed",
  "http://",
  "",
  " http://0x7f000001/ ",
  "ht\ntp://0x7f000001/",
  `https://news.example/${"a".repeat(3000)}`,
];

const GOOD: readonly string[] = [
  "https://news.example/rss.xml",
  "http://news.example:8080/feed?cat=1#top",
  "http://93.184.216.34/feed",
  "https://[2606:4700::1111]/feed",
  "https://новости.example/rss",
  "https://sub.news.example:443/",
  "HTTPS://NEWS.EXAMPLE/feed",
];

describe("the address guard", () => {
  it.each(HOSTILE)("refuses %j", (url) => {
    expect(checkUrl(url, [])).toEqual({ ok: false });
  });

  it.each(GOOD)("lets %s pass", (url) => {
    expect(checkUrl(url, []).ok).toBe(true);
  });

  it.each([
    ["//127.0.0.1/", false],
    ["\\\\169.254.169.254\\latest", false],
    ["/\\0x7f.1/", false],
    ["http:/other", true],
    ["../other.xml", true],
    ["//other.example/feed", true],
  ])("reads %s on a page as a browser would", (reference, isFine) => {
    expect(checkUrl(reference, [], new URL("http://news.example/a/b")).ok).toBe(isFine);
  });

  it("opens what is on the list and nothing beside it", () => {
    const allowed = ["127.0.0.1", "10.2.0.0/16", "fd00:1::/32"];

    expect(checkUrl("http://127.0.0.1:4000/", allowed).ok).toBe(true);
    expect(isUsableAddress("10.2.9.9", allowed)).toBe(true);
    expect(isUsableAddress("fd00:1::5", allowed)).toBe(true);
    expect(isUsableAddress("127.0.0.2", allowed)).toBe(false);
    expect(isUsableAddress("10.3.0.1", allowed)).toBe(false);
    expect(isUsableAddress("fd00:2::5", allowed)).toBe(false);
    expect(checkUrl("http://0x7f.1/", allowed).ok).toBe(false);
    expect(checkUrl("http://user@127.0.0.1/", allowed).ok).toBe(false);
  });

  it("takes nothing that is no address for one", () => {
    for (const word of ["", "localhost", "1.2.3", "::g", "fe80::1%eth0"])
      expect(isUsableAddress(word, [])).toBe(false);
  });
});
