import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Addresses that may be used although they are not public: single ones or ranges ("127.0.0.1", "10.2.0.0/16"). */
export type AllowedAddresses = readonly string[];

export type CheckedUrl = { readonly ok: true; readonly url: URL } | { readonly ok: false };

const REFUSED: CheckedUrl = { ok: false };
const LONGEST_URL = 2000;
// A URL parser reads a backslash as a slash and passes over tabs and line breaks; others do not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const TRICKS = /[\\\u0000-\u001f\u007f]/;
const LOWEST_OTHER_PORT = 1024;

/** Public by number and yet part of a provider's own machinery. */
const MACHINERY = ["168.63.129.16"];

/** The only part of IPv6 that is handed out to the public (IANA registry of unicast space). */
const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * What may be asked for at all: http or https, a host by its name or its plainly written address, no user name
 * or password, port 80, 443 or one from 1024 on. A host that is an address is checked here; a name is checked
 * again by what it resolves to (`isUsableAddress`). `base` is the page a relative reference stands in.
 */
export function checkUrl(given: string, allowed: AllowedAddresses, base?: URL): CheckedUrl {
  if (given.length > LONGEST_URL || TRICKS.test(given.trim()) || !URL.canParse(given, base?.href))
    return REFUSED;
  const url = new URL(given, base?.href);
  if (url.protocol !== "http:" && url.protocol !== "https:") return REFUSED;
  if (url.username !== "" || url.password !== "") return REFUSED;
  if (url.port !== "" && url.port !== "80" && url.port !== "443" && Number(url.port) < LOWEST_OTHER_PORT)
    return REFUSED;
  const { hostname } = url;
  if (hostname === "" || hostname.endsWith(".")) return REFUSED;
  const written = hostAsWritten(given);
  // A URL parser turns 2130706433, 0x7f.1 and ①②⑦.0.0.1 into an address: nobody honest writes one like that.
  if (written !== null && ipaddr.IPv4.isValid(hostname) && written !== hostname) return REFUSED;
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(literal) && !isUsableAddress(literal, allowed)) return REFUSED;
  return { ok: true, url };
}

/** Whether a connection to this IP address is allowed: public, or on the list. What is no address is not. */
export function isUsableAddress(address: string, allowed: AllowedAddresses): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  return isPublic(parsed) || allowed.some((range) => isIn(parsed, range));
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return !MACHINERY.includes(address.toString());
  return address.match(PUBLIC_IPV6) && !isTunnelToIpv4(address);
}

/** ISATAP (RFC 5214) carries an IPv4 address in the second half of an address that looks public. */
function isTunnelToIpv4({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && ((parts[4] ?? 0) & 0xfdff) === 0;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [network, bits] = ipaddr.isValidCIDR(range)
    ? ipaddr.parseCIDR(range)
    : [ipaddr.parse(range), range.includes(":") ? 128 : 32];
  return network.kind() === address.kind() && address.match(network, bits);
}

/** The host in the characters of the reference, without its port; null where the reference names none. */
function hostAsWritten(given: string): string | null {
  const authority = /^(?:[a-z][a-z0-9+.-]*:)?\/{2,}([^/?#]*)/i.exec(given.trim())?.[1];
  return authority === undefined ? null : authority.replace(/:\d*$/, "").toLowerCase();
}
