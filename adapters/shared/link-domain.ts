import { domainToUnicode } from "node:url";
import { parse } from "tldts";

import { safeUrl } from "../../src/chat/clean-text.ts";

/** A web address that may be followed, and the name of who is behind it. */
export interface SafeLink {
  /** Plain http(s), delimiters of markup percent-encoded, without userinfo. */
  readonly url: string;
  /**
   * The registrable domain ("example.co.uk"), or the host where there is none. In the letters of its script when
   * all of it is one script; else in punycode, so that nothing looks like what it is not.
   */
  readonly domain: string;
}

/** Longer addresses are not linked: platforms cut or refuse them, and nobody reads them. UTF-16 units. */
const LONGEST_URL = 1000;

/** Null for an address that must not be followed. */
export function safeLink(address: string): SafeLink | null {
  const url = safeUrl(address);
  if (url === null || url.length > LONGEST_URL) return null;
  const { hostname } = new URL(url);
  const { domain } = parse(hostname, { allowPrivateDomains: true });
  return { url, domain: readableDomain(domain ?? hostname) };
}

function readableDomain(domain: string): string {
  if (!domain.includes("xn--")) return domain;
  const unicode = domainToUnicode(domain);
  return unicode !== "" && isOneScript(unicode) ? unicode : domain;
}

/** The scripts domains are commonly written in; a name of another script stays punycode. */
const SCRIPTS = [
  /^[\p{Script=Latin}\p{M}]+$/u,
  /^[\p{Script=Cyrillic}\p{M}]+$/u,
  /^[\p{Script=Greek}\p{M}]+$/u,
  /^[\p{Script=Arabic}\p{M}]+$/u,
  /^[\p{Script=Hebrew}\p{M}]+$/u,
  /^[\p{Script=Devanagari}\p{M}]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u,
  /^\p{Script=Hangul}+$/u,
];

function isOneScript(domain: string): boolean {
  const letters = domain.replace(/[0-9.-]/g, "");
  return SCRIPTS.some((script) => script.test(letters));
}
