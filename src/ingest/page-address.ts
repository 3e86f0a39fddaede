import { canonicalLink } from "./web-link.ts";

/** Names in front of a host that lead to another dress of the same page. */
const DRESS = /^(?:(?:www\d?|m|mobile|amp|wap|touch)\.)+(?=[^.]+\.)/;
/** "de.m.example.org": the same within the name. */
const INNER_DRESS = /^([^.]+)\.(?:m|amp)\.(?=[^.]+\.)/;
/** Copies that a search engine keeps of AMP pages carry the address of the page in their path. */
const AMP_CACHE = /^\/(?:[cvi]\/|amp\/)?(?:s\/)?([^/]+\.[^/]+\/.*)$/;
const AMP_PATH = /\/amp(?:\.html)?$|\.amp(?:\.html)?$|^\/amp(?=\/)/;
const AMP_PARAMETER = /^(?:amp|outputtype|amp_.*|usqp)$/i;

/**
 * What two spellings of one page's address have in common, as a text that is no address itself: host and path without
 * scheme, default port, www, mobile and AMP forms, trailing slash, fragment and tracking parameters, the other
 * parameters sorted. null for what is no http address. Says "perhaps the same page": only texts say that it is.
 */
export function pageAddress(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(canonicalLink(href));
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const host = url.hostname.replace(/\.$/, "");
  const cached = isAmpCache(host, url.pathname) ? AMP_CACHE.exec(url.pathname)?.[1] : undefined;
  if (cached !== undefined && !cached.startsWith(host)) return pageAddress(`https://${cached}${url.search}`);
  const path = pathOf(url.pathname);
  const parameters = [...url.searchParams]
    .filter(([name, value]) => !(AMP_PARAMETER.test(name) && /^(?:|1|true|amp|mq.*)$/i.test(value)))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  const query = parameters.length === 0 ? "" : `?${parameters.join("&")}`;
  const port = isDefaultPort(url) ? "" : `:${url.port}`;
  return `${host.replace(DRESS, "").replace(INNER_DRESS, "$1.")}${port}${path}${query}`;
}

/** http and https are one page here, so both default ports are none. */
function isDefaultPort({ port }: URL): boolean {
  return port === "" || port === "80" || port === "443";
}

function isAmpCache(host: string, path: string): boolean {
  return (
    host.endsWith(".cdn.ampproject.org") || (/^(?:www\.)?google\./.test(host) && path.startsWith("/amp/"))
  );
}

function pathOf(pathname: string): string {
  // "%7e" and "~" are one character; what must stay escaped is escaped in capitals.
  const path = pathname
    .replace(/%[0-9a-f]{2}/gi, (escaped) => {
      const letter = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(letter) ? letter : escaped.toUpperCase();
    })
    .replace(/\/{2,}/g, "/")
    .replace(/\/+$/, "");
  return path.replace(AMP_PATH, "").replace(/\/+$/, "");
}
